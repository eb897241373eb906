/// \file The command that may come next: one line on stderr that works as printed where it is read.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace mutualise::cli
{

/// "next: mutualise bands h.h5": the program as it was called, and the words quoted for a shell.
void suggest_next(const std::vector<std::string>& words);

/// A table of this file or study beside it, under a name that is still free.
void suggest_export(const std::filesystem::path& recorded, const std::string& observable);

/// The report of these files, beside the first and under a name that is still free; `options` follow the files.
void suggest_report(const std::vector<std::string>& files, const std::vector<std::string>& options);

} // namespace mutualise::cli
