/// \file A file that is there whole or not at all: written as `<name>.part-<host>-<process id>`, synced, then renamed.
#pragma once

#include <filesystem>

namespace mutualise
{

/// The part while it is written; what is not placed is removed.
class PartFile
{
public:
    explicit PartFile(std::filesystem::path final_path);
    ~PartFile(); ///< removes the part unless it was placed
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    const std::filesystem::path& path() const { return part_; }
    /// Syncs the closed part and renames it to the final name; throws std::system_error.
    void place();

private:
    std::filesystem::path final_;
    std::filesystem::path part_;
    bool placed_ = false;
};

} // namespace mutualise
