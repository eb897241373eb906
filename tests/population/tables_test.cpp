#include "support/files.hpp"
#include "support/regions.hpp"
#include "support/small_population.hpp"

#include "mutualise/core/errors.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>

using namespace mutualise;
namespace fs = std::filesystem;

namespace
{
/// A copy of the data tables that a test may spoil; gone with the object.
struct SpoiledTables {
    mutualise::testing::ScratchFolder scratch;
    fs::path directory = scratch.path / "data";
    SpoiledTables() { fs::copy(mutualise::testing::data_directory(), directory); }

    /// Replaces the first `from` in a file; returns its line.
    int replace(const std::string& file, const std::string& from, const std::string& to) const
    {
        std::string all = mutualise::testing::text_of(directory / file);
        const auto at = all.find(from);
        REQUIRE(at != std::string::npos);
        const auto line = 1 + std::count(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        all.replace(at, from.size(), to);
        std::ofstream(directory / file) << all;
        return static_cast<int>(line);
    }
    std::vector<Problem> problems() const
    {
        try {
            load_system_data(directory);
        } catch (const InputError& error) {
            return error.problems();
        }
        return {};
    }
};

bool found(const std::vector<Problem>& problems, const std::string& file, int line, const std::string& text)
{
    return std::ranges::any_of(problems, [&](const Problem& p) {
        return fs::path(p.file).filename() == file && p.line == line && p.text.find(text) != std::string::npos;
    });
}

struct Spoiling {
    std::string file, from, to, complaint;
    int lines_after = 0; ///< where the complaint is, counted from the change; -1000: about the whole table
};
} // namespace

TEST_CASE("each spoiled table is refused with the right file, line and complaint")
{
    const auto spoiling = GENERATE(values<Spoiling>({
        {"regions.csv", "london,england,0.129", "london,england,0.229", "must sum to 1", -1000},
        {"regions.csv", "london,england", "london,englnd", "did you mean \"england\"?"},
        {"regions.csv", "london,england,0.129", "london,england,nan", "must be a number in [0, 1]"},
        {"regions.csv", "london,england,0.129", "london,england,inf", "must be a number in [0, 1]"},
        {"regions.csv", "london,england,0.129", "london,england,-0.129", "must lie in [0, 1]"},
        {"regions.csv", "london,england,0.129", "london,england,0,129", "has 5 cells"},
        {"regions.csv", "london,", "wales,", "is there twice", 3},
        {"regions.csv", "london,", "London,", "must be a name"},
        {"regions.csv", "source,,assumed", "source,,guess", "has no source (\"guess\")", 1},
        {"regions.csv", "population_share", "population", "column \"population\" is unknown"},
        {"regions.csv", "population_share", "population", "has no column \"population_share\"", -1000},
        {"regions.csv", "0.129,east south_east", "0.129,east south_eats", "did you mean \"south_east\"?"},
        {"regions.csv", "0.129,east south_east", "0.129,east london", "names the region itself"},
        {"regions.csv", "0.129,east south_east", "0.129,east", "\"london\", which does not name \"south_east\"", 1},
        {"regions.csv", "0.129,east south_east", "0.129,wales east south_east",
         "names \"wales\", which does not name \"london\""},
        {"regions.csv", "0.129,east south_east", "0.129,east east", "names \"east\" twice"},
        {"organisation_kinds.csv", "primary_care_trust,152", "primary_care_trust,152.5", "must be a whole number"},
        {"organisation_kinds.csv", "primary_care_trust,152", "primary_care_trust,0", "must lie in [1, 100000]"},
        {"organisation_kinds.csv", "152,F-70", "152,F-7x", "has no source"},
        {"organisation_kinds.csv", "0.40,no,yes,no,no,no", "0.40,no,no,no,no,no", "at least one must be yes"},
        {"organisation_kinds.csv", "0.40,no,yes,no,no,no", "0.40,no,true,no,no,no", "must be yes or no"},
        {"services.csv", "community_health,Community health,central_nhs", "community_health,Community health,nhs",
         "unknown"},
        {"services.csv", "235000,assumed", "235000,", "has no source"},
        {"services.csv", "235000,assumed", "lots,assumed", "must be a number"},
        {"services.csv", "primary_care_trust", "primary_care_trusts", "did you mean \"primary_care_trust\"?"},
        {"services.csv", "name,label,sector", "name,label,label", "column \"label\" is there twice"},
        {"services.csv", "community_health,Community", "community_health,\"Community", "a quote that is never closed"},
        {"eligibility.csv", "leisure,0.9", "leisure,1.9", "must lie in [0, 1]"},
        {"eligibility.csv", "leisure,", "liesure,", "did you mean \"leisure\"?"},
        {"eligibility.csv", "leisure,", "libraries,", "is there twice", 1},
        {"eligibility.csv", "leisure,", "liesure,", "has no row for service \"leisure\"", -1000},
        {"eligibility.csv", "0.9,0,0,0,0.9,0,0,0,2012-01", "0.9,0,0,0,0.9,0,0,0,2012-13", "must be a month"},
        {"contractors.csv", "contractor_02,adult_social_care", "contractor_02,adult_socialcare",
         "did you mean \"adult_social_care\"?"},
        {"contractors.csv", "contractor_02,", "contractor_01,", "is there twice"},
        {"contractors.csv", "4600000000", "-4600000000", "must lie in"},
        {"contractors.csv", "4600000000,F-153", "4600000000,Serco", "has no source"},
        {"budget.csv", "2010-09,0.985", "2010-05,0.985", "is there twice for \"youth_services\""},
        {"budget.csv", "2010-09,0.985", "2010-09,0", "must lie in [0.01, 3]"},
        {"budget.csv", "2010-09,0.985", "09-2010,0.985", "must be a month"},
        {"budget.csv", "2010-09,0.985", ",0.985", "must be a month"},
        {"budget.csv", "youth_services leisure", "youth_services youth_services", "names \"youth_services\" twice"},
        {"initial.csv", "rtr1,community_health", "rtr4,community_health", "did you mean \"rtr1\"?"},
        {"initial.csv", "2010-04,mutual", "2010-04,outsourced", "unknown"},
        {"initial.csv", "770,F-53,2013-03", "770,F-53,", "must be the month in which the mutual's contract ends"},
        {"initial.csv", "770,F-53,2013-03", "770,F-53,2009-03", "must not be before month = 2010-04"},
        {"initial.csv", "770,F-53", "0,F-53", "must lie in [1, 100000]"},
        {"initial.csv", "community_health,2010-04", "community_health,", "must be a month"},
    }));
    const SpoiledTables tables;
    const int line = tables.replace(spoiling.file, spoiling.from, spoiling.to);
    const auto problems = tables.problems();
    INFO(spoiling.file << ": " << spoiling.from << " -> " << spoiling.to);
    for (const Problem& p : problems)
        UNSCOPED_INFO(p.line << ":" << p.column << " " << p.text);
    CHECK(found(problems, spoiling.file, spoiling.lines_after == -1000 ? 0 : line + spoiling.lines_after,
                spoiling.complaint));
}

TEST_CASE("problems of all tables are reported at once, with the column of the cell")
{
    const SpoiledTables tables;
    tables.replace("regions.csv", "london,england", "london,englnd");
    const int line = tables.replace("budget.csv", "2010-09,0.985", "2010-09,nought");
    fs::remove(tables.directory / "initial.csv");
    const auto problems = tables.problems();
    CHECK(found(problems, "regions.csv", 9, "englnd"));
    CHECK(found(problems, "initial.csv", 0, "cannot be read"));
    const auto budget = std::ranges::find_if(
        problems, [&](const Problem& p) { return fs::path(p.file).filename() == "budget.csv" && p.line == line; });
    REQUIRE(budget != problems.end());
    CHECK(budget->text.find("nought") != std::string::npos);
    const std::string names =
        "youth_services leisure libraries housing culture environment employment_and_skills business_support "
        "devolved_councils";
    CHECK(budget->column == static_cast<int>(names.size()) + 10);
}

TEST_CASE("more regions or services than a set has bits are refused")
{
    const SpoiledTables tables;
    const std::string region = "northern_ireland,northern_ireland,0.028,\n";
    std::string islands = region;
    for (int i = 0; i < 53; ++i) // 12 are there
        islands += "island_" + std::to_string(i) + ",wales,0,\n";
    tables.replace("regions.csv", region, islands);
    CHECK(found(tables.problems(), "regions.csv", 0, "has 65 regions   must have at most 64"));
    const std::string first = "community_health,", all = mutualise::testing::text_of(tables.directory / "services.csv");
    const std::size_t at = all.find(first) + first.size();
    const std::string rest = all.substr(at, all.find('\n', at) - at);
    std::string services = all.substr(0, at) + rest + "\n";
    for (int i = 0; i < 64; ++i)
        services += "service_" + std::to_string(i) + "," + rest + "\n";
    std::ofstream(tables.directory / "services.csv") << services << all.substr(at + rest.size() + 1);
    CHECK(found(tables.problems(), "services.csv", 0, "   must have at most 64"));
}

TEST_CASE("the digest is of the content, not of its layout, and moves with every figure")
{
    const std::string digest = mutualise::testing::data()->digest;
    CHECK(digest.size() == 64);
    const SpoiledTables tables;
    const auto digest_now = [&] { return load_system_data(tables.directory).digest; };
    CHECK(digest_now() == digest);
    tables.replace("services.csv", "name,label", "# a comment\nname,label");
    tables.replace("services.csv", "Community health", "\"Community, health\"");
    tables.replace("regions.csv", "0.129", "0.1290");
    CHECK(digest_now() == digest);
    for (const auto& [file, from, to] :
         std::vector<std::array<std::string, 3>>{{"regions.csv", "northern_ireland,n", "ulster,n"},
                                                 {"organisation_kinds.csv", "trust,152", "trust,151"},
                                                 {"services.csv", "235000", "235001"},
                                                 {"eligibility.csv", "leisure,0.9", "leisure,0.8"},
                                                 {"contractors.csv", "4600000000", "4600000001"},
                                                 {"budget.csv", "0.985", "0.986"},
                                                 {"initial.csv", "770", "771"}}) {
        const std::string before = digest_now();
        tables.replace(file, from, to);
        CHECK(digest_now() != before);
    }
    const std::string before = digest_now();
    tables.replace("regions.csv", "0.1290,east south_east", "0.1290,south_east east");
    CHECK(digest_now() == before);
    tables.replace("regions.csv", "0.1290,south_east east", "0.1290,south_east");
    tables.replace("regions.csv", "east_midlands london south_east", "east_midlands south_east");
    CHECK(digest_now() != before);
}

TEST_CASE("services are found by name, and strangers are not")
{
    const auto tables = mutualise::testing::data();
    const auto service = tables->find_service("community_health");
    REQUIRE(service);
    CHECK((*tables)[*service].label == "Community health");
    CHECK_FALSE(tables->find_service("Community health"));
}

TEST_CASE("regions have their nation and the neighbours on their land border")
{
    const auto tables = mutualise::testing::data();
    const Region& wales = (*tables)[mutualise::testing::region_named(*tables, "wales")];
    CHECK(wales.nation == Nation::wales);
    std::vector<std::string> around;
    for (const RegionId neighbour : wales.neighbours)
        around.push_back((*tables)[neighbour].name);
    CHECK(around == std::vector<std::string>{"north_west", "west_midlands", "south_west"});
    CHECK((*tables)[mutualise::testing::region_named(*tables, "northern_ireland")].neighbours.empty());
}

TEST_CASE("the data directory can be chosen by the environment")
{
    REQUIRE(setenv("MUTUALISE_DATA", "/somewhere/else", 1) == 0);
    CHECK(default_data_directory() == "/somewhere/else");
    REQUIRE(unsetenv("MUTUALISE_DATA") == 0);
    CHECK(fs::exists(default_data_directory() / "services.csv"));
}

TEST_CASE("services that cannot step out (docs/evidence.md, Workforce) may never do so")
{
    const auto tables = mutualise::testing::data();
    for (const char* name : {"armed_forces", "police", "tax_and_benefits", "public_corporations", "devolved_health",
                             "devolved_councils"}) {
        const Service& service = (*tables)[*tables->find_service(name)];
        for (std::size_t n = 0; n < 4; ++n)
            CHECK((service.eligible_early[n] == 0 && service.eligible_later[n] == 0));
    }
    for (const Service& service : tables->services)
        for (std::size_t n = 1; n < 4; ++n)
            CHECK((service.eligible_early[n] == 0 && service.eligible_later[n] == 0));
    for (const char* name : {"schools", "acute_health"})
        CHECK((*tables)[*tables->find_service(name)].eligible_early[0] <= 0.01);
}
