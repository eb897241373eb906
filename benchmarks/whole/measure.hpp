/// \file Times of repeated work, and what the machine is.
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace mutualise::bench
{

inline double seconds(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Of repeated timings [whatever they are in].
struct Spread {
    double median = 0, least = 0, most = 0;
    int repeats = 0;
};

inline Spread spread_of(std::vector<double> times)
{
    std::ranges::sort(times);
    return {times[times.size() / 2], times.front(), times.back(), static_cast<int>(times.size())};
}

/// Times `work` so often; `before`, untimed, precedes each.
inline Spread repeated(
    int repeats, const std::function<void()>& work, const std::function<void()>& before = [] {})
{
    std::vector<double> times;
    for (int i = 0; i < repeats; ++i) {
        before();
        times.push_back(seconds(work));
    }
    return spread_of(std::move(times));
}

/// Model, cores, caches, memory, huge pages, system and compiler, as (name, text).
std::vector<std::pair<std::string, std::string>> machine_facts();

/// a = b + 3 c over arrays far beyond any cache, 24 bytes an element as STREAM counts (McCalpin 1995), on so many
/// threads [GB/s].
Spread triad_gigabytes_per_second(int threads, int repeats);

/// The most memory this process has held [GB].
double peak_gigabytes();

} // namespace mutualise::bench
