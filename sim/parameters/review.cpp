#include "mutualise/parameters/review.hpp"

#include <array>

namespace mutualise
{

template <>
std::span<const Field<ReviewParameters>> fields<ReviewParameters>()
{
    using P = ReviewParameters;
    static const std::array<Field<P>, 18> list{{
        {"unit_manager_veto", &P::unit_manager_veto, "log-odds", -12, 12, "assumed; Beta(2, 2); fitted",
         "b_1: the unit's own manager, average case"},
        {"middle_manager_veto", &P::middle_manager_veto, "log-odds", -12, 12, "assumed; Beta(2, 2); F-100; fitted",
         "b_k between unit and head: the granite layer"},
        {"head_veto", &P::head_veto, "log-odds", -12, 12, "assumed; Beta(2, 2); F-100; fitted",
         "b_L: the head of the organisation"},
        {"resistance_weight", &P::resistance_weight, "log-odds", 0, 2, "assumed",
         "b_rho: weight of the manager's resistance (2 rho - 1)"},
        {"resistance_mean", &P::resistance_mean, "log-odds", -4, 4, "assumed", "mean of logit rho at the start"},
        {"resistance_spread", &P::resistance_spread, "log-odds", 0, 3, "assumed",
         "standard deviation of logit rho between managers"},
        {"quality_weight", &P::quality_weight, "log-odds", 0, 2, "assumed",
         "b_q: weight of the case's quality (2q - 1)"},
        {"ballot_weight", &P::ballot_weight, "log-odds", 0, 2, "assumed", "b_S: weight of the ballot above the quorum"},
        {"cuts_weight", &P::cuts_weight, "log-odds", 0, 2, "assumed; F-95",
         "b_cuts: pressure makes senior managers more willing"},
        {"sponsor_weight", &P::sponsor_weight, "log-odds", 0, 2, "assumed; F-97",
         "b_sp: a sponsored case is vetoed less"},
        {"finance_veto", &P::finance_veto, "log-odds", -12, 12, "assumed", "b_fin: finance, average case"},
        {"finance_strictness", &P::finance_strictness, "log-odds", 0, 2, "assumed",
         "b_ff: weight of the finance quantile"},
        {"finance_reserves", &P::finance_reserves, "log-odds", 0, 2, "assumed",
         "b_res: weight of the group's reserves over annual value, at most 1"},
        {"leadership_veto", &P::leadership_veto, "log-odds", -12, 12, "assumed", "b_lead: leadership, average"},
        {"leadership_weight", &P::leadership_weight, "log-odds", 0, 2, "assumed; F-97",
         "b_lq: weight of the leadership quantile"},
        {"answer_chance", &P::answer_chance, "1/month", 0.01, 1, "assumed", "monthly chance that a level answers"},
        {"appeal_chance", &P::appeal_chance, "-", 0, 1, "assumed; fitted",
         "chance that an appeal without a right succeeds"},
        {"invoke_reluctance", &P::invoke_reluctance, "-", 0, 1, "assumed",
         "a group invokes the right with 1 - reluctance (1 - strength)(1 - backing)"},
    }};
    return list;
}

} // namespace mutualise
