/// \file `mutualise sensitivity`: Sobol's indices or Morris' elementary effects, of a study's runs or a foreign sample.
#include "answer.hpp"
#include "commands.hpp"
#include "study_text.hpp"

#include "mutualise/analysis/sensitivity.hpp"
#include "mutualise/core/digest.hpp"
#include "mutualise/parallel/loops.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <memory>

namespace mutualise::cli
{

namespace
{

struct Options {
    std::string study;
    std::vector<std::string> outcomes;
    std::string observable;
    std::string problem, sample, outputs, method, second_order = "auto";
    BootstrapOptions bootstrap;
    AnswerOptions answer;
    std::string command_line;
    bool json = false;
    int threads = 0;
};

template <class Choice>
Choice choice_of(const char* option, const std::string& text,
                 const std::vector<std::pair<std::string, Choice>>& choices)
{
    std::string names;
    for (const auto& [name, choice] : choices) {
        if (name == text)
            return choice;
        names += (names.empty() ? "" : ", ") + name;
    }
    throw UsageError(fmt::format("{} takes one of {}, not '{}'", option, names, text));
}

void check_use(const Options& o)
{
    const bool foreign = !o.problem.empty() || !o.sample.empty() || !o.outputs.empty();
    const bool all_three = !o.problem.empty() && !o.sample.empty() && !o.outputs.empty();
    if (foreign == !o.study.empty())
        throw UsageError("sensitivity takes a study's file or folder, or --problem, --sample and --outputs");
    if (foreign && !all_three)
        throw UsageError("a foreign sample needs all three of --problem, --sample and --outputs");
    if (foreign && o.method.empty())
        throw UsageError("a foreign sample needs --method sobol or --method morris");
    if (!foreign && o.outcomes.empty() == o.observable.empty())
        throw UsageError(
            "a study needs --outcome, such as --outcome 'employees_in_mutuals@2015-12', or --observable for "
            "every recorded month");
    if (!foreign && o.second_order != "auto")
        throw UsageError("--second-order is for foreign samples: a study's record tells");
    if (foreign && (!o.outcomes.empty() || !o.observable.empty()))
        throw UsageError("--outcome and --observable are for studies: a foreign sample's outputs are its columns");
    if (o.bootstrap.resamples < 2 || o.bootstrap.resamples > 1000000)
        throw UsageError("--resamples takes a whole number from 2 to 1,000,000");
    if (!(o.bootstrap.confidence > 0 && o.bootstrap.confidence < 1))
        throw UsageError("--confidence takes a number between 0 and 1");
}

ResultSource source_of(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return {std::filesystem::path(path).filename().string(), sha256_hex(text)};
}

/// Every recorded month of an observable, as outcomes.
std::vector<Outcome> course_of(const std::string& observable, const RecordedFile& file)
{
    if (observable.find('@') != std::string::npos)
        throw UsageError("--observable takes no month: it goes through all of them (--outcome takes one)");
    std::vector<Outcome> outcomes;
    for (const Month month : file.months())
        outcomes.push_back(parse_outcome(observable + "@" + to_string(month)));
    return outcomes;
}

struct Found {
    std::vector<Sensitivity> all;
    std::vector<ResultSource> sources;
};

Found analyse_foreign(const Options& o)
{
    const auto method = choice_of<SensitivityMethod>(
        "--method", o.method, {{"sobol", SensitivityMethod::sobol}, {"morris", SensitivityMethod::morris}});
    const auto second =
        choice_of<SecondOrder>("--second-order", o.second_order,
                               {{"auto", SecondOrder::automatic}, {"yes", SecondOrder::yes}, {"no", SecondOrder::no}});
    const ForeignSample sample = read_foreign_sample(o.problem, o.sample, o.outputs);
    return {{sensitivity_of(sample, method, second, o.bootstrap)},
            {source_of(o.problem), source_of(o.sample), source_of(o.outputs)}};
}

Found analyse_study(const Options& o, MissingRuns missing)
{
    const std::vector<std::filesystem::path> files = study_files(o.study);
    RecordedDesign design;
    std::vector<Outcome> outcomes;
    {
        const RecordedFile first(files.front());
        if (!first.labels().study)
            throw UsageError(fmt::format("{} is no study: it holds runs of one scenario", files.front().string()));
        design = recorded_design(first.labels().study->resolved_study);
        if (!o.observable.empty())
            outcomes = course_of(o.observable, first);
    }
    for (const std::string& text : o.outcomes)
        outcomes.push_back(parse_outcome(text));
    if (!o.method.empty() && (o.method == "sobol" ? "saltelli" : o.method) != design.kind)
        throw UsageError(fmt::format("--method {} does not go with the study's design \"{}\"", o.method, design.kind));
    const StudyValues study = read_study_values(files, outcomes, missing);
    return {sensitivity_of(study, design, missing, o.bootstrap), study.sources};
}

std::string json_of(const std::vector<Sensitivity>& all)
{
    if (all.size() == 1)
        return sensitivity_json(all.front());
    std::string out;
    for (const Sensitivity& s : all) {
        std::string one = sensitivity_json(s);
        one.pop_back();
        out += (out.empty() ? "[" : ",\n") + one;
    }
    return out + "]\n";
}

void record(const Options& o, const Found& found)
{
    Result result = sensitivity_result(found.all);
    result.settings.insert(result.settings.end(), {{"confidence", fmt::format("{}", o.bootstrap.confidence)},
                                                   {"resamples", fmt::format("{}", o.bootstrap.resamples)},
                                                   {"resampling_seed", fmt::format("{}", o.bootstrap.seed)}});
    result.sources = found.sources;
    if (!o.json)
        return record_answer(std::move(result), o.answer, o.command_line);
    if (o.answer.output.empty())
        return;
    result.settings.emplace_back("failed", o.answer.failed); // as record_answer, which would print into the JSON
    result.provenance = provenance_of(o.command_line);
    write_result(o.answer.output, result);
}

ExitCode sensitivity(const Options& o)
{
    check_use(o);
    const MissingRuns missing = begin_answer(o.answer);
    const ThreadLimit limit(o.threads);
    const Found found = o.study.empty() ? analyse_foreign(o) : analyse_study(o, missing);
    if (o.json)
        fmt::print("{}", json_of(found.all));
    else
        for (std::size_t i = 0; i < found.all.size(); ++i)
            fmt::print("{}{}", i == 0 ? "" : "\n", sensitivity_text(found.all[i]));
    record(o, found);
    return ExitCode::done;
}

} // namespace

void add_sensitivity(CLI::App& app, Action& action, const std::string& command_line)
{
    const auto options = std::make_shared<Options>();
    options->command_line = command_line;
    CLI::App* command = app.add_subcommand(
        "sensitivity", "Which factors an outcome depends on: Sobol's indices, Morris' elementary effects");
    command->add_option("study", options->study, "File or folder of a study whose design is saltelli or morris");
    command->add_option("--outcome", options->outcomes, "Such as 'employees_in_mutuals@2015-12'; may be repeated")
        ->allow_extra_args(false);
    command->add_option("--observable", options->observable, "Instead: this observable in every recorded month");
    command->add_option("--problem", options->problem,
                        "Foreign sample: name, lower and upper bound of an input a line");
    command->add_option("--sample", options->sample, "Foreign sample: inputs, a row a run");
    command->add_option("--outputs", options->outputs, "Foreign sample: outputs, a row a run, a column an output");
    command->add_option("--method", options->method, "sobol or morris");
    command->add_option("--second-order", options->second_order,
                        "Does the sample hold rows for pairs: yes, no, auto (default: told from its rows)");
    command->add_option("--resamples", options->bootstrap.resamples, "Resamples for the intervals (default: 1000)");
    command->add_option("--confidence", options->bootstrap.confidence, "Of the intervals (default: 0.95)");
    command->add_option("--seed", options->bootstrap.seed, "Of the resamples (default: 1)");
    command->add_flag("--json", options->json, "Print JSON with SALib's keys instead of tables");
    add_answer_options(*command, options->answer);
    command->add_option("--threads", options->threads, "Threads used (default: all); results do not depend on it");
    command->footer("First: mutualise sweep scenarios/studies/morris.toml -o morris --scale 0.005 --replicates 1\n"
                    "Example: mutualise sensitivity morris --outcome 'employees_in_mutuals@2015-12'");
    command->callback([options, &action] { action = [options] { return sensitivity(*options); }; });
}

} // namespace mutualise::cli
