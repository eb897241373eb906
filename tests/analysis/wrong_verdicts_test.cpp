// How often verdicts about settings whose chance is known are wrong: no oftener than the risk that is allowed.
#include "known_chances.hpp"
#include "support/sanitized.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

constexpr int repeats = sanitized ? 100 : 4000;

/// The largest count of repeats that 5 % allow.
constexpr int allowed = repeats / 20;

} // namespace

TEST_CASE("the looks together spend no more than the whole risk")
{
    double spent = 0;
    for (std::uint32_t look = 1; look <= 100000; ++look)
        spent += risk_of_look(0.05, look);
    CHECK(spent < 0.05);
    CHECK(spent > 0.04999);
}

// Every setting misses the wanted chance by a hair, the hardest case. By Holm's argument at most 5 % of repeats certify
// any; measured over 40,000 it is 2.6 % (the exact tests are conservative), and then more than 5 % of 4,000 has a
// chance below 1e-14. Under sanitizers there are too few repeats to ask.
TEST_CASE("settings that just miss the goal are certified in less than 5 % of repeats, adaptively and among many",
          "[statistical]")
{
    TargetRule rule;
    rule.most_replicates = 128;
    for (const bool common : {true, false}) {
        int wrong = 0, retested = 0;
        for (int repeat = 0; repeat < repeats; ++repeat) {
            KnownChances problem{std::vector<double>(20, 0.899), static_cast<std::uint64_t>(repeat), common};
            const TargetSearch search = problem.search(rule);
            retested += !search.winners.empty();
            wrong += std::count(search.verdict.begin(), search.verdict.end(), Verdict::feasible) > 0;
        }
        INFO((common ? "common" : "independent")
             << " luck: " << retested << " with winners, " << wrong << " certified");
        CHECK((sanitized || wrong <= allowed));
        CHECK((sanitized || retested > repeats / 100)); // the retest had something to catch
    }
}

TEST_CASE("certificates from the runs there are keep the same promise over all settings, at every look",
          "[statistical]")
{
    TargetRule rule;
    int wrong = 0;
    for (int repeat = 0; repeat < repeats; ++repeat) {
        const KnownChances problem{std::vector<double>(20, 0.899), static_cast<std::uint64_t>(repeat), false};
        const TargetSearch judged = judge_target(problem.first(128), rule);
        wrong += std::count(judged.verdict.begin(), judged.verdict.end(), Verdict::feasible) > 0;
    }
    CHECK((sanitized || wrong <= allowed));
}

// At exactly the wanted chance a setting is feasible; calling it infeasible at any look has at most 2.5 % (search) and
// 2.5 % (retest) of chance each. Independent settings, 20 a repeat: the count has mean below 5 %, and exceeding 5 % of
// 80,000 when each has at most about 3 % (the tests being conservative) has a chance below 1e-50.
TEST_CASE("a setting that just meets the goal is called infeasible in less than 5 % of cases", "[statistical]")
{
    TargetRule rule;
    rule.first_look = 16;
    int wrong = 0;
    for (int repeat = 0; repeat < repeats; ++repeat) {
        const KnownChances problem{std::vector<double>(20, 0.9), static_cast<std::uint64_t>(repeat), false};
        const TargetSearch search = problem.search(rule);
        wrong += static_cast<int>(std::count(search.verdict.begin(), search.verdict.end(), Verdict::infeasible));
    }
    CHECK((sanitized || wrong <= allowed * 20));
}
