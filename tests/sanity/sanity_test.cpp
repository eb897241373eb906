// The quick part of model sanity (docs/trust.md): every property over some random scenarios, and the proof that each
// kind of check finds what it is there to find.
#include "sanity/accounts.hpp"
#include "sanity/check.hpp"
#include "sanity/fates.hpp"
#include "sanity/generosity.hpp"
#include "sanity/limits.hpp"
#include "sanity/quick.hpp"
#include "sanity/relabel.hpp"
#include "sanity/shrink.hpp"

#include "support/files.hpp"
#include "support/regions.hpp"
#include "support/sanitized.hpp"
#include "support/whole_runs.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// Much happens: many proposals and notices, and every barrier in their way.
Scenario busy()
{
    Scenario scenario = shipped("historical", {"population.scale=0.01", "horizon.last=2013-06", "posterior=\"none\""});
    Parameters& p = scenario.parameters;
    p.proposals.launch_rate = 0.01;
    p.proposals.sponsor_rate = 0.1;
    p.procurement.outsourcing_factor = 100;
    p.procurement.responsive_chance = 1;
    p.procurement.partner_chance = p.procurement.host_guarantee_chance = p.procurement.bank_chance = 0;
    p.mobilisation.pension_bond_chance = 1;
    p.mobilisation.pension_guarantee_chance = 0;
    return scenario;
}

} // namespace

TEST_CASE("in some random scenarios every exact property holds")
{
    constexpr std::uint32_t scenarios = sanitized ? 1 : 20;
    double launches = 0;
    std::size_t kept = 0;
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        const Finding finding = check_scenario(number, material());
        for (const Violation& violation : finding.violations)
            FAIL_CHECK("scenario " << number << ": " << violation.property << ": " << violation.figures);
        launches += finding.launches;
        kept += finding.kept;
    }
    CHECK((sanitized || launches > 100));
    CHECK((sanitized || kept > 0));
}

TEST_CASE("random scenarios are what their number says, and differ")
{
    std::set<std::string> texts;
    for (std::uint32_t number = 0; number < 50; ++number) {
        const Scenario scenario = drawn(number);
        CHECK(scenario == drawn(number));
        texts.insert(canonical_text(scenario, *material().data));
    }
    CHECK(texts.size() == 50);
}

TEST_CASE("books in which one figure was changed no longer balance")
{
    const Scenario scenario = busy();
    const Population people = synthesise(material().data, scenario.population);
    const Trajectory record = runs_of(people, {&scenario}, 0, 1).front().trajectory;
    REQUIRE(unbalanced(record, scenario, people).empty());
    for (const Observable o : {Observable::employees_by_owner,
                               Observable::employees_by_owner_region,
                               Observable::mutuals_live,
                               Observable::mutuals_live_all,
                               Observable::mutuals_founded,
                               Observable::mutuals_failed,
                               Observable::employees_in_mutuals,
                               Observable::staff_hired,
                               Observable::staff_left,
                               Observable::units_by_stage,
                               Observable::launches,
                               Observable::cohorts,
                               Observable::pipeline_known,
                               Observable::services_active,
                               Observable::exits,
                               Observable::overrides,
                               Observable::ballots,
                               Observable::tenders_cleared,
                               Observable::tenders_abandoned,
                               Observable::awards,
                               Observable::founded_by_cohort,
                               Observable::founding_months,
                               Observable::support_grants,
                               Observable::bonds_refused}) {
        Trajectory changed = record;
        changed.at(o, changed.rows() - 2) += 1'000'000;
        INFO(spec(o).name);
        CHECK_FALSE(unbalanced(changed, scenario, people).empty());
    }
    Trajectory lost = record;
    REQUIRE_FALSE(lost.proposals.empty());
    lost.proposals.pop_back();
    CHECK_FALSE(unbalanced(lost, scenario, people).empty());
}

