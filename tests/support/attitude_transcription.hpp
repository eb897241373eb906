/// \file Submodel 5.3 written a second time, slowly, in doubles: the oracle of the fixed-point kernel. Shares with it
/// the equation alone (attitude_equation.hpp), which published and hand-worked values test.
#pragma once

#include "../../sim/process/attitude_equation.hpp"
#include "mutualise/state/lane.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace mutualise::testing
{

/// Friedkin & Johnsen's model: x_i' = (1 - a_i) l_i + a_i sum_j W_ij x_j.
struct InfluenceNetwork {
    std::vector<double> susceptibility;                               ///< a_i
    std::vector<std::vector<std::pair<std::size_t, double>>> weights; ///< row i: (j, W_ij)
};

inline std::vector<double> influenced(const InfluenceNetwork& network, const std::vector<double>& x,
                                      const std::vector<double>& l)
{
    std::vector<double> next(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        double influence = 0;
        for (const auto& [j, weight] : network.weights[i])
            influence += weight * x[j];
        next[i] = attitude_equation::moved(l[i], influence, network.susceptibility[i]);
    }
    return next;
}

/// Teams (oneself included) and ties as one influence matrix.
inline InfluenceNetwork network_of(const Population& people, const AttitudeParameters& p)
{
    InfluenceNetwork network;
    network.susceptibility.resize(people.employees.size());
    network.weights.resize(people.employees.size());
    for (const Team& team : people.teams)
        for (std::size_t i = team.first_employee.value; i < team.first_employee.value + std::size_t{team.posts}; ++i) {
            network.susceptibility[i] = attitude_equation::weight_of_others(
                p.influence_least, p.influence_most - p.influence_least, people.employees[i].openness / 255.0);
            for (std::size_t j = 0; j < team.posts; ++j)
                network.weights[i].emplace_back(team.first_employee.value + j, p.team_weight / team.posts);
            for (const std::uint32_t tie : people.ties_of(EmployeeId{static_cast<std::uint32_t>(i)}))
                network.weights[i].emplace_back(tie, (1 - p.team_weight) / people.ties_each);
        }
    return network;
}

/// l_i of everyone under the lane's present signals.
inline std::vector<double> private_leanings(const Population& people, const Lane& lane)
{
    const AttitudeParameters& p = lane.scenario->parameters.attitudes;
    std::vector<double> leanings;
    for (const UnitId u : people.units.ids()) {
        const Unit& unit = people.units[u];
        const LocalPolicy& policy = lane.policy_of(unit);
        double signal = p.cuts_signal * lane.pressure[unit.branch] + p.campaign_signal * policy.campaign_intensity;
        if (lane.units[u].owner == OwnerKind::mutual) {
            const double months = lane.row - lane.mutuals[lane.units[u].owner_id].founded;
            signal += p.ownership_signal * std::min(1.0, months / p.ownership_months);
        }
        const double density = std::min(1.0, people.service(unit).union_density * p.union_density_factor);
        for (const TeamId t : people.teams_of(unit))
            for (std::uint32_t i = 0; i < people.teams[t].posts; ++i) {
                const EmployeeTraits& traits = people.employees[people.teams[t].first_employee.value + i];
                const double shared = lane.service_mean[unit.service.value] + signal +
                                      p.spread * (std::sqrt(p.unit_share) * static_cast<double>(unit.leaning) +
                                                  std::sqrt(p.team_share) * people.teams[t].leaning / 8192.0);
                const double own = p.spread * std::sqrt(1 - p.unit_share - p.team_share);
                const double opposition = traits.union_quantile < density * 65536 ? p.union_opposition : 0;
                const double deterrent = p.pension_deterrent * (1 - policy.pension_protection);
                leanings.push_back(attitude_equation::private_leaning(shared, 1.0, own, traits.leaning / 8192.0,
                                                                      opposition, deterrent, traits.pension / 255.0));
            }
    }
    return leanings;
}

} // namespace mutualise::testing
