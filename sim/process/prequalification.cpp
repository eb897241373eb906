#include "prequalification.hpp"

#include "tenders.hpp"

#include <algorithm>
#include <limits>

namespace mutualise
{

namespace
{

constexpr double plenty = std::numeric_limits<double>::infinity(); // more than any buyer asks

double credit_chance(const ProcurementParameters& p, const PqqProportionality* lever)
{
    return lever == nullptr ? p.credit_chance : std::max(p.credit_chance, lever->count_predecessor);
}

const PqqProportionality* lever_of(const Lane& lane, const Tender& tender)
{
    return terms_of(lane, lane.scenario->levers.pqq, tender.opened, tender.service, tender.region);
}

double track_record_luck(const Lane& lane, const Tender& tender)
{
    return stream_of(lane, tender, Purpose::track_record).uniform();
}

Requirements requirements_under(const Lane& lane, const Tender& tender, const PqqProportionality* lever)
{
    const ProcurementParameters& p = lane.parameters().procurement;
    const double strictness =
        strictness_factor(p.strictness_spread, lane.people->organisations[tender.buyer].strictness);
    return requirements(p, strictness, tender.lot, lever, track_record_luck(lane, tender));
}

/// Nothing but a grant, unless the unit's history counts or a partner lends its own. A partner has no record in the
/// service.
Standing standing_of_staff(const Proposal& proposal, double own_budget, bool history, bool partner)
{
    Standing staff;
    staff.turnover = partner ? plenty : history ? own_budget : 0;
    staff.accounts_years = partner || history ? plenty : 0;
    staff.reserves = partner ? plenty : proposal.grant;
    staff.track_record = history;
    staff.employee_led = true;
    return staff;
}

/// For staff groups and mutuals: each passes a test switched off by `[diagnostic] remove`.
std::array<bool, 4> take_tests_left(const Lane& lane, const Requirements& asked, const Standing& bidder)
{
    std::array<bool, 4> passed = take_tests(asked, bidder);
    for (std::size_t test = 0; test < passed.size(); ++test)
        passed[test] = passed[test] || lane.removed(failed_pqq(static_cast<PqqTest>(test)));
    return passed;
}

bool counted(Lane& lane, const Tender& tender, const std::array<bool, 4>& passed)
{
    const std::optional<PqqTest> failed = first_failed(passed);
    if (failed)
        lane.count(Observable::pqq_failures, tender.service.value, static_cast<std::size_t>(*failed));
    return !failed;
}

bool passes_without_lever(const Lane& lane, const Proposal& proposal, const Tender& tender)
{
    const double chance = lane.parameters().procurement.credit_chance;
    const bool history = stream_of(lane, proposal, Purpose::credit).uniform() < chance;
    const Standing staff = standing_of_staff(proposal, tender.value, history, has_partner(lane, proposal));
    return !first_failed(take_tests_left(lane, requirements_under(lane, tender, nullptr), staff));
}

} // namespace

Requirements requirements_of(const Lane& lane, const Tender& tender)
{
    return requirements_under(lane, tender, lever_of(lane, tender));
}

double strictness_factor(double spread, double quantile) { return 1 + spread * (2 * quantile - 1); }

Requirements requirements(const ProcurementParameters& p, double strictness, double lot,
                          const PqqProportionality* lever, double track_record_luck)
{
    double multiple = p.turnover_multiple * strictness, years = p.accounts_years * strictness;
    Requirements asked;
    if (lever != nullptr) {
        multiple = std::min(multiple, lever->turnover_cap);
        years = std::min(years, lever->accounts_years);
        asked.balance_waived_months = lever->balance_waived_months;
    }
    asked.turnover = multiple * lot;
    asked.accounts_years = years;
    asked.reserves = p.balance_share * strictness * lot;
    asked.track_record = track_record_luck < std::min(1.0, p.track_record_chance * strictness);
    return asked;
}

std::array<bool, 4> take_tests(const Requirements& asked, const Standing& bidder)
{
    const bool balance_waived = bidder.employee_led && bidder.age_months < asked.balance_waived_months;
    return {bidder.turnover >= asked.turnover, bidder.accounts_years >= asked.accounts_years,
            balance_waived || asked.reserves <= 0 || bidder.reserves >= asked.reserves,
            bidder.track_record || !asked.track_record};
}

std::optional<PqqTest> first_failed(const std::array<bool, 4>& passed)
{
    const auto failed = std::find(passed.begin(), passed.end(), false);
    if (failed == passed.end())
        return std::nullopt;
    return static_cast<PqqTest>(failed - passed.begin());
}

bool counts_history(const Lane& lane, const Proposal& proposal)
{
    const Unit& unit = first_unit(lane, proposal);
    const auto* lever = terms_of(lane, lane.scenario->levers.pqq, proposal.terms_row, unit.service, unit.region);
    return stream_of(lane, proposal, Purpose::credit).uniform() < credit_chance(lane.parameters().procurement, lever);
}

bool has_partner(const Lane& lane, const Proposal& proposal)
{
    return stream_of(lane, proposal, Purpose::partner).uniform() < lane.parameters().procurement.partner_chance;
}

std::optional<ExitReason> prequalify_staff(Lane& lane, ProposalId id, const Tender& tender)
{
    const ProcurementParameters& p = lane.parameters().procurement;
    Proposal& proposal = lane.proposals[id.value];
    const PqqProportionality* lever = lever_of(lane, tender);
    const bool history = decide(lane, id, Decision::pqq_credit, Purpose::credit, credit_chance(p, lever));
    const bool partner = decide(lane, id, Decision::pqq_partner, Purpose::partner, p.partner_chance);
    // Taken before the tests: a relaxed test must not cost a group the partner who would have stood its bond.
    if (partner)
        proposal.partner_equity = p.partner_equity;
    const Standing staff = standing_of_staff(proposal, tender.value, history, partner);
    const std::array<bool, 4> passed = take_tests_left(lane, requirements_of(lane, tender), staff);
    for (std::size_t test = 0; test < passed.size(); ++test)
        log_test(lane, id, static_cast<Decision>(static_cast<std::size_t>(Decision::pqq_turnover) + test),
                 passed[test]);
    if (!counted(lane, tender, passed))
        return failed_pqq(*first_failed(passed));
    proposal.relaxed_pqq = lever != nullptr && !passes_without_lever(lane, proposal, tender);
    return std::nullopt;
}

bool prequalify_mutual(Lane& lane, MutualId id, const Tender& tender)
{
    const Mutual& mutual = lane.mutuals[id.value];
    Standing bidder;
    bidder.turnover = mutual.contract_value;
    bidder.age_months = lane.row - mutual.founded;
    bidder.accounts_years = bidder.age_months / 12.0;
    bidder.reserves = mutual.reserves;
    bidder.track_record = mutual.service == tender.service;
    bidder.employee_led = true;
    return counted(lane, tender, take_tests_left(lane, requirements_of(lane, tender), bidder));
}

bool prequalify_contractor(Lane& lane, ContractorId id, const Tender& tender)
{
    const Contractor& fixed = lane.people->contractors[id];
    const ContractorState& state = lane.contractors[id];
    Standing bidder;
    bidder.turnover = fixed.revenue + state.revenue;
    bidder.accounts_years = plenty;
    // The whole company's capital, however thin a slice of the country is simulated.
    bidder.reserves = fixed.working_capital * lane.parameters().contractors.working_capital_factor;
    bidder.track_record = fixed.offers(tender.service) || state.contracts_by_service[tender.service.value] > 0;
    return counted(lane, tender, take_tests(requirements_under(lane, tender, nullptr), bidder));
}

} // namespace mutualise
