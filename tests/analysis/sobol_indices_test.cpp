// Sobol's indices against closed forms: Ishigami & Homma (1990), Sobol's G function (Saltelli & Sobol 1995), linear and
// time-resolved models, and outputs that hardly vary.
#include "mutualise/analysis/sobol_indices.hpp"

#include "ishigami.hpp"
#include "sensitivity_samples.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// Product of (|4 x - 2| + a) / (1 + a); V_j = 1 / (3 (1 + a_j)^2), V = product (1 + V_j) - 1.
const std::vector<double> g_weights{0, 1, 4.5, 9, 99};
double g_function(const std::vector<double>& x)
{
    double product = 1;
    for (std::size_t j = 0; j < x.size(); ++j)
        product *= (std::fabs(4 * x[j] - 2) + g_weights[j]) / (1 + g_weights[j]);
    return product;
}

} // namespace

TEST_CASE("Ishigami's function has its published indices at 4,096 base points")
{
    const SaltelliLayout layout{3, 4096, true};
    const SobolIndices s = sobol_indices(layout, outputs_of(saltelli_sample(layout), ishigami), {});
    const std::vector<double> first{0.3139, 0.4424, 0}, total{0.5576, 0.4424, 0.2437};
    for (std::size_t j = 0; j < 3; ++j) {
        CAPTURE(j);
        CHECK(s.first[j].value == Approx(first[j]).margin(0.01));
        CHECK(s.total[j].value == Approx(total[j]).margin(0.008));
        CHECK(std::fabs(s.first[j].value - first[j]) < s.first[j].half_width);
        CHECK(std::fabs(s.total[j].value - total[j]) < s.total[j].half_width);
    }
    CHECK(s.second[pair_place(3, 0, 1)].value == Approx(0).margin(0.02));
    CHECK(s.second[pair_place(3, 0, 2)].value == Approx(0.2437).margin(0.02));
    CHECK(s.second[pair_place(3, 1, 2)].value == Approx(0).margin(0.02));
    const SaltelliLayout few{3, 4096, false};
    const SobolIndices without = sobol_indices(few, outputs_of(saltelli_sample(few), ishigami), {});
    CHECK(without.second.empty());
    for (std::size_t j = 0; j < 3; ++j) {
        CHECK(without.first[j].value == Approx(first[j]).margin(0.01));
        CHECK(without.total[j].value == Approx(total[j]).margin(0.008));
    }
}

TEST_CASE("Sobol's G function has the indices of its closed form")
{
    const SaltelliLayout layout{5, 4096, true};
    const SobolIndices s = sobol_indices(layout, outputs_of(saltelli_sample(layout), g_function), {});
    double all = 1;
    std::vector<double> alone;
    for (const double a : g_weights) {
        alone.push_back(1 / (3 * (1 + a) * (1 + a)));
        all *= 1 + alone.back();
    }
    const double variance = all - 1;
    for (std::size_t j = 0; j < 5; ++j) {
        CAPTURE(j);
        CHECK(s.first[j].value == Approx(alone[j] / variance).margin(0.01));
        CHECK(s.total[j].value == Approx(alone[j] * all / (1 + alone[j]) / variance).margin(0.008));
        for (std::size_t k = j + 1; k < 5; ++k)
            CHECK(s.second[pair_place(5, j, k)].value == Approx(alone[j] * alone[k] / variance).margin(0.02));
    }
}

TEST_CASE("a linear model that changes with time has the closed form's indices at each time")
{
    // Y(t) = sum_j w_j(t) x_j: S_j = ST_j = w_j^2 / sum w^2; at t = 0 nothing moves.
    const SaltelliLayout layout{4, 1024, true};
    const auto sample = saltelli_sample(layout);
    for (int t = 0; t < 5; ++t) {
        const std::vector<double> weights{1.0 * t, 2.0 * t * t, t > 2 ? 5.0 : 0.0, 0};
        const SobolIndices s = sobol_indices(layout,
                                             outputs_of(sample,
                                                        [&](const std::vector<double>& x) {
                                                            double y = 3;
                                                            for (std::size_t j = 0; j < 4; ++j)
                                                                y += weights[j] * x[j];
                                                            return y;
                                                        }),
                                             {100, 0.95, 1});
        double all = 0;
        for (const double w : weights)
            all += w * w;
        for (std::size_t j = 0; j < 4; ++j) {
            CAPTURE(t, j);
            const double exact = t == 0 ? 0 : weights[j] * weights[j] / all;
            CHECK(s.first[j].value == Approx(exact).margin(0.02));
            CHECK(s.total[j].value == Approx(exact).margin(0.02));
        }
    }
}

