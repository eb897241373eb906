// Morris' screening against his own example (1991) and closed forms.
#include "mutualise/analysis/elementary_effects.hpp"

#include "mutualise/study/design.hpp"
#include "sensitivity_samples.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

struct Screening {
    Rows rows;
    MorrisLayout layout;
};

/// Our own design's trajectories over `factors` inputs, levels as Morris'.
Screening screening(std::size_t factors, std::uint32_t trajectories, std::uint64_t seed = 1)
{
    std::vector<std::string> ids;
    for (std::size_t j = 0; j < factors; ++j)
        ids.push_back("x" + std::to_string(j + 1));
    Design design;
    design.kind = DesignKind::morris;
    design.trajectories = trajectories;
    design.seed = seed;
    Screening made{morris_rows(ids, design), {factors, trajectories, {}}};
    for (std::size_t t = 0; t < trajectories; ++t)
        for (std::size_t k = 0; k < factors; ++k) {
            const std::size_t from = t * (factors + 1) + k;
            for (std::size_t j = 0; j < factors; ++j)
                if (made.rows[from + 1][j] != made.rows[from][j])
                    made.layout.steps.push_back({from, j, made.rows[from + 1][j] - made.rows[from][j]});
        }
    return made;
}

/// Coefficients drawn from N(0, 1) where Morris leaves them to chance.
struct MorrisFunction {
    std::vector<double> first, second;
    explicit MorrisFunction(std::uint32_t draw)
    {
        Stream stream({1991}, Purpose::test, draw, 0);
        for (std::size_t i = 0; i < 20; ++i)
            first.push_back(i < 10 ? 20 : stream.normal());
        for (std::size_t i = 0; i < 20; ++i)
            for (std::size_t j = 0; j < 20; ++j)
                second.push_back(j <= i ? 0 : i < 6 && j < 6 ? -15 : stream.normal());
    }
    double operator()(const std::vector<double>& x) const
    {
        std::vector<double> w;
        for (std::size_t i = 0; i < 20; ++i)
            w.push_back(i == 2 || i == 4 || i == 6 ? 2 * (1.1 * x[i] / (x[i] + 0.1) - 0.5) : 2 * (x[i] - 0.5));
        double y = 0;
        for (std::size_t i = 0; i < 20; ++i) {
            y += first[i] * w[i];
            for (std::size_t j = i + 1; j < 20; ++j)
                y += second[20 * i + j] * w[i] * w[j];
        }
        for (std::size_t i = 0; i < 5; ++i)
            for (std::size_t j = i + 1; j < 5; ++j)
                for (std::size_t l = j + 1; l < 5; ++l)
                    y += -10 * w[i] * w[j] * w[l];
        return y + 5 * w[0] * w[1] * w[2] * w[3];
    }
};

} // namespace

TEST_CASE("Morris' function of 20 inputs falls into his classes: negligible, linear, not linear or interacting",
          "[statistical]")
{
    for (std::uint32_t draw = 0; draw < 10; ++draw) {
        const Screening s = screening(20, 100, draw + 1);
        const ElementaryEffects e =
            elementary_effects(s.layout, outputs_of(s.rows, MorrisFunction(draw)), {50, 0.95, 1});
        for (std::size_t j = 0; j < 20; ++j) {
            CAPTURE(draw, j + 1, e.mean_absolute[j].value, e.deviation[j]);
            // A free coefficient moves an effect by 2 N(0, 1), the 19 free pairs by a deviation of about 6.5, more
            // exactly 1.49 times the root of a chi-square of 19: above 18 with a chance of 1e-20.
            if (j < 7) {
                CHECK(e.mean_absolute[j].value > 20);
                CHECK(e.deviation[j] > 15);
            } else if (j < 10) {
                CHECK(e.mean_absolute[j].value == Approx(40).margin(8));
                CHECK(e.deviation[j] < 18);
                CHECK(e.mean[j].value == Approx(e.mean_absolute[j].value).margin(1)); // hardly an effect is negative
            } else {
                CHECK(e.mean_absolute[j].value < 18);
                CHECK(e.deviation[j] < 18);
            }
        }
    }
}

