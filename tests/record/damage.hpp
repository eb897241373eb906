/// \file Changes that damage a recorded file, each made through HDF5, and a reading of all that it holds.
#pragma once

#include <filesystem>
#include <functional>
#include <hdf5.h>
#include <vector>

namespace mutualise::testing
{

using Change = std::function<void(hid_t)>;

struct NamedChange {
    const char* what;
    Change change;
};

/// The file with a change made.
std::filesystem::path changed(const std::filesystem::path& path, const Change& change);

/// Puts numbers in place of a variable, on an axis of their own length; without numbers it is gone.
Change numbers(const char* name, std::vector<double> values);

/// Overwrites the first cell of a variable.
Change first_cell(const char* name, int value);

/// An attribute of a thousand numbers where there was one.
Change long_attribute(const char* of, const char* name);

/// An attribute of five hundred texts where there was one.
Change long_text_attribute(const char* of, const char* name);

/// A variable that says it has 2^40 cells, of which none were written.
Change endless(const char* name);

/// A variable that keeps its shape and attributes, while its index knows no chunk behind so many runs any more.
Change lost_chunks(const char* name, hsize_t runs);

/// Reads all that an ensemble holds, or refuses it.
void read_all(const std::filesystem::path& path);

} // namespace mutualise::testing
