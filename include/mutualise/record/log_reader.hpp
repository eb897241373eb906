/// \file The logs of a recorded file, a run at a time (docs/file_format.md, groups `proposals` and `decisions`).
#pragma once

#include "mutualise/state/trajectory.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace mutualise
{

/// Opens a file's logs for as long as it lives. Every member throws std::runtime_error with the file and the reason.
class LogReader
{
public:
    explicit LogReader(const std::filesystem::path& path);
    LogReader(LogReader&&) noexcept;
    ~LogReader();

    bool has_proposals() const;
    bool has_decisions() const;
    /// Rows of the run of this number, in the order of the log; none where nothing is logged of it.
    std::vector<ProposalRow> proposals(std::uint32_t run) const;
    std::vector<DecisionRow> decisions(std::uint32_t run) const;

private:
    struct Contents;
    std::unique_ptr<Contents> contents_;
};

} // namespace mutualise
