/// \file Opening a recorded file.
#pragma once

#include "hdf5_handles.hpp"

#include <string>

namespace mutualise::hdf5
{

/// Opens a file of ours that is whole: an ensemble, or an analysis's result, or either where no format is named. Throws
/// Error with the reason otherwise.
Handle open_whole(const std::string& path, const char* format = nullptr);

} // namespace mutualise::hdf5
