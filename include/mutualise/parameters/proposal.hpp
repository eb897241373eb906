/// \file Submodel 5.4: who proposes to step out, how the case is built, and the ballot.
/// Symbols are those of docs/model.md, section 5.4; bounds, units and sources stand in `fields()`.
#pragma once

#include "mutualise/core/field.hpp"

namespace mutualise
{

struct ProposalParameters {
    double launch_rate = 9.32e-5;
    double champion_exponent = 0.65;
    double champion_share = 0.0194;
    double launch_attitude = 0.55;
    double campaign_drive = 0.2;
    double drive_ceiling = 40.0;
    double precedent_weight = 1.01;
    double expectation_weight = 6.12;
    double believed_veto = 0.35;
    double believed_win = 0.15;
    double believed_win_pqq = 0.15;
    double believed_win_bond = 0.1;
    double sponsor_rate = 0.00227;
    double sponsor_base = -1.0;
    double sponsor_leadership = 2.0;
    double sponsor_pressure = 1.0;
    double whole_branch_chance = 0.491;
    double building_months = 6.0;
    double building_shape = 4.0;
    double building_abandonment = 0.0217;
    double quality_alpha = 3.0;
    double quality_beta = 3.0;
    double apply_chance = 0.6;
    double consent_weight = 2.0;
    double pathfinder_quality_gain = 0.1;
    double pathfinder_time_factor = 0.8;
    double cooling_off_months = 18.0;
    double quality_in_ballot = 0.2;
    double alternative_in_ballot = 0.15;
    double takeover_in_ballot = 0.1;
    double backing_attitude = 0.372;
    double conformity = 0.3;
    double quorum = 0.5;
    double impose_chance = 0.33;
    friend bool operator==(const ProposalParameters&, const ProposalParameters&) = default;
};

template <>
std::span<const Field<ProposalParameters>> fields<ProposalParameters>();

} // namespace mutualise
