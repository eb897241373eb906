/// \file Submodel 5.6, ordinary outsourcing: public units are put to tender at the service's rate nu_s, whoever wants
/// it. Staff may bid at short notice (the librarians of F-106), the more so the more of their champions are eager.
#include "tenders.hpp"

#include "mutualise/process/launch.hpp"
#include "mutualise/random/portable.hpp"

#include <algorithm>

namespace mutualise
{

namespace
{

/// survival[k] = (1 - h)^k, for k up to a branch's units.
struct NoticeRate {
    double hazard = 0; ///< a unit's monthly chance of a notice
    std::vector<double> survival{1.0};

    void reach(std::uint32_t units)
    {
        while (survival.size() <= units)
            survival.push_back(survival.back() * (1 - hazard));
    }
};

bool responds(const Lane& lane, UnitId u, const Tender& tender)
{
    const Parameters& p = lane.parameters();
    const double champions = lane.people->units[u].posts * p.proposals.champion_share;
    if (champions <= 0)
        return false;
    const double eager = lane.crowd->champions[lane.crowd->at(u, lane.column)] / champions;
    const double chance = p.procurement.responsive_chance * 2 * std::min(0.5, eager);
    return stream_of(lane, tender, Purpose::responsive_bid).uniform() < chance;
}

/// The staff's bid; under a contract preference the notice may be withdrawn in their favour.
void bid_at_short_notice(Lane& lane, UnitId u, TenderId tender)
{
    const ProposalId id = launch_proposal(lane, {u, 1}, Route::responsive, Cohort::responsive);
    const ContractPreference* preference = lane.policy_of(lane.people->units[u]).preference;
    if (preference != nullptr && preference->strength > 0 &&
        decide(lane, id, Decision::direct_award, Purpose::direct_award, preference->strength)) {
        abandon_tender(lane, tender);
        return prepare_direct_award(lane, id);
    }
    lane.proposals[id.value].contract = ContractRoute::competition;
    join_tender(lane, id, tender);
    test_staff_group(lane, tender);
}

void put_out(Lane& lane, UnitId u)
{
    const UnitState& unit = lane.units[u];
    if (unit.stage != Stage::public_body || unit.tender.exists() || unit.proposal.exists())
        return;
    const bool staff_could = may_propose(lane, u);
    const TenderId tender =
        open_tender(lane, TenderKind::outsourcing, {u}, lane.people->units[u].organisation, ProposalId::none());
    if (staff_could && responds(lane, u, lane.tenders[tender.value]))
        bid_at_short_notice(lane, u, tender);
}

} // namespace

void outsource_units(Lane& lane)
{
    const std::vector<Service>& services = lane.people->data->services;
    std::vector<NoticeRate> rates(services.size());
    for (std::size_t s = 0; s < services.size(); ++s) {
        const double annual = services[s].annual_tender_chance * lane.parameters().procurement.outsourcing_factor;
        rates[s].hazard = annual > 0 ? 1 - portable::exp(-annual / 12) : 0;
    }
    for (const Branch& branch : lane.people->branches) {
        NoticeRate& rate = rates[branch.service.value];
        if (rate.hazard <= 0)
            continue;
        rate.reach(branch.units.count);
        Stream stream(lane.key, Purpose::outsourcing, branch.stable, static_cast<std::uint32_t>(lane.month.value));
        // From notice to notice by geometric jumps: most branches cost one draw a month.
        std::uint32_t next = 0;
        while (next < branch.units.count) {
            const double u = stream.uniform();
            if (u <= rate.survival[branch.units.count - next])
                break;
            std::uint32_t skipped = 0;
            while (u <= rate.survival[skipped + 1])
                ++skipped;
            put_out(lane, UnitId{branch.units.first.value + next + skipped});
            next += skipped + 1;
        }
    }
}

} // namespace mutualise
