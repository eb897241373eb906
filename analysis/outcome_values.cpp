/// \file Outcomes of recorded runs.
#include "mutualise/analysis/outcome.hpp"
#include "mutualise/core/errors.hpp"
#include "mutualise/scenario/nearest.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

constexpr std::size_t runs_at_a_time = 32;

/// Places [begin, end) of a category on its axis: one, or all where it is left out.
struct Places {
    std::size_t begin = 0, end = 0;
    std::size_t length = 0; ///< of the whole axis
};

Places places_of(const RecordedFile& file, const Outcome& outcome, Axis axis, const std::string& category)
{
    const std::vector<std::string> names = file.names(axis);
    if (category.empty()) {
        if (names.size() > 1 && !is_extensive(outcome.observable))
            throw UsageError(fmt::format("'{}' adds up {} over its categories, which means nothing; name one of them, "
                                         "like {}[{}]",
                                         outcome.text, spec(outcome.observable).name, spec(outcome.observable).name,
                                         names.front()));
        return {0, names.size(), names.size()};
    }
    const auto found = std::find(names.begin(), names.end(), category);
    if (found == names.end())
        throw UsageError(fmt::format("'{}': {} has no category '{}'{}", outcome.text, spec(outcome.observable).name,
                                     category, suggestion(category, {names.begin(), names.end()})));
    const auto place = static_cast<std::size_t>(found - names.begin());
    return {place, place + 1, names.size()};
}

/// Rows of the file's time axis.
std::vector<std::size_t> rows_of(const RecordedFile& file, const Outcome& outcome)
{
    const std::vector<Month> months = file.months();
    const auto require = [&](Month month) {
        if (std::find(months.begin(), months.end(), month) == months.end())
            throw UsageError(fmt::format("'{}': {} does not record {} (its months: {} to {})", outcome.text,
                                         file.path().string(), to_string(month), to_string(months.front()),
                                         to_string(months.back())));
    };
    const Month first = outcome.first.value_or(months.front()), last = outcome.last.value_or(months.back());
    if (outcome.summed && months.back() - months.front() + 1 != static_cast<int>(months.size()))
        throw UsageError(fmt::format("'{}' is summed over months, and {} does not record every month", outcome.text,
                                     file.path().string()));
    require(first);
    require(last);
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < months.size(); ++row)
        if (first <= months[row] && months[row] <= last)
            rows.push_back(row);
    return rows;
}

/// The share of the public sector simulated in the run at a place.
double scale_of(const Recording& labels, std::size_t place)
{
    return labels.study ? labels.study->scale[labels.runs[place].index % labels.points()] : labels.scale;
}

} // namespace

std::vector<double> outcome_of(const RecordedFile& file, const Outcome& outcome, std::size_t first, std::size_t count)
{
    const Recording& labels = file.labels();
    const ObservableSpec& s = spec(outcome.observable);
    if (std::find(labels.observables.begin(), labels.observables.end(), outcome.observable) == labels.observables.end())
        throw UsageError(fmt::format("'{}': {} does not record {}", outcome.text, file.path().string(), s.name));
    const Places one = places_of(file, outcome, s.first, outcome.categories.at(0)),
                 two = places_of(file, outcome, s.second, outcome.categories.at(1));
    const std::vector<std::size_t> rows = rows_of(file, outcome);
    const std::vector<double> values = file.values(outcome.observable, first, count);
    const std::size_t cells = file.cells(outcome.observable);
    std::vector<double> outcomes;
    for (std::size_t run = 0; run < count; ++run) {
        double sum = 0;
        for (const std::size_t row : rows)
            for (std::size_t i = one.begin; i < one.end; ++i)
                for (std::size_t j = two.begin; j < two.end; ++j)
                    sum += values[run * cells + (row * one.length + i) * two.length + j];
        outcomes.push_back(is_extensive(outcome.observable) ? sum / scale_of(labels, first + run) : sum);
    }
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

} // namespace mutualise
