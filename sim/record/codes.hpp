/// \file Coded columns: small integers whose meanings stand in CF's flag attributes (CF-1.8, section 3.5).
#pragma once

#include "netcdf.hpp"

#include <algorithm>
#include <stdexcept>

namespace mutualise
{

/// Code values[i] means word i of `meanings`; with `masks`, bits that combine.
struct Codes {
    std::vector<std::int8_t> values;
    std::string meanings;
    bool masks = false;
};

/// The codes first, first + 1, ... for these names; blanks in a name become underscores.
template <class Names>
Codes number_names(const Names& names, int first = 0)
{
    Codes codes;
    for (const auto& name : names) {
        if (first > 127)
            throw std::logic_error("more names than a coded column holds");
        codes.values.push_back(static_cast<std::int8_t>(first++));
        std::string word(name);
        std::replace(word.begin(), word.end(), ' ', '_');
        codes.meanings += (codes.meanings.empty() ? "" : " ") + word;
    }
    return codes;
}

inline void put_codes(hid_t variable, const Codes& codes)
{
    netcdf::put_attribute(variable, codes.masks ? "flag_masks" : "flag_values", std::span(codes.values));
    netcdf::put_attribute(variable, "flag_meanings", codes.meanings);
}

} // namespace mutualise
