#include "study_text.hpp"

#include <chrono>
#include <cstdio>
#include <ctime>
#include <fmt/format.h>

namespace mutualise::cli
{

std::string bytes_text(std::uint64_t bytes)
{
    constexpr double thousand = 1000;
    double size = static_cast<double>(bytes);
    const char* const units[] = {"bytes", "kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    for (; size >= thousand && unit < 4; ++unit)
        size /= thousand;
    return unit == 0 ? fmt::format("{} bytes", bytes) : fmt::format("{:.1f} {}", size, units[unit]);
}

std::string time_text(double seconds)
{
    const auto whole = static_cast<long>(seconds + 0.5);
    if (whole < 60)
        return fmt::format("{} s", whole);
    if (whole < 3600)
        return fmt::format("{} min", (whole + 30) / 60);
    return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

Provenance provenance_of(const std::string& command_line)
{
    Provenance from = build_provenance();
    from.command_line = command_line;
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm utc{};
    gmtime_r(&now, &utc);
    char text[32] = {};
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    from.created = text;
    return from;
}

void print_note(const std::string& note) { fmt::print(stderr, "mutualise: note: {}\n", note); }

std::vector<std::string> settings_with(std::vector<std::string> settings, std::optional<std::uint64_t> seed,
                                       std::optional<double> scale)
{
    if (seed)
        settings.push_back(fmt::format("seed={:#x}", *seed));
    if (scale)
        settings.push_back(fmt::format("population.scale={}", *scale));
    return settings;
}

Study study_of(const std::string& file, const SystemData& data, StudyOptions options, std::optional<double> scale)
{
    options.settings = settings_with(std::move(options.settings), {}, scale);
    Study study = read_study(file, data, options);
    for (const std::string& notice : study.notices)
        print_note(notice);
    return study;
}

ExitCode report_failures(const Study& study, const std::vector<RunFailure>& failures)
{
    for (const RunFailure& failure : failures) {
        const StudyRun run = run_of(study, failure.index);
        const DesignPoint& point = study.points[run.point];
        std::string values = study.variants[point.variant].id;
        for (std::size_t f = 0; f < study.factors.size(); ++f)
            values += fmt::format(", {} = {}", study.factors[f].id, value_text(study.factors[f], point.values[f]));
        fmt::print(stderr, "mutualise: run {} (seed {:016x}, replicate {} of point {}: {}) failed: {}\n", failure.index,
                   failure.seed, run.replicate, run.point, values, failure.message);
    }
    return failures.empty() ? ExitCode::done : ExitCode::some_runs_failed;
}

ExitCode report_failures(const std::vector<RunFailure>& failures)
{
    for (const RunFailure& failure : failures)
        fmt::print(stderr, "mutualise: run {} (seed {:016x}) failed: {}\n", failure.index, failure.seed,
                   failure.message);
    return failures.empty() ? ExitCode::done : ExitCode::some_runs_failed;
}

} // namespace mutualise::cli
