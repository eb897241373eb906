/// \file What every analysis command has in common: where its result goes, and what to do with runs that failed.
#pragma once

#include "mutualise/analysis/study_values.hpp"
#include "mutualise/record/result_file.hpp"

#include <string>

namespace CLI
{
class App;
}

namespace mutualise::cli
{

struct AnswerOptions {
    std::string output; ///< empty: nothing is written
    bool force = false;
    std::string failed = "refuse";
};

/// `-o FILE`, `--force`, `--failed refuse|leave-out`.
void add_answer_options(CLI::App& command, AnswerOptions& options);

/// Observables from their names. Throws UsageError with the nearest valid name.
std::vector<Observable> observables_of(const std::vector<std::string>& names);

/// "refuse" or "leave-out". Throws UsageError for anything else.
MissingRuns missing_runs(const std::string& choice);

/// Before anything is read: refuses a file that is there and must not be overwritten, and an unknown choice of
/// --failed.
MissingRuns begin_answer(const AnswerOptions& options);

/// Writes the result where it was asked for, with the choice made about failed runs and this command's provenance, and
/// says so on stdout.
void record_answer(Result result, const AnswerOptions& options, const std::string& command_line);

/// Suggests the report of a recorded file or study and the answer that was written; nothing where none was.
void suggest_report_with(const std::string& recorded, const AnswerOptions& options);

} // namespace mutualise::cli
