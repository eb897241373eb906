/// \file The canonical hash of an open file (docs/file_format.md states it step by step).
#pragma once

#include "hdf5_handles.hpp"

#include <string>

namespace mutualise
{

inline constexpr const char* file_format = "mutualise ensemble";
inline constexpr const char* result_format = "mutualise result";
inline constexpr int file_format_version = 1;

/// 64 hexadecimal digits.
std::string hash_contents(hid_t file);

} // namespace mutualise
