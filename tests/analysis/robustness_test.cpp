// Robustness by hand arithmetic, and what luck does to a ranking.
#include "mutualise/analysis/robustness.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/random/stream.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using Catch::Contains;

namespace
{

/// Two packages, three states: means a: 10 40 70, b: 30 30 40; replicate 0 one below, replicate 1 one above.
StudyValues small_study(bool goal = false)
{
    StudyValues study;
    study.study = "small";
    study.outcomes.push_back(parse_outcome("employees_in_mutuals@2015-12"));
    study.variants = {"a", "b"};
    study.factors = {{"rate", "-", false, {1, 2, 3, 1, 2, 3}, {"1", "2", "3", "1", "2", "3"}}};
    const std::vector<double> means{10, 40, 70, 30, 30, 40};
    study.values.resize(1);
    for (std::uint32_t p = 0; p < 6; ++p) {
        study.variant_of_point.push_back(p / 3);
        study.settings.emplace_back();
        study.scale.push_back(1);
        study.seeds.push_back({100, 101});
        study.replicates.push_back({0, 1});
        study.values[0].push_back({means[p] - 1, means[p] + 1});
    }
    if (goal) {
        study.outcomes.push_back(study.outcomes[0]);
        study.values.push_back(study.values[0]);
    }
    return study;
}

} // namespace

TEST_CASE("worst case, quantile, regret and good enough are those reckoned by hand")
{
    const StudyValues study = small_study(true);
    const StateTable table = state_table(study);
    RobustnessOptions options;
    options.quantile = 0.25;
    options.goal = parse_goal("employees_in_mutuals@2015-12 >= 35");
    const Robustness r = robustness_of(table, options);
    CHECK(r.at(0, Criterion::mean).value == 40);
    CHECK(r.at(1, Criterion::mean).value == Approx(100.0 / 3));
    CHECK(r.at(0, Criterion::worst).value == 10);
    CHECK(r.at(0, Criterion::worst).state == 0);
    CHECK(r.at(1, Criterion::worst).value == 30);
    CHECK(r.at(1, Criterion::worst).rank == 1);
    CHECK(r.at(0, Criterion::quantile).value == 25); // halfway from 10 to 40
    // Regret of a: 20, 0, 0; of b: 0, 10, 30.
    CHECK(r.at(0, Criterion::regret).value == 20);
    CHECK(r.at(0, Criterion::regret).rank == 1);
    CHECK(r.at(1, Criterion::regret).value == 30);
    CHECK(r.at(1, Criterion::regret).state == 2);
    CHECK(r.at(1, Criterion::mean_regret).value == Approx(40.0 / 3));
    CHECK(r.at(0, Criterion::satisficing).value == Approx(2.0 / 3));
    CHECK(r.at(1, Criterion::satisficing).value == Approx(1.0 / 3));
    CHECK(r.satisfied[0].low == Approx(exact_chance(2, 3).low));
    const std::string text = robustness_text(study, table, r, options);
    CHECK_THAT(text, Contains("By worst case:   b, a; first in 100 %") && Contains("By regret:       a, b") &&
                         Contains("b does worst in state 0 (rate = 1), and is most regretted in state 2 (rate = 3)"));
}

