/// \file What a more generous lever did to each proposal: the same ones, by first unit and month of launch, in two
/// runs.
#pragma once

#include "mutualise/state/trajectory.hpp"

#include <fmt/format.h>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace mutualise::testing
{

/// Proposals by first unit and month of launch.
inline std::map<std::pair<std::uint32_t, int>, ProposalRow> by_launch(const Trajectory& record)
{
    std::map<std::pair<std::uint32_t, int>, ProposalRow> rows;
    for (const ProposalRow& row : record.proposals)
        rows.emplace(std::pair(row.unit, row.launched), row);
    return rows;
}

struct Fates {
    std::size_t kept = 0;          ///< founded under the weaker
    std::size_t saved = 0;         ///< died under the weaker, founded under the stronger
    std::vector<std::string> lost; ///< founded under the weaker, died under the stronger
};

/// Adds those of two runs. A proposal that was never launched under the stronger, or is another there (where a unit
/// stepped out before, a sponsor cannot take the whole branch), is left out.
inline void compare_fates(const Trajectory& weaker, const Trajectory& stronger, Fates& fates)
{
    const auto after = by_launch(stronger);
    for (const auto& [launch, before] : by_launch(weaker)) {
        const auto found = after.find(launch);
        if (found == after.end() || found->second.units != before.units)
            continue;
        const ProposalRow& then = found->second;
        const bool founded = (before.flags & 16) != 0, founded_then = (then.flags & 16) != 0;
        fates.kept += founded ? 1U : 0U;
        fates.saved += before.reason >= 0 && founded_then ? 1U : 0U;
        if (founded && then.reason >= 0)
            fates.lost.push_back(fmt::format("unit {}, launched in row {}, founded in row {}: {} in row {}",
                                             before.unit, before.launched, before.ended,
                                             reason_names[static_cast<std::size_t>(then.reason)], then.ended));
    }
}

} // namespace mutualise::testing
