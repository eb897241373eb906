/// \file What is asked of a run: one number, such as `employees_in_mutuals@2015-12`; and goals on it.
///
///     OBSERVABLE[CATEGORY,CATEGORY]@MONTH          at the end of (or in) one month
///     OBSERVABLE[CATEGORY,CATEGORY]@FIRST..LAST    a flow summed over months; FIRST or LAST left out: the record's own
///
/// A category left out: summed over the axis. Numbers that grow with the public sector simulated (counts, money) are
/// those of the whole: divided by the run's scale. Shares, means and `services_active` are as recorded, and need their
/// category.
#pragma once

#include "mutualise/core/month.hpp"
#include "mutualise/record/recorded_file.hpp"
#include "mutualise/state/trajectory.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mutualise
{

struct Study;

/// One number of a run: an observable, some of its categories, and months.
struct Outcome {
    Observable observable{};
    std::vector<std::string> categories; ///< of the first and second axis; empty text: summed
    std::optional<Month> first, last;    ///< equal for one month; nothing: the record's first or last
    bool summed = false;                 ///< over the months
    std::string text;                    ///< as it was asked for
};

/// Throws UsageError with the nearest valid name.
Outcome parse_outcome(std::string_view text);

/// How an outcome is to stand to a goal's threshold: >=, <=, > or <.
enum class Comparison : std::uint8_t { at_least, at_most, above, below };

/// Is more of the outcome nearer to the goal?
constexpr bool wants_much(Comparison comparison)
{
    return comparison == Comparison::at_least || comparison == Comparison::above;
}

/// `employees_in_mutuals@2015-12 >= 1e6`.
struct Goal {
    Outcome outcome;
    Comparison comparison = Comparison::at_least;
    double threshold = 0;
    std::string text;

    bool met(double value) const;
};

/// Throws UsageError.
Goal parse_goal(std::string_view text);

/// Is it a flow of each month, so that months add up?
bool is_flow(Observable observable);

/// Does it grow with the share of the public sector simulated?
bool is_extensive(Observable observable);

/// The outcome of the runs at places [first, first + count) of the file's run axis. Throws UsageError where the file
/// lacks the observable, a month or a category.
std::vector<double> outcome_of(const RecordedFile& file, const Outcome& outcome, std::size_t first, std::size_t count);
/// Of every run, in blocks.
std::vector<double> outcome_of(const RecordedFile& file, const Outcome& outcome);

/// Before a study runs: throws UsageError where it will not record the observable, a month or a category.
void require_recordable(const Outcome& outcome, const Study& study, const SystemData& data);

/// The outcome of a run in memory, simulated at this scale. Throws UsageError as above.
double outcome_of(const Trajectory& run, const Horizon& horizon, const SystemData& data, double scale,
                  const Outcome& outcome);

} // namespace mutualise
