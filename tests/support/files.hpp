/// \file Whole files, and a folder for those that a test makes.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <stdlib.h>
#include <string>

namespace mutualise::testing
{

/// A file's bytes; empty where it cannot be read.
inline std::string text_of(const std::filesystem::path& file)
{
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

/// A folder of its own, gone with the object.
class ScratchFolder
{
public:
    ScratchFolder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "mutualise-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            throw std::runtime_error("no scratch folder");
        path = name;
    }
    ~ScratchFolder()
    {
        std::error_code ignored;
        std::filesystem::permissions(path, std::filesystem::perms::owner_all, ignored);
        std::filesystem::remove_all(path, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    bool empty() const { return std::filesystem::is_empty(path); }

    std::filesystem::path path;
};

/// A scratch folder of files by name.
class Folder
{
public:
    std::filesystem::path write(const std::string& name, const std::string& text) const
    {
        std::filesystem::create_directories(path(name).parent_path());
        std::ofstream(path(name), std::ios::binary) << text;
        return path(name);
    }
    std::filesystem::path path(const std::string& name) const { return scratch_.path / name; }

private:
    ScratchFolder scratch_;
};

} // namespace mutualise::testing
