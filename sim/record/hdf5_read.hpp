/// \file Reading variables of a file that is open, whole or by rows.
#pragma once

#include "stored_cells.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace mutualise::hdf5
{

bool has_variable(hid_t group, const std::string& name);
Handle open_variable(hid_t group, const std::string& name);
bool holds_numbers(hid_t variable);

std::vector<std::string> read_texts(hid_t group, const std::string& name);
/// The one text of a scalar variable.
std::string read_text(hid_t group, const std::string& name);
/// Number is int32, uint32, int64 or double; the file's type is converted.
template <class Number>
std::vector<Number> read_numbers(hid_t group, const std::string& name);

/// Reads (writes) whole rows of the first axis, of `row` cells each. `type` is the type in memory. Throws Error where
/// the variable has other rows.
void read_rows(hid_t variable, hid_t type, std::size_t first, std::size_t count, std::size_t row, void* to);
void write_rows(hid_t variable, hid_t type, std::size_t first, std::size_t count, std::size_t row, const void* from);

} // namespace mutualise::hdf5
