/// \file The batch and the monthly schedule: the whole model on one screen (model section 4).
#include "mutualise/run/batch.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/parallel/loops.hpp"
#include "mutualise/process/schedule.hpp"

#include <chrono>
#include <stdexcept>

namespace mutualise
{

namespace
{

/// Stays where it is made: the lanes point at its crowd.
struct Batch {
    Batch(const Population& population, std::span<const RunRequest> requests, const LogChoice& log);
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;

    const Population& people;
    Crowd crowd;
    std::vector<Lane> lanes;
    std::vector<Ledger> ledgers;
    ProcessTimes times{};
};

/// Runs a step and books its wall time.
template <class Step>
void timed(Batch& batch, Process process, Step&& step)
{
    const auto start = std::chrono::steady_clock::now();
    step();
    batch.times[static_cast<std::size_t>(process)] +=
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// A sparse process: each lane for itself, lanes in parallel. A lane that fails is frozen; the others go on.
void each_lane(Batch& batch, Process process, const std::function<void(Lane&)>& step)
{
    timed(batch, process, [&] {
        for_each_row(batch.lanes.size(), [&](std::size_t l) {
            Lane& lane = batch.lanes[l];
            if (lane.failed)
                return;
            try {
                step(lane);
            } catch (const RunError& error) {
                lane.failed = true;
                lane.failure = error.what();
            }
        });
    });
}

void require_one_horizon(std::span<const RunRequest> requests)
{
    if (requests.empty() || requests.size() > max_lanes)
        throw std::invalid_argument("a batch takes 1 to 32 runs");
    for (const RunRequest& request : requests)
        if (!(request.scenario->horizon == requests.front().scenario->horizon))
            throw std::invalid_argument("the runs of a batch share one horizon");
}

Batch::Batch(const Population& population, std::span<const RunRequest> requests, const LogChoice& log)
    : people(population), crowd(make_crowd(population, static_cast<int>(requests.size()))), ledgers(requests.size())
{
    const auto levels = levels_above_units(people);
    for (const RunRequest& request : requests)
        lanes.push_back(start_lane(people, *request.scenario, request.key, crowd,
                                   static_cast<std::uint32_t>(lanes.size()), levels, log));
}

/// Row 0: the initial state, with attitudes settled over the spin-up, in which nobody proposes.
void start(Batch& batch)
{
    const int spin_up = batch.lanes.front().scenario->horizon.spin_up_months;
    each_lane(batch, Process::start, [](Lane& lane) {
        apply_policy(lane);
        apply_austerity(lane);
        place_initial_state(lane);
    });
    timed(batch, Process::start, [&] {
        start_attitudes(batch.people, batch.lanes, batch.crowd);
        for (int month = 0; month < spin_up; ++month)
            update_attitudes(batch.people, batch.lanes, batch.crowd);
    });
    each_lane(batch, Process::start, [](Lane& lane) {
        update_contractors(lane);
        record_precedents(lane);
    });
    timed(batch, Process::start, [&] { record_month(batch.people, batch.lanes, batch.crowd); });
    each_lane(batch, Process::start, [&](Lane& lane) { check_identities(lane, batch.ledgers[lane.column]); });
}

/// The schedule: each line reads what the lines above wrote.
void advance(Month month, int row, Batch& batch)
{
    each_lane(batch, Process::policy, [&](Lane& lane) {
        lane.month = month;
        lane.row = row;
        apply_policy(lane);
    });
    each_lane(batch, Process::austerity, apply_austerity);
    timed(batch, Process::turnover, [&] { renew_staff(batch.people, batch.lanes, batch.crowd); });
    timed(batch, Process::attitudes, [&] { update_attitudes(batch.people, batch.lanes, batch.crowd); });
    each_lane(batch, Process::proposals, [](Lane& lane) {
        admit_initial_proposals(lane);
        make_proposals(lane);
    });
    each_lane(batch, Process::review, review_proposals);
    each_lane(batch, Process::deadlines, meet_deadlines);
    each_lane(batch, Process::procurement, run_procurement);
    each_lane(batch, Process::mobilisation, mobilise);
    each_lane(batch, Process::trading, trade);
    each_lane(batch, Process::contractors, update_contractors);
    each_lane(batch, Process::precedents, record_precedents);
    timed(batch, Process::record, [&] { record_month(batch.people, batch.lanes, batch.crowd); });
    each_lane(batch, Process::record, [&](Lane& lane) { check_identities(lane, batch.ledgers[lane.column]); });
}

/// Proposals still in hand at the horizon get their row in the log.
void close_log(Lane& lane)
{
    if (!lane.log.proposals)
        return;
    for (std::uint32_t i = 0; i < lane.proposals.size(); ++i)
        if (lane.proposals[i].in_hand)
            lane.trajectory.proposals.push_back(log_row(lane, ProposalId{i}));
}

} // namespace

std::vector<RunOutcome> run_batch(const Population& people, std::span<const RunRequest> requests,
                                  const BatchOptions& options)
{
    require_one_horizon(requests);
    Batch batch(people, requests, options.log);
    start(batch);
    const Horizon& horizon = requests.front().scenario->horizon;
    for (int row = 1; row < horizon.rows(); ++row) {
        advance(horizon.month_of_row(row), row, batch);
        if (options.progress)
            options.progress(row, horizon.months());
    }
    std::vector<RunOutcome> outcomes;
    for (Lane& lane : batch.lanes) {
        close_log(lane);
        outcomes.push_back({lane.failed, std::move(lane.failure), std::move(lane.trajectory)});
    }
    if (options.times != nullptr)
        for (std::size_t i = 0; i < batch.times.size(); ++i)
            (*options.times)[i] += batch.times[i];
    return outcomes;
}

} // namespace mutualise
