#include "mutualise/run/memory.hpp"

#include "mutualise/state/crowd.hpp"
#include "mutualise/state/lane.hpp"

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>

namespace mutualise
{

namespace
{

constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();

/// The number a file holds; `unlimited` where there is no such file or it says "max".
std::uint64_t number_in(const char* file)
{
    std::ifstream in(file);
    std::uint64_t number = 0;
    return in >> number ? number : unlimited;
}

std::uint64_t available_by_meminfo()
{
    std::ifstream in("/proc/meminfo");
    for (std::string key; in >> key;) {
        std::uint64_t kilobytes = 0;
        if (key == "MemAvailable:" && in >> kilobytes)
            return kilobytes * 1024;
        in.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
    }
    return unlimited;
}

} // namespace

std::uint64_t batch_memory(const Population& people, int lanes, int rows)
{
    const std::uint64_t posts = people.employees.size(), units = people.units.size();
    const auto width = static_cast<std::uint64_t>(width_for(lanes));
    constexpr std::uint64_t words_a_post = 3, sums_a_unit = 8; // Crowd: vacant, newcomer, recruit; the unit columns
    const std::uint64_t crowd = posts * (2 * sizeof(FixedAttitude) * width + words_a_post * sizeof(std::uint32_t)) +
                                units * sums_a_unit * width * sizeof(std::uint32_t);
    std::uint64_t row = 0;
    const Trajectory one(1, {people.data->services.size(), people.data->regions.size()});
    for (std::size_t o = 0; o < observable_count; ++o)
        row += one.values(static_cast<Observable>(o)).size_bytes();
    const std::uint64_t lane = units * sizeof(UnitState) + row * static_cast<std::uint64_t>(rows);
    return crowd + static_cast<std::uint64_t>(lanes) * lane;
}

std::uint64_t available_memory()
{
    const std::uint64_t limit = number_in("/sys/fs/cgroup/memory.max");
    const std::uint64_t used = number_in("/sys/fs/cgroup/memory.current");
    const std::uint64_t in_group = limit == unlimited || used == unlimited ? unlimited : limit - std::min(limit, used);
    return std::min(available_by_meminfo(), in_group);
}

int lanes_that_fit(const Population& people, int rows, std::uint64_t available)
{
    int lanes = max_lanes;
    while (lanes > 1 && batch_memory(people, lanes, rows) > available / 10 * 9)
        lanes /= 2;
    return lanes;
}

} // namespace mutualise
