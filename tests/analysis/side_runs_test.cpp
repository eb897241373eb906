// Runs that an analysis makes for itself: in order, each among its own people, over its own months.
#include "mutualise/analysis/side_runs.hpp"
#include "mutualise/scenario/posterior.hpp"
#include "support/regions.hpp"
#include "support/whole_runs.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

Scenario months_of(double scale, const std::string& last)
{
    return shipped("historical", {"population.scale=" + std::to_string(scale), "horizon.spin_up_months=1",
                                  "horizon.last=" + last, "posterior=none"});
}

} // namespace

TEST_CASE("side runs of other people or other months are runs of their own, in the order asked for")
{
    const Scenario small = months_of(0.01, "2010-06"), smaller = months_of(0.005, "2010-06"),
                   longer = months_of(0.005, "2010-07");
    SideRuns how;
    how.requests = {{&small, run_key(1, 0)},
                    {&small, run_key(1, 1)},
                    {&smaller, run_key(1, 0)},
                    {&longer, run_key(1, 0)},
                    {&small, run_key(1, 2)}};
    std::vector<std::size_t> done;
    const auto months = static_cast<std::size_t>(small.horizon.months());
    how.news = [&](std::size_t so_far, std::size_t all) {
        done.push_back(so_far);
        CHECK(all == 4 * months + 1); // four batches, one of them a month longer
    };
    Populations populations(data());
    std::size_t next = 0;
    run_aside(how, populations, [&](std::size_t i, RunOutcome&& outcome) {
        CHECK(i == next++);
        const RunRequest& request = how.requests[i];
        const auto alone = run_batch(*populations.get(request.scenario->population), std::span(&request, 1));
        CAPTURE(i);
        CHECK_FALSE(outcome.failed);
        CHECK(digest(outcome.trajectory) == digest(alone.front().trajectory));
    });
    CHECK(next == 5);
    REQUIRE(done.size() == 4 * months + 1);
    for (std::size_t i = 0; i < done.size(); ++i)
        CHECK(done[i] == i + 1);
}

TEST_CASE("side runs that go together go 32 at a time")
{
    const Scenario small = months_of(0.005, "2010-05");
    SideRuns how;
    for (std::uint32_t r = 0; r < 33; ++r)
        how.requests.push_back({&small, run_key(1, r)});
    std::size_t last = 0, steps = 0, taken = 0;
    how.news = [&](std::size_t done, std::size_t all) {
        last = done;
        steps = all;
    };
    Populations populations(data());
    run_aside(how, populations, [&](std::size_t i, RunOutcome&&) { CHECK(i == taken++); });
    CHECK(taken == 33);
    CHECK(steps == 2 * static_cast<std::size_t>(small.horizon.months()));
    CHECK(last == steps);
}

TEST_CASE("a scenario that draws its parameters is drawn for each run, one that draws none is taken as it is")
{
    const Scenario fixed = months_of(0.005, "2010-05"), drawing = shipped("historical");
    REQUIRE_FALSE(drawing.posterior.drawn.empty());
    DrawnScenarios drawn(*data());
    CHECK(drawn.of_run(fixed, 3) == &fixed);
    const Scenario *third = drawn.of_run(drawing, 3), *fourth = drawn.of_run(drawing, 4);
    CHECK(third->parameters == with_draw(drawing, *data(), 3).parameters);
    CHECK(fourth->parameters == with_draw(drawing, *data(), 4).parameters);
    CHECK_FALSE(third->parameters == fourth->parameters);
}

TEST_CASE("the first loss of side runs is told, whichever kind it is, and losses add up over several sets")
{
    RunOutcome lost;
    lost.failed = true;
    lost.failure = "why";
    const double none = std::numeric_limits<double>::quiet_NaN();
    SideLosses undefined_first;
    CHECK(undefined_first.is_undefined(none, "one"));
    CHECK(undefined_first.has_failed(lost, "two"));
    CHECK(undefined_first.is_undefined(none, "three"));
    CHECK(undefined_first.first == "one: the outcome is not a number");
    SideLosses failed_first;
    CHECK(failed_first.has_failed(lost, "one"));
    CHECK(failed_first.has_failed(lost, "two"));
    CHECK(failed_first.is_undefined(none, "three"));
    CHECK(failed_first.first == "one: why");
    CHECK((failed_first.failed == 2 && failed_first.undefined == 1));
    SideLosses one_undefined;
    CHECK_NOTHROW(one_undefined.refuse(MissingRuns::refuse, 1));
    one_undefined.undefined = 1;
    CHECK_THROWS_WITH(one_undefined.refuse(MissingRuns::refuse, 1), Contains("of 1 runs 0 failed, and 1 have"));
}

TEST_CASE("side values stand by group, and what is left out is added to what was lost before")
{
    const Scenario small = months_of(0.005, "2010-05");
    Scenario impossible = small; // a case where there is nobody
    impossible.cases.emplace_back();
    impossible.cases[0].id = "nowhere";
    impossible.cases[0].service = *data()->find_service("libraries");
    impossible.cases[0].region = region_named(*data(), "scotland");
    impossible.cases[0].month = small.horizon.first;
    SideLosses losses;
    losses.failed = losses.undefined = 10;
    SideRuns how;
    how.requests = {
        {&small, run_key(1, 0)}, {&impossible, run_key(1, 1)}, {&small, run_key(1, 2)}, {&small, run_key(1, 3)}};
    how.missing = MissingRuns::leave_out;
    how.losses = &losses;
    Populations populations(data());
    double next = 0;
    const auto values = side_values(
        how, populations, 2,
        [&](std::size_t group, const Trajectory&) { return ++next == 2 ? std::nan("") : (group == 0 ? 0 : 10) + next; },
        [](std::size_t group) { return "group " + std::to_string(group); });
    CHECK(values == std::vector<std::vector<double>>{{1}, {13}});
    CHECK((losses.failed == 11 && losses.undefined == 11));
    how.missing = MissingRuns::refuse;
    next = 10;
    CHECK_THROWS_WITH(side_values(
                          how, populations, 2, [&](std::size_t, const Trajectory&) { return 1.0; },
                          [](std::size_t group) { return "group " + std::to_string(group); }),
                      Contains("of 4 runs 1 failed, and 0 have") && Contains("the first: group 0: "));
}
