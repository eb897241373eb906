// Whether tests over many scenarios find what they are there to find, and say so where they cannot.
#include "sanity/generosity.hpp"
#include "sanity/quick.hpp"
#include "sanity/signs.hpp"
#include "sanity/tables.hpp"

#include "support/sanitized.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <vector>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

constexpr std::size_t deadline_kind = 7;
static_assert(ladder_names[deadline_kind] == DivestmentDeadline::name);

} // namespace

// Units that no approved proposal holds on the deadline become mutuals instead of passing to another public body. An
// exact sign test over 32 scenarios, false alarm 1e-9 for either figure; all 32 fewer have a chance of 2.3e-10.
TEST_CASE("a deadline with a mutual as the default leaves more mutuals, and turned round it is broken", "[statistical]")
{
    constexpr std::uint32_t scenarios = sanitized ? 4 : 32;
    std::vector<Finding> as_it_is(scenarios), turned(scenarios);
    for (std::uint32_t number = 0; number < scenarios; ++number) {
        Scenario weaker = drawn(number);
        DivestmentDeadline lever;
        lever.scope.id = DivestmentDeadline::name;
        lever.scope.from = lever.scope.announced = weaker.horizon.first;
        lever.deadline = weaker.horizon.last - 2;
        lever.opt_out = 1.01; // nobody may
        weaker.levers.deadline = {lever};
        Scenario stronger = weaker;
        stronger.levers.deadline.front().otherwise = default_mutual;
        const Population people = people_of(weaker, material().data);
        climb(as_it_is[number], weaker, {{deadline_kind, {weaker, stronger}}}, people);
        climb(turned[number], stronger, {{deadline_kind, {stronger, weaker}}}, people);
    }
    const AverageChange sound = average_changes(as_it_is)[deadline_kind];
    CHECK(sound.live.chance > 1e-9);
    CHECK(sound.founded.chance > 1e-9);
    const AverageChange wrong = average_changes(turned)[deadline_kind];
    CHECK(sound.live.more > sound.live.fewer);
    CHECK(sound.founded.more > sound.founded.fewer);
    const Verdict right = sanitized ? Verdict::cannot_tell : Verdict::holds,
                  found = sanitized ? Verdict::cannot_tell : Verdict::broken;
    for (const FigureChange& figure : {sound.live, sound.founded})
        CHECK(figure.verdict() == right);
    for (const FigureChange& figure : {wrong.live, wrong.founded})
        CHECK(figure.verdict() == found);
}

TEST_CASE("scores of signs are those of their formula, and published ranks have their published chance")
{
    CHECK(sign_score({2, 2, 2, 2}) == Approx(2)); // the root of their number
    CHECK(rank_score({1, 1, 1, 1, 1, 1, 1, 1, 1}) == Approx(3));
    CHECK(sign_score({3, -3, 5, -5}) == Approx(0));
    CHECK(score_limit(1e-9, 1) == Approx(6.4379).epsilon(1e-4)); // exp(-t^2 / 2) = 1e-9
    CHECK(sign_chance(5, 5) == Approx(1.0 / 32));
    CHECK(sign_chance(8, 10) == Approx(56.0 / 1024)); // 45 + 10 + 1 of 1024
    CHECK(sign_chance(0, 0) == Approx(1));
    // Wilcoxon (1945), table I: of 10 pairs, a smaller rank sum of 8 has a two-sided chance of 0.0488.
    CHECK(exact_signed_rank({-1, 2, 3, 4, 5, 6, -7, 8, 9, 10}) == Approx(0.048828125));
    CHECK(exact_signed_rank({1, 2, 3, 4, 5}) == Approx(2.0 / 32));
    CHECK(exact_signed_rank({1, -1}) == Approx(1));
}

TEST_CASE("changes that are fewer are found, those that are more are not, and too few changes tell nothing")
{
    std::vector<Finding> findings(60);
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const auto change = [&](std::size_t kind, double value) {
            findings[i].live[kind] = findings[i].started[kind] = value;
        };
        change(0, i % 4 == 0 ? 1.0 : -1.0); // three of four fewer: luck might do it
        change(1, -1.0);
        change(2, 1.0);
        change(3, i < 20 ? 1.0 : 0.0);         // 2^-20, if turned round
        change(4, i % 6 == 0 ? 0.01 : -100.0); // fewer by much, more by little: as a sum it is too low
        change(5, i < 28 ? -1.0 : 0.0);        // 2^-28 is beyond the limit
        findings[i].relabelling.assign(relabelling_names.size(), std::vector<double>(26, i % 2 == 0 ? 1.0 : -1.0));
        findings[i].relabelling[4][17] = 2;
    }
    const auto changes = average_changes(findings);
    const std::array verdicts{Verdict::cannot_tell, Verdict::broken, Verdict::holds,
                              Verdict::cannot_tell, Verdict::broken, Verdict::broken};
    for (std::size_t kind = 0; kind < verdicts.size(); ++kind) {
        INFO(kind);
        CHECK(changes[kind].live.verdict() == verdicts[kind]);
        CHECK(changes[kind].founded.verdict() == verdicts[kind]);
    }
    CHECK(changes[4].live.chance > sign_limit);
    CHECK(changes[5].live.least == Approx(std::pow(0.5, 28)));
    CHECK(lever_table(findings).verdict == Verdict::broken);
    const auto labels = label_tests(findings);
    CHECK(labels[4].verdict() == Verdict::broken);
    CHECK(labels[4].service == 17);
    CHECK(labels[3].verdict() == Verdict::holds);
    findings.resize(20);
    CHECK(label_tests(findings)[4].verdict() == Verdict::cannot_tell);
    for (Finding& finding : findings)
        finding.live = finding.started = {};
    CHECK_THAT(lever_table(findings).text, Catch::Contains("Too few of 20 scenarios"));
}

TEST_CASE("tenths that are always less than a whole are found, if there are enough pairs to tell")
{
    CHECK(least_scale_pairs() == 25); // 2 / 2^25 is below 1e-6 / 9, 2 / 2^24 is not
    ScalePair pair;
    pair.differences.fill(-0.1);
    for (const ScaleTest& test : judge_scales(std::vector<ScalePair>(25, pair)))
        CHECK(test.verdict() == Verdict::broken);
    for (const ScaleTest& test : judge_scales(std::vector<ScalePair>(24, pair)))
        CHECK(test.verdict() == Verdict::cannot_tell);
    std::vector<ScalePair> even(26, pair);
    for (std::size_t i = 0; i < even.size(); i += 2)
        even[i].differences.fill(0.1);
    CHECK(scale_table(even, 4).verdict == Verdict::holds);
}