TEST_CASE("a run that fails is a fault wherever runs are compared, found again in its own scenario")
{
    Scenario scenario = busy(); // no case can stand in Scotland: every run fails in its month
    scenario.cases.push_back({.id = "nowhere",
                              .service = *material().data->find_service("libraries"),
                              .region = region_named(*material().data, "scotland"),
                              .month = Month::of(2010, 9)});
    const ScenarioPair pair{scenario, scenario};
    CHECK_THAT(books_fault(material().data)(pair), Catch::Contains("case nowhere"));
    CHECK_THAT(live_at_end(pair, material(), 0, 1).failure, Catch::Contains("case nowhere"));
    Finding alone, together;
    check_fates(alone, scenario, synthesise(material().nobody, scenario.population), material());
    REQUIRE(alone.violations.size() == 1);
    const Violation& violation = alone.violations.front();
    CHECK_THAT(violation.fault(violation.pair), Catch::Contains("case nowhere"));
    climb(together, scenario, lever_pairs(0, scenario), synthesise(material().data, scenario.population));
    for (const auto& change : together.live)
        CHECK_FALSE(change);
}

TEST_CASE("a limit is passed at zero only, so that it can be missed")
{
    const Scenario scenario = busy();
    const Population people = synthesise(material().data, scenario.population);
    const Trajectory record = runs_of(people, {&scenario}, 0, 1).front().trajectory;
    for (const Limit& limit : limits()) {
        INFO(limit.name);
        CHECK(limit.happened(record) != 0);
    }
    CHECK(nothing_happens().happened(record) != 0);
}

TEST_CASE("services relabelled are the same services in other places")
{
    const auto place = new_places(7, material().data->services.size());
    const auto moved = relabelled(*material().data, place);
    std::vector<std::uint32_t> back(place.size());
    for (std::uint32_t s = 0; s < place.size(); ++s) {
        CHECK(moved->services[place[s]].name == material().data->services[s].name);
        back[place[s]] = s;
    }
    CHECK_FALSE(std::is_sorted(place.begin(), place.end()));
    const Scenario scenario = drawn(11);
    CHECK(relabelled(relabelled(scenario, place), back).levers == scenario.levers);
}

TEST_CASE("pairs of levers differ in levers of their kind alone, and read back as the same scenarios")
{
    const Folder folder;
    std::set<std::size_t> kinds;
    for (std::uint32_t number = 0; number < (sanitized ? 3U : 20U); ++number)
        for (const LeverPair& each : lever_pairs(number, drawn(number))) {
            kinds.insert(each.kind);
            INFO(number << " " << ladder_names[each.kind]);
            Scenario restored = each.pair.stronger;
            std::size_t kind = 0;
            for_each_lever_kind([&](auto member) {
                if (kind++ == each.kind)
                    restored.levers.*member = each.pair.weaker.levers.*member;
            });
            CHECK(restored == each.pair.weaker);
            for (const Scenario* scenario : {&each.pair.weaker, &each.pair.stronger}) {
                const std::string text = canonical_text(*scenario, *material().data);
                CHECK(canonical_text(read_scenario(folder.write("pair.toml", text), *material().data).scenario,
                                     *material().data) == text);
            }
        }
    CHECK(kinds.size() == ladder_names.size());
}

TEST_CASE("a counter-example shrinks to what it takes, and reads back as the same scenario")
{
    const Scenario start = [] {
        Scenario scenario = drawn(5);
        scenario.parameters.proposals.launch_rate = 0.0009;
        scenario.parameters.review.answer_chance = 0.9;
        return scenario;
    }();
    const Fault fault = [](const ScenarioPair& pair) -> std::string {
        const Parameters& p = pair.weaker.parameters;
        return p.proposals.launch_rate > 0.0005 && p.review.answer_chance > 0.8 ? "too much" : "";
    };
    const Violation smallest = shrunk({"made up", "too much", {start, start}, fault});
    Scenario expected;
    expected.parameters.proposals.launch_rate = 0.0009;
    expected.parameters.review.answer_chance = 0.9;
    CHECK(smallest.pair.weaker.parameters == expected.parameters);
    CHECK(smallest.pair.weaker.levers == Levers{});
    const Folder folder;
    for (const Scenario& scenario : {smallest.pair.weaker, drawn(6)})
        CHECK(read_scenario(folder.write("short.toml", short_text(scenario, *material().data)), *material().data)
                  .scenario == scenario);
}
