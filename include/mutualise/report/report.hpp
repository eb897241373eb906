/// \file One self-contained HTML file of recorded and analysed files: charts, numbers, provenance; it opens offline
/// (docs/report.md). Everything is gathered here, so that the browser draws a few thousand numbers whatever the runs.
#pragma once

#include "mutualise/analysis/study_values.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mutualise
{

inline constexpr std::size_t report_bytes_at_most = 5'000'000; ///< what an office's mail lets through (assumed)

/// What goes into the page.
struct ReportOptions {
    std::vector<std::string> files;    ///< as given: recorded files, folders of studies, results of analyses
    std::vector<std::uint32_t> points; ///< of a study, drawn as scenarios; none: none, each lever alone, all, ...
    std::string title;                 ///< empty: made from the names
    MissingRuns missing = MissingRuns::refuse;
    std::shared_ptr<const SystemData> data;                        ///< to read the levers of resolved scenarios
    std::function<void(std::size_t done, std::size_t steps)> tick; ///< called often; may throw to stop
};

/// The page and what went into it.
struct Report {
    std::string html;
    std::size_t recorded = 0, results = 0;
    std::vector<std::string> notes; ///< what was left out, and why
};

/// Throws InputError with every file that is none of ours, UsageError where the report would be larger than
/// `report_bytes_at_most`, Mismatch where runs are missing and must not be left out. Equal files give equal bytes.
Report make_report(const ReportOptions& options);

} // namespace mutualise
