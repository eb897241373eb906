// Comparisons of samples that are unlike in size or in what they record, and the table.
#include "analysis/compared.hpp"
#include "mutualise/analysis/intervals.hpp"
#include "study/small_study.hpp"
#include "support/squeezed.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

/// Runs in which nothing happens: every cell is 0.
Ensemble quiet(std::size_t runs)
{
    Ensemble e = sound(runs);
    for (RunRecord& run : e.runs)
        for (std::size_t i = 0; i < observable_count; ++i) {
            const auto o = static_cast<Observable>(i);
            for (int row = 0; row < run.trajectory.rows(); ++row)
                for (std::size_t a = 0; a < run.trajectory.lengths()(spec(o).first); ++a)
                    for (std::size_t b = 0; b < run.trajectory.lengths()(spec(o).second); ++b)
                        run.trajectory.at(o, row, a, b) = 0;
        }
    return e;
}

} // namespace

TEST_CASE("samples of unlike size are compared by Welch's formulas, and the smaller one is counted")
{
    const ScratchFolder folder;
    const Ensemble six = sound(6), four = sound(4);
    CompareOptions unpaired;
    unpaired.unpaired = true;
    const CompareResult u = compared(folder, six, four, unpaired);
    const MeanEstimate base = mean_of(mutuals_of(six)), variant = mean_of(mutuals_of(four));
    const double a = base.standard_error * base.standard_error, b = variant.standard_error * variant.standard_error;
    const double half = std::sqrt(a + b) * student_t_quantile(0.95, (a + b) * (a + b) / (a * a / 5 + b * b / 3));
    const double difference = variant.mean - base.mean;
    const std::vector<double> expected{base.mean,         variant.mean,      difference, std::sqrt(a + b),
                                       difference - half, difference + half, 4};
    for (std::size_t s = 0; s < expected.size(); ++s) {
        INFO(compare_statistics[s]);
        CHECK(total(u, "mutuals_live", s, 2) == Approx(expected[s]));
    }
    CHECK(u.runs == 4);
    CHECK_THAT(compare_table(u), Contains("independent samples, not paired"));
    const CompareResult turned_round = compared(folder, four, six, unpaired);
    CHECK(turned_round.runs == 4);
    CHECK(total(turned_round, "mutuals_live", 6, 2) == 4);
    CHECK(total(turned_round, "mutuals_live", 2, 2) == Approx(-difference));
}

TEST_CASE("one run tells a difference and no error of it")
{
    const ScratchFolder folder;
    const Ensemble six = sound(6), one = sound(1);
    CompareOptions unpaired;
    unpaired.unpaired = true;
    const CompareResult u = compared(folder, six, one, unpaired);
    const double difference = mutuals_of(one)[0] - mean_of(mutuals_of(six)).mean;
    CHECK(total(u, "mutuals_live", 2, 2) == Approx(difference));
    const CompareResult p = compared(folder, one, one);
    CHECK(total(p, "mutuals_live", 2, 2) == 0);
    for (const CompareResult* each : {&u, &p}) {
        for (const std::size_t s : {3U, 4U, 5U})
            CHECK(std::isnan(total(*each, "mutuals_live", s, 2)));
        CHECK(total(*each, "mutuals_live", 6, 2) == 1);
        CHECK(each->runs == 1);
    }
}

TEST_CASE("two runs tell an error, on either side")
{
    const ScratchFolder folder;
    const Ensemble six = sound(6), two = sound(2);
    CompareOptions unpaired;
    unpaired.unpaired = true;
    const MeanEstimate many = mean_of(mutuals_of(six)), few = mean_of(mutuals_of(two));
    const double error = std::hypot(many.standard_error, few.standard_error);
    CHECK(total(compared(folder, six, two, unpaired), "mutuals_live", 3, 2) == Approx(error));
    CHECK(total(compared(folder, two, six, unpaired), "mutuals_live", 3, 2) == Approx(error));
    Ensemble variant = two;
    variant.runs[1].trajectory.at(Observable::mutuals_live, 2, 1) += 1; // 8 at scale 1/8: mean 4, error 4
    CHECK(total(compared(folder, two, variant), "mutuals_live", 3, 2) == Approx(4));
}

