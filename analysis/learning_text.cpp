/// \file Learning as a table, and as a result file.
#include "mutualise/analysis/learning.hpp"
#include "mutualise/analysis/outcome_units.hpp"
#include "mutualise/analysis/text_table.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

std::string learning_text(const Learning& learning)
{
    const int decimals = decimals_for(learning.deviation);
    std::string out = fmt::format("{}: {} runs, mean {}, standard deviation {}\n\n", learning.outcome, learning.runs,
                                  thousands(learning.mean, decimals), thousands(learning.deviation, decimals));
    TextTable table({"if this were known", "variance goes", "in its lowest fifth", "highest fifth"});
    for (const Worth& worth : learning.worths)
        table.add({worth.parameter, percent(std::max(0.0, worth.share)), thousands(worth.low, decimals),
                   thousands(worth.high, decimals)});
    return out + table.text() +
           fmt::format("\nA parameter without effect shows {} or more in one case of twenty.\n",
                       percent(learning.chance));
}

Result learning_result(const Learning& learning, const RecordedFile& file, const LearningQuestion& question)
{
    Result result;
    result.analysis = "learning";
    result.title = "Share of an outcome's variance that goes if a parameter is known";
    result.settings = {{"outcome", learning.outcome},
                       {"variant", question.variant},
                       {"against", question.against},
                       {"runs", std::to_string(learning.runs)},
                       {"runs_left_out", std::to_string(learning.left_out)}};
    const std::string units = units_of(question.outcome);
    result.sources.push_back({file.path().filename().string(), file.canonical_hash()});
    std::vector<std::string> names;
    std::vector<double> shares, low, high;
    for (const Worth& worth : learning.worths) {
        names.push_back(worth.parameter);
        shares.push_back(worth.share);
        low.push_back(worth.low);
        high.push_back(worth.high);
    }
    result.axes.push_back({"parameter", "parameter, as process.name", "1", names});
    result.variables.push_back({"share", "share of the variance that goes if it is known", "1", {"parameter"}, shares});
    result.variables.push_back({"low", "mean outcome in the parameter's lowest fifth", units, {"parameter"}, low});
    result.variables.push_back({"high", "mean outcome in the parameter's highest fifth", units, {"parameter"}, high});
    result.variables.push_back({"mean", "mean outcome", units, {}, std::vector<double>{learning.mean}});
    result.variables.push_back(
        {"deviation", "its standard deviation", units, {}, std::vector<double>{learning.deviation}});
    result.variables.push_back({"chance",
                                "share that a parameter without effect passes in 5 % of cases",
                                "1",
                                {},
                                std::vector<double>{learning.chance}});
    return result;
}

} // namespace mutualise
