/// \file The table a run ends with.
#include "mutualise/analysis/summary.hpp"

#include "mutualise/analysis/people.hpp"
#include "mutualise/analysis/record_figures.hpp"
#include "mutualise/analysis/text_table.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

std::string banded(const Band& b) { return with_interval(b.mean, b.low, b.high); }

std::vector<double> differences(const std::vector<double>& a, const std::vector<double>& b)
{
    std::vector<double> d(a.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        d[i] = a[i] - b[i];
    return d;
}

bool paired(const Ensemble& a, const Ensemble& b)
{
    return people_of(a) == people_of(b) && a.runs.size() == b.runs.size() && a.scenario.horizon == b.scenario.horizon &&
           std::equal(a.runs.begin(), a.runs.end(), b.runs.begin(),
                      [](const RunRecord& x, const RunRecord& y) { return x.seed == y.seed; });
}

/// The horizon's milestones.
std::vector<Month> milestone_months(const Horizon& horizon)
{
    std::vector<Month> months, named;
    for (int row = 1; row < horizon.rows(); ++row)
        months.push_back(horizon.month_of_row(row));
    for (const std::size_t place : milestones(months))
        named.push_back(months[place]);
    return named;
}

struct Row {
    std::string label;
    Observable observable;
};

void add_milestones(std::string& text, std::span<const Ensemble> ensembles)
{
    const std::array<Row, 3> rows{{{"mutuals", Observable::mutuals_live},
                                   {"employees in them", Observable::employees_in_mutuals},
                                   {"pipeline known", Observable::pipeline_known}}};
    const Horizon& horizon = ensembles.front().scenario.horizon;
    text += fmt::format("{:<22} {:<20} {:>34}{}\n", "", "", "mean [90 % of runs]",
                        ensembles.size() > 1 ? "   difference: mean [90 % of runs] ± 90 % interval of the mean" : "");
    for (const Month month : milestone_months(horizon))
        for (const Row& row : rows) {
            text += fmt::format("{:<22} {}\n", row.label, to_string(month));
            for (const Ensemble& e : ensembles) {
                if (month < e.scenario.horizon.first || month > e.scenario.horizon.last)
                    continue;
                const std::vector<double> values = totals(e.runs, row.observable, e.scenario.horizon.row(month));
                text += fmt::format("  {:<20} {:>54}", e.scenario.name, banded(band(values)));
                if (&e != &ensembles.front() && paired(e, ensembles.front())) {
                    const std::vector<double> each =
                        differences(values, totals(ensembles.front().runs, row.observable, horizon.row(month)));
                    const Band d = band(each);
                    text += fmt::format("   paired difference {}{}", d.mean >= 0 ? "+" : "", banded(d));
                    if (each.size() > 1) // one pair says nothing of its error
                        text += fmt::format(" ± {}", thousands(half_width(mean_of(each))));
                }
                text += '\n';
            }
        }
}

void add_other_people(std::string& text, std::span<const Ensemble> ensembles)
{
    const Ensemble& first = ensembles.front();
    for (const Ensemble& e : ensembles)
        if (people_of(e) != people_of(first))
            text += fmt::format("{} simulates other people than {} (scale, [population] or data): runs of one seed are "
                                "no pairs there\n",
                                e.scenario.name, first.scenario.name);
}

void add_chance(std::string& text, const Ensemble& e)
{
    const std::vector<double> employees =
        totals(e.runs, Observable::employees_in_mutuals, e.scenario.horizon.rows() - 1);
    const auto hits =
        std::count_if(employees.begin(), employees.end(), [&](double n) { return n >= ambition * e.scale; });
    const Chance c = exact_chance(static_cast<std::uint64_t>(hits), employees.size());
    text += fmt::format("  {:<20} {:>3} of {} runs: {:.0f} % (90 % interval {:.0f} to {:.0f} %)\n", e.scenario.name,
                        hits, employees.size(), 100 * c.estimate, 100 * c.low, 100 * c.high);
}

/// Mean exits a run by reason over the whole record.
std::vector<double> exits_by_reason(const Ensemble& e)
{
    std::vector<double> exits(reason_names.size());
    for (const RunRecord& run : e.runs)
        for (int row = 0; row < run.trajectory.rows(); ++row)
            for (std::size_t s = 0; s < run.trajectory.lengths().services; ++s)
                for (std::size_t r = 0; r < exits.size(); ++r)
                    exits[r] += run.trajectory.at(Observable::exits, row, s, r) / static_cast<double>(e.runs.size());
    return exits;
}

/// Sum of a monthly flow over the whole record, mean over the runs. The first row holds what was in hand at the start.
double mean_total(const Ensemble& e, Observable flow)
{
    double all = 0;
    for (const RunRecord& run : e.runs)
        for (int row = 0; row < run.trajectory.rows(); ++row)
            all += run.trajectory.total(flow, row) / static_cast<double>(e.runs.size());
    return all;
}

void add_deaths(std::string& text, std::span<const Ensemble> ensembles)
{
    text += fmt::format("{:<24}", "proposals, mean a run");
    for (const Ensemble& e : ensembles)
        text += fmt::format(" {:>20}", e.scenario.name);
    text += '\n';
    const auto line = [&](std::string_view label, auto&& value, bool keep) {
        if (!keep)
            return;
        text += fmt::format("  {:<22}", label);
        for (std::size_t i = 0; i < ensembles.size(); ++i)
            text += fmt::format(" {:>20.1f}", value(i));
        text += '\n';
    };
    line(
        "launched", [&](std::size_t i) { return mean_total(ensembles[i], Observable::launches); }, true);
    line(
        "founded", [&](std::size_t i) { return mean_total(ensembles[i], Observable::mutuals_founded); }, true);
    std::vector<std::vector<double>> exits;
    for (const Ensemble& e : ensembles)
        exits.push_back(exits_by_reason(e));
    for (std::size_t r = 0; r < reason_names.size(); ++r) {
        const bool any = std::any_of(exits.begin(), exits.end(), [&](const auto& each) { return each[r] > 0; });
        line(
            reason_names[r], [&](std::size_t i) { return exits[i][r]; }, any);
    }
}

} // namespace

std::vector<double> totals(std::span<const RunRecord> runs, Observable o, int row)
{
    std::vector<double> values;
    for (const RunRecord& run : runs)
        values.push_back(run.trajectory.total(o, row));
    return values;
}

std::string summary_table(std::span<const Ensemble> ensembles)
{
    std::string text;
    const Ensemble& first = ensembles.front();
    text += fmt::format("{} runs a scenario; {} posts simulated (scale {}); counts as simulated{}\n\n",
                        first.runs.size(), thousands(static_cast<double>(first.employees)), first.scale,
                        first.scale < quotable_scale
                            ? fmt::format("; results are not to be quoted below scale {}", quotable_scale)
                            : "");
    const bool any_run =
        std::all_of(ensembles.begin(), ensembles.end(), [](const Ensemble& e) { return !e.runs.empty(); });
    if (!any_run)
        return text + "no run finished\n";
    add_milestones(text, ensembles);
    add_other_people(text, ensembles);
    text += fmt::format("\nchance of {} employees in mutuals by {}\n", thousands(ambition * first.scale),
                        to_string(first.scenario.horizon.last));
    for (const Ensemble& e : ensembles)
        add_chance(text, e);
    text += "\nwhere proposals died\n";
    add_deaths(text, ensembles);
    return text;
}

} // namespace mutualise
