#include "logs.hpp"

#include "log_table.hpp"

#include <fmt/format.h>

namespace mutualise
{

namespace
{

template <class Rows>
Codes number_rows(const Rows& rows)
{
    std::vector<std::string> names;
    names.reserve(rows.size());
    for (const auto& row : rows)
        names.push_back(row.name);
    return number_names(names);
}

/// Codes -1 "none", then the reasons from 0.
Codes reason_codes()
{
    std::vector<std::string_view> names{"none"};
    names.insert(names.end(), reason_names.begin(), reason_names.end());
    return number_names(names, -1);
}

} // namespace

void put_proposals(hid_t root, const Ensemble& ensemble)
{
    using P = ProposalRow;
    using std::int16_t, std::int32_t, std::int8_t, std::uint32_t;
    LogTable<P> log(root, "proposals", {"proposal", "1", "row of this table, runs in order"}, ensemble,
                    &Trajectory::proposals);
    log.member<int32_t>(&P::proposal, {"number", "1", "number within the run, in order of launch"});
    log.member<uint32_t>(&P::unit, {"unit", "1", "stable id of the first unit"});
    log.member<int32_t>(&P::units, {"units", "1", "units in the proposal"});
    log.member<int8_t>(&P::service, {"service", "1", "service"}, number_rows(ensemble.data->services));
    log.member<int8_t>(&P::region, {"region", "1", "region"}, number_rows(ensemble.data->regions));
    log.member<uint32_t>(&P::organisation, {"organisation", "1", "stable id of the organisation it would leave"});
    log.member<int8_t>(&P::cohort, {"cohort", "1", "cohort"}, number_names(cohort_names));
    log.member<int8_t>(&P::route, {"route", "1", "how it was launched"}, number_names(route_names));
    log.member<int8_t>(&P::stage, {"stage", "1", "last stage reached"}, number_names(stage_names));
    log.member<int8_t>(&P::reason, {"reason", "1", "why it ended; none: founded or still in hand"}, reason_codes());
    log.member<int16_t>(&P::launched, {"launched", "1", "row of /time of the launch"});
    log.member<int16_t>(&P::decided, {"decided", "1", "row of /time of the ballot; -1: none"});
    log.member<int16_t>(&P::approved, {"approved", "1", "row of /time when the review was passed; -1: never"});
    log.member<int16_t>(&P::awarded, {"awarded", "1", "row of /time of the award; -1: never"});
    log.member<int16_t>(&P::ended, {"ended", "1", "row of /time of founding or exit; -1: still in hand"});
    log.member<int32_t>(&P::staff, {"staff", "1", "posts in the proposal"});
    log.member<float>(&P::value, {"value", "GBP year-1", "annual contract value, 2010-11 prices"});
    log.member<float>(&P::quality, {"quality", "1", "quality of the proposal"});
    log.member<float>(&P::ballot, {"ballot", "1", "share of the staff backing it; NaN before the ballot"});
    log.member<int8_t>(
        &P::flags, {"flags", "1", "what befell it"},
        {{1, 2, 4, 8, 16, 32}, "supported overridden imposed direct_award founded put_in_by_hand", true});
}

void put_decisions(hid_t root, const Ensemble& ensemble)
{
    using D = DecisionRow;
    LogTable<D> log(root, "decisions", {"entry", "1", "row of this table, runs in order"}, ensemble,
                    &Trajectory::decisions);
    log.member<std::int32_t>(&D::proposal, {"proposal", "1", "number of the proposal within the run"});
    log.member<std::int16_t>(&D::row, {"time_row", "1", "row of /time"});
    log.member<std::int8_t>(&D::decision, {"decision", "1", "what was decided"}, number_names(decision_names));
    log.member<std::int8_t>(&D::outcome, {"outcome", "1", "outcome"}, {{0, 1}, "no yes"});
    log.member<std::uint32_t>(&D::counterpart, {"counterpart", "1", "manager level, or bidder; 0: none"});
    log.member<float>(&D::probability,
                      {"probability", "1", "probability of yes; NaN for a test with a certain outcome"});
}

namespace
{

struct SnapshotAxes {
    netcdf::Dimensions over;
    std::size_t snapshots;
    std::size_t units;
};

/// One member of the snapshots, written a run and month at a time: in a large population a chunk of 32 runs would not
/// fit any cache.
template <class Number, class Member>
void put_states(hid_t group, const SnapshotAxes& axes, const Ensemble& ensemble,
                std::vector<Member> UnitSnapshot::*field, const netcdf::Description& what, const Codes& codes = {})
{
    const hdf5::Handle variable = netcdf::create_variable<Number>(group, what, axes.over, {1, 1, axes.units});
    if (!codes.values.empty())
        put_codes(variable.id(), codes);
    std::vector<Number> block;
    for (hsize_t r = 0; r < ensemble.runs.size(); ++r)
        for (hsize_t s = 0; s < axes.snapshots; ++s) {
            const std::vector<Member>& states = ensemble.runs[r].trajectory.snapshots[s].*field;
            if (states.size() != axes.units)
                throw std::logic_error(fmt::format("a snapshot has {} units, not {}", states.size(), axes.units));
            block.clear();
            for (const Member value : states)
                if constexpr (std::is_floating_point_v<Number>)
                    block.push_back(netcdf::canonical(value));
                else
                    block.push_back(static_cast<Number>(value));
            netcdf::write_block(variable.id(), {r, s, 0}, {1, 1, axes.units}, block.data());
        }
}

std::vector<Month> snapshot_months(const Ensemble& ensemble)
{
    const auto& first = ensemble.runs.front().trajectory.snapshots;
    for (const RunRecord& run : ensemble.runs)
        if (!std::equal(first.begin(), first.end(), run.trajectory.snapshots.begin(), run.trajectory.snapshots.end(),
                        [](const UnitSnapshot& a, const UnitSnapshot& b) { return a.row == b.row; }))
            throw std::logic_error(fmt::format("run {} has snapshots of other months", run.index));
    std::vector<Month> months;
    months.reserve(first.size());
    for (const UnitSnapshot& snapshot : first)
        months.push_back(ensemble.scenario.horizon.month_of_row(snapshot.row));
    return months;
}

} // namespace

void put_snapshots(hid_t root, const Axes& axes, const Ensemble& ensemble)
{
    const hdf5::Handle group = netcdf::create_group(root, "units");
    netcdf::link_coordinate(root, "run", group.id());
    const std::vector<Month> months = snapshot_months(ensemble);
    const auto time = put_months(group.id(), {"snapshot_time", "", "last day of the month"}, months, true);
    const auto unit = netcdf::put_coordinate(group.id(), {"unit", "1", "stable id of the unit"}, ensemble.unit_stable);
    const SnapshotAxes over{{&axes.run, &time, &unit}, months.size(), ensemble.unit_stable.size()};
    const auto put = [&]<class Number>(Number, auto field, const netcdf::Description& what, const Codes& codes) {
        put_states<Number>(group.id(), over, ensemble, field, what, codes);
    };
    put(std::int8_t{}, &UnitSnapshot::stage, {"stage", "1", "stage of the unit"}, number_names(stage_names));
    put(std::int8_t{}, &UnitSnapshot::owner, {"owner", "1", "who employs its staff"}, number_names(owner_names));
    put(std::int32_t{}, &UnitSnapshot::headcount, {"headcount", "1", "filled posts"}, {});
    put(float{}, &UnitSnapshot::mean_attitude, {"mean_attitude", "1", "mean attitude of filled posts"}, {});
}

} // namespace mutualise