TEST_CASE("a result holds every measure of every package, and the state that decides it")
{
    const StudyValues study = small_study(true);
    const StateTable table = state_table(study);
    RobustnessOptions options;
    options.quantile = 0.25;
    options.goal = parse_goal("employees_in_mutuals@2015-12 >= 35");
    const Result result = robustness_result(study, table, robustness_of(table, options), options);
    // a, then b: mean, worst, quantile, regret, mean regret, share of states that are good enough.
    const std::vector<double> value{40, 10, 25, 20, 20.0 / 3, 2.0 / 3, 100.0 / 3, 30, 30, 30, 40.0 / 3, 1.0 / 3};
    const std::vector<double> rank{1, 2, 2, 1, 1, 1, 2, 1, 1, 2, 2, 2};
    for (std::size_t i = 0; i < value.size(); ++i) {
        CAPTURE(i);
        CHECK(result.numbers("value")[i] == Approx(value[i]));
        CHECK(result.numbers("rank")[i] == rank[i]);
    }
    CHECK(result.numbers("deciding_state")[1] == 0);
    CHECK(result.numbers("deciding_state")[6 + 3] == 2);
    CHECK(result.numbers("state_mean") == std::vector<double>{10, 40, 70, 30, 30, 40});
    CHECK(result.numbers("satisficing_low")[0] == Approx(exact_chance(2, 3).low));
    CHECK(result.numbers("satisficing_high")[1] == Approx(exact_chance(1, 3).high));
    CHECK(std::get<std::vector<std::string>>(result.variable("state_name").values)[2] == "state 2 (rate = 3)");
    // Without a goal nothing is good enough or not; a state left out keeps the numbers of the others.
    StudyValues lost = small_study();
    lost.replicates[4].clear(); // b, state 1
    lost.values[0][4].clear();
    const StateTable rest = state_table(lost);
    const Result without = robustness_result(lost, rest, robustness_of(rest, {}), {});
    CHECK(std::isnan(without.numbers("value")[5]));
    CHECK(std::isnan(without.numbers("satisficing_low")[0]));
    CHECK(without.numbers("deciding_state")[6 + 3] == 2);
    CHECK(without.numbers("state_mean") == std::vector<double>{10, 70, 30, 40});
}

TEST_CASE("where less is better the worst is the most")
{
    RobustnessOptions options;
    options.maximise = false;
    options.quantile = 0.25;
    const Robustness r = robustness_of(state_table(small_study()), options);
    CHECK(r.at(0, Criterion::worst).value == 70);
    CHECK(r.at(1, Criterion::worst).value == 40);
    CHECK(r.at(1, Criterion::worst).rank == 1);
    CHECK(r.at(0, Criterion::quantile).value == 55);
    CHECK(r.at(0, Criterion::regret).value == 30); // 70 against 40
    CHECK(r.at(1, Criterion::regret).value == 20);
}

TEST_CASE("a goal with a probability is met by the share of a state's runs")
{
    // a's third state: 69 and 71; the rest lies below 70.
    RobustnessOptions options;
    options.goal = parse_goal("employees_in_mutuals@2015-12 >= 70");
    options.probability = 0.5;
    CHECK(robustness_of(state_table(small_study(true)), options).at(0, Criterion::satisficing).value ==
          Approx(1.0 / 3));
    options.probability = 0.6;
    CHECK(robustness_of(state_table(small_study(true)), options).at(0, Criterion::satisficing).value == 0);
}

TEST_CASE("packages that tie for the first place share it, and their rank")
{
    // c is a; b is worse in the mean and better at the worst, whatever the luck, which moves all alike.
    StudyValues study = small_study();
    study.variants.emplace_back("c");
    for (std::uint32_t p = 0; p < 3; ++p) {
        study.variant_of_point.push_back(2);
        study.settings.emplace_back();
        study.scale.push_back(1);
        study.seeds.push_back({100, 101});
        study.replicates.push_back({0, 1});
        study.values[0].push_back(std::vector<double>(study.values[0][p]));
        study.factors[0].numbers.push_back(p + 1);
        study.factors[0].texts.push_back(std::to_string(p + 1));
    }
    const Robustness r = robustness_of(state_table(study), {});
    for (const std::size_t equal : {0U, 2U}) {
        CHECK(r.at(equal, Criterion::mean).first == 0.5);
        CHECK(r.at(equal, Criterion::mean).rank == 1);
        CHECK(r.at(equal, Criterion::worst).first == 0);
        CHECK(r.at(equal, Criterion::worst).rank == 2);
    }
    CHECK(r.at(1, Criterion::mean).first == 0);
    CHECK(r.at(1, Criterion::mean).rank == 3);
    CHECK(r.at(1, Criterion::worst).first == 1);
    CHECK(r.at(1, Criterion::worst).rank == 1);
}

TEST_CASE("luck that moves all packages alike leaves no doubt about regret, but about levels", "[statistical]")
{
    // Both replicates differ by 2 everywhere: a mean's standard error is sqrt(2 / 2) = 1, a difference's 0.
    const Robustness r = robustness_of(state_table(small_study()), {});
    CHECK(r.at(0, Criterion::regret).standard_error == Approx(0).margin(1e-12));
    CHECK(r.at(0, Criterion::regret).first == Approx(1));
    // 1,000 resamples of -+1, stretched by sqrt 2: 0 or -+sqrt 2, with a deviation of 1 that varies by 0.02.
    CHECK(r.at(0, Criterion::worst).standard_error == Approx(1).margin(0.15));
}

