// What ceilings answer, reckoned from their runs one by one, and how it is told.
#include "mutualise/analysis/ceilings.hpp"
#include "mutualise/analysis/inversion.hpp"
#include "support/squeezed.hpp"
#include "support/whole_runs.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

TargetQuestion asking(const std::string& goal)
{
    TargetQuestion question;
    question.goal = parse_goal(goal);
    question.rule.probability = 0.5;
    question.rule.confidence = 0.5; // so that two runs have a bound
    return question;
}

/// Two ceilings as if reckoned: one that needs and moves, one whose goal is met already.
std::vector<CeilingAnswer> two_answers()
{
    CeilingAnswer a;
    a.name = "high";
    a.description = "everything at once";
    a.start = Month::of(2012, 7);
    a.date = Month::of(2015, 12);
    a.chance = {0.25, 0.125, 0.5};
    a.level.estimate = 1500;
    a.value = {2000, 10, 8};
    a.before = {1000, 5, 8};
    a.needed_a_month = 120;
    a.moved_a_month = 24;
    CeilingAnswer b = a;
    b.name = "low";
    b.description = "little";
    b.start = Month::of(2013, 1);
    b.needed_a_month = 0;
    return {a, b};
}

} // namespace

TEST_CASE(
    "a ceiling is answered by its runs, each from what it had before the start, a sum from what had come together")
{
    Scenario at = shipped(
        "historical", {"horizon.spin_up_months=1", "horizon.first=2012-04", "horizon.last=2012-10", "posterior=none"});
    at.parameters.proposals.launch_rate = 0.002;
    const std::vector<Ceiling> ceilings = shipped_ceilings(at, *data());
    const std::vector<SideLuck> seeds{{run_key(1, 0).seed, 0}, {run_key(1, 1).seed, 1}};
    Populations populations(data());
    std::vector<std::vector<RunOutcome>> alone;
    for (const Ceiling& each : {ceilings[0], ceilings[1]})
        alone.push_back(run_seeds(small_population(), each.scenario, 2));
    struct Case {
        const char *goal, *before;
        int months;
    };
    for (const auto& [goal, before, months] :
         {Case{"launches@..2012-09 >= 5e4", "launches@..2012-06", 3},
          {"launches@2012-06.. >= 5e4", "launches@2012-06..2012-06", 4},
          {"launches@2012-07.. >= 5e4", nullptr, 4},
          {"units_by_stage[,building]@2012-08 >= 2e5", "units_by_stage[,building]@2012-06", 2}}) {
        const TargetQuestion question = asking(goal);
        const auto answers = reach_ceilings(std::span(ceilings).first(2), question, seeds, populations, *data(), {});
        REQUIRE(answers.size() == 2);
        for (std::size_t c = 0; c < 2; ++c) {
            CAPTURE(goal, c);
            std::vector<double> values, had;
            for (const RunOutcome& run : alone[c]) {
                const auto of = [&](const Outcome& outcome) {
                    return outcome_of(run.trajectory, ceilings[c].scenario, *data(), outcome);
                };
                values.push_back(of(question.goal.outcome));
                had.push_back(before == nullptr ? 0 : of(parse_outcome(before)));
            }
            const CeilingAnswer& a = answers[c];
            const double mean = (values[0] + values[1]) / 2, mean_before = (had[0] + had[1]) / 2;
            CHECK(a.name == ceilings[c].name);
            CHECK(a.description == ceilings[c].description);
            CHECK(a.start == Month::of(2012, 7));
            CHECK(a.date == Month::of(2012, 6) + months);
            CHECK(mean > mean_before);
            CHECK(a.value.mean == Approx(mean));
            CHECK(a.before.mean == Approx(mean_before));
            CHECK(a.needed_a_month == Approx((question.goal.threshold - mean_before) / months));
            CHECK(a.moved_a_month == Approx((mean - mean_before) / months));
            CHECK(a.level.estimate == largest_goal(values, Comparison::at_least, 0.5, 0.5).estimate);
        }
    }
    // The share of runs that meet a goal which one of them does.
    std::vector<double> launches;
    for (const RunOutcome& run : alone[0])
        launches.push_back(outcome_of(run.trajectory, at, *data(), parse_outcome("launches@..")));
    REQUIRE(launches[0] != launches[1]);
    const double between = (launches[0] + launches[1]) / 2;
    const auto half = reach_ceilings(std::span(ceilings).first(1), asking("launches@.. >= " + std::to_string(between)),
                                     seeds, populations, *data(), {});
    const Chance exact = exact_chance(1, 2, 0.5);
    CHECK(half[0].chance.estimate == 0.5);
    CHECK((half[0].chance.low == exact.low && half[0].chance.high == exact.high));
    // A goal of one month has no pace.
    const auto bare =
        reach_ceilings(std::span(ceilings).first(1), asking("launches@2012-08 >= 5"), seeds, populations, *data(), {});
    CHECK((std::isnan(bare[0].before.mean) && std::isnan(bare[0].needed_a_month) && std::isnan(bare[0].moved_a_month)));
    CHECK(std::isfinite(bare[0].value.mean));
    CHECK_THROWS_AS(reach_ceilings(ceilings, asking("launches@..2012-06 >= 5"), seeds, populations, *data(), {}),
                    std::logic_error);
}

