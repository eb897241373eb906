#include "mutualise/record/part_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <system_error>
#include <unistd.h>

namespace mutualise
{

namespace
{

/// Brings what is buffered for `path` to the disk; a full disk with delayed allocation is found here.
void sync(const std::filesystem::path& path, int kind)
{
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | kind);
    if (file < 0)
        throw std::system_error(errno, std::generic_category(), "opening to sync");
    const int error = fsync(file) == 0 ? 0 : errno;
    close(file);
    // Some file systems cannot sync a folder and say EINVAL; the rename holds there without it.
    if (error != 0 && !(kind == O_DIRECTORY && error == EINVAL))
        throw std::system_error(error, std::generic_category(), "syncing");
}

/// No two living processes write to the same part, on whatever nodes of a cluster.
std::string part_suffix()
{
    char host[256] = {};
    gethostname(host, sizeof host - 1);
    return ".part-" + std::string(host) + "-" + std::to_string(getpid());
}

} // namespace

PartFile::PartFile(std::filesystem::path final_path)
    : final_(std::move(final_path)), part_(final_.string() + part_suffix())
{
}

PartFile::~PartFile()
{
    std::error_code ignored;
    if (!placed_)
        std::filesystem::remove(part_, ignored);
}

void PartFile::place()
{
    sync(part_, 0);
    std::filesystem::rename(part_, final_);
    placed_ = true;
    sync(final_.has_parent_path() ? final_.parent_path() : std::filesystem::path("."), O_DIRECTORY);
}

} // namespace mutualise
