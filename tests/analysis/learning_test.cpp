// What learning a parameter is worth: shares of variance known in closed form, and of recorded runs.
#include "mutualise/analysis/learning.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/random/stream.hpp"
#include "study/small_study.hpp"
#include "support/squeezed.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

VariedParameter uniform_parameter(const std::string& name, std::uint32_t number, std::size_t runs)
{
    VariedParameter parameter{name, {}};
    Stream stream({7}, Purpose::test, number, 21);
    for (std::size_t i = 0; i < runs; ++i)
        parameter.values.push_back(stream.uniform());
    return parameter;
}

} // namespace

// 4,000 runs: a share's standard error is below 0.015; margins of 6.5 of them, false alarm below 1e-9 each.
TEST_CASE("shares of variance are those of a sum of a line, a bow and luck", "[statistical]")
{
    constexpr std::size_t runs = 4000;
    const std::vector<VariedParameter> parameters{uniform_parameter("line", 0, runs), uniform_parameter("bow", 1, runs),
                                                  uniform_parameter("idle", 2, runs)};
    Stream luck({7}, Purpose::test, 9, 22);
    std::vector<double> outcome;
    for (std::size_t i = 0; i < runs; ++i) {
        const double u = parameters[0].values[i], v = 2 * parameters[1].values[i] - 1;
        outcome.push_back(10 + 6 * u + 5 * v * v + luck.normal());
    }
    // Variances: 36/12 = 3; 25 (1/5 − 1/9) = 20/9; 1.
    const double all = 3 + 20.0 / 9 + 1;
    const Learning learning = learning_from(parameters, outcome);
    REQUIRE(learning.worths.size() == 3);
    CHECK(learning.worths[0].parameter == "line");
    CHECK(learning.worths[0].share == Approx(3 / all).margin(0.1));
    CHECK(learning.worths[1].parameter == "bow");
    CHECK(learning.worths[1].share == Approx(20.0 / 9 / all).margin(0.1));
    CHECK(std::fabs(learning.worths[2].share) < 0.02);
    CHECK(learning.deviation == Approx(std::sqrt(all)).epsilon(0.1));
    // Two means of 800 runs each, of variance 3.3: standard error 0.091 (0.094 over 100 seeds).
    CHECK(learning.worths[0].high - learning.worths[0].low == Approx(6 * 0.8).margin(0.65));
}

TEST_CASE("an outcome that is a parameter is wholly explained, a constant not at all, in any units of the parameter")
{
    VariedParameter parameter{"one", {}};
    for (int i = 0; i < 50; ++i) // each fiftieth once, out of order
        parameter.values.push_back(i * 7 % 50 / 50.0);
    CHECK(learning_from({parameter}, parameter.values).worths[0].share == Approx(1)); // a line of its ranks
    const std::vector<double> constant(50, 4.0);
    CHECK(learning_from({parameter}, constant).worths[0].share == 0);
    std::vector<double> outcome = parameter.values;
    const double share = learning_from({parameter}, outcome).worths[0].share;
    for (double& value : parameter.values)
        value = std::exp(5 * value); // ranks are what counts
    CHECK(learning_from({parameter}, outcome).worths[0].share == Approx(share));
}

TEST_CASE("chance passes its line in one case of twenty", "[statistical]")
{
    // 2,000 idle parameters: 100 expected, standard deviation 9.7; the margin is 6.5 of them, false alarm below 1e-9.
    constexpr std::size_t runs = 60;
    Stream luck({8}, Purpose::test, 1, 23);
    std::vector<double> outcome;
    for (std::size_t i = 0; i < runs; ++i)
        outcome.push_back(luck.normal());
    std::vector<VariedParameter> idle;
    for (std::uint32_t i = 0; i < 2000; ++i)
        idle.push_back(uniform_parameter("idle", 100 + i, runs));
    const Learning learning = learning_from(idle, outcome);
    double above = 0;
    for (const Worth& worth : learning.worths)
        above += worth.share > learning.chance ? 1 : 0;
    CHECK(above > 100 - 64);
    CHECK(above < 100 + 64);
}

