/// \file The assumptions of docs/model.md are numbered once, and who cites one finds it.
#include "core/documents.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

using namespace mutualise::testing;
namespace fs = std::filesystem;

namespace
{

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

} // namespace

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
