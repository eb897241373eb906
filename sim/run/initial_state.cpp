/// \file Section 2, the initial state: the same in every run, thinned with the population by a keyed draw.
///
/// A row of scenarios/data/initial.csv is given units of its service: a keyed draw picks a branch and consecutive free
/// units of it, until the row's staff are covered as nearly as whole units allow; for a live mutual, further branches
/// too.
#include "mutualise/run/batch.hpp"

#include "places.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/process/launch.hpp"
#include "mutualise/process/mobilisation.hpp"
#include "mutualise/process/transfer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// Thinning: a row is there in a population of this scale with probability `scale` (above 1 it is there as often).
int copies(const Lane& lane, std::uint32_t index)
{
    const double scale = lane.people->settings.scale;
    const double u = Stream(place_key(lane), Purpose::initial_state, index, 1).uniform();
    return static_cast<int>(std::floor(scale)) + (u < scale - std::floor(scale) ? 1 : 0);
}

/// Staff of a row; the initial mutuals outside the Right to Request share `[initial] other_employees` in proportion.
double staff_of(const Lane& lane, const InitialProposal& row)
{
    if (!row.counts_as_other)
        return row.staff;
    double all = 0;
    for (const InitialProposal& each : lane.people->data->initial)
        all += each.counts_as_other ? each.staff : 0;
    return row.staff / all * lane.scenario->initial.other_employees;
}

/// A live mutual may serve several bodies, as leisure trusts did: branches are added while that brings its staff nearer
/// to `missing` more. Each is one contract with the rest.
void add_branches(Lane& lane, MutualId id, std::uint32_t index, double missing)
{
    constexpr std::uint32_t most_branches = 200; // assumed (docs/model.md, A12)
    for (std::uint32_t part = 1; part < most_branches && missing > 0; ++part) {
        const IdRange<UnitId> range =
            place(lane, index, lane.mutuals[id.value].service, RegionId::none(), missing, part);
        const double posts = posts_of(lane, range);
        if (range.count == 0 || std::fabs(missing - posts) >= missing)
            break;
        std::vector<UnitId> units;
        for (const UnitId u : range)
            units.push_back(u);
        give_to_mutual(lane, units, id, units_value(lane, units), 1);
        missing -= posts;
    }
    lane.mutuals[id.value].contract_number = 1;
}

MutualId place_live_mutual(Lane& lane, const InitialProposal& row, IdRange<UnitId> units)
{
    Mutual mutual;
    for (const UnitId u : units)
        mutual.units.push_back(u);
    const Unit& first = lane.people->units[units.first];
    mutual.cohort = row.cohort;
    mutual.founded = -12; // a year old at the start; assumed
    mutual.contract_value = units_value(lane, mutual.units);
    mutual.pressure_at_award = lane.pressure[first.branch];
    mutual.reserves = lane.parameters().trading.inherited_mean * mutual.contract_value;
    mutual.contract_ends = lane.scenario->horizon.row(row.event);
    mutual.attempt = lane.units[units.first].attempts;
    for (const UnitId u : units)
        ++lane.units[u].attempts;
    return add_mutual(lane, std::move(mutual));
}

Stage uncertain_stage(const Lane& lane, std::uint32_t index)
{
    constexpr std::array<Stage, 3> stages{Stage::building, Stage::review, Stage::procurement};
    return stages[Stream(lane.key, Purpose::initial_state, index, 2).below(3)];
}

/// A proposal that stands at `stage` already; earlier steps are taken as passed.
void place_proposal(Lane& lane, const InitialProposal& row, IdRange<UnitId> units, Stage stage)
{
    const ProposalId id = launch_proposal(lane, units, row.sponsored ? Route::sponsored : Route::bottom_up, row.cohort);
    Proposal& p = lane.proposals[id.value];
    if (stage == Stage::building)
        return;
    p.ballot =
        std::max(lane.parameters().proposals.quorum, 0.75); // carried, by a margin that is not on record; assumed
    enter_stage(lane, id, stage);
    if (stage == Stage::review && row.event != never)
        p.forced_row = lane.scenario->horizon.row(row.event);
    if (stage == Stage::mobilising) {
        p.guaranteed = p.direct_awarded = true;
        p.approved = p.awarded = lane.row;
        begin_mobilisation(lane, id);
    }
}

