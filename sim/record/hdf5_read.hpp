/// \file Reading whole variables and attributes of a file that is open.
#pragma once

#include "hdf5_handles.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace mutualise::hdf5
{

using Extent = std::vector<hsize_t>;

bool has_variable(hid_t group, const std::string& name);
Handle open_variable(hid_t group, const std::string& name);
Extent extent_of(hid_t variable);
bool holds_numbers(hid_t variable);

/// How many cells a variable has, all to be read. Memory for them is taken before HDF5 finds that they are not there:
/// one that says it is larger than its bytes in the file can be unpacked to (1,032 times, by deflate) is an Error.
std::size_t cells_of(hid_t variable, const std::string& doing);

/// The chunks that hold rows [first, first + count) of the first axis must be there. HDF5 takes one that its index does
/// not have for zeros, and one that says it is not packed for as long as it should be; the index has no checksums.
void check_chunks(hid_t variable, hsize_t first, hsize_t count);

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

/// Text of an attribute; nothing where there is none.
std::string text_attribute(hid_t object, const char* name);
/// Whole number in an attribute; -1 where there is none.
int number_attribute(hid_t object, const char* name);
double real_attribute(hid_t object, const char* name);

/// Opens a file of ours that is whole: an ensemble, or an analysis's result, or either where no format is named. Throws
/// Error with the reason otherwise.
Handle open_whole(const std::string& path, const char* format = nullptr);

} // namespace mutualise::hdf5
