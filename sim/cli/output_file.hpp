/// \file A text file that a command writes: there whole under its name, or not at all.
#pragma once

#include "mutualise/record/part_file.hpp"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace mutualise::cli
{

/// Throws UsageError where the file is there and must not be overwritten.
void refuse_existing(const std::filesystem::path& path, bool force);

/// Makes the folder where it is missing. Throws UsageError, with the reason, where nothing could be written into it.
void make_folder(const std::filesystem::path& folder);

class OutputFile
{
public:
    /// Opens a part of the file; a device or pipe of that name is written straight to. Throws UsageError where it
    /// cannot.
    explicit OutputFile(const std::filesystem::path& path);
    void write(const std::string& text);
    /// Brings the file to its name; throws std::runtime_error where the disk fails.
    void finish(std::filesystem::perms added = std::filesystem::perms::none);

private:
    [[noreturn]] void fail(int error) const;

    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::filesystem::path path_;
    std::optional<PartFile> part_;
    std::unique_ptr<std::FILE, Close> file_;
};

/// The whole text in one go.
void write_file(const std::filesystem::path& path, const std::string& text,
                std::filesystem::perms added = std::filesystem::perms::none);

} // namespace mutualise::cli
