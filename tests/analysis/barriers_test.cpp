// Fates of proposals with a barrier removed: matched by hand, and in whole runs.
#include "mutualise/analysis/barriers.hpp"
#include "mutualise/core/errors.hpp"
#include "support/sanitized.hpp"
#include "support/whole_runs.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

constexpr int founded = -1, in_hand = -2;

ProposalRow proposal(std::uint32_t number, std::uint32_t unit, int end, std::uint32_t units = 1)
{
    ProposalRow row;
    row.proposal = number;
    row.unit = unit;
    row.units = units;
    row.reason = static_cast<std::int8_t>(end >= 0 ? end : -1);
    row.flags = end == founded ? 16 : 0;
    return row;
}

constexpr int bond = static_cast<int>(ExitReason::failed_bond), outbid = static_cast<int>(ExitReason::outbid),
              ballot = static_cast<int>(ExitReason::lost_ballot);

std::uint64_t sum_of(const Fates& f)
{
    return f.live + f.died_elsewhere() + f.in_hand + f.gone_before + f.not_launched;
}

} // namespace

TEST_CASE("each proposal that died at the barrier is found again by its unit and attempt")
{
    const Barrier no_bond = parse_barrier("failed_bond");
    const std::vector<ProposalRow> base{
        proposal(4, 1, bond),   // a second attempt; logged before the first, as logs are in the order of ends
        proposal(0, 1, ballot), // its first
        proposal(1, 2, bond),   proposal(2, 3, bond), proposal(3, 4, bond), proposal(5, 5, outbid)};
    const std::vector<ProposalRow> without{proposal(0, 1, ballot), proposal(3, 2, outbid), proposal(1, 1, founded),
                                           proposal(2, 3, in_hand), proposal(4, 5, outbid)};
    const Fates fates = match_fates(base, without, no_bond);
    CHECK(fates.deaths == 4);
    CHECK(fates.live == 1);                                   // the second attempt of 1
    CHECK(fates.died[static_cast<std::size_t>(outbid)] == 1); // 2
    CHECK(fates.in_hand == 1);                                // 3
    CHECK(fates.not_launched == 1);                           // 4
    CHECK(sum_of(fates) == fates.deaths);
}

TEST_CASE("a proposal whose unit is away with an earlier one is told from one that was not launched")
{
    const Barrier no_bond = parse_barrier("failed_bond");
    const std::vector<ProposalRow> base{proposal(0, 2, bond), proposal(1, 2, bond), proposal(2, 4, bond)};
    // The first attempt at 2 lives now, so there is no second; 4 is away with a proposal that began at 3.
    const std::vector<ProposalRow> without{proposal(0, 2, founded), proposal(1, 3, founded, 2)};
    const Fates fates = match_fates(base, without, no_bond);
    CHECK(fates.live == 1);
    CHECK(fates.gone_before == 2);
    CHECK(sum_of(fates) == 3);
}

TEST_CASE("a proposal of a whole branch counts as an attempt of each of its units")
{
    const Barrier no_bond = parse_barrier("failed_bond");
    const std::vector<ProposalRow> base{proposal(0, 1, ballot, 3), proposal(1, 2, bond)};
    const std::vector<ProposalRow> same{proposal(0, 1, ballot, 3), proposal(1, 2, founded)};
    const std::vector<ProposalRow> other{proposal(0, 2, founded)}; // the first attempt of 2, another proposal
    CHECK(match_fates(base, same, no_bond).live == 1);
    CHECK(match_fates(base, other, no_bond).live == 0);
    CHECK(match_fates(base, other, no_bond).gone_before == 1);
}

TEST_CASE("barriers are named by their reasons, and wrong names are refused with the nearest")
{
    CHECK(parse_barrier("lost_ballot").removed == 1);
    CHECK(parse_barrier("lost_ballot,vetoed_level_1").removed == 3);
    CHECK(parse_barrier("vetoed_level_1,lost_ballot,vetoed_level_2").removed == 7);
    CHECK_THROWS_WITH(parse_barrier("lost_balot"), Contains("did you mean \"lost_ballot\"?"));
    CHECK_THROWS_AS(parse_barrier(""), UsageError);
    std::uint32_t all = 0;
    for (const Barrier& barrier : usual_barriers())
        all |= barrier.removed;
    CHECK(all == (std::uint32_t{1} << reason_names.size()) - 1);
}

TEST_CASE("with a barrier removed nobody dies there, every matched fate adds up, and deaths are those recorded")
{
    Scenario scenario = shipped("taskforce", {"population.scale=0.02", "horizon.spin_up_months=2", "posterior=none"});
    scenario.parameters.proposals.launch_rate = 0.01; // far beyond its bound: many deaths of every kind
    if (sanitized)
        scenario.horizon.last = Month::of(2012, 12);
    std::vector<Barrier> barriers;
    for (const Barrier& barrier : usual_barriers())
        if (!sanitized || barrier.name == "every veto" || barrier.name == "lost_ballot")
            barriers.push_back(barrier);
    barriers.push_back({"nothing", 0});
    Populations populations(data());
    const std::uint32_t runs = sanitized ? 1 : 2;
    const BarrierTable table = find_barriers(scenario, barriers, runs, false, populations, {});
    CHECK(table.runs == runs);
    REQUIRE(table.lines.size() >= (sanitized ? 2 : 8));
    double single = 0;
    for (const BarrierLine& line : table.lines) {
        INFO(line.barrier.name);
        CHECK(line.fates.deaths > 0);
        CHECK(sum_of(line.fates) == line.fates.deaths);
        double deaths = 0;
        for (std::size_t reason = 0; reason < reason_names.size(); ++reason)
            if ((line.barrier.removed >> reason & 1U) != 0) {
                CHECK(line.fates.died[reason] == 0);
                deaths += table.deaths[reason];
            }
        CHECK(line.deaths.mean == Approx(deaths)); // as the base's log counts them
        CHECK(line.barrier.name != "nothing");
        single += static_cast<double>(line.fates.live);
    }
    CHECK((sanitized || single > 0));
    const std::string text = barriers_text(table, 0.9);
    CHECK_THAT(text, Contains("every veto") && Contains("The barrier whose removal alone"));
    CHECK(barriers_result(table, 0.9).axis("barrier").length() == table.lines.size());
}
