/// \file Submodel 5.4: who proposes to step out, how the case is built, and the ballot.
/// Symbols are those of docs/model.md, section 5.4; bounds, units and sources stand in `fields()`.
#pragma once

#include "mutualise/core/field.hpp"

namespace mutualise
{

/// The defaults; meaning, unit, bounds and source of each are its row of `fields()`.
struct ProposalParameters {
    double launch_rate = 0.000126;
    double champion_exponent = 0.65;
    double champion_share = 0.0184;
    double launch_attitude = 0.55;
    double campaign_drive = 0.2;
    double drive_ceiling = 40.0;
    double precedent_weight = 1.05;
    double expectation_weight = 5.79;
    double believed_veto = 0.35;
    double believed_win = 0.15;
    double believed_win_pqq = 0.15;
    double believed_win_bond = 0.1;
    double sponsor_rate = 0.00261;
    double sponsor_base = -1.0;
    double sponsor_leadership = 2.0;
    double sponsor_pressure = 1.0;
    double whole_branch_chance = 0.543;
    double building_months = 6.0;
    double building_shape = 4.0;
    double building_abandonment = 0.0251;
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
    double backing_attitude = 0.37;
    double conformity = 0.3;
    double quorum = 0.5;
    double impose_chance = 0.33;
    friend bool operator==(const ProposalParameters&, const ProposalParameters&) = default;
};

template <>
std::span<const Field<ProposalParameters>> fields<ProposalParameters>();

} // namespace mutualise
