/// \file The names of a variable's axes, as its dimension scales say them (HDF5's Dimension Scale Specification).
/// HDF5's own functions for this take the attributes' types on trust, and read past their ends where a file is damaged.
#pragma once

#include "hdf5_handles.hpp"

#include <string>
#include <vector>

namespace mutualise::hdf5
{

/// Is the variable a coordinate: an axis of others?
bool is_scale(hid_t variable);

/// The name of each axis: a coordinate's is its own. Throws Error where an axis has none.
std::vector<std::string> axis_names(hid_t variable, std::size_t rank, const std::string& of);

} // namespace mutualise::hdf5
