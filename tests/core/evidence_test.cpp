/// \file docs/evidence.md holds every evidence id that is cited, and says what the calibration does with it.
#include "core/documents.hpp"

#include <catch2/catch.hpp>
#include <cctype>
#include <map>
#include <set>

using namespace mutualise::testing;
namespace fs = std::filesystem;

namespace
{

/// The evidence ids F-nn of a text.
std::vector<std::string> evidence_cited(const std::string& text)
{
    std::vector<std::string> ids;
    for (std::size_t at = text.find("F-"); at != std::string::npos; at = text.find("F-", at + 1)) {
        std::size_t end = at + 2;
        while (end < text.size() && is_digit(text[end]))
            ++end;
        const bool inside = at > 0 && std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0;
        if (end > at + 2 && !inside)
            ids.push_back(text.substr(at, end - at));
    }
    return ids;
}

/// What docs/evidence.md says of each id, by the ids in the first cells of its tables: the rest of the row.
std::map<std::string, std::string> evidence_listed()
{
    std::map<std::string, std::string> rows;
    for (const std::string& row : between(text_of(root / "docs/evidence.md"), "\n| F-", "\n")) {
        const std::size_t cell = row.find('|');
        for (const std::string& id : evidence_cited("F-" + row.substr(0, cell)))
            rows[id] += row.substr(cell);
    }
    return rows;
}

} // namespace

TEST_CASE("every evidence id cited is in docs/evidence.md")
{
    const auto listed = evidence_listed();
    CHECK(listed.size() > 80);
    std::size_t cited = 0;
    for (const char* tree : {"scenarios", "include", "sim", "analysis", "report", "docs"})
        for (const auto& entry : fs::recursive_directory_iterator(root / tree)) {
            const std::string kind = entry.path().extension().string();
            if (!std::set<std::string>{".toml", ".csv", ".hpp", ".cpp", ".md"}.contains(kind))
                continue;
            for (const std::string& id : evidence_cited(text_of(entry.path()))) {
                INFO(entry.path().string() << ": " << id);
                CHECK(listed.contains(id));
                ++cited;
            }
        }
    CHECK(cited > 500);
}

TEST_CASE("docs/evidence.md says which figures are fitted and which are only shown")
{
    std::set<std::string> fitted, shown;
    const std::string text = text_of(root / "scenarios/calibration/record-2012.toml") + "[statistic.";
    for (const std::string& statistic : between(text, "\n[statistic.", "\n[statistic."))
        for (const std::string& source : between(statistic, "\nsource = \"", "\""))
            for (const std::string& id : evidence_cited(source))
                (statistic.find("\nfitted = false") == std::string::npos ? fitted : shown).insert(id);
    CHECK(fitted.size() > 15);
    CHECK_FALSE(shown.empty());
    for (const auto& [id, row] : evidence_listed()) {
        INFO(id << row);
        CHECK((row.find("fitted") != std::string::npos) == (fitted.count(id) == 1));
        CHECK((row.find("shown") != std::string::npos) == (shown.count(id) == 1 && fitted.count(id) == 0));
    }
}
