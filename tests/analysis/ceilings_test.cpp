// The ceilings shipped, the pace they would have to keep, and outcomes of runs in memory.
#include "mutualise/analysis/ceilings.hpp"
#include "mutualise/analysis/parameter_search.hpp"
#include "mutualise/core/errors.hpp"
#include "mutualise/scenario/posterior.hpp"
#include "support/sanitized.hpp"
#include "support/whole_runs.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

Scenario short_run()
{
    return shipped("historical", {"population.scale=0.02", "horizon.spin_up_months=2", "horizon.last=2012-12"});
}

} // namespace

TEST_CASE("three ceilings are shipped, valid and without notices, and all begin in July 2012")
{
    Scenario at = short_run();
    at.parameters.proposals.launch_rate = 0.0007;
    const auto ceilings = shipped_ceilings(at, *data());
    REQUIRE(ceilings.size() == 3);
    for (const Ceiling& ceiling : ceilings) {
        INFO(ceiling.name);
        CHECK(ceiling.start == Month::of(2012, 7));
        CHECK_FALSE(ceiling.description.empty());
        CHECK(ceiling.scenario.parameters == at.parameters);
        CHECK(ceiling.scenario.population == at.population);
        CHECK(ceiling.scenario.horizon == at.horizon);
        CHECK(
            read_scenario(std::filesystem::path(MUTUALISE_SOURCE_DIR) / "scenarios/ceilings" / (ceiling.name + ".toml"),
                          *data())
                .notices.empty());
    }
    const auto last_deadline = [](const Ceiling& ceiling) {
        const auto& spells = ceiling.scenario.levers.deadline;
        return *std::max_element(spells.begin(), spells.end(),
                                 [](const auto& a, const auto& b) { return a.deadline < b.deadline; });
    };
    CHECK(last_deadline(ceilings[1]).otherwise == default_public_body);
    CHECK(last_deadline(ceilings[2]).otherwise == default_mutual);
    CHECK(last_deadline(ceilings[2]).coverage == 1);
}

TEST_CASE("the pace needed leads from where the ceiling starts to the goal at its date")
{
    TargetQuestion question;
    question.goal = parse_goal("employees_in_mutuals@2012-12 >= 1e6");
    const auto ceilings = shipped_ceilings(
        shipped("historical", {"population.scale=0.02", "horizon.spin_up_months=2", "horizon.last=2012-12",
                               "posterior=none", "parameters.proposals.sponsor_rate=0.05"}),
        *data());
    Populations populations(data());
    const std::vector<SideLuck> seeds{{run_key(1, 0).seed, 0}, {run_key(1, 1).seed, 1}};
    const auto answers = reach_ceilings(std::span(ceilings).first(1), question, seeds, populations, *data(), {});
    REQUIRE(answers.size() == 1);
    const CeilingAnswer& a = answers[0];
    CHECK(a.date == Month::of(2012, 12));
    CHECK(a.before.mean > 0);
    CHECK(a.needed_a_month == Approx((1e6 - a.before.mean) / 6)); // July to December
    CHECK(a.moved_a_month == Approx((a.value.mean - a.before.mean) / 6));
    CHECK(a.chance.estimate == 0);
    CHECK_THAT(ceilings_text(answers, question), Contains("launch-limited") && Contains("2012-07"));
}

TEST_CASE("before anything runs it is said where ceilings cannot move a goal, or no pace leads to it")
{
    const auto ceilings = shipped_ceilings(short_run(), *data());
    const auto of = [](const char* goal) {
        TargetQuestion question;
        question.goal = parse_goal(goal);
        return question;
    };
    CHECK(why_no_ceilings(ceilings, of("employees_in_mutuals@2012-07 >= 1")).empty());
    CHECK_THAT(why_no_ceilings(ceilings, of("employees_in_mutuals@2012-06 >= 1")), Contains("after the goal's date"));
    CHECK(why_no_pace(ceilings, of("employees_in_mutuals@2012-12 >= 1")).empty());
    CHECK(why_no_pace(ceilings, of("launches@.. >= 1")).empty());
    CHECK_THAT(why_no_pace(ceilings, of("launches@2012-12 >= 1")), Contains("in one month"));
    CHECK_THAT(why_no_pace(ceilings, of("savings@2012-12 >= 1")), Contains("in one month"));
    CHECK_THAT(why_no_pace(ceilings, of("employees_in_mutuals@2012-12 <= 1")), Contains("not to exceed"));
    CHECK_THAT(why_no_pace(ceilings, of("motivation[libraries]@2012-12 >= 1")), Contains("mean"));
    Scenario late = short_run();
    late.horizon.first = Month::of(2012, 6); // the month before
    CHECK(why_no_pace(shipped_ceilings(late, *data()), of("employees_in_mutuals@2012-12 >= 1")).empty());
    late.horizon.first = Month::of(2012, 7);
    const auto begun = shipped_ceilings(late, *data());
    CHECK_THAT(why_no_pace(begun, of("employees_in_mutuals@2012-12 >= 1")), Contains("no month before"));
    CHECK(why_no_pace(begun, of("launches@.. >= 1")).empty()); // nothing had come together
    late.horizon.last = Month::of(2012, 7);
    CHECK(why_no_ceilings(shipped_ceilings(late, *data()), of("launches@.. >= 1")).empty());
    late.horizon.last = Month::of(2012, 5);
    CHECK_THAT(why_no_ceilings(shipped_ceilings(late, *data()), of("launches@.. >= 1")), Contains("runs end"));
}

