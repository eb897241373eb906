#include "target.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace mutualise::fuzz
{

namespace fs = std::filesystem;

namespace
{

constexpr std::string_view mark = "@file ";

/// A name that cannot leave the folder.
std::string plain_name(std::string_view name)
{
    const std::size_t slash = name.rfind('/');
    std::string plain(slash == std::string_view::npos ? name : name.substr(slash + 1));
    if (plain.empty() || plain.front() == '.' || plain.size() > 60 || plain.find('\0') != std::string::npos)
        plain = "unnamed";
    return plain;
}

} // namespace

void demand(bool holds, const char* what, std::string_view shown)
{
    if (holds)
        return;
    std::fprintf(stderr, "FINDING: %s\n%.*s\n", what, static_cast<int>(shown.size()), shown.data());
    std::abort();
}

Scratch::Scratch()
{
    const bool in_memory = access("/dev/shm", W_OK) == 0;
    std::string pattern = std::string(in_memory ? "/dev/shm" : fs::temp_directory_path().string()) + "/fuzz-XXXXXX";
    folder_ = mkdtemp(pattern.data());
    for (const char* name : {"historical.toml", "taskforce.toml", "no-levers.toml", "librarians.toml"})
        fs::copy_file(shipped() / name, folder_ / name);
}

Scratch::~Scratch()
{
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

fs::path Scratch::write(const std::string& name, std::string_view text) const
{
    const fs::path to = folder_ / name;
    const int file = open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0 || ::write(file, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        demand(false, "cannot write an input's file", to.string());
    close(file);
    return to;
}

void Scratch::lay(std::string_view input, const std::string& first)
{
    for (const fs::path& path : laid_)
        unlink(path.c_str());
    laid_.clear();
    std::string name = first;
    while (true) {
        const std::size_t next = input.find("\n@file ");
        const std::string_view text = input.substr(0, next == std::string_view::npos ? next : next + 1);
        laid_.push_back(write(name, text));
        if (next == std::string_view::npos)
            return;
        input.remove_prefix(next + 1 + mark.size());
        const std::size_t end = std::min(input.find('\n'), input.size());
        name = plain_name(input.substr(0, end));
        input.remove_prefix(std::min(end + 1, input.size()));
    }
}

Scratch& scratch()
{
    static Scratch one;
    return one;
}

fs::path shipped() { return fs::path(MUTUALISE_SOURCE_DIR) / "scenarios"; }

} // namespace mutualise::fuzz
