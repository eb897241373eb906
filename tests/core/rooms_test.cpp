/// \file The rooms stand in one order and know only those above them; each outside library has one door. The oracle is
/// docs/architecture.md: the list here and the list there must be the same.
#include "support/files.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using mutualise::testing::text_of;
namespace fs = std::filesystem;

namespace
{

constexpr std::array<std::string_view, 14> rooms{"core",       "random",   "parallel", "parameters", "scenario",
                                                 "population", "state",    "process",  "run",        "record",
                                                 "study",      "analysis", "report",   "cli"};

/// How an outside library's headers begin, and the one room that may name them. fmt is open to all sources.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> doors{{{"openssl/", "core"},
                                                                              {"Random123/", "random"},
                                                                              {"boost/", "random"},
                                                                              {"tbb/", "parallel"},
                                                                              {"oneapi/", "parallel"},
                                                                              {"toml++/", "scenario"},
                                                                              {"hdf5", "record"},
                                                                              {"H5", "record"},
                                                                              {"CLI/", "cli"}}};

/// Written by the build beside no source.
constexpr std::array<std::string_view, 2> generated{"mutualise_build.hpp", "mutualise_commit.hpp"};

std::size_t place_of(std::string_view room)
{
    return static_cast<std::size_t>(std::find(rooms.begin(), rooms.end(), room) - rooms.begin());
}

struct Include {
    std::string path;
    bool quoted = false;
};

std::optional<Include> include_of(std::string_view line)
{
    const std::size_t start = line.find_first_not_of(" \t");
    if (start == std::string_view::npos || line.substr(start, 8) != "#include")
        return std::nullopt;
    const std::size_t open = line.find_first_of("\"<", start);
    const std::size_t close = open == std::string_view::npos ? open : line.find_first_of("\">", open + 1);
    if (close == std::string_view::npos)
        return std::nullopt;
    return Include{std::string(line.substr(open + 1, close - open - 1)), line[open] == '"'};
}

/// What is wrong with one include of a file of `room`, in words; empty if nothing. `neighbours`: files in its folder.
std::string wrong_with(const Include& include, std::string_view room, bool public_header,
                       const std::vector<std::string>& neighbours)
{
    constexpr std::string_view ours = "mutualise/";
    if (include.path.starts_with(ours)) {
        const std::string_view rest = std::string_view(include.path).substr(ours.size());
        const std::string_view other = rest.substr(0, rest.find('/'));
        if (place_of(other) == rooms.size())
            return "names no room";
        return place_of(other) > place_of(room) ? "a room below" : "";
    }
    if (include.quoted) {
        const bool known = std::ranges::find(neighbours, include.path) != neighbours.end() ||
                           std::ranges::find(generated, include.path) != generated.end();
        return known ? "" : "a private header of another folder";
    }
    for (const auto& [library, door] : doors)
        if (include.path.starts_with(library) && room != door)
            return "a library behind another room's door";
    const bool outside = include.path.find('/') != std::string::npos && !include.path.starts_with("sys/");
    return public_header && outside ? "an outside library in a public header" : "";
}

struct SourceFile {
    fs::path path;
    std::string room;
    bool public_header = false;
};

/// Every header and source of the program, with its room.
std::vector<SourceFile> program_files(const fs::path& root)
{
    std::vector<SourceFile> files;
    const auto add = [&](const fs::path& folder, const std::string& room, bool public_header) {
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            if (entry.path().extension() == ".hpp" || entry.path().extension() == ".cpp")
                files.push_back({entry.path(), room, public_header});
    };
    for (const char* tree : {"include/mutualise", "sim"})
        for (const auto& entry : fs::directory_iterator(root / tree))
            if (entry.is_directory())
                add(entry.path(), entry.path().filename().string(), std::string_view(tree) != "sim");
    for (const char* room : {"analysis", "report"})
        add(root / room, room, false);
    return files;
}

std::vector<std::string> names_beside(const fs::path& file)
{
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(file.parent_path()))
        names.push_back(entry.path().filename().string());
    return names;
}

} // namespace

TEST_CASE("a room includes only itself and the rooms above it, and libraries through their doors")
{
    const auto files = program_files(MUTUALISE_SOURCE_DIR);
    CHECK(files.size() > 150);
    for (const SourceFile& file : files) {
        INFO(file.path.string());
        CHECK(place_of(file.room) < rooms.size());
        const auto neighbours = names_beside(file.path);
        std::istringstream lines(text_of(file.path));
        for (std::string line; std::getline(lines, line);)
            if (const auto include = include_of(line)) {
                INFO(line);
                CHECK(wrong_with(*include, file.room, file.public_header, neighbours).empty());
            }
    }
}

TEST_CASE("an include that breaks the order of the rooms is found")
{
    const auto wrong = [](std::string_view line, std::string_view room, bool public_header = false) {
        return wrong_with(include_of(line).value(), room, public_header, {"beside.hpp"});
    };
    CHECK(wrong("#include \"mutualise/core/ids.hpp\"", "process").empty());
    CHECK(wrong("#include \"mutualise/process/launch.hpp\"", "process").empty());
    CHECK(wrong("#include \"mutualise/run/batch.hpp\"", "process") == "a room below");
    CHECK(wrong("#include \"mutualise/kitchen/sink.hpp\"", "process") == "names no room");
    CHECK(wrong("#include \"beside.hpp\"", "process").empty());
    CHECK(wrong("#include \"mutualise_commit.hpp\"", "record").empty());
    CHECK(wrong("  #include \"../process/veto.hpp\"", "run") == "a private header of another folder");
    CHECK(wrong("#include <vector>", "core", true).empty());
    CHECK(wrong("#include <sys/mman.h>", "state", true).empty());
    CHECK(wrong("#include <hdf5.h>", "record").empty());
    CHECK(wrong("#include <hdf5.h>", "run") == "a library behind another room's door");
    CHECK(wrong("#include <tbb/parallel_for.h>", "process") == "a library behind another room's door");
    CHECK(wrong("#include <fmt/format.h>", "run").empty());
    CHECK(wrong("#include <fmt/format.h>", "run", true) == "an outside library in a public header");
    CHECK_FALSE(include_of("// see #include <vector>").has_value());
    CHECK_FALSE(include_of("int x = 0;").has_value());
}

TEST_CASE("the architecture lists these rooms in this order")
{
    const std::string text = text_of(fs::path(MUTUALISE_SOURCE_DIR) / "docs/architecture.md");
    std::size_t last = 0;
    for (const std::string_view room : rooms) {
        INFO(room);
        const std::size_t row = text.find("\n| `" + std::string(room) + "` |");
        REQUIRE(row != std::string::npos);
        CHECK(row > last);
        last = row;
    }
}