TEST_CASE("ceilings are told a line each, with what each is, and none is needed of a goal that was met before")
{
    const TargetQuestion question = asking("employees_in_mutuals@2015-12 >= 6000");
    const std::string text = ceilings_text(two_answers(), question, "no pace: why");
    CHECK_THAT(text, Contains("at the most, by 2015-12, from 8 runs each\n") && Contains("goal met with 50 %") &&
                         Contains("\nno pace: why\nhigh: everything at once\nlow: little\n"));
    CHECK_THAT(squeezed(text), Contains("high 2012-07 25 % (12 % to 50 %) 1,500 2,000 120 24\n") &&
                                   Contains("low 2013-01 25 % (12 % to 50 %) 1,500 2,000 none 24\n"));
    CHECK_THAT(ceilings_text(two_answers(), question), !Contains("no pace"));
    CHECK(ceilings_text({}, question, "no pace: why").empty());
}

TEST_CASE("ceilings stand in the file of the answer with the units of the goal")
{
    Result result;
    add_ceilings(result, {}, asking("launches@.. >= 1"));
    CHECK((result.axes.empty() && result.variables.empty()));
    const std::vector<CeilingAnswer> answers = two_answers();
    add_ceilings(result, answers, asking("employees_in_mutuals@2015-12 >= 6000"));
    using Numbers = std::vector<double>;
    using Names = std::vector<std::string>;
    CHECK(std::get<Names>(result.axis("ceiling").values) == Names{"high", "low"});
    CHECK(std::get<Names>(result.variable("ceiling_start").values) == Names{"2012-07", "2013-01"});
    for (const auto& [name, number] : {std::pair("chance", 0.25),
                                       {"chance_low", 0.125},
                                       {"chance_high", 0.5},
                                       {"level", 1500.0},
                                       {"outcome", 2000.0},
                                       {"before", 1000.0},
                                       {"moved_a_month", 24.0}})
        CHECK(result.numbers(std::string("ceiling_") + name) == Numbers{number, number});
    CHECK(result.numbers("ceiling_needed_a_month") == Numbers{120, 0});
    CHECK(result.variable("ceiling_moved_a_month").units == "month-1");
    Result money;
    add_ceilings(money, answers, asking("contract_value_mutuals@2015-12 >= 6e9"));
    CHECK(money.variable("ceiling_level").units == "GBP year-1");
    CHECK(money.variable("ceiling_needed_a_month").units == "GBP year-1 month-1");
    CHECK(money.variable("ceiling_chance").units == "1");
}
