/// \file The attitude and turnover kernels alone: nanoseconds per employee, month and lane. `mutualise-bench` has them
/// beside their bound and reference, in a run's own state.
///
/// The population is synthetic but full-scale-like: 6 million posts in 25 services x 12 regions, teams of 6 to 18, ties
/// 3 in the branch, 2 in the service and region, 1 in the service. MUTUALISE_BENCH_SCALE thins it (default 1).
/// "hash" is a digest of the attitudes after the timed months: equal for every instruction set.
#include "../sim/process/attitude_terms.hpp"
#include "mutualise/parallel/loops.hpp"
#include "mutualise/process/schedule.hpp"
#include "support/tiny_population.hpp"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace
{

using namespace mutualise;

std::uint32_t pick(testing::TinyNumbers& numbers, std::uint32_t first, std::uint32_t count)
{
    return first + numbers.below(count);
}

/// Appends a branch of 34 units of 1 to 11 teams of 6 to 18 posts.
void add_branch(Population& people, ServiceId service, RegionId region, testing::TinyNumbers& numbers)
{
    const BranchId id{static_cast<std::uint32_t>(people.branches.size())};
    Branch branch;
    branch.organisation = people.organisations.append({});
    branch.service = service;
    branch.region = region;
    branch.first_employee = EmployeeId{static_cast<std::uint32_t>(people.employees.size())};
    branch.units = {UnitId{static_cast<std::uint32_t>(people.units.size())}, 34};
    branch.stable = id.value;
    for (const UnitId u : branch.units) {
        testing::TinyShape shape;
        shape.service = service;
        shape.teams = 1 + static_cast<int>(numbers.below(11));
        shape.team_posts = 6 + static_cast<int>(numbers.below(13));
        testing::add_unit(people, shape, id, branch.organisation, numbers);
        people.units[u].region = region;
        branch.posts += people.units[u].posts;
    }
    people.branches.append(branch);
}

Population full_scale_like(double scale)
{
    Population people;
    auto data = testing::tiny_data();
    data->services.assign(25, data->services[0]);
    data->regions.assign(12, data->regions[0]);
    people.data = data;
    testing::TinyNumbers numbers(2010);
    const auto branches = static_cast<int>(8 * scale + 0.5);
    std::vector<std::uint32_t> service_start, region_start;
    for (std::uint32_t s = 0; s < 25; ++s) {
        service_start.push_back(static_cast<std::uint32_t>(people.employees.size()));
        for (std::uint32_t r = 0; r < 12; ++r) {
            region_start.push_back(static_cast<std::uint32_t>(people.employees.size()));
            for (int b = 0; b < branches; ++b)
                add_branch(people, ServiceId{s}, RegionId{r}, numbers);
        }
    }
    service_start.push_back(static_cast<std::uint32_t>(people.employees.size()));
    region_start.push_back(service_start.back());
    people.ties.reserve(people.employees.size() * 6);
    for (const Branch& branch : people.branches) {
        const std::uint32_t s = branch.service.value, r = s * 12 + branch.region.value;
        for (std::uint32_t i = 0; i < branch.posts; ++i) {
            for (int k = 0; k < 3; ++k)
                people.ties.push_back(pick(numbers, branch.first_employee.value, branch.posts));
            for (int k = 0; k < 2; ++k)
                people.ties.push_back(pick(numbers, region_start[r], region_start[r + 1] - region_start[r]));
            people.ties.push_back(pick(numbers, service_start[s], service_start[s + 1] - service_start[s]));
        }
    }
    for (const Unit& unit : people.units)
        people.managers.append({.organisation = unit.organisation, .stable = unit.stable});
    return people;
}

const Population& population()
{
    static const Population people = [] {
        const char* scale = std::getenv("MUTUALISE_BENCH_SCALE");
        return full_scale_like(scale != nullptr ? std::atof(scale) : 1.0);
    }();
    return people;
}

std::string hash_of(const Crowd& crowd)
{
    std::uint64_t hash = 0xCBF2'9CE4'8422'2325U; // FNV-1a over 16-bit words
    for (std::size_t i = 0; i < crowd.attitude.size(); ++i)
        hash = (hash ^ crowd.attitude[i]) * 0x100'0000'01B3U;
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
    return text;
}

void report(benchmark::State& state, std::size_t posts, int lanes)
{
    const auto steps = static_cast<double>(state.iterations()) * static_cast<double>(posts) * lanes;
    state.counters["ns_employee_month_lane"] =
        benchmark::Counter(steps * 1e-9, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

/// Arguments: lanes, instruction set, threads. A fixed number of months, so that hashes compare.
void attitude_months(benchmark::State& state)
{
    const auto lanes = static_cast<int>(state.range(0));
    const auto set = static_cast<InstructionSet>(state.range(1));
    if (!supported(set)) {
        state.SkipWithError("instruction set not supported here");
        return;
    }
    const ThreadLimit threads(static_cast<int>(state.range(2)));
    const Population& people = population();
    const Scenario scenario;
    Crowd crowd = make_crowd(people, lanes);
    std::vector<Lane> runs;
    for (int l = 0; l < lanes; ++l) {
        runs.push_back(testing::make_lane(people, scenario, crowd, static_cast<std::uint32_t>(l)));
        runs.back().service_mean.assign(people.data->services.size(), 0.4 + 0.003 * l);
    }
    start_attitudes(people, runs, crowd, set);
    update_attitudes(people, runs, crowd, set); // touches every page
    for (auto _ : state)
        update_attitudes(people, runs, crowd, set);
    report(state, people.employees.size(), lanes);
    state.SetLabel("hash " + hash_of(crowd));
}

/// The staff turnover step alone.
void turnover_months(benchmark::State& state)
{
    const auto lanes = static_cast<int>(state.range(0));
    const ThreadLimit threads(1);
    const Population& people = population();
    const Scenario scenario;
    Crowd crowd = make_crowd(people, lanes);
    std::vector<Lane> runs;
    for (int l = 0; l < lanes; ++l)
        runs.push_back(testing::make_lane(people, scenario, crowd, static_cast<std::uint32_t>(l),
                                          run_key(1, static_cast<std::uint32_t>(l))));
    for (auto _ : state) {
        renew_staff(people, runs, crowd);
        for (Lane& lane : runs)
            testing::next_month(lane);
    }
    report(state, people.employees.size(), lanes);
}

constexpr int months = 12;
BENCHMARK(attitude_months)
    ->ArgNames({"lanes", "set", "threads"})
    ->ArgsProduct({{1, 2, 4, 8, 16, 32}, {2}, {1}})
    ->ArgsProduct({{1, 32}, {0, 1}, {1}})
    ->Iterations(months)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(attitude_months)
    ->Name("attitude_months_all_threads")
    ->ArgNames({"lanes", "set", "threads"})
    ->Args({32, 2, 0})
    ->Iterations(months)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(turnover_months)->ArgName("lanes")->Arg(1)->Arg(32)->Iterations(months)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