TEST_CASE("a linear model's effects are its coefficients, without spread or width, at any time")
{
    const Screening s = screening(4, 8);
    for (int t = 0; t < 4; ++t) {
        const std::vector<double> weights{1.0 * t, -2.0 * t * t, t > 2 ? 5.0 : 0.0, 0};
        const ElementaryEffects e = elementary_effects(s.layout,
                                                       outputs_of(s.rows,
                                                                  [&](const std::vector<double>& x) {
                                                                      double y = 1;
                                                                      for (std::size_t j = 0; j < 4; ++j)
                                                                          y += weights[j] * x[j];
                                                                      return y;
                                                                  }),
                                                       {});
        for (std::size_t j = 0; j < 4; ++j) {
            CHECK(e.mean[j].value == Approx(weights[j]).margin(1e-12));
            CHECK(e.mean_absolute[j].value == Approx(std::fabs(weights[j])).margin(1e-12));
            CHECK(e.mean_absolute[j].half_width == Approx(0).margin(1e-12));
            CHECK(e.deviation[j] == Approx(0).margin(1e-12));
        }
    }
}

TEST_CASE("mu, mu* and sigma follow their formulas on effects reckoned by hand")
{
    // y = (x_1 - 1/2) x_2 on (0, 0) (0, 1) (1, 1) and (1, 0) (1, 1) (0, 1): effects of x_1: 1, 1; of x_2: -1/2, 1/2.
    const MorrisLayout layout{2, 2, {{0, 1, 1}, {1, 0, 1}, {3, 1, 1}, {4, 0, -1}}};
    const ElementaryEffects e = elementary_effects(layout, {6, 1, {0, -0.5, 0.5, 0, 0.5, -0.5}}, {});
    CHECK(e.mean[0].value == 1);
    CHECK(e.deviation[0] == 0);
    CHECK(e.mean[1].value == 0);
    CHECK(e.mean_absolute[1].value == 0.5);
    CHECK(e.deviation[1] == Approx(std::sqrt(0.5)));
    CHECK(std::isnan(e.noise_floor[0]));
    // Of one trajectory there is no spread, and of one run no luck.
    const ElementaryEffects one = elementary_effects({2, 1, {{0, 1, 1}, {1, 0, 1}}}, {3, 1, {0, -0.5, 0.5}}, {});
    CHECK(one.mean[0].value == 1);
    CHECK((std::isnan(one.deviation[0]) && std::isnan(one.noise_floor[0])));
}

TEST_CASE("luck is taken out of sigma, and the floor says what mu* it would show alone", "[statistical]")
{
    // Y = 3 x_1 + 0 x_2 + noise of deviation 0.5 in each of 8 runs: an effect's noise is 0.5 sqrt(2 / 8) / (2 / 3) =
    // 0.375.
    const Screening s = screening(2, 4000);
    const auto output =
        noisy_outputs_of(s.rows, 8, [&](const std::vector<double>& x, std::uint32_t row, std::uint32_t replicate) {
            Stream luck({9}, Purpose::test, row, replicate);
            return 3 * x[0] + 0.5 * luck.normal();
        });
    const ElementaryEffects e = elementary_effects(s.layout, output, {50, 0.95, 1});
    const double floor = 0.375 * std::sqrt(2 / 3.14159265358979);
    CHECK(e.mean[0].value == Approx(3).margin(0.06)); // ten standard errors of 0.375 / sqrt(4000)
    CHECK(e.deviation[0] < 0.15); // the square's error is 0.375^2 sqrt(2 / 4000) = 0.0031: seven of them
    CHECK(e.mean_absolute[1].value == Approx(floor).margin(0.03));
    CHECK(e.noise_floor[1] == Approx(floor).margin(0.02));
    CHECK(e.variance.noise == Approx(0.25).margin(0.01));
}

TEST_CASE("a constant output has effects of zero")
{
    const Screening s = screening(3, 4);
    const ElementaryEffects e = elementary_effects(s.layout, outputs_of(s.rows, [](const auto&) { return 7.1; }), {});
    for (std::size_t j = 0; j < 3; ++j)
        CHECK((e.mean[j].value == 0 && e.mean_absolute[j].value == 0 && e.mean_absolute[j].half_width == 0 &&
               e.deviation[j] == 0));
}
