// What certifies a setting, or shows that it misses the goal: Holm's procedure, and looks at runs of which some were
// lost.
#include "mutualise/analysis/binomial.hpp"
#include "mutualise/analysis/certify.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;

namespace
{

HitRuns runs_of(std::uint32_t hits, std::uint32_t misses)
{
    HitRuns runs;
    runs.hits.assign(hits, 1);
    runs.hits.insert(runs.hits.end(), misses, 0);
    runs.asked = hits + misses;
    return runs;
}

} // namespace

// 60 hits of 60 at .9: luck of .9^60 = .0018. Alone it is certified (.0304 at the first look); the third of three needs
// .0101, then .0152 and .0304 are left for the others.
TEST_CASE("Holm's procedure hands the share of a certified setting on to the next")
{
    TargetRule rule;
    rule.first_look = 60;
    const double share = risk_of_look(0.05, 1);
    const auto luck = [](std::uint32_t hits) { return BinomialTails(60, 0.9).at_least[hits]; };
    REQUIRE(luck(60) < share / 3); // .0018 < .0101
    REQUIRE(luck(59) > share / 3); // .0138
    REQUIRE(luck(59) < share / 2); // .0152
    REQUIRE(luck(58) > share);     // .0530 > .0304
    using List = std::vector<bool>;
    CHECK(certified(std::vector{runs_of(59, 1), runs_of(60, 0), runs_of(58, 2)}, rule) == List{true, true, false});
    CHECK(certified(std::vector{runs_of(59, 1), runs_of(58, 2), runs_of(58, 2)}, rule) == List{false, false, false});
    CHECK(certified(std::vector{runs_of(59, 1)}, rule) == List{true});
}

TEST_CASE("the fewest runs that can certify grow with the family: all hits at the first look")
{
    for (const std::size_t family : {1U, 2U, 10U, 256U}) {
        TargetRule rule;
        rule.first_look = fewest_runs_to_certify(rule, family);
        std::vector<HitRuns> runs(family, runs_of(0, rule.first_look));
        runs[0] = runs_of(rule.first_look, 0);
        CHECK(certified(runs, rule)[0]);
        --rule.first_look;
        runs.assign(family, runs_of(0, rule.first_look));
        runs[0] = runs_of(rule.first_look, 0);
        CHECK_FALSE(certified(runs, rule)[0]);
    }
}

TEST_CASE("failed runs that are left out count as asked for, and no look waits for them")
{
    TargetRule rule;
    HitRuns runs = runs_of(0, 31);
    CHECK(judge_target({runs}, rule).standing[0] == Standing::undecided);
    runs.asked = 32;
    CHECK(judge_target({runs}, rule).standing[0] == Standing::infeasible);
}

// Of 32 planned runs 8 were lost, and 32 more made later: the first look has the 24 hits of 24 that are left of it,
// never runs of the second. .9^24 = .080 is promising; of all 56, 24 hits are far too few.
TEST_CASE("a look takes the runs numbered below it, whichever of them were lost")
{
    TargetRule rule;
    HitRuns runs;
    for (std::uint32_t number = 0; number < 64; ++number)
        if (number >= 8) {
            runs.hits.push_back(number < 32);
            runs.numbers.push_back(number);
        }
    runs.asked = 64;
    CHECK(judge_target({runs}, rule).standing[0] == Standing::promising);
    runs.hits[23] = 0; // number 31, of the first look: 23 hits of 24 promise nothing yet
    CHECK(judge_target({runs}, rule).standing[0] == Standing::infeasible);
}

TEST_CASE("runs that promise at an early look may show at a later one that the goal is missed")
{
    TargetRule rule;
    HitRuns runs = runs_of(32, 96); // 32 of 32, then not one
    const TargetSearch judged = judge_target({runs}, rule);
    CHECK(judged.standing[0] == Standing::promising);
    CHECK(judged.verdict[0] == Verdict::infeasible);
    // So in a retest: promising at its first look, not certified (.9^32 = .034 > .0304 / 2), and no more hits after it.
    const auto none = [](std::span<const std::uint32_t> points, std::uint32_t count, std::vector<HitRuns>& again) {
        for (const std::uint32_t point : points)
            for (std::uint32_t i = 0; i < count; ++i)
                again[point].hits.push_back(again[point].asked++ < 39);
    };
    const TargetSearch search = search_target({runs_of(32, 0), runs_of(32, 0)}, rule, none, none);
    CHECK(search.winners.size() == 2);
    CHECK(search.verdict == std::vector<Verdict>{Verdict::infeasible, Verdict::infeasible});
}
