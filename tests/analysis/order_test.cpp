// Orders and ranks by hand; rank correlations where draws tie.
#include "mutualise/analysis/order.hpp"

#include "mutualise/analysis/calibration_report.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;

TEST_CASE("places come in order, of equals the lower first")
{
    const std::vector<double> values{2, 1, 2, 0, 1};
    const auto less = [&](std::size_t a, std::size_t b) { return values[a] < values[b]; };
    CHECK(places_by(values.size(), less) == std::vector<std::size_t>{3, 1, 4, 0, 2});
    CHECK(places_by(0, less).empty());
}

TEST_CASE("equal values share the mean of their ranks")
{
    CHECK(mid_ranks(std::vector<double>{5, 1, 5, 0, 5}) == std::vector<double>{3, 1, 3, 0, 3});
    CHECK(mid_ranks(std::vector<double>{4, 4}) == std::vector<double>{0.5, 0.5});
    CHECK(mid_ranks(std::vector<double>{}).empty());
}

// Ranks of the first: 0.5, 0.5, 2, 3; of the second 0, 1, 2.5, 2.5. About 1.5 the products sum to 4, the squares to
// 4.5 each; the third is the second turned round.
TEST_CASE("rank correlations of draws that tie are those of their mid-ranks")
{
    Calibration calibration;
    calibration.study.factors.resize(4);
    CalibrationResult result;
    result.fitted.draws = {{0.1, 0.2, 0.9, 0.5}, {0.1, 0.3, 0.8, 0.5}, {0.4, 0.7, 0.1, 0.5}, {0.6, 0.7, 0.1, 0.5}};
    const std::vector<double> together = rank_correlations(calibration, result);
    CHECK(together[0] == 1);
    CHECK(together[1] == Approx(8.0 / 9));
    CHECK(together[4] == together[1]);
    CHECK(together[6] == Approx(-1));
    CHECK(std::isnan(together[3]));
    CHECK(std::isnan(together[15]));
}