void place_row(Lane& lane, std::uint32_t index)
{
    constexpr std::uint32_t copies_apart = 1000; // keys; more than there are rows
    const InitialProposal& row = lane.people->data->initial[index];
    for (int copy = 0; copy < copies(lane, index); ++copy) {
        const std::uint32_t key = index + static_cast<std::uint32_t>(copy) * copies_apart;
        const IdRange<UnitId> units =
            place(lane, key, row.service, RegionId::none(), staff_of(lane, row), 0, row.sponsored);
        if (units.count == 0)
            continue;
        if (row.stage == Stage::mutual)
            add_branches(lane, place_live_mutual(lane, row, units), key, staff_of(lane, row) - posts_of(lane, units));
        else
            place_proposal(lane, row, units, row.stage_uncertain ? uncertain_stage(lane, key) : row.stage);
    }
}

/// A case put in by hand: launched by its staff, with its quality as given.
void place_case(Lane& lane, std::uint32_t index)
{
    const CaseSettings& settings = lane.scenario->cases[index];
    constexpr std::uint32_t first_case = 1'000'000; // keys beyond any initial row's
    const IdRange<UnitId> units = place(lane, first_case + index, settings.service, settings.region, settings.staff);
    if (units.count == 0)
        throw RunError(fmt::format("case {}: no free unit of {} in {} at this scale", settings.id,
                                   (*lane.people->data)[settings.service].name,
                                   (*lane.people->data)[settings.region].name));
    Proposal& p = lane.proposals[launch_proposal(lane, units, Route::bottom_up, Cohort::none).value];
    p.quality = settings.quality;
    p.is_case = true;
}

/// Units outsourced before the start, each under a contract that ends within five years, with a keyed contractor.
void place_outsourced_stock(Lane& lane)
{
    constexpr std::uint32_t longest = 60; // months; assumed (docs/model.md, A18)
    const Population& people = *lane.people;
    for (const UnitId u : people.units.ids()) {
        const Unit& unit = people.units[u];
        if (!unit.outsourced_at_start)
            continue;
        std::vector<ContractorId> offering;
        for (const ContractorId c : people.contractors.ids())
            if (people.contractors[c].offers(unit.service))
                offering.push_back(c);
        if (offering.empty())
            continue;
        Stream stream(place_key(lane), Purpose::stock_contract, unit.stable, 0);
        const ContractorId contractor = offering[stream.below(static_cast<std::uint32_t>(offering.size()))];
        const int ends = 1 + static_cast<int>(stream.below(longest));
        give_to_contractor(lane, std::array{u}, contractor, unit.annual_value,
                           1 - lane.parameters().trading.outsourced_saving, ends);
    }
}

bool enters_at_start(const Lane& lane, const InitialProposal& row) { return row.month < lane.scenario->horizon.first; }

} // namespace

void place_initial_state(Lane& lane)
{
    place_outsourced_stock(lane);
    for (std::uint32_t i = 0; i < lane.people->data->initial.size(); ++i)
        if (enters_at_start(lane, lane.people->data->initial[i]))
            place_row(lane, i);
}

void admit_initial_proposals(Lane& lane)
{
    for (std::uint32_t i = 0; i < lane.people->data->initial.size(); ++i)
        if (lane.people->data->initial[i].month == lane.month)
            place_row(lane, i);
    for (std::uint32_t i = 0; i < lane.scenario->cases.size(); ++i)
        if (lane.scenario->cases[i].month == lane.month)
            place_case(lane, i);
}

} // namespace mutualise
