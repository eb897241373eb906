/// \file A field's value as TOML.
#pragma once

#include "mutualise/core/field.hpp"
#include "mutualise/scenario/document.hpp"

#include <string>

namespace mutualise
{

inline std::string month_text(Month month) { return month == never ? "\"never\"" : '"' + to_string(month) + '"'; }

template <class Owner>
std::string field_text(const Field<Owner>& field, const Owner& owner)
{
    if (const auto* number = std::get_if<double Owner::*>(&field.member))
        return written(owner.**number);
    if (const auto* truth = std::get_if<bool Owner::*>(&field.member))
        return owner.**truth ? "true" : "false";
    if (const auto* month = std::get_if<Month Owner::*>(&field.member))
        return month_text(owner.**month);
    const int value = owner.**std::get_if<int Owner::*>(&field.member);
    return field.choices.empty() ? std::to_string(value) : toml_string(field.choices[static_cast<std::size_t>(value)]);
}

} // namespace mutualise
