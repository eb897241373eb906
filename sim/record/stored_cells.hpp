/// \file Are the cells that a variable says it has in the file? What a damaged file says is not believed.
#pragma once

#include "hdf5_handles.hpp"

#include <string>
#include <vector>

namespace mutualise::hdf5
{

using Extent = std::vector<hsize_t>;

/// Lengths of a variable's axes, as it says.
Extent extent_of(hid_t variable);

/// How many cells a variable has, all to be read. Memory for them is taken before HDF5 finds that they are not there:
/// one that says it is larger than its bytes in the file can be unpacked to (1,032 times, by deflate) is an Error.
std::size_t cells_of(hid_t variable, const std::string& doing);

/// The chunks that hold rows [first, first + count) of the first axis must be there. HDF5 takes one that its index does
/// not have for zeros, and one that says it is not packed for as long as it should be; the index has no checksums.
void check_chunks(hid_t variable, hsize_t first, hsize_t count);

} // namespace mutualise::hdf5
