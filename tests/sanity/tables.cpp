#include "sanity/tables.hpp"

#include "sanity/signs.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace mutualise::testing
{

namespace
{

/// A lever's key in words.
std::string in_words(std::string_view key)
{
    std::string words(key);
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

} // namespace

ResultTable fates_table(const std::vector<Finding>& findings)
{
    std::array<std::array<std::size_t, 3>, ladder_names.size()> by_kind{};
    double launches = 0, founded = 0;
    for (const Finding& finding : findings) {
        by_kind[finding.exact_kind][0] += 1;
        by_kind[finding.exact_kind][1] += finding.kept;
        by_kind[finding.exact_kind][2] += finding.saved;
        launches += finding.launches;
        founded += finding.founded;
    }
    const auto scenarios = static_cast<double>(findings.size());
    ResultTable table;
    table.text =
        fmt::format("{} scenarios, a mean of {:.1f} launches and {:.1f} mutuals founded a run.\n\n"
                    "| proposals alone, under a lever and a more generous one | scenarios | founded under both "
                    "| saved by the stronger |\n| --- | ---: | ---: | ---: |\n",
                    findings.size(), launches / scenarios, founded / scenarios);
    for (std::size_t kind = 0; kind < ladder_names.size(); ++kind)
        table.text += fmt::format("| {} | {} | {} | {} |\n", in_words(ladder_names[kind]), by_kind[kind][0],
                                  by_kind[kind][1], by_kind[kind][2]);
    return table;
}

ResultTable lever_table(const std::vector<Finding>& findings)
{
    ResultTable table{
        fmt::format("A more generous lever: chance of so many fewer by luck, at most {:.1e} is broken ({} over "
                    "all), so is a score of {:.2f} ({} over all).\n\n"
                    "| lever | figure | scenarios | more | fewer | mean change | score | chance | least chance "
                    "| chance, signs turned | |\n"
                    "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n",
                    sign_limit, sign_alarm, -score_limit(false_alarm, 2 * ladder_names.size()), false_alarm)};
    std::string few, both;
    for (const AverageChange& change : average_changes(findings))
        for (const auto& [name, figure] : {std::pair("live", change.live), std::pair("founded", change.founded)}) {
            const Verdict verdict = figure.verdict();
            table.verdict = worse(table.verdict, verdict);
            const std::string lever = in_words(ladder_names[change.kind]);
            table.text +=
                fmt::format("| {} | {} | {} | {} | {} | {:+.3f} | {:+.1f} | {:.2g} | {:.1e} | {:.1e} | {} |\n", lever,
                            name, change.scenarios, figure.more, figure.fewer, figure.mean, figure.score, figure.chance,
                            figure.least, figure.turned, told(verdict));
            std::string& untold = figure.least > sign_limit ? few : both;
            if (verdict == Verdict::cannot_tell)
                untold += fmt::format("{}{} ({})", untold.empty() ? "" : ", ", lever, name);
        }
    if (!few.empty())
        table.text +=
            fmt::format("\nToo few of {} scenarios change to find a lever of wrong sign: {}.\n", findings.size(), few);
    if (!both.empty())
        table.text +=
            fmt::format("\nChanges go both ways, so that a lever of wrong sign would not be found: {}.\n", both);
    return table;
}

ResultTable label_table(const std::vector<Finding>& findings)
{
    ResultTable table;
    for (const LabelTest& test : label_tests(findings)) {
        if (table.text.empty())
            table.text = fmt::format("Services relabelled: a score of {:.2f} either way is broken ({} over all).\n\n"
                                     "| figure | service most at odds | score | services that could reach it | |\n"
                                     "| --- | ---: | ---: | ---: | --- |\n",
                                     test.limit, false_alarm);
        table.verdict = worse(table.verdict, test.verdict());
        table.text += fmt::format("| {} | {} | {:+.2f} | {} | {} |\n", relabelling_names[test.statistic], test.service,
                                  test.score, test.services, told(test.verdict()));
    }
    return table;
}

ResultTable scale_table(const std::vector<ScalePair>& pairs, std::uint32_t scenarios)
{
    ResultTable table{
        fmt::format("Ten tenths against one whole, {} pairs of populations, {} scenarios each: a chance of {:.1e} "
                    "is broken ({} over all).\n\n"
                    "| figure | ten tenths | one whole | ratio | chance | least chance | |\n"
                    "| --- | ---: | ---: | ---: | ---: | ---: | --- |\n",
                    pairs.size(), scenarios, scale_alarm / scale_names.size(), scale_alarm)};
    const auto tests = judge_scales(pairs);
    for (std::size_t f = 0; f < tests.size(); ++f) {
        const ScaleTest& test = tests[f];
        table.verdict = worse(table.verdict, test.verdict());
        table.text += fmt::format("| {} | {:.2f} | {:.2f} | {:.4f} | {:.2g} | {:.1e} | {} |\n", scale_names[f],
                                  test.tenths, test.whole, test.whole > 0 ? test.tenths / test.whole : 1, test.chance,
                                  test.least, told(test.verdict()));
    }
    return table;
}

} // namespace mutualise::testing
