/// \file `mutualise calibrate`: parameters fitted to the record, run or resumed.
#include "answer.hpp"
#include "commands.hpp"
#include "interrupt.hpp"
#include "output_file.hpp"
#include "study_text.hpp"
#include "sweep_bar.hpp"

#include "mutualise/analysis/calibration_report.hpp"
#include "mutualise/parallel/loops.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <fmt/format.h>
#include <memory>
#include <optional>

namespace mutualise::cli
{

namespace
{

namespace fs = std::filesystem;

struct Options {
    std::string file, output, shard, failed = "refuse", progress = "auto";
    std::optional<double> scale;
    std::vector<std::string> settings;
    int threads = 0;
    bool force = false, quiet = false;
    std::string command_line;
};

ExitCode calibrate_study(const Options& options)
{
    if (options.output.empty())
        throw UsageError("calibrate needs -o DIR, the folder its runs and results go to");
    const MissingRuns missing = missing_runs(options.failed);
    const ProgressKind kind = options.quiet ? ProgressKind::none : progress_kind(options.progress);
    const ThreadLimit limit(options.threads);
    const auto data = std::make_shared<const SystemData>(load_system_data(default_data_directory()));
    const Calibration calibration =
        read_calibration(options.file, *data, {settings_with(options.settings, {}, options.scale), {}, {}});
    const fs::path folder = options.output, result_file = folder / (calibration.name + "-calibration.h5"),
                   posterior_file = folder / (calibration.name + "-posterior.toml");
    end_on_signals("mutualise: stopped; the same command resumes it");
    SweepBar bar(kind, calibration.name);
    CalibrationOptions calibrating;
    calibrating.folder = folder;
    calibrating.share =
        options.shard.empty()
            ? share_from_environment([](const char* name) { return std::getenv(name); }).value_or(Share{})
            : parse_share(options.shard);
    calibrating.force = options.force;
    calibrating.missing = missing;
    calibrating.provenance = provenance_of(options.command_line);
    calibrating.news = [&](std::uint32_t round, std::uint32_t rounds, const SweepNews& news) {
        bar.show(news, fmt::format(", round {} of {}", round, rounds));
    };
    calibrating.notice = print_note;
    CalibrationResult calibrated;
    try {
        calibrated = calibrate(calibration, data, calibrating);
    } catch (const RoundUnfinished& unfinished) {
        fmt::print("{}\n", unfinished.what());
        return ExitCode::done;
    }
    fmt::print("{}", report_text(calibration, calibrated));
    Result result = report_result(calibration, calibrated);
    result.settings.emplace_back(
        "scale",
        fmt::format("{}", scenario_of(calibration.study, calibration.study.points.front(), *data).population.scale));
    result.settings.emplace_back("failed", options.failed);
    result.provenance = calibrating.provenance;
    const std::string hash = write_result(result_file, result);
    write_file(posterior_file, posterior_text(calibration, calibrated, *data, calibrating.provenance));
    fmt::print("\nrecorded {}\n{}  {}\nposterior {}\n{}  {}\n", result_file.string(), hash, result_file.string(),
               posterior_file.string(), posterior_of(calibration, calibrated).hash, posterior_file.string());
    return ExitCode::done;
}

} // namespace

void add_calibrate(CLI::App& app, Action& action, const std::string& command_line)
{
    const auto options = std::make_shared<Options>();
    options->command_line = command_line;
    CLI::App* command = app.add_subcommand(
        "calibrate", "Fit uncertain parameters to the record: history matching in waves, then the posterior");
    command->add_option("calibration", options->file, "Calibration file")->required();
    command->add_option("-o,--output", options->output, "Folder its runs, result and posterior go to");
    command->add_option("--shard", options->shard, "I/N: do share I of N of the round in hand, then stop");
    command->add_option("--failed", options->failed, "Where runs failed: refuse, or leave-out (recorded)");
    command->add_option("--scale", options->scale, "Share of organisations simulated (fit at scale 1)");
    command->add_option("--set", options->settings, "key.path=value: laid over the scenario; may be repeated")
        ->allow_extra_args(false);
    command->add_flag("--force", options->force, "Throw away what the folder holds and begin anew");
    command->add_option("--threads", options->threads, "Threads used (default: all); results do not depend on it");
    command->add_option("--progress", options->progress, "auto, bar, plain, json or none");
    command->add_flag("--quiet", options->quiet, "No progress");
    command->footer(
        "Example: mutualise calibrate scenarios/calibration/record-2012.toml -o calibration --scale 0.02 --shard 1/40");
    command->callback([options, &action] { action = [options] { return calibrate_study(*options); }; });
}

} // namespace mutualise::cli
