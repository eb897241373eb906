/// \file Everything a recorded file says besides its values, as it is read.
#pragma once

#include "mutualise/record/recording.hpp"

#include "hdf5_handles.hpp"

#include <vector>

namespace mutualise
{

/// Of an open file with these months on its time axis. Throws hdf5::Error where its parts do not fit together.
Recording read_labels(hid_t file, const std::vector<Month>& months);

} // namespace mutualise
