/// \file Points along one dimension for the steps of patient rule induction.
#pragma once

#include "../../analysis/prim_parts.hpp"

#include <vector>

namespace mutualise::testing
{

using Kept = std::vector<bool>;

/// Points of one ordered dimension with values 0, 1, 2, ...: of each so many, all of them hits or none in all their
/// runs.
struct Row {
    PrimPoints points;
    std::vector<std::size_t> all;

    Row(const std::vector<int>& counts, const Kept& hits, double runs = 1)
    {
        points.dimensions.resize(1);
        for (std::size_t value = 0; value < counts.size(); ++value)
            for (int i = 0; i < counts[value]; ++i)
                add(static_cast<double>(value), hits[value] ? runs : 0, runs);
        rank_values(points);
    }
    void add(double value, double hits, double runs)
    {
        points.dimensions[0].values.push_back(value);
        points.hits.push_back(hits);
        points.runs.push_back(runs);
        all.push_back(all.size());
    }
    Kept pasted(const Kept& kept, const PrimOptions& options = {}) const
    {
        return paste(points, {{kept}}, all, options).kept[0];
    }
    Kept settled(const Kept& kept, const PrimOptions& options = {}) const
    {
        return settle(points, {{kept}}, all, options).kept[0];
    }
};

} // namespace mutualise::testing