// In none of 500 draws did all resamples put the same package first: a chance below 0.6 %, and six of ten draws have
// one below 1e-11. Resamples that all draw the same replicates would do it in all ten.
TEST_CASE("packages that differ by luck alone are not told apart", "[statistical]")
{
    int told_apart = 0;
    for (std::uint32_t draw = 0; draw < 10; ++draw) {
        StudyValues study = small_study();
        study.common_seeds = false;
        for (std::uint32_t p = 0; p < 6; ++p) {
            study.values[0][p].clear();
            study.replicates[p].clear();
            study.seeds[p].clear();
            for (std::uint32_t r = 0; r < 16; ++r) {
                study.values[0][p].push_back(Stream({5 + draw}, Purpose::test, p, r).normal());
                study.replicates[p].push_back(r);
                study.seeds[p].push_back(100 * p + r);
            }
        }
        const Robustness r = robustness_of(state_table(study), {});
        for (std::size_t v = 0; v < 2; ++v) {
            CHECK(r.at(v, Criterion::worst).standard_error > 0.03); // 0.21, of 15 degrees: less has a chance of 4e-12
            told_apart += r.at(v, Criterion::regret).first == 1 ? 1 : 0;
        }
    }
    CHECK(told_apart <= 5);
}

// b has nine zeros and a ten: the mean of a resample is the number of its tens, binomial (10, 0.1), stretched about 1
// by sqrt(10 / 9). It beats a's 2.6 with three tens or more, P = 0.0702: 70 of 1,000 resamples, deviation 8.1. Were
// resamples turned about their mean, they would lie at 2.05 and below, and b would never be first.
TEST_CASE("resamples keep the side to which luck is skewed", "[statistical]")
{
    StudyValues study = small_study();
    study.variant_of_point = {0, 1};
    study.factors = {{"rate", "-", false, {1, 1}, {"1", "1"}}};
    study.settings.resize(2);
    study.scale.resize(2);
    study.common_seeds = false;
    study.values = {{std::vector<double>(10, 2.6), std::vector<double>(10, 0.0)}};
    study.values[0][1].back() = 10;
    study.replicates.assign(2, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    study.seeds = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {10, 11, 12, 13, 14, 15, 16, 17, 18, 19}};
    const Robustness r = robustness_of(state_table(study), {});
    CHECK(r.at(1, Criterion::mean).first == Approx(0.0702).margin(0.055));
}

TEST_CASE("one replicate leaves luck unknown, and says so")
{
    StudyValues study = small_study();
    for (std::uint32_t p = 0; p < 6; ++p) {
        study.values[0][p].resize(1);
        study.replicates[p].resize(1);
        study.seeds[p].resize(1);
    }
    const StateTable table = state_table(study);
    const Robustness r = robustness_of(table, {});
    CHECK(std::isnan(r.at(0, Criterion::worst).standard_error));
    CHECK_THAT(robustness_text(study, table, r, {}), Contains("luck cannot be told from difference"));
}

TEST_CASE("a state counts with the replicates that finished under every package, or is left out with a count")
{
    StudyValues study = small_study();
    study.replicates[0] = {1}; // package a, state 0: replicate 0 is missing
    study.values[0][0] = {11};
    study.replicates[4].clear(); // package b, state 1: nothing
    study.values[0][4].clear();
    const StateTable table = state_table(study);
    CHECK(table.states == std::vector<std::size_t>{0, 2});
    CHECK(table.states_left_out == 1);
    CHECK(table.values[1][0] == std::vector<double>{31});
}

TEST_CASE("one package, or packages over other states, are refused")
{
    StudyValues other = small_study();
    other.factors[0].texts[5] = "4";
    CHECK_THROWS_WITH(state_table(other), Contains("other design points"));
    StudyValues one = small_study();
    one.variants = {"a"};
    one.variant_of_point.assign(6, 0);
    CHECK_THROWS_WITH(state_table(one), Contains("one variant"));
}
