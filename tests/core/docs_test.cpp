/// \file docs/ keeps up with the code: links lead somewhere, assumptions are numbered once, and who cites one finds it.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace
{

const fs::path root = MUTUALISE_SOURCE_DIR;

std::string text_of(const fs::path& file)
{
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

/// What stands between `open` and the next `close`, each time.
std::vector<std::string> between(const std::string& text, const std::string& open, const std::string& close)
{
    std::vector<std::string> found;
    for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at + 1)) {
        const std::size_t start = at + open.size(), end = text.find(close, start);
        if (end != std::string::npos)
            found.push_back(text.substr(start, end - start));
    }
    return found;
}

bool names_source(const std::string& text)
{
    const bool ending = text.ends_with(".cpp") || text.ends_with(".hpp");
    return ending && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_.") == std::string::npos;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The numbers of the words A1, A2, ... of a text.
std::vector<std::string> assumptions_cited(const std::string& text)
{
    std::vector<std::string> numbers;
    const std::string padded = " " + text + " ";
    for (std::size_t at = 1; at + 1 < padded.size(); ++at) {
        std::size_t end = at + 1;
        while (is_digit(padded[end]))
            ++end;
        const std::string around{padded[at - 1], padded[end]};
        const bool whole =
            around.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_") == std::string::npos;
        if (padded[at] == 'A' && end > at + 1 && whole && !is_digit(padded[at - 1]))
            numbers.push_back(padded.substr(at + 1, end - at - 1));
    }
    return numbers;
}

/// The items of section 9 begin "- **A1** ".
std::vector<std::string> assumptions_listed()
{
    std::vector<std::string> numbers;
    for (const std::string& item : between(text_of(root / "docs/model.md"), "\n- **A", "**"))
        if (std::ranges::all_of(item, is_digit))
            numbers.push_back(item);
    return numbers;
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

} // namespace

TEST_CASE("every link of the documents to a file leads to one")
{
    for (const auto& document : fs::directory_iterator(root / "docs")) {
        if (document.path().extension() != ".md")
            continue;
        INFO(document.path().string());
        const std::string text = text_of(document.path());
        std::vector<std::string> links;
        for (std::string& link : between(text, "](", ")"))
            if (link.find_first_of("#: ") == std::string::npos)
                links.push_back(std::move(link));
        for (auto& [name, target] : link_definitions(text))
            links.push_back(target);
        for (const std::string& link : links) {
            INFO(link);
            CHECK(fs::exists(document.path().parent_path() / link));
        }
    }
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

TEST_CASE("assumptions are numbered from 1 without gaps")
{
    const auto listed = assumptions_listed();
    REQUIRE(listed.size() > 50);
    for (std::size_t i = 0; i < listed.size(); ++i)
        CHECK(listed[i] == std::to_string(i + 1));
}

TEST_CASE("an assumption cited in the code or the text is in the list")
{
    const auto listed = assumptions_listed();
    const std::set<std::string> known(listed.begin(), listed.end());
    std::vector<std::string> cited = assumptions_cited(text_of(root / "docs/model.md"));
    for (const char* tree : {"include", "sim", "analysis"})
        for (const auto& entry : fs::recursive_directory_iterator(root / tree)) {
            if (!entry.is_regular_file())
                continue;
            std::istringstream lines(text_of(entry.path()));
            for (std::string line; std::getline(lines, line);)
                if (line.find("docs/model.md") != std::string::npos)
                    for (std::string& number : assumptions_cited(line))
                        cited.push_back(std::move(number));
        }
    CHECK(cited.size() > 50);
    for (const std::string& number : cited) {
        INFO("A" << number);
        CHECK(known.count(number) == 1);
    }
}
