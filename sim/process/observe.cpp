/// \file Section 7: the month's stocks, counted afresh from the state (never carried along), every lane at once.
#include "observe_units.hpp"
#include "precedent_view.hpp"

#include "mutualise/parallel/loops.hpp"
#include "mutualise/process/schedule.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace mutualise
{

namespace
{

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

void count_cohort(Lane& lane, Cohort cohort, CohortState state)
{
    lane.count(Observable::cohorts, static_cast<std::size_t>(cohort), static_cast<std::size_t>(state));
}

void record_mutuals(Lane& lane)
{
    const std::size_t services = lane.people->data->services.size();
    std::vector<double> live(services), motivation(services), quality(services);
    for (const Mutual& mutual : lane.mutuals) {
        if (!mutual.live) {
            count_cohort(lane, mutual.cohort, CohortState::ended);
            continue;
        }
        const std::size_t s = mutual.service.value;
        lane.count(Observable::mutuals_live_all, s);
        if (mutual.counts_for_record) {
            lane.count(Observable::mutuals_live, s);
            lane.count(Observable::mutuals_live_region, mutual.region.value);
        }
        lane.count(Observable::mutuals_majority_owned, s, 0, mutual.equity_share >= 0.5 ? 1 : 0);
        lane.count(Observable::contract_value_mutuals, s, 0, mutual.contract_value);
        count_cohort(lane, mutual.cohort, CohortState::live);
        live[s] += 1;
        motivation[s] += mutual.motivation;
        quality[s] += mutual.quality;
    }
    for (std::size_t s = 0; s < services; ++s) {
        lane.trajectory.at(Observable::motivation, lane.row, s) = live[s] > 0 ? motivation[s] / live[s] : nan;
        lane.trajectory.at(Observable::service_quality, lane.row, s) = live[s] > 0 ? quality[s] / live[s] : nan;
        lane.count(Observable::services_active, 0, 0, live[s] > 0 ? 1 : 0);
    }
}

/// Of a proposal in hand.
CohortState cohort_state(Stage stage)
{
    return static_cast<CohortState>(static_cast<int>(stage) - static_cast<int>(Stage::building));
}

void record_proposals(Lane& lane)
{
    for (const Proposal& p : lane.proposals) {
        const std::size_t s = first_unit(lane, p).service.value;
        if (p.in_hand) {
            count_cohort(lane, p.cohort, cohort_state(p.stage));
            lane.count(Observable::pipeline_known, s, 0, p.stage >= Stage::review ? 1 : 0);
        } else if (p.stage != Stage::mutual) {
            count_cohort(lane, p.cohort, CohortState::ended);
        }
    }
}

/// Mean resistance of the managers above every 101st unit, by level.
void record_resistance(Lane& lane)
{
    constexpr std::uint32_t every = 101; // a prime: spread over all kinds of units; assumed
    const Population& people = *lane.people;
    std::array<double, max_levels> sum{}, managers{};
    for (const UnitId u : people.units.ids()) {
        if (people.units[u].stable % every != 0)
            continue;
        const Precedent seen = precedents_seen(lane, people.units[u].branch);
        for (ManagerId m = people.manager_of(u); m.exists(); m = people.managers[m].superior) {
            const std::size_t level = std::min<std::size_t>(people.managers[m].level, max_levels) - 1;
            sum[level] += resistance(lane, people.managers[m], seen);
            managers[level] += 1;
        }
    }
    for (std::size_t level = 0; level < max_levels; ++level)
        lane.trajectory.at(Observable::manager_resistance, lane.row, level) =
            managers[level] > 0 ? sum[level] / managers[level] : nan;
}

void record_budget_and_prices(Lane& lane)
{
    const std::size_t services = lane.people->data->services.size();
    std::vector<double> posts(services), weighted(services);
    for (const BranchId b : lane.people->branches.ids()) {
        const Branch& branch = lane.people->branches[b];
        posts[branch.service.value] += branch.posts;
        weighted[branch.service.value] += branch.posts * lane.budget[b];
    }
    for (std::size_t s = 0; s < services; ++s) {
        lane.trajectory.at(Observable::budget_index, lane.row, s) = posts[s] > 0 ? weighted[s] / posts[s] : nan;
        double awards = 0;
        for (std::size_t w = 0; w < winner_names.size(); ++w)
            awards += lane.trajectory.at(Observable::awards, lane.row, s, w);
        double& price = lane.trajectory.at(Observable::award_price, lane.row, s);
        price = awards > 0 ? price / awards : nan;
    }
}

void take_snapshot(Lane& lane)
{
    UnitSnapshot snapshot;
    snapshot.row = static_cast<std::int16_t>(lane.row);
    for (const UnitId u : lane.people->units.ids()) {
        snapshot.stage.push_back(static_cast<std::uint8_t>(lane.units[u].stage));
        snapshot.owner.push_back(static_cast<std::uint8_t>(lane.units[u].owner));
        snapshot.headcount.push_back(headcount(lane, u));
        snapshot.mean_attitude.push_back(static_cast<float>(lane.crowd->mean_attitude(u, lane.column)));
    }
    lane.trajectory.snapshots.push_back(std::move(snapshot));
}

} // namespace

void record_month(const Population& people, std::span<Lane> lanes, const Crowd& crowd)
{
    record_units(people, lanes, crowd);
    for_each_row(lanes.size(), [&](std::size_t l) {
        Lane& lane = lanes[l];
        if (lane.failed)
            return;
        record_mutuals(lane);
        record_proposals(lane);
        record_resistance(lane);
        record_budget_and_prices(lane);
        if (std::find(lane.log.snapshot_rows.begin(), lane.log.snapshot_rows.end(), lane.row) !=
            lane.log.snapshot_rows.end())
            take_snapshot(lane);
    });
}

} // namespace mutualise
