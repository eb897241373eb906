// Comparisons of recorded runs whose difference is known.
#include "mutualise/analysis/compare.hpp"

#include "mutualise/analysis/intervals.hpp"
#include "mutualise/core/errors.hpp"
#include "record/synthetic.hpp"
#include "study/small_study.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

Ensemble sound(std::size_t runs)
{
    Ensemble e = synthetic_ensemble(runs);
    for (std::uint32_t r = 0; r < runs; ++r)
        e.runs[r].index = r;
    e.failures.clear();
    return e;
}

CompareResult compared(const ScratchFolder& folder, const Ensemble& base, const Ensemble& variant,
                       const CompareOptions& options = {})
{
    write_ensemble(folder.path / "base.h5", base);
    write_ensemble(folder.path / "variant.h5", variant);
    return compare(parse_side((folder.path / "base.h5").string()), parse_side((folder.path / "variant.h5").string()),
                   options);
}

double total(const CompareResult& c, const std::string& name, std::size_t statistic, std::size_t row)
{
    return c.result.numbers(name)[statistic * 5 + row];
}

/// Live mutuals of the whole public sector in February 2012, run by run.
std::vector<double> mutuals_of(const Ensemble& ensemble)
{
    std::vector<double> values;
    for (const RunRecord& run : ensemble.runs)
        values.push_back(8 * run.trajectory.total(Observable::mutuals_live, 2));
    return values;
}

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

/// Every blank once.
std::string squeezed(const std::string& text)
{
    std::string out;
    for (const char c : text)
        if (c != ' ' || out.empty() || out.back() != ' ')
            out += c;
    return out;
}

} // namespace

TEST_CASE("a paired difference is free of what both sides share, an unpaired one is not")
{
    const ScratchFolder folder;
    const Ensemble base = sound(6);
    Ensemble variant = base;
    // Run r gains 2 + (r odd) live mutuals of service 1 in February 2012 (row 2): 16 to 24 at scale 1/8.
    std::vector<double> gains;
    for (std::size_t r = 0; r < 6; ++r) {
        variant.runs[r].trajectory.at(Observable::mutuals_live, 2, 1) += 2 + static_cast<double>(r % 2);
        gains.push_back(8 * (2 + static_cast<double>(r % 2)));
    }
    const CompareResult c = compared(folder, base, variant);
    CHECK(c.runs == 6);
    const MeanEstimate gain = mean_of(gains);
    CHECK(total(c, "mutuals_live", 0, 2) == Approx(mean_of(mutuals_of(base)).mean));
    CHECK(total(c, "mutuals_live", 1, 2) == Approx(mean_of(mutuals_of(variant)).mean));
    CHECK(total(c, "mutuals_live", 6, 2) == 6);
    CHECK(total(c, "mutuals_live", 2, 2) == Approx(gain.mean));
    CHECK(total(c, "mutuals_live", 3, 2) == Approx(gain.standard_error));
    CHECK(total(c, "mutuals_live", 4, 2) == Approx(gain.mean - half_width(gain)));
    CHECK(total(c, "mutuals_live", 5, 2) == Approx(gain.mean + half_width(gain)));
    CHECK(total(c, "mutuals_live", 2, 3) == 0);
    CHECK(total(c, "mutuals_live", 5, 3) == 0);
    const auto& by_service = c.result.numbers("mutuals_live_by_service");
    CHECK(by_service[(2 * 5 + 2) * 3 + 1] == Approx(gain.mean));
    CHECK(by_service[(2 * 5 + 2) * 3 + 0] == 0);
    const auto& price = c.result.numbers("award_price"); // no number in the first month
    CHECK(std::isnan(price[0]));
    CHECK((price[6 * 5 * 3] == 0 && price[(6 * 5 + 1) * 3] == 6));

    CompareOptions unpaired;
    unpaired.unpaired = true;
    const CompareResult u = compared(folder, base, variant, unpaired);
    CHECK(total(u, "mutuals_live", 2, 2) == Approx(gain.mean));
    // Runs lie 2 * 90,000 * 3 services * 8 apart: Welch's error is that of two such samples, equal but for the gains.
    const double alone = mean_of(mutuals_of(base)).standard_error;
    CHECK(total(u, "mutuals_live", 3, 2) == Approx(std::sqrt(2.0) * alone).epsilon(1e-4));
    const auto& unpaired_price = u.result.numbers("award_price");
    CHECK((unpaired_price[6 * 5 * 3] == 0 && unpaired_price[(6 * 5 + 1) * 3] == 6));
    CHECK(!u.paired);
    CHECK(u.turned.empty());
}

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

