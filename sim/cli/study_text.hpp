/// \file Words that the commands about studies share.
#pragma once

#include "mutualise/core/errors.hpp"
#include "mutualise/record/ensemble.hpp"
#include "mutualise/study/study.hpp"

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

/// Names every failed run on stderr.
ExitCode report_failures(const Study& study, const std::vector<RunFailure>& failures);
ExitCode report_failures(const std::vector<RunFailure>& failures);

} // namespace mutualise::cli
