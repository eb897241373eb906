/// \file Changes of owner: staff move with their units (TUPE), whoever takes them.
#include "mutualise/process/transfer.hpp"

#include "mutualise/process/ownership.hpp"

#include "mutualise/random/portable.hpp"

#include <algorithm>

namespace mutualise
{

namespace
{

/// Whether the former holder lost the units to a rival: a mutual that ends so is seen as a lost tender (model 5.10).
enum class Loss { to_rival, otherwise };

/// A mutual without units or money is no longer live.
void end_mutual(Lane& lane, MutualId id)
{
    Mutual& mutual = lane.mutuals[id.value];
    mutual.live = false;
    mutual.contract_value = 0;
    lane.count(Observable::mutuals_failed, mutual.service.value);
}

/// Takes these units out of whatever held them: a mutual that has lost its last unit ends, a contract its last unit
/// closes.
void release(Lane& lane, std::span<const UnitId> units, Loss loss)
{
    for (const UnitId u : units) {
        UnitState& unit = lane.units[u];
        unit.tender = TenderId::none();
        if (unit.owner == OwnerKind::mutual) {
            Mutual& mutual = lane.mutuals[unit.owner_id];
            const double share = lane.people->units[u].annual_value / units_value(lane, mutual.units);
            mutual.contract_value -= mutual.contract_value * share;
            std::erase(mutual.units, u);
            if (mutual.units.empty()) {
                end_mutual(lane, MutualId{unit.owner_id});
                if (loss == Loss::to_rival)
                    lane.precedents.failures.push_back({lane.row, lane.parameters().precedents.public_loss_weight, true,
                                                        lane.people->units[u].branch});
            }
        } else if (unit.owner == OwnerKind::contractor) {
            for (OutsourcedContract& contract : lane.outsourced)
                if (contract.live && std::erase(contract.units, u) > 0 && contract.units.empty())
                    contract.live = false;
        }
    }
}

void set_owner(Lane& lane, UnitId u, OwnerKind owner, std::uint32_t owner_id, Stage stage)
{
    change_owner(lane, u, owner, owner_id);
    lane.units[u].enter(stage, lane.row);
}

} // namespace

double units_value(const Lane& lane, std::span<const UnitId> units)
{
    double value = 0;
    for (const UnitId u : units)
        value += lane.people->units[u].annual_value;
    return value;
}

void give_to_contractor(Lane& lane, std::span<const UnitId> units, ContractorId winner, double annual_value,
                        double price_ratio, int term_months)
{
    const std::vector<UnitId> taken(units.begin(), units.end());
    release(lane, taken, Loss::to_rival);
    for (const UnitId u : taken)
        set_owner(lane, u, OwnerKind::contractor, winner.value, Stage::outsourced);
    OutsourcedContract contract;
    contract.units = taken;
    contract.contractor = winner;
    contract.service = lane.people->units[taken.front()].service;
    contract.value = annual_value;
    contract.price_ratio = price_ratio;
    contract.ends = lane.row + term_months;
    lane.outsourced.push_back(std::move(contract));
}

void give_to_public(Lane& lane, std::span<const UnitId> units, bool another)
{
    const std::vector<UnitId> taken(units.begin(), units.end());
    release(lane, taken, another ? Loss::to_rival : Loss::otherwise);
    for (const UnitId u : taken) {
        set_owner(lane, u, OwnerKind::public_body, 0, Stage::public_body);
        lane.units[u].divested = lane.units[u].divested || another;
    }
}

void give_to_mutual(Lane& lane, std::span<const UnitId> units, MutualId winner, double annual_value, double price_ratio)
{
    const std::vector<UnitId> taken(units.begin(), units.end());
    release(lane, taken, Loss::to_rival);
    Mutual& mutual = lane.mutuals[winner.value];
    const double before = mutual.contract_value, in_house = mutual.price_ratio > 0 ? before / mutual.price_ratio : 0;
    mutual.contract_value = before + annual_value * price_ratio;
    mutual.price_ratio = mutual.contract_value / (in_house + annual_value);
    ++mutual.contracts_held;
    for (const UnitId u : taken) {
        set_owner(lane, u, OwnerKind::mutual, winner.value, Stage::mutual);
        mutual.units.push_back(u);
    }
}

void renew_contract(Lane& lane, MutualId id, double annual_value, double price_ratio, int term_months)
{
    Mutual& mutual = lane.mutuals[id.value];
    for (const UnitId u : mutual.units)
        lane.units[u].tender = TenderId::none();
    mutual.tender = TenderId::none();
    mutual.contract_value = annual_value * price_ratio;
    mutual.price_ratio = price_ratio;
    mutual.preference_premium = 0;
    mutual.contract_ends = lane.row + term_months;
    ++mutual.contracts_held;
}

MutualId add_mutual(Lane& lane, Mutual mutual)
{
    const MutualId id{static_cast<std::uint32_t>(lane.mutuals.size())};
    const Unit& first = lane.people->units[mutual.units.front()];
    mutual.service = first.service;
    mutual.region = first.region;
    mutual.organisation = first.organisation;
    mutual.key = first.stable;
    mutual.counts_for_record =
        !lane.people->data->organisation_kinds[lane.people->organisations[first.organisation].kind].central_government;
    mutual.cost_quantile = Stream(lane.key, Purpose::trading_result, mutual.key, mutual.attempt, 1).normal();
    for (const UnitId u : mutual.units)
        set_owner(lane, u, OwnerKind::mutual, id.value, Stage::mutual);
    lane.mutuals.push_back(std::move(mutual));
    return id;
}

namespace
{

/// Health 3 or 5 years, others 1 to 3 (F-121, F-122).
int first_term_months(const Lane& lane, const Proposal& p)
{
    const Unit& first = first_unit(lane, p);
    Stream stream = stream_of(lane, p, Purpose::first_term);
    const bool health = lane.people->service(first).group == ServiceGroup::health;
    return health ? (stream.below(2) == 0 ? 36 : 60) : 12 * (1 + static_cast<int>(stream.below(3)));
}

/// What the levers that helped this proposal cost the public.
void charge_for_founding(Lane& lane, const Proposal& p)
{
    const TradingParameters& trading = lane.parameters().trading;
    charge(lane, LeverKind::bond_exemption,
           trading.bond_expected_loss * p.bond_waived * first_term_months(lane, p) / 12);
    if (p.relaxed_pqq)
        charge(lane, LeverKind::pqq, trading.pqq_expected_loss * p.value);
}

} // namespace

MutualId found_mutual(Lane& lane, ProposalId proposal_id)
{
    Proposal& p = lane.proposals[proposal_id.value];
    const Unit& first = first_unit(lane, p);
    const TradingParameters& trading = lane.parameters().trading;
    const double budget = portable::pow(lane.budget[first.branch], lane.parameters().austerity.contract_elasticity);
    Mutual mutual;
    for (const UnitId u : p.units) {
        mutual.units.push_back(u);
        lane.units[u].proposal = ProposalId::none();
        lane.units[u].tender = TenderId::none();
    }
    mutual.cohort = p.cohort;
    mutual.attempt = p.attempt;
    mutual.founded = lane.row;
    mutual.equity_share = 1 - p.partner_equity;
    mutual.preference_premium = p.under_preference && p.direct_awarded ? trading.preference_premium : 0;
    mutual.price_ratio = p.first_contract_price + mutual.preference_premium;
    mutual.contract_value = p.value * budget * mutual.price_ratio;
    mutual.pressure_at_award = lane.pressure[first.branch];
    mutual.reserves = p.grant + p.value *
                                    stream_of(lane, p, Purpose::inherited_reserves).gamma(trading.inherited_shape) *
                                    trading.inherited_mean / trading.inherited_shape;
    // Protection granted at the award runs its months from founding.
    mutual.protected_until = p.protected_until < 0 ? -1 : lane.row + p.protected_until - p.awarded;
    mutual.contract_ends = std::max(lane.row + first_term_months(lane, p), mutual.protected_until);
    p.in_hand = false;
    p.stage = Stage::mutual;
    charge_for_founding(lane, p);
    lane.count(Observable::mutuals_founded, first.service.value);
    lane.count(Observable::founded_by_cohort, static_cast<std::size_t>(p.cohort));
    lane.count(Observable::founding_months, static_cast<std::size_t>(p.cohort), 0, lane.row - p.launched);
    if (lane.log.proposals) {
        ProposalRow row = log_row(lane, proposal_id);
        row.ended = static_cast<std::int16_t>(lane.row);
        lane.trajectory.proposals.push_back(row);
    }
    return add_mutual(lane, std::move(mutual));
}

} // namespace mutualise
