/// \file Every number a user can set, described once: the reader, the recorder and the docs loop over these lists.
#pragma once

#include "mutualise/core/month.hpp"

#include <span>
#include <string_view>
#include <variant>

namespace mutualise
{

/// One settable member of a parameter or lever struct.
/// A `double` member may be declared an `integer`; an `int` member is the index of one of `choices`.
template <class Owner>
struct Field {
    std::string_view name;
    std::variant<double Owner::*, bool Owner::*, int Owner::*, Month Owner::*> member;
    std::string_view unit;                          ///< "-" where dimensionless
    double lower = 0, upper = 1;                    ///< closed range of a number
    std::string_view source;                        ///< evidence ids ("F-84") or "assumed"
    std::string_view meaning;                       ///< one phrase
    std::span<const std::string_view> choices = {}; ///< names of an `int` member's values
    bool integer = false;                           ///< only whole numbers
};

/// The list of `Owner`'s fields, specialised for parameters in sim/parameters, for levers and settings in sim/scenario.
template <class Owner>
std::span<const Field<Owner>> fields();

} // namespace mutualise
