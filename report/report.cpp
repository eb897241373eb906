#include "mutualise/report/report.hpp"

#include "json.hpp"
#include "mutualise/analysis/record_figures.hpp"
#include "mutualise/core/errors.hpp"
#include "mutualise/core/shell.hpp"
#include "recorded.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

using namespace report;

/// What was given, told apart.
struct Sorted {
    std::vector<Input> recorded;
    std::vector<std::pair<std::string, Result>> results;
};

Sorted sort_files(const std::vector<std::string>& given)
{
    Sorted sorted;
    std::vector<Problem> problems;
    for (const std::string& name : given) {
        try {
            const std::vector<std::filesystem::path> paths = study_files(name);
            if (is_recorded_file(paths.front())) {
                sorted.recorded.push_back({name, paths});
                continue;
            }
            Result result = read_result(name);
            if (is_drawn(result.analysis))
                sorted.results.emplace_back(name, std::move(result));
            else
                problems.push_back({name, 0, 0,
                                    fmt::format("is a result of '{}', of which the report draws nothing; it draws {}",
                                                result.analysis, fmt::join(drawn_analyses(), ", "))});
        } catch (const std::exception& error) {
            problems.push_back({name, 0, 0, error.what()});
        }
    }
    if (!problems.empty())
        throw InputError(std::move(problems));
    return sorted;
}

std::string title_of(const ReportOptions& options, const std::vector<Recorded>& recorded, const Sorted& sorted)
{
    if (!options.title.empty())
        return options.title;
    std::string names;
    for (const Recorded& each : recorded)
        names += (names.empty() ? "" : ", ") + each.files.front().labels().name;
    if (names.empty())
        for (const auto& [name, result] : sorted.results)
            names += (names.empty() ? "" : "; ") + result.title;
    return "Employee-led mutuals: " + names;
}

/// The command that makes the report again.
std::string command_of(const ReportOptions& options)
{
    std::string command = "mutualise report";
    for (const std::string& file : options.files)
        command += " " + shell_word(file);
    if (!options.points.empty())
        command += fmt::format(" --points {}", fmt::join(options.points, ","));
    if (options.missing == MissingRuns::leave_out)
        command += " --failed leave-out";
    if (!options.title.empty())
        command += " --title " + shell_word(options.title);
    return command + " -o report.html";
}

} // namespace

Report make_report(const ReportOptions& options)
{
    const Sorted sorted = sort_files(options.files);
    Report made;
    made.recorded = sorted.recorded.size();
    made.results = sorted.results.size();
    std::vector<Recorded> recorded;
    for (std::size_t i = 0; i < sorted.recorded.size(); ++i)
        recorded.push_back(open_recorded(sorted.recorded[i], options,
                                         std::max<std::size_t>(1, most_scenarios / sorted.recorded.size())));
    std::vector<std::string> inputs, results;
    for (const Recorded& each : recorded)
        inputs.push_back(recorded_json(each, options, made.notes));
    for (const auto& [name, result] : sorted.results)
        results.push_back(result_json(result, name, recorded_hash(name)));
    const std::string title = title_of(options, recorded, sorted);
    const std::string paired = paired_json(recorded, made.notes);
    const std::string data = json::object({{"title", json::text(title)},
                                           {"command", json::text(command_of(options))},
                                           {"target", json::number(ambition)},
                                           {"notes", json::texts(made.notes)},
                                           {"observed", observed_json()},
                                           {"recorded", json::list(inputs)},
                                           {"paired", paired},
                                           {"results", json::list(results)}});
    made.html = page_html(title, data);
    if (made.html.size() > report_bytes_at_most)
        throw UsageError(fmt::format("the report would have {:.1f} MB, more than {:.0f} MB; give fewer files, or draw "
                                     "fewer points of a study with --points",
                                     static_cast<double>(made.html.size()) / 1e6,
                                     static_cast<double>(report_bytes_at_most) / 1e6));
    return made;
}

} // namespace mutualise
