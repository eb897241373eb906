/// \file Comparisons of ensembles made by hand.
#pragma once

#include "mutualise/analysis/compare.hpp"
#include "record/synthetic.hpp"

namespace mutualise::testing
{

/// Runs 0, 1, 2, ..., none of which failed; their seeds, or as many further ones.
inline Ensemble sound(std::size_t runs, std::uint64_t further_seeds = 0)
{
    Ensemble e = synthetic_ensemble(runs);
    for (std::uint32_t r = 0; r < runs; ++r) {
        e.runs[r].index = r;
        e.runs[r].seed += further_seeds;
    }
    e.failures.clear();
    return e;
}

inline CompareResult compared(const ScratchFolder& folder, const Ensemble& base, const Ensemble& variant,
                              const CompareOptions& options = {})
{
    write_ensemble(folder.path / "base.h5", base);
    write_ensemble(folder.path / "variant.h5", variant);
    return compare(parse_side((folder.path / "base.h5").string()), parse_side((folder.path / "variant.h5").string()),
                   options);
}

inline std::string setting(const Result& result, const std::string& name)
{
    for (const auto& [key, value] : result.settings)
        if (key == name)
            return value;
    return "none";
}

/// Of a variable without categories.
inline double total(const CompareResult& c, const std::string& name, std::size_t statistic, std::size_t row)
{
    return c.result.numbers(name)[statistic * 5 + row];
}

/// Live mutuals of the whole public sector in February 2012, run by run.
inline std::vector<double> mutuals_of(const Ensemble& ensemble)
{
    std::vector<double> values;
    for (const RunRecord& run : ensemble.runs)
        values.push_back(8 * run.trajectory.total(Observable::mutuals_live, 2));
    return values;
}

} // namespace mutualise::testing
