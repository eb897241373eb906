/// \file Outcomes of recorded runs.
#include "mutualise/analysis/outcome.hpp"
#include "mutualise/core/errors.hpp"
#include "mutualise/scenario/nearest.hpp"
#include "mutualise/study/study.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <span>

namespace mutualise
{

namespace
{

constexpr std::size_t runs_at_a_time = 32;

/// What is recorded: names along the axes, months along the rows, and what to call it in a refusal.
struct Source {
    std::vector<std::string> one, two;
    std::vector<Month> months;
    std::string name;
};

/// Places [begin, end) of a category on its axis: one, or all where it is left out.
struct Places {
    std::size_t begin = 0, end = 0;
    std::size_t length = 0; ///< of the whole axis
};

Places places_of(const Outcome& outcome, const std::vector<std::string>& names, const std::string& category)
{
    const std::string_view observable = spec(outcome.observable).name;
    if (category.empty()) {
        if (names.size() > 1 && !is_extensive(outcome.observable))
            throw UsageError(fmt::format("'{}' adds up {} over its categories, which means nothing; name one of them, "
                                         "like {}[{}]",
                                         outcome.text, observable, observable, names.front()));
        return {0, names.size(), names.size()};
    }
    const auto found = std::find(names.begin(), names.end(), category);
    if (found == names.end())
        throw UsageError(fmt::format("'{}': {} has no category '{}'{}", outcome.text, observable, category,
                                     suggestion(category, {names.begin(), names.end()})));
    const auto place = static_cast<std::size_t>(found - names.begin());
    return {place, place + 1, names.size()};
}

std::vector<std::size_t> rows_of(const Outcome& outcome, const Source& source)
{
    const std::vector<Month>& months = source.months;
    const auto require = [&](Month month) {
        if (std::find(months.begin(), months.end(), month) == months.end())
            throw UsageError(fmt::format("'{}': {} does not record {} (its months: {} to {})", outcome.text,
                                         source.name, to_string(month), to_string(months.front()),
                                         to_string(months.back())));
    };
    const Month first = outcome.first.value_or(months.front()), last = outcome.last.value_or(months.back());
    if (outcome.summed && months.back() - months.front() + 1 != static_cast<int>(months.size()))
        throw UsageError(
            fmt::format("'{}' is summed over months, and {} does not record every month", outcome.text, source.name));
    require(first);
    require(last);
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < months.size(); ++row)
        if (first <= months[row] && months[row] <= last)
            rows.push_back(row);
    return rows;
}

/// The cells of a run that make up an outcome.
class Cells
{
public:
    Cells(const Outcome& outcome, const Source& source)
        : one_(places_of(outcome, source.one, outcome.categories.at(0))),
          two_(places_of(outcome, source.two, outcome.categories.at(1))), rows_(rows_of(outcome, source)),
          extensive_(is_extensive(outcome.observable))
    {
    }

    /// `values`: rows x first axis x second axis of one run.
    double sum(std::span<const double> values, double scale) const
    {
        double sum = 0;
        for (const std::size_t row : rows_)
            for (std::size_t i = one_.begin; i < one_.end; ++i)
                for (std::size_t j = two_.begin; j < two_.end; ++j)
                    sum += values[(row * one_.length + i) * two_.length + j];
        return extensive_ ? sum / scale : sum;
    }

private:
    Places one_, two_;
    std::vector<std::size_t> rows_;
    bool extensive_;
};

/// The share of the public sector simulated in the run at a place.
double scale_of(const Recording& labels, std::size_t place)
{
    return labels.study ? labels.study->scale[labels.point_of(labels.runs[place].index)] : labels.scale;
}

} // namespace

std::vector<double> outcome_of(const RecordedFile& file, const Outcome& outcome, std::size_t first, std::size_t count)
{
    const Recording& labels = file.labels();
    const ObservableSpec& s = spec(outcome.observable);
    if (std::find(labels.observables.begin(), labels.observables.end(), outcome.observable) == labels.observables.end())
        throw UsageError(fmt::format("'{}': {} does not record {}", outcome.text, file.path().string(), s.name));
    const Cells cells(outcome, {file.names(s.first), file.names(s.second), file.months(), file.path().string()});
    const std::vector<double> values = file.values(outcome.observable, first, count);
    const std::size_t of_run = file.cells(outcome.observable);
    std::vector<double> outcomes;
    for (std::size_t run = 0; run < count; ++run)
        outcomes.push_back(cells.sum(std::span(values).subspan(run * of_run, of_run), scale_of(labels, first + run)));
    return outcomes;
}

std::vector<double> outcome_of(const RecordedFile& file, const Outcome& outcome)
{
    std::vector<double> all;
    const std::size_t runs = file.labels().runs.size();
    for (std::size_t first = 0; first < runs; first += runs_at_a_time) {
        const auto some = outcome_of(file, outcome, first, std::min(runs_at_a_time, runs - first));
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

void require_recordable(const Outcome& outcome, const Study& study, const SystemData& data)
{
    const auto& recorded = study.outputs.observables;
    const ObservableSpec& s = spec(outcome.observable);
    if (std::find(recorded.begin(), recorded.end(), outcome.observable) == recorded.end())
        throw UsageError(
            fmt::format("'{}': the [outputs] of {} leave {} out", outcome.text, study.file.string(), s.name));
    std::vector<Month> months = study.outputs.months;
    const Horizon& horizon = study.variants.front().scenario.horizon;
    if (months.empty())
        for (int row = 0; row < horizon.rows(); ++row)
            months.push_back(horizon.month_of_row(row));
    Cells(outcome, {category_names(s.first, data), category_names(s.second, data), months, study.file.string()});
}

double outcome_of(const Trajectory& run, const Horizon& horizon, const SystemData& data, double scale,
                  const Outcome& outcome)
{
    const ObservableSpec& s = spec(outcome.observable);
    std::vector<Month> months;
    for (int row = 0; row < horizon.rows(); ++row)
        months.push_back(horizon.month_of_row(row));
    const Cells cells(outcome, {category_names(s.first, data), category_names(s.second, data), months, "the run"});
    return cells.sum(run.values(outcome.observable), scale);
}

} // namespace mutualise
