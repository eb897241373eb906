/// \file Changes of owner: staff move with their units (TUPE), whoever takes them.
#include "mutualise/process/transfer.hpp"

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
    ++mutual.contract_number;
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
    ++mutual.contract_number;
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

} // namespace mutualise
