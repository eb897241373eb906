#include "measure.hpp"

#include "mutualise/parallel/loops.hpp"
#include "mutualise/record/ensemble.hpp"
#include "mutualise/state/huge_array.hpp"

#include <fmt/format.h>
#include <fstream>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <thread>
#include <unistd.h>

namespace mutualise::bench
{

namespace
{

/// The text after `key` and a colon in the first line that begins so.
std::string line_of(const char* file, const std::string& key)
{
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
        if (line.starts_with(key))
            return line.substr(std::min(line.size(), line.find_first_not_of(" \t:", key.size())));
    return "unknown";
}

std::string cache(int name)
{
    const long bytes = sysconf(name);
    return bytes > 0 ? fmt::format("{} kB", bytes / 1024) : "unknown";
}

} // namespace

std::vector<std::pair<std::string, std::string>> machine_facts()
{
    utsname system{};
    uname(&system);
    std::string pages = "unknown";
    std::ifstream in("/sys/kernel/mm/transparent_hugepage/enabled");
    std::getline(in, pages);
    const Provenance build = build_provenance();
    return {{"processor", line_of("/proc/cpuinfo", "model name")},
            {"cores", fmt::format("{}", std::thread::hardware_concurrency())},
            {"caches", fmt::format("L1 {}, L2 {}, L3 {}", cache(_SC_LEVEL1_DCACHE_SIZE), cache(_SC_LEVEL2_CACHE_SIZE),
                                   cache(_SC_LEVEL3_CACHE_SIZE))},
            {"memory", line_of("/proc/meminfo", "MemTotal")},
            {"huge pages", pages},
            {"system", fmt::format("{} {}", system.sysname, system.release)},
            {"build", fmt::format("{} {}, {} {}", build.version, build.commit, build.compiler, build.flags)}};
}

Spread triad_gigabytes_per_second(int threads, int repeats)
{
    constexpr std::size_t elements = std::size_t{1} << 25, grain = std::size_t{1} << 18;
    const ThreadLimit limit(threads);
    HugeArray<double> a(elements), b(elements), c(elements);
    const auto pass = [&](auto&& body) {
        for_each_chunk(elements, grain, [&](std::size_t first, std::size_t last) {
            for (std::size_t i = first; i < last; ++i)
                body(i);
        });
    };
    pass([&](std::size_t i) { a[i] = b[i] = c[i] = 1; });
    std::vector<double> rates;
    for (int i = 0; i < repeats; ++i)
        rates.push_back(24e-9 * elements / seconds([&] { pass([&](std::size_t j) { a[j] = b[j] + 3 * c[j]; }); }));
    return spread_of(std::move(rates));
}

double peak_gigabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024 / 1e9;
}

} // namespace mutualise::bench
