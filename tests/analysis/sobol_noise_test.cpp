// Noise in Sobol's indices: split off from what factors explain, by each run and by the luck that all rows share.
#include "mutualise/analysis/sobol_indices.hpp"

#include "ishigami.hpp"
#include "mutualise/random/portable.hpp"
#include "mutualise/random/stream.hpp"
#include "sensitivity_samples.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;

TEST_CASE("noise is split off: indices are those of the expected output, and the noise share is known", "[statistical]")
{
    // Y = x_1 + 2 x_2 + noise of variance 1, four runs a row: explained variance 5 / 12, indices 1 / 5 and 4 / 5.
    const SaltelliLayout layout{3, 2048, true};
    const auto output = noisy_outputs_of(
        saltelli_sample(layout), 4, [&](const std::vector<double>& x, std::uint32_t row, std::uint32_t replicate) {
            return x[0] + 2 * x[1] + Stream({7}, Purpose::test, row, replicate).normal();
        });
    const SobolIndices s = sobol_indices(layout, output, {200, 0.95, 1});
    // Margins are at least 6.5 standard errors (false alarms below 1e-9): the variance's is
    // sqrt(2 / 4096) (5 / 12 + 1 / 4) = 0.015, the noise's sqrt(2 / 12288) = 0.013, an index's below 0.03.
    CHECK(s.variance.explained == Approx(5.0 / 12).margin(0.1));
    CHECK(s.variance.noise == Approx(1.0).margin(0.09));
    CHECK(s.variance.shared < 0.05);
    CHECK(s.variance.noise_share() == Approx(12.0 / 17).margin(0.08));
    const std::vector<double> exact{0.2, 0.8, 0};
    for (std::size_t j = 0; j < 3; ++j) {
        CHECK(s.first[j].value == Approx(exact[j]).margin(0.2));
        CHECK(s.total[j].value == Approx(exact[j]).margin(0.2)); // unsplit, the third would be 0.25 / (5 / 12 + 0.25)
    }
}

TEST_CASE("luck shared by all rows of a replicate is split off by products of different luck")
{
    // Y_r = (1 + t_r) x_1 + 2 x_2: replicate r sees the same tilt in every row. Over pairs r != s the mean of
    // (1 + t_r)(1 + t_s) is c, so V = c / 12 + 4 / 12; the mean over replicates would have mean(1 + t)^2 in place of c.
    const std::vector<double> tilt{-1.5, 0.25, 0.75, 2};
    double sum = 0, squares = 0;
    for (const double t : tilt) {
        sum += 1 + t;
        squares += (1 + t) * (1 + t);
    }
    const double c = (sum * sum - squares) / 12, mean = sum / 4;
    REQUIRE(mean * mean > 1.3 * c); // the difference is far beyond the margin below
    const SaltelliLayout layout{2, 4096, true};
    const SobolIndices s =
        sobol_indices(layout,
                      noisy_outputs_of(saltelli_sample(layout), 4,
                                       [&](const std::vector<double>& x, std::uint32_t, std::uint32_t replicate) {
                                           return x[0] * (1 + tilt[replicate]) + 2 * x[1];
                                       }),
                      {50, 0.95, 1});
    CHECK(s.first[0].value == Approx(c / (c + 4)).margin(0.01));
    CHECK(s.first[1].value == Approx(4 / (c + 4)).margin(0.01));
    CHECK(s.total[0].value == Approx(c / (c + 4)).margin(0.01));
    CHECK(s.variance.explained == Approx((c + 4) / 12).margin(0.01));
    // Var_r(Y | x) = x_1^2 var(t), and E[x_1^2] = 1 / 3; what moves all rows alike is var(t) E[x_1]^2 = var(t) / 4.
    const double spread = (squares - sum * sum / 4) / 3;
    CHECK(s.variance.noise == Approx(spread / 3).margin(0.01));
    CHECK(s.variance.shared == Approx(spread / 4).margin(0.01));
}

TEST_CASE("luck that moves all rows of a replicate alike changes no index")
{
    const SaltelliLayout layout{3, 256, true};
    const auto sample = saltelli_sample(layout);
    const BootstrapOptions options{50, 0.95, 1};
    const SobolIndices bare = sobol_indices(layout, outputs_of(sample, ishigami), options);
    const SobolIndices lucky =
        sobol_indices(layout,
                      noisy_outputs_of(sample, 4,
                                       [&](const std::vector<double>& x, std::uint32_t, std::uint32_t replicate) {
                                           return ishigami(x) + 1000.0 * replicate;
                                       }),
                      options);
    for (std::size_t j = 0; j < 3; ++j) {
        CHECK(lucky.first[j].value == Approx(bare.first[j].value).margin(1e-9));
        CHECK(lucky.total[j].value == Approx(bare.total[j].value).margin(1e-9));
        CHECK(lucky.second[j].value == Approx(bare.second[j].value).margin(1e-9));
    }
    CHECK(lucky.variance.explained == Approx(bare.variance.explained));
    CHECK(lucky.variance.noise == Approx(1000.0 * 1000 * 5 / 3)); // variance of 0, 1, 2, 3 thousand
    CHECK(lucky.variance.shared == Approx(lucky.variance.noise));
}

TEST_CASE("variance is split as reckoned by hand, and what runs cannot tell is no number")
{
    // Rows 1 3 and 5 7: row means 2 and 6, replicates' means 3 and 5, nothing left of both. Between rows 8; within them
    // (1 + 1 + 1 + 1) / 2, all of it the replicates'.
    const VarianceSplit split = split_variance({2, 2, {1, 3, 5, 7}});
    CHECK(split.explained == Approx(8));
    CHECK(split.noise == Approx(2));
    CHECK(split.shared == Approx(2));
    CHECK(split.total == Approx(10));
    const VarianceSplit one_run = split_variance({2, 1, {1, 3}});
    CHECK((one_run.total == Approx(2) && one_run.explained == Approx(2)));
    CHECK((std::isnan(one_run.noise) && std::isnan(one_run.shared)));
    // Of one row: two equal runs show no luck, one run tells nothing of it.
    CHECK(split_variance({1, 2, {5, 5}}).noise == 0);
    const VarianceSplit single = split_variance({1, 1, {5}});
    CHECK((std::isnan(single.noise) && std::isnan(single.shared) && single.total == 0));
}
