#include "mutualise/run/memory.hpp"

#include "mutualise/state/crowd.hpp"
#include "mutualise/state/lane.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>

namespace mutualise
{

namespace
{

namespace fs = std::filesystem;

constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();

/// The number a file holds; `unlimited` where there is no such file or it says "max".
std::uint64_t number_in(const fs::path& file)
{
    std::ifstream in(file);
    std::uint64_t number = 0;
    return in >> number ? number : unlimited;
}

/// The number after this word in a file of words and numbers; 0 where there is none.
std::uint64_t number_after(const fs::path& file, const std::string& wanted)
{
    std::ifstream in(file);
    std::uint64_t number = 0;
    for (std::string word; in >> word >> number;)
        if (word == wanted)
            return number;
    return 0;
}

/// What a control group may still take: its limit less what it holds and could not give back at once.
std::uint64_t left_in_group(const fs::path& folder, const char* limit_file, const char* used_file)
{
    const std::uint64_t limit = number_in(folder / limit_file), used = number_in(folder / used_file);
    if (limit == unlimited || used == unlimited)
        return unlimited;
    const std::uint64_t cached = number_after(folder / "memory.stat", "inactive_file");
    return limit - std::min(limit, used - std::min(used, cached));
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
    const std::uint64_t units = people.units.size();
    std::uint64_t row = 0;
    const Trajectory one(1, {people.data->services.size(), people.data->regions.size()});
    for (std::size_t o = 0; o < observable_count; ++o)
        row += one.values(static_cast<Observable>(o)).size_bytes();
    const std::uint64_t lane = units * sizeof(UnitState) + row * static_cast<std::uint64_t>(rows);
    return crowd_bytes(people.employees.size(), units, width_for(lanes)) + static_cast<std::uint64_t>(lanes) * lane;
}

std::uint64_t left_in_control_groups(const fs::path& groups, const fs::path& mount)
{
    std::uint64_t left = unlimited;
    std::ifstream in(groups);
    for (std::string line; std::getline(in, line);) {
        const std::size_t first = line.find(':'), second = line.find(':', first + 1);
        if (first == std::string::npos || second == std::string::npos)
            continue;
        const std::string controllers = line.substr(first + 1, second - first - 1);
        const bool unified = controllers.empty(), memory = controllers == "memory";
        if (!unified && !memory)
            continue;
        const fs::path root = unified ? mount : mount / "memory";
        // A limit of any group above holds too. In a container the path may name what only its host sees.
        for (fs::path group = fs::path(line.substr(second + 1)).relative_path();; group = group.parent_path()) {
            left =
                std::min(left, unified ? left_in_group(root / group, "memory.max", "memory.current")
                                       : left_in_group(root / group, "memory.limit_in_bytes", "memory.usage_in_bytes"));
            if (group.empty())
                break;
        }
    }
    return left;
}

std::uint64_t available_memory()
{
    return std::min(available_by_meminfo(), left_in_control_groups("/proc/self/cgroup", "/sys/fs/cgroup"));
}

int lanes_that_fit(const Population& people, int rows, std::uint64_t available)
{
    int lanes = max_lanes;
    while (lanes > 1 && batch_memory(people, lanes, rows) > available / 10 * 9)
        lanes /= 2;
    return lanes;
}

} // namespace mutualise
