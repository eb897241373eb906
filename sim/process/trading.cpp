/// \file Submodel 5.8: mutuals as businesses, month by month, and what happens when contracts end.
///
///     V(t+1) = V(t) (1 - epsilon_c Δpressure)
///     result = V (1 - cost) + sigma V epsilon,          V the month's contract value
///     cost   = cost ratio (1 - productivity gained) / price ratio
///
/// Insolvent below the overdraft limit. Gains build up linearly and are bounded (docs/model.md, A79 to A86).
#include "mutualise/process/schedule.hpp"
#include "mutualise/process/tender.hpp"
#include "mutualise/process/transfer.hpp"

#include <algorithm>
#include <cmath>

namespace mutualise
{

namespace
{

BranchId branch_of(const Lane& lane, const Mutual& mutual) { return lane.people->units[mutual.units.front()].branch; }

struct Workforce {
    double staff = 0;
    double mean_attitude = 0;
};

Workforce workforce(const Lane& lane, const Mutual& mutual)
{
    Workforce all;
    for (const UnitId u : mutual.units) {
        const double staff = headcount(lane, u);
        all.staff += staff;
        all.mean_attitude += staff * lane.crowd->mean_attitude(u, lane.column);
    }
    all.mean_attitude = all.staff > 0 ? all.mean_attitude / all.staff : 0;
    return all;
}

/// Motivation, and the bounded gains it and steadier staff bring.
double productivity(Lane& lane, Mutual& mutual, const Workforce& staff)
{
    const TradingParameters& p = lane.parameters().trading;
    const double built_up = std::min(1.0, (lane.row - mutual.founded) / p.build_up_months);
    mutual.motivation = staff.mean_attitude;
    mutual.quality = std::clamp(0.5 + built_up * p.motivation_quality * (2 * mutual.motivation - 1), 0.0, 1.0);
    return built_up *
           (p.motivation_productivity * (2 * mutual.motivation - 1) + p.absence_productivity + p.turnover_productivity);
}

void month_of_business(Lane& lane, Mutual& mutual)
{
    const TradingParameters& p = lane.parameters().trading;
    const Workforce staff = workforce(lane, mutual);
    const double pressure = lane.pressure[branch_of(lane, mutual)];
    mutual.contract_value *= 1 - p.price_cut_elasticity * (pressure - mutual.pressure_at_award);
    mutual.pressure_at_award = pressure;
    const double gain = productivity(lane, mutual, staff);
    const double cost = (p.cost_ratio + p.cost_spread * mutual.cost_quantile) * (1 - gain) / mutual.price_ratio;
    const double value = mutual.contract_value / 12;
    const auto step = static_cast<std::uint32_t>(lane.month.value);
    mutual.reserves += value * (1 - cost) +
                       p.volatility * value * Stream(lane.key, Purpose::trading_result, mutual.key, step, 0).normal();
}

/// Growth: recruits beyond the posts, and the value they bring (assumed: in proportion).
void recruit(Lane& lane, Mutual& mutual)
{
    if (mutual.reserves <= 0)
        return;
    const double staff = workforce(lane, mutual).staff;
    const auto step = static_cast<std::uint32_t>(lane.month.value);
    const double luck = uniform(lane.key, Purpose::recruitment, mutual.key, step);
    const auto recruits =
        static_cast<std::uint32_t>(std::floor(lane.parameters().trading.recruitment_rate * staff + luck));
    if (recruits == 0)
        return;
    lane.units[mutual.units.front()].extra_staff += recruits;
    lane.count(Observable::staff_hired, lane.people->units[mutual.units.front()].service.value, 0, recruits);
    mutual.contract_value *= 1 + recruits / staff;
}

/// A failed mutual's units return, or are put to tender.
void fail(Lane& lane, MutualId id)
{
    const Mutual& mutual = lane.mutuals[id.value];
    const std::vector<UnitId> units = mutual.units;
    const bool returned = uniform(lane.key, Purpose::failed_units, mutual.key, mutual.attempt) <
                          lane.parameters().trading.failed_return_chance;
    const OrganisationId buyer = mutual.organisation;
    lane.precedents.failures.push_back({lane.row, 1.0, true, lane.people->units[units.front()].branch});
    give_to_public(lane, units, false);
    if (!returned)
        open_tender(lane, TenderKind::outsourcing, units, buyer, ProposalId::none());
}

constexpr int shortest_extension = 12, longest_extension = 24; // months; assumed (docs/model.md, A85)

/// Whose contract it is: the counterpart of its draws.
enum class Holder : std::uint32_t { mutual = 0, contractor = 1 };

/// Months by which a contract is extended, 0 where it is not. `contract` numbers the contracts of this holder that
/// began with the unit `key`, `time` the decisions about one of them, so that each is decided once.
int extension(const Lane& lane, Holder holder, std::uint32_t key, std::uint32_t contract, int time)
{
    const std::uint32_t step = contract << 16 | static_cast<std::uint32_t>(time);
    const auto who = static_cast<std::uint32_t>(holder);
    if (uniform(lane.key, Purpose::contract_extension, key, step, who) >= lane.parameters().trading.extension_chance)
        return 0;
    constexpr std::uint32_t lengths = longest_extension - shortest_extension + 1;
    return shortest_extension +
           static_cast<int>(Stream(lane.key, Purpose::extension_months, key, step, who).below(lengths));
}

void end_of_contract(Lane& lane, MutualId id)
{
    Mutual& mutual = lane.mutuals[id.value];
    if (lane.row < mutual.contract_ends || mutual.tender.exists())
        return;
    if (lane.row < mutual.protected_until) {
        mutual.contract_ends = mutual.protected_until;
        return;
    }
    const int months = extension(lane, Holder::mutual, mutual.key, mutual.attempt, mutual.contract_number);
    ++mutual.contract_number;
    if (months > 0) {
        mutual.contract_ends = lane.row + months;
        return;
    }
    mutual.tender = open_tender(lane, TenderKind::contract_end, mutual.units, mutual.organisation, ProposalId::none());
}

void end_of_outsourced_contract(Lane& lane, std::size_t i)
{
    OutsourcedContract& contract = lane.outsourced[i];
    if (!contract.live || lane.row < contract.ends || contract.tender.exists())
        return;
    const Unit& first = lane.people->units[contract.units.front()];
    const UnitState& unit = lane.units[contract.units.front()];
    // Between two contracts lies a tender: the staff's, counted with their attempts, or another.
    const std::uint32_t number = std::uint32_t{unit.attempts} + unit.tenders;
    if (const int months = extension(lane, Holder::contractor, first.stable, number, ++contract.extensions);
        months > 0) {
        contract.ends = lane.row + months;
        return;
    }
    const TenderId tender =
        open_tender(lane, TenderKind::contract_end, contract.units, first.organisation, ProposalId::none());
    lane.outsourced[i].tender = tender;
}

/// In-house cost less price, and what preference adds to the price.
void account(Lane& lane)
{
    for (const Mutual& mutual : lane.mutuals) {
        if (!mutual.live)
            continue;
        const double in_house = mutual.contract_value / mutual.price_ratio / 12;
        lane.count(Observable::savings, mutual.service.value, 0, in_house - mutual.contract_value / 12);
        charge(lane, LeverKind::preference, in_house * mutual.preference_premium);
        if (lane.policy_at(mutual.service, mutual.region).pension_protection > 0)
            charge(lane, LeverKind::pension,
                   workforce(lane, mutual).staff * lane.parameters().trading.pension_cost / 12 *
                       lane.policy_at(mutual.service, mutual.region).pension_protection);
    }
    for (const OutsourcedContract& contract : lane.outsourced)
        if (contract.live)
            lane.count(Observable::savings, contract.service.value, 0,
                       contract.value * (1 - contract.price_ratio) / 12);
}

} // namespace

void trade(Lane& lane)
{
    const std::size_t mutuals = lane.mutuals.size();
    for (std::uint32_t m = 0; m < mutuals; ++m) {
        Mutual& mutual = lane.mutuals[m];
        if (!mutual.live || mutual.founded >= lane.row)
            continue;
        month_of_business(lane, mutual);
        if (mutual.reserves < -lane.parameters().trading.overdraft * mutual.contract_value) {
            fail(lane, MutualId{m});
            continue;
        }
        recruit(lane, mutual);
        end_of_contract(lane, MutualId{m});
    }
    for (std::size_t i = 0; i < lane.outsourced.size(); ++i)
        end_of_outsourced_contract(lane, i);
    account(lane);
}

} // namespace mutualise
