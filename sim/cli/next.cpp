#include "next.hpp"

#include "mutualise/core/shell.hpp"

#include <cerrno> // program_invocation_name
#include <cstdio>
#include <fmt/format.h>

namespace mutualise::cli
{

namespace fs = std::filesystem;

namespace
{

/// stem.csv in the folder; stem-2.csv where that is there.
fs::path free_name(const fs::path& folder, const std::string& stem, const char* extension)
{
    fs::path name = folder / (stem + extension);
    for (int i = 2; fs::exists(name); ++i)
        name = folder / fmt::format("{}-{}{}", stem, i, extension);
    return name;
}

/// Without the slash at the end of a folder.
fs::path trimmed(const fs::path& path) { return path.has_filename() ? path : path.parent_path(); }

} // namespace

void suggest_next(const std::vector<std::string>& words)
{
    std::string line = shell_word(program_invocation_name);
    for (const std::string& word : words)
        line += " " + shell_word(word);
    fmt::print(stderr, "next: {}\n", line);
}

void suggest_export(const fs::path& recorded, const std::string& observable)
{
    const fs::path from = trimmed(recorded);
    const fs::path stem = from.extension() == ".h5" ? from.stem() : from.filename();
    suggest_next({"export", recorded.string(), "--observables", observable, "-o",
                  free_name(from.parent_path(), stem.string(), ".csv").string()});
}

void suggest_report(const std::vector<std::string>& files, const std::vector<std::string>& options)
{
    std::vector<std::string> words{"report"};
    words.insert(words.end(), files.begin(), files.end());
    words.insert(words.end(), options.begin(), options.end());
    words.insert(words.end(), {"-o", free_name(trimmed(files.front()).parent_path(), "report", ".html").string()});
    suggest_next(words);
}

} // namespace mutualise::cli
