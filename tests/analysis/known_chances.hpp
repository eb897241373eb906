/// \file Settings whose chance of a hit is known, for tests of verdicts.
#pragma once

#include "mutualise/analysis/certify.hpp"
#include "mutualise/random/stream.hpp"

#include <numeric>

namespace mutualise::testing
{

/// Settings with known chances. With `common` luck, run r has the same luck at every setting.
struct KnownChances {
    std::vector<double> chance;
    std::uint64_t seed = 1;
    bool common = true;

    void draw(std::span<const std::uint32_t> points, std::uint32_t count, std::vector<HitRuns>& runs,
              std::uint32_t stream) const
    {
        for (const std::uint32_t point : points)
            for (std::uint32_t i = 0; i < count; ++i) {
                const double luck = uniform({seed}, Purpose::test, common ? 0 : point + 1, runs[point].asked++, stream);
                runs[point].hits.push_back(luck < chance[point]);
            }
    }
    DrawRuns of(std::uint32_t stream) const
    {
        return [this, stream](std::span<const std::uint32_t> points, std::uint32_t count, std::vector<HitRuns>& runs) {
            draw(points, count, runs, stream);
        };
    }
    std::vector<HitRuns> first(std::uint32_t count) const
    {
        std::vector<HitRuns> runs(chance.size());
        std::vector<std::uint32_t> all(chance.size());
        std::iota(all.begin(), all.end(), 0U);
        draw(all, count, runs, 0);
        return runs;
    }
    TargetSearch search(const TargetRule& rule) const
    {
        return search_target(first(rule.first_look), rule, of(0), of(1));
    }
};

} // namespace mutualise::testing
