/// \file A recorded file or study as the report takes it: which of its points are drawn, and what is gathered of each.
#pragma once

#include "mutualise/analysis/bands.hpp"
#include "mutualise/report/report.hpp"

#include <string>
#include <vector>

namespace mutualise::report
{

/// One recorded file, or the files of a study.
struct Input {
    std::string given;
    std::vector<std::filesystem::path> paths;
};

/// An input with its headline outcomes of every run and the points that are drawn.
struct Recorded {
    Input input;
    std::vector<RecordedFile> files;
    std::vector<Month> months; ///< recorded
    StudyValues values;        ///< mutuals_live and employees_in_mutuals at each milestone, as far as recorded
    std::vector<std::size_t> shown;

    bool records(Observable observable) const;
    /// Is every month there, so that flows add up?
    bool every_month() const;
};

/// Most points of all inputs together that are drawn as scenarios; assumed: more cannot be told apart.
inline constexpr std::size_t most_scenarios = 12;

Recorded open_recorded(const Input& input, const ReportOptions& options, std::size_t most_shown);

/// All that the page needs to know of it.
std::string recorded_json(const Recorded& recorded, const ReportOptions& options, std::vector<std::string>& notes);

/// "[...]": where proposals went, by quarter and service, of each point drawn; empty where it cannot be told.
std::vector<std::string> flows_json(const Recorded& recorded);

/// The levers of each point drawn; empty where this program's data are others.
std::vector<std::string> levers_json(const Recorded& recorded, const ReportOptions& options,
                                     std::vector<std::string>& notes);

/// Differences of every other scenario drawn from the first, run by run with equal seeds and people.
std::string paired_json(const std::vector<Recorded>& all, std::vector<std::string>& notes);

/// A result of an analysis: its axes, and those of its variables that the page draws.
std::string result_json(const Result& result, const std::string& given, const std::string& hash);
bool is_drawn(const std::string& analysis); ///< known to the page
std::vector<std::string> drawn_analyses();

/// Figures of the record to June 2012, with their evidence.
std::string observed_json();

/// The page: style, data and script in one file under a strict policy.
std::string page_html(const std::string& title, const std::string& data);

} // namespace mutualise::report
