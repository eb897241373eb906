/// \file Populations of a few units built by hand, and a lane to run a process on them: no synthesis, no data files.
#pragma once

#include "mutualise/population/population.hpp"
#include "mutualise/state/lane.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

namespace mutualise::testing
{

/// How large a tiny population is: `branches` organisations of one branch each, everyone in one service and region.
struct TinyShape {
    int branches = 1;
    int units = 1; ///< a branch
    int teams = 1; ///< a unit
    int team_posts = 6;
    int ties_each = 6;
    ServiceId service{0};   ///< 0: libraries (council), 1: community_health (health, separate commissioner)
    std::uint64_t seed = 1; ///< of traits and ties
};

/// Numbers for traits and ties of test populations: splitmix64 (Steele et al. 2014), apart from the model's streams.
class TinyNumbers
{
public:
    explicit TinyNumbers(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next()
    {
        std::uint64_t z = (state_ += 0x9E37'79B9'7F4A'7C15U);
        z = (z ^ z >> 30) * 0xBF58'476D'1CE4'E5B9U;
        z = (z ^ z >> 27) * 0x94D0'49BB'1331'11EBU;
        return z ^ z >> 31;
    }
    double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(next() % bound); }
    /// Nearly standard normal, in (-4, 4): the sum of 12 uniforms.
    double normal()
    {
        double sum = -6;
        for (int i = 0; i < 12; ++i)
            sum += uniform();
        return std::clamp(sum, -3.99, 3.99);
    }
    std::int16_t normal_quantile() { return static_cast<std::int16_t>(normal() * normal_quantile_one); }

private:
    std::uint64_t state_;
};

/// One region (London, England), a council and a health service, no contractors, no initial proposals.
inline std::shared_ptr<SystemData> tiny_data()
{
    auto data = std::make_shared<SystemData>();
    data->regions.push_back({.name = "london", .nation = Nation::england, .population_share = 1});
    Service libraries;
    libraries.name = "libraries";
    libraries.label = "Libraries";
    libraries.sector = Sector::local;
    libraries.group = ServiceGroup::council;
    libraries.organisation_kind = "council";
    libraries.eligible_early = libraries.eligible_later = {1, 1, 1, 1};
    Service health = libraries;
    health.name = "community_health";
    health.label = "Community health";
    health.sector = Sector::central_nhs;
    health.group = ServiceGroup::health;
    health.organisation_kind = "trust";
    health.union_density = 0.43;
    health.separate_commissioner = true;
    data->services = {libraries, health};
    data->organisation_kinds = {{.name = "council", .count = 1}, {.name = "trust", .count = 1}};
    data->digest = "tiny";
    return data;
}

/// Superiors over a branch's own managers, `span` subordinates each, up to one head; returns the head.
inline ManagerId add_superiors(Population& people, const Branch& branch, std::uint32_t span, TinyNumbers& numbers)
{
    IdRange<ManagerId> below{ManagerId{branch.units.first.value}, branch.units.count};
    for (std::uint8_t level = 2; below.count > 1; ++level) {
        const ManagerId first{static_cast<std::uint32_t>(people.managers.size())};
        const std::uint32_t superiors = (below.count + span - 1) / span;
        for (std::uint32_t i = 0; i < superiors; ++i)
            people.managers.append({.organisation = branch.organisation,
                                    .level = level,
                                    .resistance = static_cast<float>(numbers.normal()),
                                    .stable = first.value + i});
        for (std::uint32_t i = 0; i < below.count; ++i)
            people.managers[ManagerId{below.first.value + i}].superior = ManagerId{first.value + i / span};
        below = {first, superiors};
    }
    return below.first;
}

/// Appends one unit with its teams and employees.
inline void add_unit(Population& people, const TinyShape& shape, BranchId branch, OrganisationId organisation,
                     TinyNumbers& numbers)
{
    Unit unit;
    unit.branch = branch;
    unit.organisation = organisation;
    unit.service = shape.service;
    unit.first_employee = EmployeeId{static_cast<std::uint32_t>(people.employees.size())};
    unit.posts = static_cast<std::uint32_t>(shape.teams * shape.team_posts);
    unit.first_team = TeamId{static_cast<std::uint32_t>(people.teams.size())};
    unit.teams = static_cast<std::uint32_t>(shape.teams);
    unit.annual_value = unit.posts * (*people.data)[shape.service].value_per_post;
    unit.leaning = static_cast<float>(numbers.normal());
    unit.eligibility = static_cast<float>(numbers.uniform());
    unit.stable = static_cast<std::uint32_t>(people.units.size());
    for (int t = 0; t < shape.teams; ++t) {
        people.teams.append({.first_employee = EmployeeId{static_cast<std::uint32_t>(people.employees.size())},
                             .posts = static_cast<std::uint16_t>(shape.team_posts),
                             .leaning = numbers.normal_quantile()});
        for (int i = 0; i < shape.team_posts; ++i)
            people.employees.push_back({.leaning = numbers.normal_quantile(),
                                        .openness = static_cast<std::uint8_t>(numbers.below(256)),
                                        .pension = static_cast<std::uint8_t>(numbers.below(256)),
                                        .union_quantile = static_cast<std::uint16_t>(numbers.below(65536)),
                                        .champion_quantile = static_cast<std::uint16_t>(numbers.below(65536))});
    }
    people.units.append(unit);
}

/// Ties anywhere among the others (to oneself only where there is nobody else).
inline void add_ties(Population& people, TinyNumbers& numbers)
{
    const auto posts = static_cast<std::uint32_t>(people.employees.size());
    people.ties.reserve(people.employees.size() * static_cast<std::size_t>(people.ties_each));
    for (std::uint32_t e = 0; e < posts; ++e)
        for (int k = 0; k < people.ties_each; ++k)
            people.ties.push_back(posts == 1 ? 0 : (e + 1 + numbers.below(posts - 1)) % posts);
}

inline Population tiny_population(const TinyShape& shape)
{
    Population people;
    people.data = tiny_data();
    people.ties_each = shape.ties_each;
    people.settings.ties_organisation = shape.ties_each;
    people.settings.ties_region = people.settings.ties_service = 0;
    TinyNumbers numbers(shape.seed);
    for (int b = 0; b < shape.branches; ++b) {
        const BranchId branch{static_cast<std::uint32_t>(b)};
        const OrganisationId organisation{static_cast<std::uint32_t>(b)};
        Branch row;
        row.organisation = organisation;
        row.service = shape.service;
        row.units = {UnitId{static_cast<std::uint32_t>(people.units.size())}, static_cast<std::uint32_t>(shape.units)};
        row.first_employee = EmployeeId{static_cast<std::uint32_t>(people.employees.size())};
        row.posts = static_cast<std::uint32_t>(shape.units * shape.teams * shape.team_posts);
        row.stable = branch.value;
        for (int u = 0; u < shape.units; ++u)
            add_unit(people, shape, branch, organisation, numbers);
        people.branches.append(row);
        Organisation body;
        body.kind = shape.service.value == 1 ? 1 : 0;
        body.strictness = body.leadership = body.finance = 0.5F;
        body.branches = {branch};
        body.posts = row.posts;
        body.stable = organisation.value;
        people.organisations.append(std::move(body));
    }
    for (const Unit& unit : people.units)
        people.managers.append({.organisation = unit.organisation,
                                .level = 1,
                                .resistance = static_cast<float>(numbers.normal()),
                                .stable = unit.stable});
    for (Branch& branch : people.branches)
        branch.head = add_superiors(people, branch, 6, numbers);
    add_ties(people, numbers);
    return people;
}

/// One branch of `units` units of `teams_per_unit` teams of `team_posts` posts.
inline Population tiny_population(int units, int teams_per_unit, int team_posts)
{
    return tiny_population(TinyShape{.units = units, .teams = teams_per_unit, .team_posts = team_posts});
}

/// A lane in the first month of the horizon, everything public and eligible, budgets whole, no lever in force; what a
/// run would draw (service means, unequal cuts) is at its mean. `people`, `scenario` and `crowd` must outlive it.
inline Lane make_lane(const Population& people, const Scenario& scenario, Crowd& crowd, std::uint32_t column = 0,
                      RunKey key = RunKey{1})
{
    Lane lane = start_lane(people, scenario, key, crowd, column, levels_above_units(people));
    lane.month = scenario.horizon.first;
    lane.row = 1;
    lane.service_mean.assign(people.data->services.size(), scenario.parameters.attitudes.mean);
    lane.cut_factor.assign(people.organisations.size(), 1);
    LocalPolicy policy;
    policy.eligible_share = 1;
    lane.policy.assign(lane.policy.size(), policy);
    return lane;
}

/// The lane's next month.
inline void next_month(Lane& lane)
{
    ++lane.month;
    ++lane.row;
}

} // namespace mutualise::testing
