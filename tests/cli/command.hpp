/// \file The built command, run in a folder of its own.
#pragma once

#include "scenario/support.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>
#include <sys/wait.h>
#include <vector>

namespace mutualise::testing
{

struct Outcome {
    int code = -1;
    std::string out, err;
};

/// `environment` goes before the command, as the shell takes it.
inline Outcome command(const Folder& folder, const std::string& arguments, const std::string& environment = "")
{
    const std::string out = folder.path("stdout").string(), err = folder.path("stderr").string();
    const int status =
        std::system((environment + " '" MUTUALISE_COMMAND "' " + arguments + " >" + out + " 2>" + err).c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of(out), text_of(err)};
}

/// Files of a folder, without what the test itself wrote.
inline std::vector<std::string> files_in(const std::filesystem::path& folder)
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().filename() != "stdout" && entry.path().filename() != "stderr")
            names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

/// Whether the process has a handler of this signal by now (Linux: SigCgt of /proc/PID/status).
inline bool catches(pid_t process, int signal)
{
    const std::filesystem::path proc = "/proc/" + std::to_string(process);
    std::error_code gone;
    if (std::filesystem::read_symlink(proc / "exe", gone) != std::filesystem::canonical(MUTUALISE_COMMAND))
        return false; // still this program, which catches signals too
    std::ifstream status(proc / "status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("SigCgt:", 0) == 0)
            return (std::stoull(line.substr(7), nullptr, 16) >> (signal - 1) & 1U) != 0;
    return false;
}

} // namespace mutualise::testing
