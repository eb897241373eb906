#include "commands.hpp"
#include "study_text.hpp"

#include "mutualise/scenario/reader.hpp"
#include "mutualise/study/study.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <memory>

namespace mutualise::cli
{

namespace
{

struct Options {
    std::vector<std::string> files;
    std::vector<std::string> settings;
    bool effective = false;
};

struct Spell {
    const LeverScope* scope;
    std::string kind;
};

std::vector<Spell> spells(const Levers& levers)
{
    std::vector<Spell> all;
    for_each_lever_kind([&]<class Lever>(std::vector<Lever> Levers::*kind) {
        for (const Lever& lever : levers.*kind)
            all.push_back({&lever.scope, std::string(Lever::name)});
    });
    std::sort(all.begin(), all.end(), [](const Spell& a, const Spell& b) {
        return std::pair(a.scope->from, a.scope->id) < std::pair(b.scope->from, b.scope->id);
    });
    return all;
}

/// The names whose bits are set, or how many there are where they are many.
template <class Rows>
std::string names(std::uint64_t mask, const Rows& rows, const char* what)
{
    constexpr std::size_t many = 3;
    std::vector<std::string> set;
    for (std::size_t r = 0; r < rows.size(); ++r)
        if ((mask >> r & 1) != 0)
            set.push_back(rows[r].name);
    return set.size() <= many ? fmt::format("{}", fmt::join(set, ", ")) : fmt::format("{} {}", set.size(), what);
}

void print_summary(const std::string& file, const Scenario& scenario, const SystemData& data)
{
    const std::vector<Spell> levers = spells(scenario.levers);
    fmt::print("{}: valid; {} to {}, scale {}, {} lever{}\n", file, to_string(scenario.horizon.first),
               to_string(scenario.horizon.last), scenario.population.scale, levers.size(),
               levers.size() == 1 ? "" : "s");
    for (const Spell& lever : levers) {
        const LeverScope& scope = *lever.scope;
        fmt::print("  {:<26} {:<20} {} to {:<8} {}; {}\n", scope.id, lever.kind, to_string(scope.from),
                   scope.until == never ? "open" : to_string(scope.until),
                   names(scope.services, data.services, "services"), names(scope.regions, data.regions, "regions"));
    }
}

void print_summary(const std::string& file, const Study& study)
{
    fmt::print("{}: valid study; {} points x {} replicates = {} runs\n", file, study.points.size(), study.replicates,
               run_count(study));
    for (const Variant& variant : study.variants)
        fmt::print("  variant {:<18} {} to {}, scale {}\n", variant.id, to_string(variant.scenario.horizon.first),
                   to_string(variant.scenario.horizon.last), variant.scenario.population.scale);
    for (const Factor& factor : study.factors) {
        std::vector<std::string> keys;
        for (const MovedKey& key : factor.keys)
            keys.push_back(key.path);
        for (const Level& level : factor.levels)
            keys.push_back(level.name);
        fmt::print("  factor {:<19} {}\n", factor.id, fmt::join(keys, ", "));
    }
}

/// Checks one file, scenario or study, and says what it holds.
void validate_file(const std::string& file, const Options& options, const SystemData& data)
{
    const bool is_study = is_study_file(file);
    std::vector<std::string> notices;
    if (is_study) {
        const Study study = read_study(file, data, {options.settings, {}, {}});
        notices = study.notices;
        if (options.effective)
            fmt::print("{}", canonical_text(study, data));
        else
            print_summary(file, study);
    } else {
        const ResolvedScenario resolved = read_scenario(file, data, options.settings);
        notices = resolved.notices;
        if (options.effective)
            fmt::print("{}", effective_text(resolved, data));
        else
            print_summary(file, resolved.scenario, data);
    }
    for (const std::string& notice : notices)
        print_note(notice);
}

ExitCode validate(const Options& options)
{
    const SystemData data = load_system_data(default_data_directory());
    std::vector<Problem> problems;
    for (const std::string& file : options.files) {
        try {
            validate_file(file, options, data);
        } catch (const InputError& error) {
            problems.insert(problems.end(), error.problems().begin(), error.problems().end());
        }
    }
    if (!problems.empty())
        throw InputError(std::move(problems));
    return ExitCode::done;
}

} // namespace

void add_validate(CLI::App& app, Action& action)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("validate", "check scenario and study files: every problem at once, nothing run");
    command->add_option("FILE", options->files, "scenario or study files")->required();
    command->add_flag("--effective", options->effective,
                      "print the resolved scenario, each value with its origin (a study: its configuration)");
    command->add_option("--set", options->settings, "key.path=value laid over the file; may be repeated")
        ->allow_extra_args(false)
        ->type_name("KEY=VALUE");
    command->footer("Example: mutualise validate scenarios/taskforce.toml --effective --set lever.right.strength=0.5");
    command->callback([options, &action] { action = [options] { return validate(*options); }; });
}

} // namespace mutualise::cli
