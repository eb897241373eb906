// The search for settings that meet a goal: which get further runs, what they cost, and how it is resumed.
#include "known_chances.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace mutualise;
using namespace mutualise::testing;

// A chance of .999 misses the promise of the search with at most about 1e-9 (more than 5 misses in 64 runs: 1e-10).
TEST_CASE("settings that clearly meet the goal are found, and clear failures cost no further runs", "[statistical]")
{
    KnownChances problem{{0.999, 0.05, 0.999, 0.2, 0.999}};
    TargetRule rule;
    const TargetSearch search = problem.search(rule);
    using enum Verdict;
    CHECK(search.verdict == std::vector<Verdict>{feasible, infeasible, feasible, infeasible, feasible});
    CHECK(search.winners == std::vector<std::uint32_t>{0, 2, 4});
    CHECK(search.searched[1].asked == 32);
    CHECK(search.searched[3].asked == 32);
    CHECK(search.retested[1].asked == 0);
    CHECK_FALSE(search.budget_spent);
}

TEST_CASE("further runs go to undecided settings alone, and fresh runs to winners alone")
{
    const KnownChances problem{{0.9, 0.97, 0.85, 0.2, 0.93, 0.999}, 7};
    TargetRule rule;
    std::vector<HitRuns> seen = problem.first(rule.first_look);
    const auto more = [&](std::span<const std::uint32_t> points, std::uint32_t count, std::vector<HitRuns>& runs) {
        for (const std::uint32_t point : points)
            CHECK(judge_target({runs[point]}, rule).standing[0] == Standing::undecided);
        problem.draw(points, count, runs, 0);
    };
    std::set<std::uint32_t> fresh_for;
    const auto fresh = [&](std::span<const std::uint32_t> points, std::uint32_t count, std::vector<HitRuns>& runs) {
        fresh_for.insert(points.begin(), points.end());
        problem.draw(points, count, runs, 1);
    };
    const TargetSearch search = search_target(seen, rule, more, fresh);
    CHECK(fresh_for == std::set<std::uint32_t>(search.winners.begin(), search.winners.end()));
    for (std::uint32_t point = 0; point < seen.size(); ++point) {
        CHECK(search.searched[point].asked <= rule.most_replicates);
        CHECK((search.verdict[point] != Verdict::feasible || fresh_for.count(point) == 1));
    }
}

TEST_CASE("a budget is never exceeded, and it is said that it ran out")
{
    for (const std::uint64_t budget : {0U, 100U, 1000U}) {
        const KnownChances problem{std::vector<double>(12, 0.93), 3};
        TargetRule rule;
        rule.runs_at_most = budget;
        const TargetSearch search = problem.search(rule);
        CHECK(search.search_runs + search.retest_runs <= budget);
        std::uint64_t drawn = 0;
        for (std::size_t point = 0; point < 12; ++point)
            drawn += search.searched[point].asked - rule.first_look + search.retested[point].asked;
        CHECK(drawn == search.search_runs + search.retest_runs);
        CHECK(search.budget_spent);
    }
}

// Half of 1,000 runs are for the search; 12 settings of 64 runs have had 384 beyond their first 32, so 116 are left:
// one setting goes on to 128. 9 hits of 10 are neither promising nor too few at .9, however many.
TEST_CASE("runs of an earlier sitting come off the search's half of the budget")
{
    const auto nine_of_ten = [](std::span<const std::uint32_t> points, std::uint32_t count,
                                std::vector<HitRuns>& runs) {
        for (const std::uint32_t point : points)
            for (std::uint32_t i = 0; i < count; ++i)
                runs[point].hits.push_back(runs[point].asked++ % 10 != 0);
    };
    std::vector<HitRuns> seen(12);
    std::vector<std::uint32_t> all(12);
    std::iota(all.begin(), all.end(), 0U);
    nine_of_ten(all, 64, seen);
    TargetRule rule;
    rule.runs_at_most = 1000;
    const TargetSearch search = search_target(seen, rule, nine_of_ten, nine_of_ten);
    CHECK(search.search_runs == 384 + 64);
    CHECK(search.budget_spent);
    rule.runs_at_most = 500; // and half of it is spent already
    const TargetSearch late = search_target(seen, rule, nine_of_ten, nine_of_ten);
    CHECK(late.search_runs == 384);
    CHECK(late.budget_spent);
}

TEST_CASE("where not every winner may be retested, the preferred ones are, and the others stay undecided")
{
    const KnownChances problem{std::vector<double>(6, 1.0)};
    TargetRule rule;
    rule.preference = {6, 5, 1, 4, 2, 3};
    rule.most_winners = 2;
    const TargetSearch two = problem.search(rule);
    CHECK(two.winners == std::vector<std::uint32_t>{2, 4});
    using enum Verdict;
    CHECK(two.verdict == std::vector<Verdict>{undecided, undecided, feasible, undecided, feasible, undecided});
    CHECK(two.budget_spent);
    // 40 runs certify each of two, 44 each of three: 3 x 44 > 130 >= 2 x 40.
    rule.most_winners = 6;
    rule.runs_at_most = 130;
    CHECK(fewest_runs_to_certify(rule, 2) == 40);
    CHECK(problem.search(rule).winners == std::vector<std::uint32_t>{2, 4});
}

TEST_CASE("the search is the same whoever draws when: verdicts depend on each setting's runs alone")
{
    const KnownChances problem{{0.9, 0.95, 0.99, 0.8}, 11};
    TargetRule rule;
    const TargetSearch whole = problem.search(rule);
    // As resumed: the rounds of the first sitting are there from the start.
    const TargetSearch resumed = search_target(whole.searched, rule, problem.of(0), problem.of(1));
    CHECK(resumed.verdict == whole.verdict);
    CHECK(resumed.standing == whole.standing);
    CHECK(resumed.search_runs == whole.search_runs); // what was there counts against the budget
    CHECK(resumed.searched[0].hits == whole.searched[0].hits);
}
