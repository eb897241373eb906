/// \file What all scenarios showed together as tables of Markdown, for docs/trust.md, each with the worst verdict in
/// it.
#pragma once

#include "sanity/scale_pairs.hpp"
#include "sanity/summary.hpp"

#include <string>
#include <vector>

namespace mutualise::testing
{

struct ResultTable {
    std::string text;
    Verdict verdict = Verdict::holds;
};

/// Launches and foundings, and proposals alone by lever: founded under both, saved by the stronger.
ResultTable fates_table(const std::vector<Finding>& findings);

/// A more generous lever and mutuals: two figures a lever.
ResultTable lever_table(const std::vector<Finding>& findings);

/// Services relabelled: the service most at odds, by figure.
ResultTable label_table(const std::vector<Finding>& findings);

/// Ten tenths against one whole, by figure.
ResultTable scale_table(const std::vector<ScalePair>& pairs, std::uint32_t scenarios);

} // namespace mutualise::testing
