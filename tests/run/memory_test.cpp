// How many runs at a time fit in memory.
#include "mutualise/run/memory.hpp"
#include "mutualise/state/crowd.hpp"
#include "support/files.hpp"
#include "support/small_population.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;

TEST_CASE("a batch takes all 32 lanes where memory allows, half as many where it does not, and never none")
{
    const Population& people = testing::small_population();
    constexpr int rows = 69;
    const auto with_room = [&](int lanes) { return batch_memory(people, lanes, rows) / 9 * 10 + 10; };
    CHECK(lanes_that_fit(people, rows, with_room(32)) == 32);
    CHECK(lanes_that_fit(people, rows, with_room(32) / 10 * 9) == 16);
    CHECK(lanes_that_fit(people, rows, with_room(4)) == 4);
    CHECK(lanes_that_fit(people, rows, 0) == 1);
}

TEST_CASE("a batch's memory is at least its two arrays of attitudes and grows with the lanes")
{
    const Population& people = testing::small_population();
    for (const int lanes : {1, 2, 4, 8, 16, 32})
        CHECK(batch_memory(people, lanes, 69) >= people.employees.size() * 4 * static_cast<unsigned>(lanes));
    CHECK(batch_memory(people, 32, 69) > batch_memory(people, 16, 69));
}

TEST_CASE("a crowd takes what is reckoned for it, in every column")
{
    const Population& people = testing::small_population();
    const Crowd crowd = make_crowd(people, 5);
    std::size_t bytes = (crowd.attitude.size() + crowd.next_attitude.size()) * sizeof(FixedAttitude);
    for (const auto* column :
         {&crowd.vacant, &crowd.newcomer, &crowd.recruit, &crowd.former, &crowd.filled, &crowd.attitude_sum,
          &crowd.interested, &crowd.undecided, &crowd.champions, &crowd.left, &crowd.hired}) {
        CHECK(column->size() > 0);
        bytes += column->size() * sizeof(std::uint32_t);
    }
    CHECK(crowd_bytes(people.employees.size(), people.units.size(), crowd.width) == bytes);
}

TEST_CASE("a control group's limit counts, its file cache and groups without a limit do not")
{
    const testing::Folder folder;
    SECTION("version 2: the group above has the limit")
    {
        folder.write("cgroup", "0::/job/step\n");
        folder.write("job/step/memory.max", "max\n");
        folder.write("job/step/memory.current", "100\n");
        folder.write("job/memory.max", "1000\n");
        folder.write("job/memory.current", "700\n");
        folder.write("job/memory.stat", "anon 400\ninactive_file 250\n");
        CHECK(left_in_control_groups(folder.path("cgroup"), folder.path("cgroup").parent_path()) == 550);
    }
    SECTION("version 1")
    {
        folder.write("cgroup", "5:cpu:/\n4:memory:/job\n0::/\n");
        folder.write("memory/job/memory.limit_in_bytes", "1000\n");
        folder.write("memory/job/memory.usage_in_bytes", "700\n");
        CHECK(left_in_control_groups(folder.path("cgroup"), folder.path("cgroup").parent_path()) == 300);
    }
    SECTION("none")
    {
        folder.write("cgroup", "0::/\n");
        CHECK(left_in_control_groups(folder.path("cgroup"), folder.path("cgroup").parent_path()) == UINT64_MAX);
    }
}
