/// \file One proposal's fate, told from its logs.
#include "mutualise/analysis/story.hpp"

#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

std::string who(std::uint32_t voice)
{
    if (voice == counterpart::finance)
        return "finance";
    if (voice == counterpart::leadership)
        return "the leadership";
    return fmt::format("the manager at level {}", voice);
}

std::string bond_source(std::uint32_t source)
{
    return source == counterpart::host   ? "the host body"
           : source == counterpart::bank ? "a bank"
                                         : "the group's own money, or its partner's,";
}

std::string describe(const DecisionRow& row)
{
    const bool yes = row.outcome != 0;
    switch (static_cast<Decision>(row.decision)) {
    case Decision::support_application:
        return yes ? "applies for support" : "does not apply for support";
    case Decision::support_consent:
        return yes ? "the employer consents: support is granted" : "the employer does not consent to support";
    case Decision::ballot:
        return yes ? "the ballot is carried" : "the ballot is lost";
    case Decision::ballot_imposed:
        return yes ? "the sponsor goes on all the same" : "the sponsor accepts the ballot";
    case Decision::manager_veto:
        return who(row.counterpart) + (yes ? " vetoes" : " lets it pass");
    case Decision::finance_veto:
        return yes ? "finance vetoes" : "finance lets it pass";
    case Decision::leadership_veto:
        return yes ? "the leadership vetoes" : "the leadership lets it pass";
    case Decision::invoke_right:
        return yes ? "the group invokes its right to mutualise" : "the group does not invoke its right";
    case Decision::override_veto:
        return yes ? "the veto is overridden" : "the veto stands";
    case Decision::appeal:
        return yes ? "the appeal against the veto succeeds" : "the appeal against the veto fails";
    case Decision::direct_award:
        return yes ? "the buyer awards directly" : "the buyer puts it to open competition";
    case Decision::pqq_credit:
        return yes ? "the buyer counts the unit's own budget and history"
                   : "the buyer counts the staff group as a newcomer";
    case Decision::pqq_partner:
        return yes ? "a partner stands behind the group" : "no partner stands behind the group";
    case Decision::pqq_turnover:
        return yes ? "PQQ, turnover: passed" : "PQQ, turnover: failed";
    case Decision::pqq_accounts:
        return yes ? "PQQ, accounts: passed" : "PQQ, accounts: failed";
    case Decision::pqq_balance_sheet:
        return yes ? "PQQ, balance sheet: passed" : "PQQ, balance sheet: failed";
    case Decision::pqq_track_record:
        return yes ? "PQQ, track record: passed" : "PQQ, track record: failed";
    case Decision::bond_demand:
        return yes ? "a bond is demanded" : "no bond is demanded";
    case Decision::bond_raised:
        return bond_source(row.counterpart) + (yes ? " stands bond" : " does not stand bond");
    case Decision::award:
        return yes ? "the contract is awarded to the group" : "the contract goes elsewhere";
    case Decision::legal_challenge:
        return yes ? "the transfer is challenged in court" : "nobody goes to court";
    case Decision::legal_end:
        return yes ? "the court will end the transfer" : "the court will let it go on";
    case Decision::pension_bond:
        return yes ? "the host guarantees the pension fund" : "the host does not guarantee the pension fund";
    case Decision::building_survival:
        return "the group gives up building its case";
    case Decision::mobilisation_survival:
        return "the group gives up mobilising";
    case Decision::deadline:
        return "the deadline passes without approval";
    }
    return "";
}

std::string line(const Horizon& horizon, int row, const std::string& text)
{
    return fmt::format("  {}  {}\n", to_string(horizon.month_of_row(row)), text);
}

std::string tell(const Scenario& scenario, const SystemData& data, const ProposalRow& p, const Trajectory& trajectory)
{
    const Horizon& horizon = scenario.horizon;
    std::string text =
        line(horizon, p.launched,
             fmt::format("{} staff of {} in {} propose to step out (£{:.1f}m a year, quality {:.2f})", p.staff,
                         data.services[p.service].label, data.regions[p.region].name, p.value / 1e6, p.quality));
    for (const DecisionRow& decision : trajectory.decisions) {
        if (decision.proposal != p.proposal)
            continue;
        std::string told = describe(decision);
        if (static_cast<Decision>(decision.decision) == Decision::ballot)
            told += fmt::format(" ({:.0f} % back it)", 100 * static_cast<double>(p.ballot));
        else if (!std::isnan(decision.probability))
            told += fmt::format(" (chance of yes {:.2f})", static_cast<double>(decision.probability));
        text += line(horizon, decision.row, told);
    }
    if (p.reason >= 0)
        text += line(horizon, p.ended,
                     fmt::format("the proposal ends: {}", reason_names[static_cast<std::size_t>(p.reason)]));
    else if (p.ended >= 0)
        text += line(horizon, p.ended, "a mutual is founded");
    else
        text += line(horizon, horizon.rows() - 1, fmt::format("still in hand: {}", stage_names[p.stage]));
    return text;
}

} // namespace

std::string tell_cases(const Scenario& scenario, const SystemData& data, const Trajectory& trajectory)
{
    std::string text;
    for (const ProposalRow& row : trajectory.proposals)
        if ((row.flags & proposal_flag::put_in_by_hand) != 0)
            text += tell(scenario, data, row, trajectory);
    return text;
}

} // namespace mutualise