// Gains of 8, 8 and 16: mean 32/3, standard error 8/3; Student's t of two degrees is 2.92 at 95 %.
TEST_CASE("the table gives both sides, the difference and its interval of headlines, services and steps")
{
    const ScratchFolder folder;
    Ensemble base = quiet(3);
    for (std::size_t r = 0; r < 3; ++r) {
        Trajectory& t = base.runs[r].trajectory;
        t.at(Observable::mutuals_live, 4, 1) = static_cast<double>(r + 1);
        t.at(Observable::employees_in_mutuals, 4, 1) = 500;
        t.at(Observable::launches, 1) = 1;
        t.at(Observable::exits, 2, 0, static_cast<std::size_t>(ExitReason::failed_bond)) = 1;
    }
    Ensemble variant = base;
    variant.scenario.name = "bold";
    for (std::size_t r = 0; r < 3; ++r) {
        Trajectory& t = variant.runs[r].trajectory;
        t.at(Observable::mutuals_live, 4, 1) += r == 2 ? 2 : 1;
        t.at(Observable::employees_in_mutuals, 4, 1) += r == 2 ? 100 : 50;
        t.at(Observable::launches, 1) = 2;
        t.at(Observable::exits, 2, 0, static_cast<std::size_t>(ExitReason::failed_bond)) = 0;
    }
    const std::string table = squeezed(compare_table(compared(folder, base, variant)));
    CHECK_THAT(table, Contains("bold beside synthetic: 3 pairs of runs"));
    CHECK_THAT(table, Contains(" month synthetic bold difference [90 %]"));
    CHECK_THAT(table, Contains("mutuals live 2012-04 16.0 26.7 +10.7 [+2.9, +18.5]"));
    CHECK_THAT(table, Contains("employees in mutuals 2012-04 4,000 4,533 +533 [+144, +923]"));
    CHECK_THAT(table, Contains("employees in mutuals, 2012-04 synthetic bold difference"));
    CHECK_THAT(table, Contains("libraries 4,000 4,533 +533 [+144, +923]"));
    CHECK_THAT(table, !Contains("youth services")); // nobody there
    CHECK_THAT(table, Contains("launched 8.0 16.0 +8.0 [+8.0, +8.0]"));
    CHECK_THAT(table, Contains("died: failed_bond 8.0 0.0 -8.0 [-8.0, -8.0]"));
    CHECK_THAT(table, !Contains("ballots carried") && !Contains("died: outbid"));
}

TEST_CASE("progress counts one by one to the steps that it names from the start")
{
    const ScratchFolder folder;
    std::vector<std::size_t> done, steps;
    CompareOptions options;
    options.tick = [&](std::size_t so_far, std::size_t all) {
        done.push_back(so_far);
        steps.push_back(all);
    };
    compared(folder, sound(2), sound(2), options);
    REQUIRE(!done.empty());
    CHECK(steps == std::vector<std::size_t>(done.size(), done.size()));
    for (std::size_t i = 0; i < done.size(); ++i)
        CHECK(done[i] == i + 1);
}

TEST_CASE("a pair counts where both of its runs have a number")
{
    const ScratchFolder folder;
    Ensemble base = sound(6);
    Ensemble variant = base;
    base.runs[0].trajectory.at(Observable::award_price, 1, 0) = std::nan("");
    variant.runs[4].trajectory.at(Observable::award_price, 1, 0) = std::nan("");
    const CompareResult c = compared(folder, base, variant);
    const auto& price = c.result.numbers("award_price");
    CHECK(price[(6 * 5 + 1) * 3] == 4);
    CHECK(price[(2 * 5 + 1) * 3] == 0);
    CHECK(price[(0 * 5 + 1) * 3] == price[(1 * 5 + 1) * 3]);
    CHECK(price[(6 * 5 + 1) * 3 + 1] == 6);
}

TEST_CASE("what one side does not record is not compared, and bands of both need both")
{
    const Folder folder;
    const auto recorded = [&](const std::string& name, const std::string& observables) {
        const Study study = small_study(folder, 1, "[outputs]\nobservables = [" + observables + "]\n");
        return CompareSide{sweep(study, real_data(), into(folder.path(name))).merged, "0"};
    };
    const CompareSide both = recorded("both", "\"mutuals_live\", \"employees_in_mutuals\""),
                      one = recorded("one", "\"mutuals_live\", \"launches\"");
    CHECK(compare(both, both, {}).sides.size() == 2);
    for (const CompareResult& c : {compare(both, one, {}), compare(one, both, {})}) {
        CHECK(c.sides.empty());
        CHECK_NOTHROW(c.result.variable("mutuals_live"));
        CHECK_THROWS_AS(c.result.variable("employees_in_mutuals"), std::out_of_range);
        CHECK_THROWS_AS(c.result.variable("launches"), std::out_of_range);
    }
}
