// The same bytes from any number of threads, any packing of runs and any instruction set.
#include "../../sim/process/attitude_terms.hpp"
#include "mutualise/parallel/loops.hpp"
#include "mutualise/process/schedule.hpp"
#include "support/tiny_population.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <memory>
#include <set>

using namespace mutualise;

namespace
{

Population example()
{
    return testing::tiny_population({.branches = 12, .units = 14, .teams = 3, .team_posts = 8, .seed = 5});
}

/// Run r's scenario: no two are alike.
Scenario scenario_of(std::uint32_t r)
{
    Scenario scenario;
    scenario.parameters.attitudes.mean = 0.40 + 0.004 * r;
    scenario.parameters.attitudes.influence_most = 0.5 + 0.01 * r;
    scenario.parameters.attitudes.union_density_factor = 0.5 + 0.03 * r;
    scenario.parameters.proposals.champion_share = 0.01 + 0.002 * r;
    scenario.parameters.turnover.rate_factor = 1 + 0.03 * r;
    return scenario;
}

/// Everything a run leaves behind, to the byte.
struct Bytes {
    std::vector<FixedAttitude> attitudes;
    std::vector<std::uint32_t> sums;
    friend bool operator==(const Bytes&, const Bytes&) = default;
};

Bytes bytes_of(const Population& people, const Crowd& crowd, std::uint32_t column)
{
    Bytes bytes;
    for (std::uint32_t e = 0; e < people.employees.size(); ++e) {
        bytes.attitudes.push_back(crowd.attitude_of(EmployeeId{e}, column));
        bytes.sums.push_back(crowd.is_vacant(EmployeeId{e}, column));
    }
    for (const UnitId u : people.units.ids())
        for (const auto* sum : {&crowd.filled, &crowd.attitude_sum, &crowd.interested, &crowd.undecided,
                                &crowd.champions, &crowd.left, &crowd.hired})
            bytes.sums.push_back((*sum)[crowd.at(u, column)]);
    return bytes;
}

/// A year of these runs, in this order, packed together.
std::vector<Bytes> simulate(const Population& people, const std::vector<std::uint32_t>& runs,
                            InstructionSet set = widest_supported())
{
    std::vector<Scenario> scenarios;
    for (const std::uint32_t r : runs)
        scenarios.push_back(scenario_of(r));
    Crowd crowd = make_crowd(people, static_cast<int>(runs.size()));
    std::vector<Lane> lanes;
    for (std::uint32_t c = 0; c < runs.size(); ++c) {
        lanes.push_back(testing::make_lane(people, scenarios[c], crowd, c, RunKey{runs[c]}));
        lanes.back().budget.assign(people.branches.size(), 0.95 - 0.005 * runs[c]);
        lanes.back().mutuals.push_back({});
        for (std::uint32_t u = runs[c]; u < people.units.size(); u += 7)
            change_owner(lanes.back(), UnitId{u}, OwnerKind::mutual);
    }
    start_attitudes(people, lanes, crowd, set);
    for (int month = 0; month < 12; ++month) {
        renew_staff(people, lanes, crowd);
        update_attitudes(people, lanes, crowd, set);
        for (Lane& lane : lanes)
            testing::next_month(lane);
    }
    std::vector<Bytes> bytes;
    for (std::uint32_t c = 0; c < runs.size(); ++c)
        bytes.push_back(bytes_of(people, crowd, c));
    return bytes;
}

std::vector<std::uint32_t> first_runs(std::uint32_t count)
{
    std::vector<std::uint32_t> runs;
    for (std::uint32_t r = 0; r < count; ++r)
        runs.push_back(r);
    return runs;
}

} // namespace

TEST_CASE("the number of threads does not change a byte")
{
    const Population people = example();
    std::vector<std::vector<Bytes>> found;
    for (const int threads : {1, 2, 4}) {
        const ThreadLimit limit(threads);
        found.push_back(simulate(people, first_runs(9)));
    }
    CHECK(found[0] == found[1]);
    CHECK(found[0] == found[2]);
}

TEST_CASE("a run gives the same bytes alone and packed with others at any column")
{
    const Population people = example();
    const std::vector<Bytes> packed = simulate(people, first_runs(32));
    for (std::uint32_t r = 0; r < 32; ++r)
        CHECK(simulate(people, {r})[0] == packed[r]);
    const std::vector<std::uint32_t> reversed{11, 10, 9, 8, 7, 6, 5, 4, 3};
    for (const std::size_t count : {2U, 3U, 4U, 5U, 8U, 9U}) {
        const std::vector<std::uint32_t> runs(reversed.begin(), reversed.begin() + static_cast<std::ptrdiff_t>(count));
        const std::vector<Bytes> some = simulate(people, runs);
        for (std::size_t c = 0; c < count; ++c)
            CHECK(some[c] == packed[runs[c]]);
    }
}

TEST_CASE("every instruction set gives the same bytes at every width")
{
    const Population people = example();
    for (const std::uint32_t lanes : {1U, 2U, 4U, 8U, 16U, 32U}) {
        const std::vector<Bytes> baseline = simulate(people, first_runs(lanes), InstructionSet::baseline);
        for (const InstructionSet set : {InstructionSet::avx2, InstructionSet::avx512})
            if (supported(set))
                CHECK(simulate(people, first_runs(lanes), set) == baseline);
    }
}

TEST_CASE("each width and instruction set has code of its own")
{
    std::set<UpdateUnit> codes;
    for (const int width : {1, 2, 4, 8, 16, 32}) {
        codes.insert(unit_update(width, InstructionSet::baseline));
#if defined(__x86_64__)
        codes.insert(unit_update(width, InstructionSet::avx2));
        codes.insert(unit_update(width, InstructionSet::avx512));
#endif
    }
#if defined(__x86_64__)
    CHECK(codes.size() == 18);
#else
    CHECK(codes.size() == 6);
#endif
}

TEST_CASE("a failed run's neighbours go on as if it had not failed")
{
    const Population people = example();
    const std::vector<Bytes> whole = simulate(people, {4, 5, 6});
    const Scenario scenarios[] = {scenario_of(4), scenario_of(5), scenario_of(6)};
    Crowd crowd = make_crowd(people, 3);
    std::vector<Lane> lanes;
    for (std::uint32_t c = 0; c < 3; ++c) {
        lanes.push_back(testing::make_lane(people, scenarios[c], crowd, c, RunKey{4 + c}));
        lanes.back().budget.assign(people.branches.size(), 0.95 - 0.005 * (4 + c));
        lanes.back().mutuals.push_back({});
        for (std::uint32_t u = 4 + c; u < people.units.size(); u += 7)
            change_owner(lanes.back(), UnitId{u}, OwnerKind::mutual);
    }
    start_attitudes(people, lanes, crowd);
    for (int month = 0; month < 12; ++month) {
        lanes[1].failed = month >= 5;
        renew_staff(people, lanes, crowd);
        update_attitudes(people, lanes, crowd);
        for (Lane& lane : lanes)
            testing::next_month(lane);
    }
    CHECK(bytes_of(people, crowd, 0) == whole[0]);
    CHECK(bytes_of(people, crowd, 2) == whole[2]);
}
