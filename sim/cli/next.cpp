#include "next.hpp"

#include "mutualise/study/batch_script.hpp"

#include <cerrno> // program_invocation_name
#include <cstdio>
#include <fmt/format.h>

namespace mutualise::cli
{

namespace fs = std::filesystem;

namespace
{

/// results/h.h5 -> results/h.csv, the folder timing -> timing.csv; h-2.csv where that is there.
fs::path free_name(const fs::path& recorded)
{
    const fs::path trimmed = recorded.has_filename() ? recorded : recorded.parent_path();
    const fs::path folder = trimmed.parent_path();
    const std::string stem = trimmed.extension() == ".h5" ? trimmed.stem().string() : trimmed.filename().string();
    fs::path name = folder / (stem + ".csv");
    for (int i = 2; fs::exists(name); ++i)
        name = folder / fmt::format("{}-{}.csv", stem, i);
    return name;
}

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
    suggest_next({"export", recorded.string(), "--observables", observable, "-o", free_name(recorded).string()});
}

} // namespace mutualise::cli
