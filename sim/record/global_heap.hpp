/// \file Texts of variable length lie in HDF5's global heap (HDF5 File Format Specification 3.0, III.E). Its
/// collections and the references to them have no checksums, and HDF5 1.10 goes by their sizes and indices as they
/// stand: one turned bit writes or reads past the end of memory. They are checked here first.
#pragma once

#include "hdf5_handles.hpp"

#include <string>

namespace mutualise::hdf5
{

/// Throws Error where a reference of a text variable leads to no text of its length.
void check_texts(hid_t variable, const std::string& doing);

} // namespace mutualise::hdf5
