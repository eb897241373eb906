#include "sitting.hpp"

#include "mutualise/parallel/loops.hpp"
#include "mutualise/scenario/reader.hpp"

#include <cstdio>
#include <fmt/format.h>

namespace mutualise::bench
{

Sitting sitting_of(bool quick)
{
    Sitting sitting;
    sitting.threads = threads_in_use();
    if (quick)
        sitting.effort = {.scale = 0.1, .repeats = 3, .curve_repeats = 1, .sizes = {0.01, 0.1}};
    sitting.loading = seconds([&] {
        sitting.data = std::make_shared<const SystemData>(load_system_data(default_data_directory()));
        const std::string path = MUTUALISE_SOURCE_DIR "/scenarios/historical.toml";
        sitting.scenario =
            read_scenario(path, *sitting.data, {fmt::format("population.scale={}", sitting.effort.scale)}).scenario;
    });
    return sitting;
}

void line(const std::string& name, const std::string& text)
{
    fmt::print("{:<34} {}\n", name, text);
    std::fflush(stdout);
}

std::string rate(double nanoseconds) { return fmt::format("{:.2f} G/s", 1 / nanoseconds); }

std::string text(const Spread& s, const char* unit)
{
    return fmt::format("{:8.3f} {} [{:.3f}, {:.3f}] of {}", s.median, unit, s.least, s.most, s.repeats);
}

Json json(const Spread& s)
{
    return {{"median", s.median}, {"least", s.least}, {"most", s.most}, {"repeats", s.repeats}};
}

void measure_machine(Sitting& sitting)
{
    for (const auto& [name, fact] : machine_facts()) {
        line(name, fact);
        sitting.result["machine"][name] = fact;
    }
    const Spread one = triad_gigabytes_per_second(1, sitting.effort.repeats);
    const Spread all = triad_gigabytes_per_second(sitting.threads, sitting.effort.repeats);
    line("triad, one thread", text(one, "GB/s"));
    line("triad, all threads", text(all, "GB/s"));
    sitting.result["triad_gb_per_s"] = one.median;
    sitting.result["triad_all_threads_gb_per_s"] = all.median;
}

void measure_synthesis(Sitting& sitting)
{
    const Spread time = repeated(
        sitting.effort.curve_repeats, [&] { sitting.people = synthesise(sitting.data, sitting.scenario.population); },
        [&] { sitting.people = {}; });
    line(fmt::format("synthesis of {} posts", sitting.people.employees.size()), text(time, "s"));
    sitting.result["employees"] = sitting.people.employees.size();
    sitting.result["synthesis_s"] = time.median;
}

} // namespace mutualise::bench
