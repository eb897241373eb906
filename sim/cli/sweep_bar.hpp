/// \file A sweep's progress: a line for the sitting's runs, then one for the merge.
#pragma once

#include "progress.hpp"

#include "mutualise/study/sweep.hpp"

#include <fmt/format.h>
#include <optional>
#include <string>

namespace mutualise::cli
{

class SweepBar
{
public:
    SweepBar(ProgressKind kind, std::string name) : kind_(kind), name_(std::move(name)) {}

    /// `part`, such as ", round 2 of 5", begins a new line where it changes.
    void show(const SweepNews& news, const std::string& part = {})
    {
        if (!bar_ || merging_ != news.merging || part_ != part) {
            const std::string before = news.runs_done == 0 ? "" : fmt::format(", {} runs before", news.runs_done);
            bar_.reset(); // takes the old line away before the new one is there
            bar_.emplace(kind_, name_ + part + (news.merging ? ", merging" : before), static_cast<int>(news.steps));
            merging_ = news.merging;
            part_ = part;
        }
        bar_->at(static_cast<int>(news.steps_done));
    }

private:
    ProgressKind kind_;
    std::string name_, part_;
    std::optional<Progress> bar_;
    bool merging_ = false;
};

} // namespace mutualise::cli
