#include "mutualise/parameters/proposal.hpp"

#include <array>

namespace mutualise
{

template <>
std::span<const Field<ProposalParameters>> fields<ProposalParameters>()
{
    using P = ProposalParameters;
    static const std::array<Field<P>, 34> list{{
        {"launch_rate", &P::launch_rate, "1/month", 0, 0.001, "assumed; fitted",
         "eta: monthly launch hazard of a unit with one eager champion at drive 1"},
        {"champion_exponent", &P::champion_exponent, "-", 0.3, 1, "assumed; U(.3, 1); F-50",
         "alpha: launch hazard grows with champions^alpha"},
        {"champion_share", &P::champion_share, "-", 0, 0.1, "assumed; fitted",
         "share of employees who would lead a proposal"},
        {"launch_attitude", &P::launch_attitude, "-", 0, 1, "assumed",
         "x_launch: a champion with at least this attitude is eager"},
        {"campaign_drive", &P::campaign_drive, "-", 0, 2, "assumed",
         "a_k: drive rises by this per unit of campaign intensity"},
        {"drive_ceiling", &P::drive_ceiling, "-", 1, 60, "assumed", "A_max: the largest drive"},
        {"precedent_weight", &P::precedent_weight, "-", 0, 5, "assumed; F-98; fitted",
         "kappa: weight of seen successes less seen failures in the drive"},
        {"expectation_weight", &P::expectation_weight, "-", 0, 12, "assumed; fitted",
         "k_Pi: weight of the perceived chance, above the chance without levers"},
        {"believed_veto", &P::believed_veto, "-", 0, 1, "assumed",
         "v0: believed chance of a veto at each manager level"},
        {"believed_win", &P::believed_win, "-", 0, 1, "assumed", "w0: believed chance to win a contested contract"},
        {"believed_win_pqq", &P::believed_win_pqq, "-", 0, 1, "assumed",
         "w0 rises by this where the prequalification tests are fully relaxed"},
        {"believed_win_bond", &P::believed_win_bond, "-", 0, 1, "assumed",
         "w0 rises by this where the bond is fully waived"},
        {"sponsor_rate", &P::sponsor_rate, "1/month", 0, 0.2, "assumed; F-95; fitted",
         "eta_sp: monthly sponsoring hazard of a branch at full willingness and drive 1"},
        {"sponsor_base", &P::sponsor_base, "log-odds", -6, 6, "assumed",
         "s0: a sponsor's willingness at average leadership and no pressure"},
        {"sponsor_leadership", &P::sponsor_leadership, "log-odds", 0, 4, "assumed; F-97",
         "s_L: weight of the leadership quantile"},
        {"sponsor_pressure", &P::sponsor_pressure, "log-odds", 0, 4, "assumed; F-95",
         "s_P: weight of the pressure of cuts"},
        {"whole_branch_chance", &P::whole_branch_chance, "-", 0, 1, "assumed; F-96; fitted",
         "p_whole: chance that a sponsor takes the whole branch"},
        {"building_months", &P::building_months, "months", 1, 36, "assumed", "mean time to build a case"},
        {"building_shape", &P::building_shape, "-", 0.5, 50, "assumed", "shape of that Gamma time"},
        {"building_abandonment", &P::building_abandonment, "1/month", 0, 0.5, "assumed; F-33; fitted",
         "monthly hazard of giving up while building"},
        {"quality_alpha", &P::quality_alpha, "-", 0.2, 50, "assumed", "first shape of the quality q ~ Beta"},
        {"quality_beta", &P::quality_beta, "-", 0.2, 50, "assumed", "second shape of the quality q ~ Beta"},
        {"apply_chance", &P::apply_chance, "-", 0, 1, "assumed",
         "p_apply: chance that a group applies to an open support programme"},
        {"consent_weight", &P::consent_weight, "log-odds", 0, 4, "assumed",
         "the employer consents to support with logistic(weight (2 lambda - 1) + 1)"},
        {"pathfinder_quality_gain", &P::pathfinder_quality_gain, "-", 0, 1, "assumed; F-131",
         "share of the gap to quality 1 closed by a pathfinder's mentors"},
        {"pathfinder_time_factor", &P::pathfinder_time_factor, "-", 0.1, 1, "assumed; F-131",
         "multiplies a pathfinder's building time"},
        {"cooling_off_months", &P::cooling_off_months, "months", 0, 120, "assumed",
         "months before a unit whose proposal died may launch again"},
        {"quality_in_ballot", &P::quality_in_ballot, "-", 0, 1, "assumed",
         "g_q: weight of q - 1/2 in the support for a proposal"},
        {"alternative_in_ballot", &P::alternative_in_ballot, "-", 0, 1, "assumed; F-95",
         "g_alt: added support where the alternative is divestment, tender or closure"},
        {"takeover_in_ballot", &P::takeover_in_ballot, "-", 0, 1, "assumed; F-89",
         "g_take: support lost to the fear of a private stake or takeover"},
        {"backing_attitude", &P::backing_attitude, "-", 0, 1, "assumed; fitted",
         "x_back: support at which an employee is indifferent to the others' backing"},
        {"conformity", &P::conformity, "-", 0.02, 5, "assumed",
         "g: how far support may lie below x_back and still be carried by the others"},
        {"quorum", &P::quorum, "-", 0, 1, "assumed", "share of backing at which a ballot is carried"},
        {"impose_chance", &P::impose_chance, "-", 0, 1, "assumed; Beta(2, 4)",
         "p_impose: chance that a sponsor goes on after a lost ballot"},
    }};
    return list;
}

} // namespace mutualise
