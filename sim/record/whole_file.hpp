/// \file A file of ours that is there whole or not at all, with its canonical hash.
#pragma once

#include "hdf5_handles.hpp"
#include "mutualise/record/ensemble.hpp"

#include <filesystem>
#include <functional>
#include <string>

namespace mutualise
{

/// Creates a part beside `path`, lets `put` fill it, hashes it, marks it complete and renames it when synced. Returns
/// the canonical hash. Throws std::runtime_error with the disk's reason; nothing is left under `path` then.
std::string write_whole(const std::filesystem::path& path, const std::function<void(hid_t file)>& put);

/// Who made the file, as root attributes.
void put_provenance(hid_t file, const Provenance& from);

} // namespace mutualise
