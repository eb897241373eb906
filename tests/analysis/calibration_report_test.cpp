// What a calibration taught, reckoned by hand from draws and runs.
#include "mutualise/analysis/calibration_report.hpp"

#include "mutualise/analysis/quantiles.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;

namespace
{

const double none = std::nan("");

void check_near(const std::array<double, 5>& found, const std::array<double, 5>& expected)
{
    for (std::size_t i = 0; i < 5; ++i)
        CHECK(found[i] == Approx(expected[i]));
}

} // namespace

TEST_CASE("five quantiles leave out what is no number")
{
    std::vector<double> values{none};
    for (int i = 20; i >= 0; --i)
        values.push_back(i);
    check_near(five_quantiles(values), {1, 5, 10, 15, 19});
    CHECK(std::isnan(five_quantiles({none})[2]));
}

// Twenty draws in one tenth of the prior: ln 10, less the 9/40 that chance gives; two in each tenth: less than nothing.
TEST_CASE("prior and posterior stand in the parameter's units, and what was learned is reckoned in tenths of the prior")
{
    Calibration calibration;
    calibration.study.factors.resize(2);
    calibration.study.factors[0].id = "rate";
    calibration.study.factors[0].distribution.lower = 10;
    calibration.study.factors[0].distribution.upper = 30;
    calibration.study.factors[1].id = "share";
    CalibrationResult result;
    for (int i = 0; i < 20; ++i)
        result.fitted.draws.push_back({0.05, (2 * i + 1) / 40.0});
    const std::vector<ParameterLearned> learned = learned_parameters(calibration, result);
    REQUIRE(learned.size() == 2);
    CHECK(learned[0].id == "rate");
    check_near(learned[0].prior, {11, 15, 20, 25, 29});
    check_near(learned[0].posterior, {11, 11, 11, 11, 11});
    CHECK(learned[0].divergence == Approx(std::log(10.0) - 9.0 / 40));
    CHECK(learned[1].id == "share");
    check_near(learned[1].prior, {0.05, 0.25, 0.5, 0.75, 0.95});
    check_near(learned[1].posterior, {0.0725, 0.2625, 0.5, 0.7375, 0.9275});
    CHECK(learned[1].divergence == 0);
}

TEST_CASE("a posterior has every parameter with its keys, its median as centre and each draw's value, in its units")
{
    Calibration calibration;
    calibration.name = "two";
    calibration.study.factors.resize(2);
    Factor &rate = calibration.study.factors[0], &share = calibration.study.factors[1];
    rate.id = "rate";
    rate.distribution.lower = 10;
    rate.distribution.upper = 30;
    rate.keys = {{"parameters.a", 0}, {"parameters.b", 2}};
    share.id = "share";
    share.keys = {{"parameters.c", 0}};
    CalibrationResult result;
    result.fitted.draws = {{0.25, 0.5}, {0.5, 0.125}, {0.75, 0.25}};
    const Posterior posterior = posterior_of(calibration, result);
    CHECK(posterior.name == "two");
    REQUIRE(posterior.parameters.size() == 2);
    CHECK(posterior.parameters[0].id == "rate");
    CHECK(posterior.parameters[0].values == std::vector<double>{15, 20, 25});
    CHECK(posterior.parameters[0].centre == 20);
    REQUIRE(posterior.parameters[0].keys.size() == 2);
    CHECK(posterior.parameters[0].keys[1].path == "parameters.b");
    CHECK(posterior.parameters[0].keys[1].offset == 2);
    CHECK(posterior.parameters[1].id == "share");
    CHECK(posterior.parameters[1].values == std::vector<double>{0.5, 0.125, 0.25});
    CHECK(posterior.parameters[1].centre == 0.25);
}

TEST_CASE("a figure is held against the runs of the draws, blurred by what is not known of it")
{
    Calibration calibration;
    calibration.statistics.resize(2);
    SummaryStatistic &sharp = calibration.statistics[0], &blurred = calibration.statistics[1];
    sharp.id = "sharp";
    sharp.observed.value = 3;
    sharp.fitted = false;
    blurred.id = "blurred";
    blurred.observed.value = 10;
    blurred.observed.error = 3;
    blurred.observed.discrepancy = 4;
    CalibrationResult result;
    result.predictive.values = {{{1, 2}, {3, none}, {5}}, {{4, 6}, {none, none}, {none}}};
    result.fitted.last_coverage = {0.9}; // of the one that is fitted
    const std::vector<PredictiveCheck> checks = predictive_checks(calibration, result);
    REQUIRE(checks.size() == 2);
    // Runs 1, 2, 3, 5: three at or below 3; mean 2.75, variance 8.75 / 3.
    CHECK(checks[0].id == "sharp");
    CHECK(checks[0].runs == 4);
    CHECK(checks[0].observed == 3);
    CHECK(checks[0].tail == 0.75);
    CHECK(checks[0].implausibility == Approx(0.25 / std::sqrt(8.75 / 3)));
    CHECK(checks[0].quantiles[2] == 2.5);
    CHECK(std::isnan(checks[0].coverage));
    // Runs 4 and 6, of mean 5 and variance 2; blur 3² + 4² = 5²: the figure lies 6/5 and 4/5 of it above them.
    CHECK(checks[1].runs == 2);
    CHECK(checks[1].implausibility == Approx(5 / std::sqrt(2 + 25.0)));
    CHECK(checks[1].tail == Approx((0.8849303298 + 0.7881446014) / 2));
    CHECK(checks[1].coverage == 0.9);
}

TEST_CASE("a figure known exactly is no distance from runs that all hit it, and out of reach of runs that all miss it")
{
    Calibration calibration;
    calibration.statistics.resize(3);
    for (SummaryStatistic& each : calibration.statistics)
        each.observed.value = 7;
    CalibrationResult result;
    result.predictive.values = {{{7}, {7}}, {{6}, {6}}, {{8}, {8}}};
    result.fitted.last_coverage = {0.25, 0.5, 0.75};
    const std::vector<PredictiveCheck> checks = predictive_checks(calibration, result);
    REQUIRE(checks.size() == 3);
    CHECK(checks[0].implausibility == 0);
    CHECK(checks[1].implausibility > 1e100);
    CHECK(checks[2].implausibility > 1e100);
    CHECK((checks[0].tail == 1 && checks[1].tail == 1 && checks[2].tail == 0));
    for (std::size_t s = 0; s < 3; ++s) // each its own, in the order of what is fitted
        CHECK(checks[s].coverage == result.fitted.last_coverage[s]);
}

TEST_CASE("a wave whose search stopped short of the cutoff says so")
{
    Calibration calibration;
    calibration.plan.cutoff = 3;
    CalibrationResult result;
    result.fitted.waves = {{}, {0.5, 3, {}}, {0.25, 3.5, {}}};
    const std::string text = report_text(calibration, result);
    CHECK_THAT(text, Catch::Contains("wave 2: 0.5 of the prior's volume is left, implausibility at most 3.00\n"));
    CHECK_THAT(text, Catch::Contains("implausibility at most 3.50; the search stopped short of 3\n"));
}