TEST_CASE("a comparison carries each side's bands over its runs, of the whole public sector")
{
    const ScratchFolder folder;
    const Ensemble base = sound(3);
    Ensemble variant = base;
    for (std::size_t r = 0; r < 3; ++r)
        variant.runs[r].trajectory.at(Observable::mutuals_live, 2, 1) += 5; // 40 at scale 1/8
    const CompareResult c = compared(folder, base, variant);
    REQUIRE(c.sides.size() == 2);
    CHECK(c.sides[0].months.size() == 5);
    for (int row = 0; row < 5; ++row) {
        // Runs are in ascending order of their totals: the middle one is the median.
        const double middle = 8 * base.runs[1].trajectory.total(Observable::mutuals_live, row);
        const auto place = static_cast<std::size_t>(row);
        CHECK(c.sides[0].mutuals.median[place] == Approx(middle));
        CHECK(c.sides[1].mutuals.median[place] == Approx(middle + (row == 2 ? 40 : 0)));
        CHECK(c.sides[1].employees.high[place] == Approx(c.sides[0].employees.high[place]));
        CHECK(c.sides[0].mutuals.low[place] < middle);
    }
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

TEST_CASE("runs with other luck are not compared unless told")
{
    const ScratchFolder folder;
    const Ensemble base = sound(4);
    Ensemble variant = base;
    variant.runs[3].seed += 1;
    CHECK_THROWS_WITH(compared(folder, base, variant), Contains("3 of their seeds are common"));
    CompareOptions unpaired;
    unpaired.unpaired = true;
    CHECK_NOTHROW(compared(folder, base, variant, unpaired));
    // A failed run is no other luck, but has to be told of.
    variant = base;
    variant.runs.erase(variant.runs.begin() + 1);
    variant.failures = {{1, base.runs[1].seed, "broken"}};
    CHECK_THROWS_WITH(compared(folder, base, variant), Contains("1 of synthetic failed"));
    CompareOptions told;
    told.missing = MissingRuns::leave_out;
    CHECK(compared(folder, base, variant, told).runs == 3);
}

TEST_CASE("a proposal whose fate turned is told with the first decision that differed")
{
    const ScratchFolder folder;
    const Ensemble base = sound(3);
    Ensemble variant = base;
    // In run 1 the second proposal, which lost its ballot, is founded: its one logged decision comes out otherwise.
    Trajectory& t = variant.runs[1].trajectory;
    t.proposals[1].reason = -1;
    t.proposals[1].flags = 16;
    t.decisions[1].outcome = 1;
    // In run 2 the first proposal is never launched.
    variant.runs[2].trajectory.proposals.erase(variant.runs[2].trajectory.proposals.begin());
    const CompareResult c = compared(folder, base, variant);
    CHECK(c.logged);
    REQUIRE(c.turned.size() == 2);
    CHECK(c.turned[0].gained);
    CHECK(c.turned[0].run == 1);
    CHECK(c.turned[0].unit == 9);
    CHECK(c.turned[0].service == "youth services");
    CHECK(c.turned[0].base == "lost_ballot");
    CHECK(c.turned[0].variant == "founded");
    CHECK(c.turned[0].base_decision == "deadline: no");
    CHECK(c.turned[0].variant_decision == "deadline: yes");
    CHECK(c.turned[0].row == 3);
    CHECK(!c.turned[1].gained);
    CHECK(c.turned[1].variant == "never launched");
    CHECK(c.turned[1].base_decision.empty());
    const std::string table = compare_table(c);
    CHECK_THAT(table, Contains("3 pairs of runs with common random numbers"));
    CHECK_THAT(table, Contains("deadline: no / deadline: yes"));
    // One of each in three runs of an eighth: 2.67 a run.
    const std::string lines = squeezed(table);
    CHECK_THAT(lines, Contains("a run: 2.7 proposals founded only in synthetic, 2.7 only in synthetic"));
    CHECK_THAT(lines, Contains("deadline: no / deadline: yes gained 2.67"));
    CHECK_THAT(lines, Contains("launched / never launched lost 2.67"));
    CHECK_THAT(lines, Contains("Gained in synthetic, as simulated: the largest 1 of 1 "));
    CHECK_THAT(lines,
               Contains("\n1 9 youth services london 8 lost_ballot founded 2012-03 deadline: no / deadline: yes\n"));
    CHECK_THAT(lines, Contains("\n2 3000000004 libraries scotland 120 founded never launched 2012-01 -\n"));
    using Numbers = std::vector<std::int64_t>;
    const auto column = [&](const char* name) { return std::get<Numbers>(c.result.variable(name).values); };
    CHECK(column("turned_run") == Numbers{1, 2});
    CHECK(column("turned_unit") == Numbers{9, 3000000004});
    CHECK(column("turned_staff") == Numbers{8, 120});
    CHECK(column("turned_gained") == Numbers{1, 0});
    CHECK(column("turned_row") == Numbers{3, 1});
}

TEST_CASE("a fate turns in the month of the first decision that differs, the earlier of both sides'")
{
    const ScratchFolder folder;
    Ensemble base = sound(4);
    Ensemble variant = base;
    const auto decision = [](Ensemble& e, std::size_t run) -> DecisionRow& {
        return e.runs[run].trajectory.decisions[1];
    };
    for (std::size_t run = 0; run < 4; ++run) {
        variant.runs[run].trajectory.proposals[1].reason = -1;
        variant.runs[run].trajectory.proposals[1].flags = 16;
        decision(variant, run).outcome = 1;
    }
    decision(variant, 0).row = 4;
    decision(variant, 1).row = 1;
    base.runs[2].trajectory.decisions.pop_back();
    decision(variant, 2).row = 4;
    decision(base, 3).row = 1;
    variant.runs[3].trajectory.decisions.pop_back();
    const CompareResult c = compared(folder, base, variant);
    REQUIRE(c.turned.size() == 4);
    CHECK(c.turned[0].row == 3);
    CHECK(c.turned[1].row == 1);
    CHECK(c.turned[2].row == 4);
    CHECK(c.turned[2].base_decision == "no decision");
    CHECK(c.turned[2].variant_decision == "deadline: yes");
    CHECK(c.turned[3].row == 1);
    CHECK(c.turned[3].base_decision == "deadline: no");
    CHECK(c.turned[3].variant_decision == "no decision");
}

TEST_CASE("sides are named as files and design points")
{
    CHECK(parse_side("a.h5").file == "a.h5");
    CHECK(!parse_side("a.h5").point);
    CHECK(parse_side("a.h5#12").point == "12");
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", sound(2));
    const CompareSide wrong{folder.path / "e.h5", "3"}, right{folder.path / "e.h5", std::nullopt};
    CHECK_THROWS_AS(compare(right, wrong, {}), UsageError);
}
