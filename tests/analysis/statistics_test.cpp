// Bands and chances over runs, against figures worked out by hand and closed forms.
#include "mutualise/analysis/chart.hpp"
#include "mutualise/analysis/summary.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;

TEST_CASE("a band's quantiles lie between order statistics in proportion")
{
    // 0, 1, ..., 20 in any order: quantile p lies at 20 p.
    std::vector<double> values;
    for (int i = 0; i <= 20; ++i)
        values.push_back(i * 8 % 21);
    const Band b = band(values);
    CHECK(b.mean == Approx(10));
    CHECK(b.low == Approx(1));
    CHECK(b.median == Approx(10));
    CHECK(b.high == Approx(19));
    CHECK(mean_of(values).standard_error == Approx(std::sqrt(38.5 / 21))); // variance of 0 to 20: 21 · 22 / 12

    const std::vector<double> four{4, 1, 2, 9};
    const Band few = band(four);
    CHECK(few.mean == Approx(4));
    CHECK(few.low == Approx(1.15));  // 0.05 · 3 = 0.15 of the way from 1 to 2
    CHECK(few.median == Approx(3));  // halfway from 2 to 4
    CHECK(few.high == Approx(8.25)); // 0.85 of the way from 4 to 9
    CHECK(mean_of(four).standard_error == Approx(std::sqrt((9 + 4 + 0 + 25) / 3.0 / 4)));
}

TEST_CASE("one run is its own band, and no run has none")
{
    const Band one = band({7});
    CHECK((one.mean == 7 && one.low == 7 && one.median == 7 && one.high == 7));
    CHECK(mean_of(std::vector<double>{7}).standard_error == 0);
    const Band none = band({});
    CHECK((none.mean == 0 && none.low == 0 && none.high == 0));
}

TEST_CASE("exact intervals of a chance at the ends have a closed form")
{
    // No hit in n: the upper bound u solves (1 - u)^n = 0.05. All hits: the lower bound is its mirror.
    for (const int runs : {1, 2, 10, 32, 1000}) {
        const double upper = 1 - std::pow(0.05, 1.0 / runs);
        const Chance none = exact_chance(0, runs), all = exact_chance(runs, runs);
        CHECK(none.estimate == 0);
        CHECK(none.low == 0);
        CHECK(none.high == Approx(upper).epsilon(1e-9));
        CHECK(all.estimate == 1);
        CHECK(all.high == 1);
        CHECK(all.low == Approx(1 - upper).epsilon(1e-9));
    }
    CHECK(exact_chance(0, 32).high == Approx(0.0894).margin(5e-5));
}

TEST_CASE("exact intervals in between agree with published tables and with their own definition")
{
    // Clopper and Pearson's 90 % limits for 5 of 10 and 1 of 10 (beta quantiles, to four places).
    const Chance half = exact_chance(5, 10), tenth = exact_chance(1, 10);
    CHECK(half.low == Approx(0.2224).margin(5e-5));
    CHECK(half.high == Approx(0.7776).margin(5e-5));
    CHECK(tenth.low == Approx(0.0051).margin(5e-5));
    CHECK(tenth.high == Approx(0.3942).margin(5e-5));
    // At its lower end as many hits or more have a chance of 5 %; at its upper end as many or fewer.
    const auto at_most = [](int hits, int runs, double p) {
        double term = std::pow(1 - p, runs), sum = 0;
        for (int k = 0; k <= hits; ++k) {
            sum += term;
            term *= (runs - k) * p / ((k + 1) * (1 - p));
        }
        return sum;
    };
    for (const int hits : {1, 7, 16, 31}) {
        const Chance c = exact_chance(hits, 32);
        CHECK(c.estimate == hits / 32.0);
        CHECK(c.low < c.estimate);
        CHECK(c.high > c.estimate);
        CHECK(1 - at_most(hits - 1, 32, c.low) == Approx(0.05).epsilon(1e-6));
        CHECK(at_most(hits, 32, c.high) == Approx(0.05).epsilon(1e-6));
    }
}

TEST_CASE("an observable is summed over its axes in the month asked for")
{
    RunRecord run;
    run.trajectory = Trajectory(3, {2, 4});
    run.trajectory.at(Observable::awards, 1, 0, 2) = 3;
    run.trajectory.at(Observable::awards, 1, 1, 0) = 4;
    run.trajectory.at(Observable::awards, 2, 1, 1) = 100;
    RunRecord other = run;
    other.trajectory.at(Observable::awards, 1, 1, 3) = 5;
    const std::vector<RunRecord> runs{run, other};
    CHECK(totals(runs, Observable::awards, 1) == std::vector<double>{7, 12});
    CHECK(totals(runs, Observable::awards, 0) == std::vector<double>{0, 0});
}

TEST_CASE("a sparkline has a block for each value, from empty to full")
{
    CHECK(sparkline(std::vector<double>{0, 0.125, 0.5, 1}) == " ▁▄█");
    CHECK(sparkline(std::vector<double>{-1, 2}) == " █");
    CHECK(sparkline({}).empty());
}
