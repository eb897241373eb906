/// \file Words that the commands about studies share.
#pragma once

#include "mutualise/core/errors.hpp"
#include "mutualise/record/ensemble.hpp"
#include "mutualise/study/study.hpp"

#include <optional>
#include <string>
#include <vector>

namespace mutualise::cli
{

/// "12.3 MB".
std::string bytes_text(std::uint64_t bytes);

/// "2 h 05 min", "12 min", "40 s".
std::string time_text(double seconds);

/// This build, this command, this moment.
Provenance provenance_of(const std::string& command_line);

/// What the user should know, on stderr; the work goes on.
void print_note(const std::string& note);

/// What `--set` says, with `--seed` (of a scenario) and `--scale` as the settings that they stand for.
std::vector<std::string> settings_with(std::vector<std::string> settings, std::optional<std::uint64_t> seed,
                                       std::optional<double> scale);

/// The study of the file under `options` and `--scale`; what the user should know of it is printed.
Study study_of(const std::string& file, const SystemData& data, StudyOptions options, std::optional<double> scale);

/// Names every failed run on stderr.
ExitCode report_failures(const Study& study, const std::vector<RunFailure>& failures);
ExitCode report_failures(const std::vector<RunFailure>& failures);

} // namespace mutualise::cli
