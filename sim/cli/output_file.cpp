#include "output_file.hpp"

#include "mutualise/core/errors.hpp"

#include <cerrno>
#include <fmt/format.h>
#include <system_error>
#include <unistd.h>

namespace mutualise::cli
{

namespace fs = std::filesystem;

void refuse_existing(const fs::path& path, bool force)
{
    if (!force && fs::exists(path))
        throw UsageError(fmt::format("{} exists; --force overwrites it", path.string()));
}

void make_folder(const fs::path& folder)
{
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (!failed && access(folder.c_str(), W_OK) != 0)
        failed = {errno, std::generic_category()};
    if (failed)
        throw UsageError(fmt::format("cannot write into {}: {}", folder.string(), failed.message()));
}

OutputFile::OutputFile(const fs::path& path) : path_(path)
{
    const bool there = fs::exists(path);
    if (there && fs::is_directory(path))
        fail(EISDIR);
    if (!there || fs::is_regular_file(path))
        part_.emplace(there ? fs::canonical(path) : path); // a link stays, and what it leads to is written anew
    file_.reset(std::fopen((part_ ? part_->path() : path).c_str(), "wb"));
    if (!file_)
        fail(errno);
}

void OutputFile::write(const std::string& text)
{
    if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size())
        throw std::runtime_error(
            fmt::format("cannot write {}: {}", path_.string(), std::generic_category().message(errno)));
}

void OutputFile::finish(fs::perms added)
{
    try {
        if (std::fclose(file_.release()) != 0)
            throw std::system_error(errno, std::generic_category());
        if (!part_)
            return;
        fs::permissions(part_->path(), added, fs::perm_options::add);
        part_->place();
    } catch (const std::system_error& error) {
        throw std::runtime_error(fmt::format("cannot write {}: {}", path_.string(), error.code().message()));
    }
}

void write_file(const fs::path& path, const std::string& text, fs::perms added)
{
    OutputFile file(path);
    file.write(text);
    file.finish(added);
}

void OutputFile::fail(int error) const
{
    throw UsageError(fmt::format("cannot write {}: {}", path_.string(), std::generic_category().message(error)));
}

} // namespace mutualise::cli
