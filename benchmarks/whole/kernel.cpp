#include "kernel.hpp"

#include "../../sim/process/attitude_equation.hpp"
#include "mutualise/parallel/loops.hpp"
#include "mutualise/process/schedule.hpp"
#include "mutualise/run/batch.hpp"

#include <fmt/format.h>

namespace mutualise::bench
{

namespace
{

/// FNV-1a over the lanes in use.
std::string hash_of(const Crowd& crowd, std::size_t posts)
{
    std::uint64_t hash = 0xCBF2'9CE4'8422'2325U;
    for (std::size_t e = 0; e < posts; ++e)
        for (int l = 0; l < crowd.lanes; ++l)
            hash = (hash ^ crowd.attitude[e * crowd.width + l]) * 0x100'0000'01B3U;
    return fmt::format("{:016x}", hash);
}

void next_month(const Population& people, std::vector<Lane>& lanes, Crowd& crowd)
{
    for (Lane& lane : lanes) {
        ++lane.row;
        lane.month = lane.scenario->horizon.month_of_row(lane.row);
        apply_policy(lane);
        apply_austerity(lane);
    }
    renew_staff(people, lanes, crowd);
}

} // namespace

KernelTime time_kernel(const Population& people, const Scenario& scenario, int lanes, int threads, InstructionSet set,
                       int repeats)
{
    const ThreadLimit limit(threads);
    Crowd crowd = make_crowd(people, lanes);
    const auto levels = levels_above_units(people);
    std::vector<Lane> runs;
    for (std::uint32_t l = 0; l < static_cast<std::uint32_t>(lanes); ++l) {
        runs.push_back(start_lane(people, scenario, run_key(scenario.seed, l), crowd, l, levels));
        apply_policy(runs.back());
        apply_austerity(runs.back());
        place_initial_state(runs.back());
    }
    start_attitudes(people, runs, crowd, set);
    next_month(people, runs, crowd);
    update_attitudes(people, runs, crowd, set); // touches every page
    Spread times = repeated(
        repeats, [&] { update_attitudes(people, runs, crowd, set); }, [&] { next_month(people, runs, crowd); });
    const double steps = 1e-9 * static_cast<double>(people.employees.size()) * lanes;
    for (double* time : {&times.median, &times.least, &times.most})
        *time /= steps;
    return {times, hash_of(crowd, people.employees.size())};
}

Spread time_reference(const Population& people, int repeats)
{
    std::vector<float> x(people.employees.size(), 0.46F), next(x.size());
    const AttitudeParameters p;
    const auto omega = static_cast<float>(p.team_weight), own = static_cast<float>(p.spread);
    const auto least = static_cast<float>(p.influence_least);
    const auto span = static_cast<float>(p.influence_most - p.influence_least);
    const auto opposition = static_cast<float>(p.union_opposition);
    const auto deterrent = static_cast<float>(p.pension_deterrent);
    const auto ties_each = static_cast<float>(people.ties_each);
    const auto month = [&] {
        for (const Team& team : people.teams) {
            const std::uint32_t first = team.first_employee.value;
            float mean = 0;
            for (std::uint32_t e = first; e < first + team.posts; ++e)
                mean += x[e];
            mean /= static_cast<float>(team.posts);
            for (std::uint32_t e = first; e < first + team.posts; ++e) {
                const EmployeeTraits& traits = people.employees[e];
                float ties = 0;
                for (const std::uint32_t t : people.ties_of(EmployeeId{e}))
                    ties += x[t];
                const float l = attitude_equation::private_leaning(
                    0.46F, 1.0F, own, static_cast<float>(traits.leaning) / normal_quantile_one,
                    traits.union_quantile < 36700 ? opposition : 0.0F, deterrent,
                    static_cast<float>(traits.pension) / 255);
                const float w =
                    attitude_equation::weight_of_others(least, span, static_cast<float>(traits.openness) / 255);
                next[e] = attitude_equation::moved(l, omega * mean + (1 - omega) * ties / ties_each, w);
            }
        }
        x.swap(next);
    };
    month();
    Spread times = repeated(repeats, month);
    for (double* time : {&times.median, &times.least, &times.most})
        *time *= 1e9 / static_cast<double>(people.employees.size());
    return times;
}

double least_traffic(const Population& people, int lanes)
{
    constexpr double row_read = 2, row_written = 2, far_line = 64;
    const double shared = far_line + 4.0 * people.ties_each + sizeof(EmployeeTraits);
    return row_read + row_written + shared / lanes;
}

} // namespace mutualise::bench
