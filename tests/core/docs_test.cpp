/// \file docs/ keeps up with the code: links lead somewhere, and every process is described.
#include "core/documents.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cctype>
#include <cstring>
#include <map>

using namespace mutualise::testing;
namespace fs = std::filesystem;

namespace
{

bool names_source(const std::string& text)
{
    const bool ending = text.ends_with(".cpp") || text.ends_with(".hpp");
    return ending && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_.") == std::string::npos;
}

/// name -> target of the lines "[name]: target".
std::map<std::string, std::string> link_definitions(const std::string& text)
{
    std::map<std::string, std::string> targets;
    for (const std::string& line : between("\n" + text, "\n[", "\n"))
        if (const std::size_t middle = line.find("]: "); middle != std::string::npos)
            targets[line.substr(0, middle)] = line.substr(middle + 3);
    return targets;
}

std::vector<fs::path> documents()
{
    std::vector<fs::path> all{root / "README.md", root / "CHANGELOG.md", root / "benchmarks/README.md"};
    for (const auto& entry : fs::directory_iterator(root / "docs"))
        if (entry.path().extension() == ".md")
            all.push_back(entry.path());
    return all;
}

/// A path below the root, and no pattern of several.
bool names_path(const std::string& text)
{
    const bool plain =
        std::ranges::all_of(text, [](unsigned char c) { return std::isalnum(c) != 0 || std::strchr("_-./", c); });
    return plain && std::ranges::any_of(std::array{"docs/", "scripts/", "tests/", "scenarios/", "sim/", "include/",
                                                   "analysis/", "report/", "examples/", "benchmarks/"},
                                        [&](const char* folder) { return text.starts_with(folder); });
}

} // namespace

TEST_CASE("every link of the documents to a file leads to one, and every path they name is there")
{
    std::size_t paths = 0;
    for (const fs::path& document : documents()) {
        INFO(document.string());
        const std::string text = text_of(document);
        std::vector<std::string> links;
        for (std::string& link : between(text, "](", ")"))
            if (link.find_first_of("#: ") == std::string::npos)
                links.push_back(std::move(link));
        for (auto& [name, target] : link_definitions(text))
            links.push_back(target);
        for (const std::string& link : links) {
            INFO(link);
            CHECK(fs::exists(document.parent_path() / link));
        }
        for (const std::string& path : between(text, "`", "`"))
            if (names_path(path)) {
                INFO(path);
                CHECK(fs::exists(root / path));
                ++paths;
            }
    }
    CHECK(paths > 80);
}

TEST_CASE("the file names in brackets in the model's text are links")
{
    const std::string text = text_of(root / "docs/model.md");
    const auto defined = link_definitions(text);
    CHECK(defined.size() > 40);
    for (const std::string& name : between(text, "[", "]"))
        if (names_source(name) && text.find("[" + name + "](") == std::string::npos) {
            INFO(name);
            CHECK(defined.count(name) == 1);
        }
}

TEST_CASE("every process is described in the model's text")
{
    const std::string text = text_of(root / "docs/model.md");
    for (const auto& source : fs::directory_iterator(root / "sim/process")) {
        const std::string name = source.path().filename().string();
        if (source.path().extension() != ".cpp" || name == "attitude_kernel.cpp") // its header holds the equation
            continue;
        INFO(name);
        CHECK(text.find("[" + name + "]") != std::string::npos);
    }
}
