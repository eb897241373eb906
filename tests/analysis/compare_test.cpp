// Comparisons of recorded runs whose difference is known.
#include "analysis/compared.hpp"
#include "mutualise/analysis/intervals.hpp"
#include "mutualise/core/errors.hpp"
#include "support/squeezed.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

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
    CHECK(by_service.size() == 7 * 5 * 3); // statistics, months, services
    CHECK(c.result.numbers("mutuals_live").size() == 7 * 5);
    const auto& price = c.result.numbers("award_price"); // no number in the first month
    CHECK(std::isnan(price[0]));
    CHECK((price[6 * 5 * 3] == 0 && price[(6 * 5 + 1) * 3] == 6));
    // A price is that of the tenders simulated, whatever their share of the public sector.
    double prices = 0;
    for (const RunRecord& run : base.runs)
        prices += run.trajectory.at(Observable::award_price, 1, 0);
    CHECK(price[1 * 3] == Approx(prices / 6));
    CHECK(price[(1 * 5 + 1) * 3] == Approx(prices / 6));

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