TEST_CASE("a constant output has indices of zero, without width")
{
    const SaltelliLayout layout{3, 16, true};
    for (const double value : {0.0, 0.1, -1e300}) {
        const SobolIndices s =
            sobol_indices(layout, outputs_of(saltelli_sample(layout), [&](const auto&) { return value; }), {});
        for (std::size_t j = 0; j < 3; ++j) {
            CHECK((s.first[j].value == 0 && s.first[j].half_width == 0));
            CHECK((s.total[j].value == 0 && s.total[j].half_width == 0));
            CHECK((s.second[j].value == 0 && s.second[j].half_width == 0));
        }
    }
}

TEST_CASE("estimates follow their formulas on a sample small enough to reckon by hand")
{
    // One factor would do; two base points, rows A, AB_1, AB_2, B: 1 2 4 3 | 5 3 7 1. Mean 3.25; A = 1, 5; B = 3, 1.
    // First order: mean B (AB - A) with B less 3.25: j = 1: (-0.25 * 1 + -2.25 * -2) / 2 = 2.125;
    // j = 2: (-0.25 * 3 + -2.25 * 2) / 2 = -2.625. Variance of 1, 5, 3, 1: 2.75.
    // Total: j = 1: (1 + 4) / 2 / 2 = 1.25; j = 2: (9 + 4) / 2 / 2 = 3.25.
    const SobolIndices s = sobol_indices({2, 2, false}, {8, 1, {1, 2, 4, 3, 5, 3, 7, 1}}, {});
    CHECK(s.first[0].value == Approx(2.125 / 2.75));
    CHECK(s.first[1].value == Approx(-2.625 / 2.75));
    CHECK(s.total[0].value == Approx(1.25 / 2.75));
    CHECK(s.total[1].value == Approx(3.25 / 2.75));
}

TEST_CASE("pairs are numbered row by row of the upper triangle")
{
    std::size_t next = 0;
    for (std::size_t j = 0; j < 6; ++j)
        for (std::size_t k = j + 1; k < 6; ++k)
            CHECK(pair_place(6, j, k) == next++);
}

TEST_CASE("outputs that hardly vary give no figure out of rounding, and their size does not matter")
{
    const SaltelliLayout layout{2, 64, false};
    // One base point of 64 has another output, in all its rows alike: many resamples hold nothing that varies.
    ReplicatedOutput rare{layout.rows(), 1, std::vector<double>(layout.rows(), 7.3)};
    for (std::size_t k = 0; k < layout.block(); ++k)
        rare.values[5 * layout.block() + k] = k % 2 == 0 ? 9.1 : 7.3;
    const SobolIndices s = sobol_indices(layout, rare, {});
    for (std::size_t j = 0; j < 2; ++j)
        CHECK((!(s.first[j].half_width > 1e3) && !(s.total[j].half_width > 1e3)));
    // Constant but for the last bit: a computed constant.
    ReplicatedOutput constant = rare;
    for (std::size_t i = 0; i < constant.values.size(); ++i)
        constant.values[i] = i % 3 == 0 ? 0.3 : 0.1 + 0.2;
    const SobolIndices none = sobol_indices(layout, constant, {});
    CHECK((none.first[0].value == 0 && none.total[1].value == 0));
    const auto sample = saltelli_sample(layout);
    const auto scaled = [&](double size) {
        return sobol_indices(layout, outputs_of(sample, [&](const auto& x) { return size * (x[0] + 2 * x[1]); }), {});
    };
    for (const double size : {1e-200, 1e200})
        CHECK(scaled(size).first[1].value == Approx(scaled(1).first[1].value).epsilon(1e-9));
    // One base point tells no error.
    const SaltelliLayout one{2, 1, false};
    const SobolIndices single = sobol_indices(one, {4, 1, {1, 2, 3, 5}}, {});
    CHECK(!std::isfinite(single.first[0].half_width));
}