TEST_CASE("chance's line is the 95 % point of two idle regressors' adjusted R squared")
{
    // F(2, 20) has its 95 % point at 3.493 (any table): R^2 = 2 F / (2 F + 20) = 0.2589; 23 runs.
    const double line = 1 - (1 - 6.986 / 26.986) * 22 / 20;
    const VariedParameter idle = uniform_parameter("idle", 4, 23);
    CHECK(learning_from({idle}, uniform_parameter("outcome", 5, 23).values).chance == Approx(line).margin(5e-4));
}

TEST_CASE("the table gives each parameter's share and the outcome at both of its ends")
{
    Learning learning;
    learning.outcome = "launches@..";
    learning.runs = 12;
    learning.mean = 1234.56;
    learning.deviation = 50;
    learning.chance = 0.1;
    learning.worths = {{"proposals.launch_rate", 0.25, 1200, 1270.04}, {"boards.patience", -0.02, 1, 2}};
    const std::string text = squeezed(learning_text(learning));
    CHECK_THAT(text, Catch::Contains("launches@..: 12 runs, mean 1,234.6, standard deviation 50.0\n"));
    CHECK_THAT(text, Catch::Contains("proposals.launch_rate 25 % 1,200.0 1,270.0\n"));
    CHECK_THAT(text, Catch::Contains("boards.patience 0 % 1.0 2.0\n")); // no less than nothing
    CHECK_THAT(text, Catch::Contains("shows 10 % or more in one case of twenty"));
}

TEST_CASE("too few runs, or none that differ, are refused")
{
    CHECK_THROWS_AS(learning_from({uniform_parameter("one", 3, 5)}, std::vector<double>(5, 1.0)), UsageError);
    CHECK_THROWS_AS(learning_from({}, std::vector<double>(50, 1.0)), UsageError);
}

namespace
{

/// Twelve small runs of history and of a world without levers; their partners share luck and draws, or not.
RecordedFile two_variants(const Folder& folder, const std::string& seeds, const std::string& bare = "")
{
    const std::string scenarios = MUTUALISE_SOURCE_DIR "/scenarios/";
    const Study study = read_study(
        folder.write("two.toml", "replicates = 12\nseeds = \"" + seeds + "\"\n[variant.base]\nscenario = \"" +
                                     scenarios + "historical.toml\"\n[variant.bare]\nscenario = \"" + scenarios +
                                     "no-levers.toml\"\n" + bare),
        *real_data(), {{"population.scale=0.02", "horizon.last=2011-06", "horizon.spin_up_months=2"}, {}, {}});
    return RecordedFile(sweep(study, real_data(), into(folder.path(seeds + std::to_string(bare.size())))).merged);
}

} // namespace

TEST_CASE("a lever's effect is learned from the differences of runs that share their seed, and from no others")
{
    const Folder folder;
    const RecordedFile file = two_variants(folder, "common");
    const Outcome launches = parse_outcome("launches@..");
    const Learning effect = learning_of(file, {launches, "bare", "base"}, false);
    CHECK(effect.runs == 12);
    CHECK(effect.left_out == 0);
    const Learning bare = learning_of(file, {launches, "bare", ""}, false),
                   base = learning_of(file, {launches, "base", ""}, false);
    CHECK(effect.mean == Approx(bare.mean - base.mean).margin(1e-9));
    CHECK(effect.deviation < bare.deviation + base.deviation);
    CHECK_THROWS_AS(learning_of(file, {launches, "bear", ""}, false), UsageError);
    CHECK_THROWS_WITH(learning_of(two_variants(folder, "independent"), {launches, "bare", "base"}, false),
                      Catch::Contains("different seeds"));
    const RecordedFile strangers = two_variants(folder, "common", "[variant.bare.settings]\npopulation.seed = 7\n");
    CHECK_THROWS_WITH(learning_of(strangers, {launches, "bare", "base"}, false), Catch::Contains("different people"));
}
