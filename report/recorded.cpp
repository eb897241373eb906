#include "recorded.hpp"

#include "json.hpp"
#include "mutualise/analysis/intervals.hpp"
#include "mutualise/analysis/record_figures.hpp"
#include "mutualise/analysis/text_table.hpp"
#include "mutualise/core/errors.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise::report
{

namespace
{

constexpr std::size_t most_points_listed = 2000; // assumed: more make no table that anybody reads
constexpr std::size_t most_runs_listed = 400;    // of a scenario; assumed

std::string factors_json(const StudyValues& values)
{
    std::vector<std::string> all;
    for (const FactorColumn& factor : values.factors)
        all.push_back(json::object({{"name", json::text(factor.name)},
                                    {"unit", json::text(factor.unit)},
                                    {"months", factor.months ? "true" : "false"},
                                    {"numbers", json::numbers(factor.numbers)},
                                    {"texts", json::texts(factor.texts)}}));
    return json::list(all);
}

/// Mean, error and quantiles over the runs of a point.
std::string spread_json(std::vector<double> values)
{
    if (values.empty())
        return "null";
    const MeanEstimate mean = mean_of(values);
    std::sort(values.begin(), values.end());
    return json::object({{"mean", json::number(mean.mean)},
                         {"se", values.size() > 1 ? json::number(mean.standard_error) : "null"},
                         {"p05", json::number(quantile_of_sorted(values, 0.05))},
                         {"p50", json::number(quantile_of_sorted(values, 0.5))},
                         {"p95", json::number(quantile_of_sorted(values, 0.95))}});
}

/// Runs that hold a million at the end of the record, with the exact 90 % interval of that chance.
std::string chance_json(const std::vector<double>& employees)
{
    if (employees.empty())
        return "null";
    const auto hits = std::ranges::count_if(employees, [](double n) { return n >= ambition; });
    const Chance chance = exact_chance(static_cast<std::uint64_t>(hits), employees.size());
    return json::object({{"hits", json::number(static_cast<double>(hits))},
                         {"runs", json::number(static_cast<double>(employees.size()))},
                         {"estimate", json::number(chance.estimate)},
                         {"low", json::number(chance.low)},
                         {"high", json::number(chance.high)}});
}

/// Of every point: its name, runs, and the headline outcomes.
std::string points_json(const Recorded& recorded)
{
    std::vector<std::string> points;
    const StudyValues& values = recorded.values;
    for (std::size_t p = 0; p < std::min(values.points(), most_points_listed); ++p) {
        std::vector<std::string> outcomes;
        std::string chance = "null";
        for (std::size_t o = 0; o < values.outcomes.size(); ++o) {
            outcomes.push_back(spread_json(values.values[o][p]));
            if (values.outcomes[o].observable == Observable::employees_in_mutuals &&
                values.outcomes[o].last == recorded.months.back())
                chance = chance_json(values.values[o][p]);
        }
        points.push_back(json::object({{"name", json::text(values.point_name(p))},
                                       {"runs", json::number(static_cast<double>(values.seeds[p].size()))},
                                       {"scale", json::number(values.scale[p])},
                                       {"outcomes", json::list(outcomes)},
                                       {"chance", chance}}));
    }
    return json::list(points);
}

/// The first runs of a point: number of the replicate, seed, the headline outcomes.
std::string runs_json(const Recorded& recorded, std::size_t point)
{
    std::vector<std::string> rows;
    const StudyValues& values = recorded.values;
    for (std::size_t r = 0; r < std::min(values.seeds[point].size(), most_runs_listed); ++r) {
        std::vector<std::string> row{fmt::format("{}", values.replicates[point][r]),
                                     json::text(fmt::format("{:016x}", values.seeds[point][r]))};
        for (std::size_t o = 0; o < values.outcomes.size(); ++o)
            row.push_back(json::number(values.values[o][point][r]));
        rows.push_back(json::list(row));
    }
    return json::list(rows);
}

struct Fan {
    Observable observable;
    std::string_view name; ///< of the variable in the bands
    std::vector<std::string_view> statistics;
};

const std::vector<Fan>& fans()
{
    static const std::vector<std::string_view> whole{"mean", "standard_error", "p05", "p25", "p50", "p75", "p95"},
        three{"p05", "p50", "p95"};
    static const std::vector<Fan> all{{Observable::mutuals_live, "mutuals_live", whole},
                                      {Observable::employees_in_mutuals, "employees_in_mutuals", whole},
                                      {Observable::mutuals_live, "mutuals_live_by_service", three},
                                      {Observable::employees_in_mutuals, "employees_in_mutuals_by_service", three},
                                      {Observable::mean_attitude, "mean_attitude", three},
                                      {Observable::interested_share, "interested_share", three},
                                      {Observable::manager_resistance, "manager_resistance", three}};
    return all;
}

/// "{p05: [...], ...}" of one point; by category a list by month of lists.
std::string fan_json(const Result& bands, const Fan& fan, std::size_t place)
{
    const std::vector<double>& numbers = bands.numbers(std::string(fan.name));
    const std::size_t points = bands.axis("design_point").length(), months = bands.axis("time").length();
    const std::size_t width = numbers.size() / points / band_statistics.size() / months;
    std::vector<std::pair<std::string, std::string>> members;
    for (std::size_t s = 0; s < band_statistics.size(); ++s) {
        if (std::ranges::find(fan.statistics, band_statistics[s]) == fan.statistics.end())
            continue;
        const std::size_t first = (place * band_statistics.size() + s) * months * width;
        std::vector<std::string> by_category;
        for (std::size_t c = 0; c < width; ++c) {
            std::vector<double> line;
            for (std::size_t m = 0; m < months; ++m)
                line.push_back(numbers[first + m * width + c]);
            by_category.push_back(json::numbers(line));
        }
        const bool whole = bands.variable(std::string(fan.name)).axes.size() == 3;
        members.emplace_back(band_statistics[s], whole ? by_category.front() : json::list(by_category));
    }
    return json::object(members);
}

std::string sources_json(const Recorded& recorded)
{
    std::vector<std::string> all;
    for (const RecordedFile& file : recorded.files) {
        const Recording& labels = file.labels();
        const Provenance& by = labels.provenance;
        all.push_back(json::object({{"name", json::text(file.path().filename().string())},
                                    {"hash", json::text(file.canonical_hash())},
                                    {"command", json::text(by.command_line)},
                                    {"version", json::text(by.version)},
                                    {"commit", json::text(by.commit)},
                                    {"compiler", json::text(by.compiler)},
                                    {"created", json::text(by.created)},
                                    {"data", json::text(labels.data->digest)},
                                    {"runs", json::number(static_cast<double>(labels.runs.size()))},
                                    {"failed", json::number(static_cast<double>(labels.failures.size()))},
                                    {"posts", json::number(static_cast<double>(labels.employees))}}));
    }
    return json::list(all);
}

std::vector<std::string> labels_of(const std::vector<std::string>& services, const ReportOptions& options)
{
    std::vector<std::string> labels;
    for (const std::string& service : services) {
        const auto known = options.data ? options.data->find_service(service) : std::nullopt;
        labels.push_back(known ? (*options.data)[*known].label : service);
    }
    return labels;
}

Result bands_shown(const Recorded& recorded, const ReportOptions& options)
{
    BandsOptions banding;
    for (const Fan& fan : fans())
        if (recorded.records(fan.observable) &&
            std::ranges::find(banding.observables, fan.observable) == banding.observables.end())
            banding.observables.push_back(fan.observable);
    banding.categories = true;
    banding.missing = options.missing;
    banding.points = recorded.shown;
    banding.tick = options.tick;
    return bands_of(recorded.input.paths, banding);
}

std::string scenario_json(const Recorded& recorded, const Result& bands, std::size_t place, const std::string& flow,
                          const std::string& levers)
{
    const std::size_t point = recorded.shown[place];
    std::vector<std::pair<std::string, std::string>> drawn;
    for (const Fan& fan : fans())
        if (recorded.records(fan.observable))
            drawn.emplace_back(fan.name, fan_json(bands, fan, place));
    return json::object({{"point", fmt::format("{}", point)},
                         {"name", json::text(recorded.values.point_name(point))},
                         {"fans", json::object(drawn)},
                         {"flow", flow.empty() ? "null" : flow},
                         {"levers", levers.empty() ? "null" : levers},
                         {"runs", runs_json(recorded, point)}});
}

} // namespace

std::string recorded_json(const Recorded& recorded, const ReportOptions& options, std::vector<std::string>& notes)
{
    const Result bands = bands_shown(recorded, options);
    const std::vector<std::string> flows = flows_json(recorded), levers = levers_json(recorded, options, notes);
    std::vector<std::string> scenarios, months, outcomes;
    for (std::size_t i = 0; i < recorded.shown.size(); ++i)
        scenarios.push_back(scenario_json(recorded, bands, i, flows.empty() ? "" : flows[i], levers[i]));
    for (const Month month : recorded.months)
        months.push_back(to_string(month));
    for (const Outcome& outcome : recorded.values.outcomes)
        outcomes.push_back(json::object({{"observable", json::text(spec(outcome.observable).name)},
                                         {"month", json::text(to_string(*outcome.last))}}));
    const Recording& labels = recorded.files.front().labels();
    const std::vector<std::string> services = recorded.files.front().names(Axis::service);
    const std::size_t all = recorded.values.points();
    if (all > recorded.shown.size())
        notes.push_back(fmt::format("{}: {} of {} points are drawn as scenarios; --points chooses others",
                                    recorded.input.given, recorded.shown.size(), all));
    return json::object({{"name", json::text(labels.name)},
                         {"description", json::text(labels.description)},
                         {"study", labels.study ? "true" : "false"},
                         {"given", json::text(recorded.input.given)},
                         {"sources", sources_json(recorded)},
                         {"months", json::texts(months)},
                         {"services", json::texts(services)},
                         {"labels", json::texts(labels_of(services, options))},
                         {"outcomes", json::list(outcomes)},
                         {"factors", factors_json(recorded.values)},
                         {"leftOut", json::number(recorded.values.left_out)},
                         {"pointsInAll", json::number(static_cast<double>(all))},
                         {"points", points_json(recorded)},
                         {"scenarios", json::list(scenarios)}});
}

} // namespace mutualise::report
