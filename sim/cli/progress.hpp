/// \file Progress and time left, on stderr: a bar on a terminal, plain lines otherwise, JSON lines on request.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace mutualise::cli
{

enum class ProgressKind { automatic, bar, plain, json, none };

/// "bar", "plain", "json", "none" or "auto".
ProgressKind progress_kind(const std::string& name);

class Progress
{
public:
    Progress(ProgressKind kind, std::string label, int steps);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void step();       ///< one more step is done
    void at(int done); ///< so many steps are done; more than there are count as all

private:
    void paint(bool last);

    ProgressKind kind_;
    std::string label_;
    int steps_;
    int done_ = 0;
    std::chrono::steady_clock::time_point start_, painted_;
};

/// Progress whose steps the work itself tells: the line is made at its first news.
class LateProgress
{
public:
    LateProgress(ProgressKind kind, std::string label) : kind_(kind), label_(std::move(label)) {}

    void at(std::uint64_t done, std::uint64_t steps)
    {
        if (!line_)
            line_.emplace(kind_, label_, static_cast<int>(steps));
        line_->at(static_cast<int>(done));
    }
    void end() { line_.reset(); } ///< takes the line away

private:
    ProgressKind kind_;
    std::string label_;
    std::optional<Progress> line_;
};

} // namespace mutualise::cli