TEST_CASE("side runs that failed or have no number are refused with their count, or left out and counted")
{
    SideLosses losses;
    RunOutcome lost;
    lost.failed = true;
    lost.failure = "why";
    CHECK(losses.has_failed(lost, "one"));
    CHECK_FALSE(losses.has_failed(RunOutcome{}, "one"));
    CHECK(losses.is_undefined(std::numeric_limits<double>::quiet_NaN(), "two"));
    CHECK_FALSE(losses.is_undefined(0, "two"));
    CHECK_NOTHROW(losses.refuse(MissingRuns::leave_out, 4));
    CHECK_THROWS_WITH(losses.refuse(MissingRuns::refuse, 4),
                      Contains("of 4 runs 1 failed, and 1 have") && Contains("one: why"));
    if (sanitized)
        return;
    // Of three runs the second has no number.
    const Scenario scenario = short_run();
    SideRuns how;
    for (std::uint32_t r = 0; r < 3; ++r)
        how.requests.push_back({&scenario, run_key(1, r)});
    Populations populations(data());
    const auto values = [&](MissingRuns missing, SideLosses* counted) {
        how.missing = missing;
        how.losses = counted;
        double next = 0;
        const auto number = [&next](std::size_t, const Trajectory&) {
            return ++next == 2 ? std::numeric_limits<double>::quiet_NaN() : next;
        };
        return side_values(how, populations, 3, number, [](std::size_t) { return "one"; });
    };
    CHECK_THROWS_WITH(values(MissingRuns::refuse, nullptr), Contains("of 3 runs 0 failed, and 1 have"));
    SideLosses counted;
    CHECK(values(MissingRuns::leave_out, &counted) == std::vector<std::vector<double>>{{1, 3}});
    CHECK(counted.undefined == 1);
}

TEST_CASE("an outcome of a run in memory is the sum of its cells, over the scale where it grows with it")
{
    const Scenario scenario = short_run();
    const auto outcomes = run_seeds(small_population(), scenario, 1);
    const Trajectory& run = outcomes.front().trajectory;
    const auto of = [&](const char* text) { return outcome_of(run, scenario, *data(), parse_outcome(text)); };
    const int june = scenario.horizon.row(Month::of(2012, 6));
    CHECK(of("employees_in_mutuals@2012-06") == Approx(run.total(Observable::employees_in_mutuals, june) / 0.02));
    double launches = 0;
    for (int row = 0; row < run.rows(); ++row)
        launches += run.total(Observable::launches, row);
    CHECK(of("launches@..") == Approx(launches / 0.02));
    CHECK(of("services_active@2012-06") == run.at(Observable::services_active, june));
    CHECK(of("launches[,sponsored]@..") + of("launches[,bottom_up]@..") + of("launches[,responsive]@..") ==
          Approx(launches / 0.02));
    CHECK(of("mean_attitude[libraries]@2012-06") < 1);
    CHECK_THROWS_AS(of("mean_attitude@2012-06"), UsageError);
    CHECK_THROWS_WITH(of("launches[librarys]@.."), Contains("did you mean \"libraries\"?"));
    CHECK_THROWS_WITH(of("launches@2013-01"), Contains("2012-12"));
}

TEST_CASE("the parameters of the uncertainty study are tried within its ranges, at rest at the scenario's values")
{
    const Scenario at = short_run();
    const Study uncertainty =
        read_study(std::filesystem::path(MUTUALISE_SOURCE_DIR) / "scenarios/studies/uncertainty.toml", *data());
    const auto parameters = uncertain_parameters(uncertainty, at);
    REQUIRE(parameters.size() == 15);
    const auto attitude = std::find_if(parameters.begin(), parameters.end(),
                                       [](const auto& p) { return p.key == "parameters.attitudes.mean"; });
    REQUIRE(attitude != parameters.end());
    CHECK(attitude->rest == at.parameters.attitudes.mean);
    CHECK(parameters.front().logarithmic);
    if (sanitized)
        return;
    TargetQuestion question;
    question.goal = parse_goal("launches@.. >= 1");
    Populations populations(data());
    const auto levels = trials_of(at, parameters, question, {{run_key(1, 0).seed, 3}}, populations, data(), {});
    const auto place = static_cast<std::size_t>(attitude - parameters.begin());
    const std::vector<Trial> trials{{place, attitude->rest}, {place, 0}, {place, 1}};
    const std::vector<double> found = levels(trials);
    REQUIRE(found.size() == 3);
    CHECK(found[1] < found[2]); // nobody wants it; everybody does
    Scenario rest = at;         // but for the draw of what is tried
    std::erase(rest.posterior.drawn, "parameters.attitudes.mean");
    CHECK(found[0] == outcome_of(run_seeds(small_population(), with_draw(rest, *data(), 3), 1).front().trajectory,
                                 at.horizon, *data(), at.population.scale, question.goal.outcome));
}
