#include "mutualise/state/lane.hpp"

#include "mutualise/random/portable.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mutualise
{

std::shared_ptr<const std::vector<std::uint8_t>> levels_above_units(const Population& people)
{
    auto levels = std::make_shared<std::vector<std::uint8_t>>(people.units.size());
    for (const UnitId u : people.units.ids())
        (*levels)[u.value] = static_cast<std::uint8_t>(people.levels_above(u));
    return levels;
}

namespace
{

/// What the run as a whole draws: mu_s by service, how unequal cuts are, what a contractor can take on.
void draw_run_traits(Lane& lane)
{
    const Population& people = *lane.people;
    const Parameters& p = lane.parameters();
    for (std::size_t s = 0; s < people.data->services.size(); ++s) {
        const bool anchor = people.data->services[s].name == "civil_service"; // F-88 anchors mu itself
        const double z = Stream(lane.key, Purpose::service_attitude, static_cast<std::uint32_t>(s), 0).normal();
        lane.service_mean.push_back(p.attitudes.mean + (anchor ? 0.0 : p.attitudes.service_spread * z));
    }
    for (const OrganisationId o : people.organisations.ids()) {
        const double u = uniform(lane.key, Purpose::organisation_cuts, people.organisations[o].stable, 0);
        lane.cut_factor[o] = 1 + p.austerity.organisation_spread * (2 * u - 1);
    }
    const double scale = people.settings.scale;
    for (const ContractorId c : people.contractors.ids()) {
        ContractorState& state = lane.contractors[c];
        state.bid_teams = people.contractors[c].bid_teams * p.contractors.bid_team_factor * scale;
        state.working_capital = people.contractors[c].working_capital * p.contractors.working_capital_factor * scale;
        state.contracts_by_service.assign(people.data->services.size(), 0);
    }
}

} // namespace

Lane start_lane(const Population& people, const Scenario& scenario, RunKey key, Crowd& crowd, std::uint32_t column,
                std::shared_ptr<const std::vector<std::uint8_t>> levels, LogChoice log)
{
    Lane lane;
    const std::size_t services = people.data->services.size(), regions = people.data->regions.size();
    lane.people = &people;
    lane.scenario = &scenario;
    lane.key = key;
    lane.column = column;
    lane.crowd = &crowd;
    lane.month = scenario.horizon.first - 1;
    lane.levels = std::move(levels);
    lane.log = std::move(log);
    lane.units.assign(people.units.size(), {});
    lane.contractors.assign(people.contractors.size(), {});
    lane.cut_factor.assign(people.organisations.size(), 1);
    lane.budget.assign(people.branches.size(), 1);
    lane.pressure.assign(people.branches.size(), 0);
    lane.sponsor_attempts.assign(people.branches.size(), 0);
    lane.bidders_recent.assign(services, 6.4); // F-157, until tenders of our own are seen
    lane.bidders_window.assign(services * 12, {});
    lane.policy.assign(services * regions, {});
    lane.support_spent.assign(scenario.levers.support.size(), 0);
    lane.precedents.by_branch.assign(people.branches.size(), {});
    lane.precedents.by_organisation.assign(people.organisations.size(), {});
    lane.precedents.by_service_region.assign(services * regions, {});
    lane.precedents.by_service.assign(services, {});
    lane.trajectory = Trajectory(scenario.horizon.rows(), {services, regions});
    draw_run_traits(lane);
    return lane;
}

void charge(Lane& lane, LeverKind lever, double cost)
{
    lane.count(Observable::lever_cost, static_cast<std::size_t>(lever), 0, cost);
}

Stream stream_of(const Lane& lane, const Proposal& proposal, Purpose purpose, std::uint32_t counterpart)
{
    return {lane.key, purpose, first_unit(lane, proposal).stable, proposal.attempt, counterpart};
}

namespace
{
void log_decision(Lane& lane, ProposalId id, Decision decision, bool outcome, double probability,
                  std::uint32_t counterpart)
{
    if (lane.log.decisions)
        lane.trajectory.decisions.push_back({id.value, static_cast<std::int16_t>(lane.row),
                                             static_cast<std::uint8_t>(decision), static_cast<std::uint8_t>(outcome),
                                             counterpart, static_cast<float>(probability)});
}
} // namespace

bool decide(Lane& lane, ProposalId id, Decision decision, Purpose purpose, double probability,
            std::uint32_t counterpart)
{
    const bool yes = stream_of(lane, lane.proposals[id.value], purpose, counterpart).uniform() < probability;
    log_decision(lane, id, decision, yes, probability, counterpart);
    return yes;
}

void log_test(Lane& lane, ProposalId id, Decision decision, bool outcome, std::uint32_t counterpart)
{
    log_decision(lane, id, decision, outcome, std::numeric_limits<double>::quiet_NaN(), counterpart);
}

void change_owner(Lane& lane, UnitId unit, OwnerKind owner, std::uint32_t owner_id)
{
    const auto place = std::ranges::lower_bound(lane.outside, unit);
    const bool listed = place != lane.outside.end() && *place == unit;
    if (owner == OwnerKind::public_body && listed)
        lane.outside.erase(place);
    else if (owner != OwnerKind::public_body && !listed)
        lane.outside.insert(place, unit);
    lane.units[unit].owner = owner;
    lane.units[unit].owner_id = owner_id;
}

std::span<const UnitId> outside_of(const Lane& lane, IdRange<UnitId> units)
{
    const UnitId end{units.first.value + units.count};
    const auto from = std::ranges::lower_bound(lane.outside, units.first);
    return {from, std::ranges::lower_bound(from, lane.outside.end(), end)};
}

std::uint32_t headcount(const Lane& lane, UnitId unit)
{
    return lane.crowd->filled[lane.crowd->at(unit, lane.column)] + lane.units[unit].extra_staff;
}

int draw_geometric_months(const Lane& lane, const Proposal& proposal, Purpose purpose, double hazard,
                          std::uint32_t counterpart)
{
    constexpr double longest = 30000; // beyond any horizon
    if (hazard >= 1)
        return 1;
    const double survival = 1 - hazard;
    if (survival >= 1) // of a hazard below 1e-16 too
        return static_cast<int>(longest);
    const double u = stream_of(lane, proposal, purpose, counterpart).uniform();
    return 1 + static_cast<int>(std::min(longest, std::floor(portable::log(u) / portable::log(survival))));
}

int whole_months(Stream stream, double mean, double shape)
{
    const double months = stream.gamma(shape) * mean / shape;
    // Rounded so that the mean is kept: an event falls at the end of the month it happens in.
    return std::max(1, static_cast<int>(std::floor(months + 0.5)));
}

int draw_months(const Lane& lane, const Proposal& proposal, Purpose purpose, double mean, double shape)
{
    return whole_months(stream_of(lane, proposal, purpose), mean, shape);
}

} // namespace mutualise
