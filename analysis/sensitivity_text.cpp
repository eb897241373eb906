/// \file Indices as tables and sentences.
#include "mutualise/analysis/order.hpp"
#include "mutualise/analysis/sensitivity.hpp"
#include "mutualise/analysis/text_table.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// Fixed decimals, without the minus of a nought.
std::string fixed(double value, int decimals)
{
    const std::string text = fmt::format("{:.{}f}", value, decimals);
    return text.find_first_not_of("-0.") == std::string::npos && text[0] == '-' ? text.substr(1) : text;
}

std::string with_width(const IndexEstimate& index, int decimals)
{
    return fmt::format("{} ± {}", fixed(index.value, decimals), fixed(index.half_width, decimals));
}

/// Decimals that leave four digits of the largest value.
int decimals_of_four_digits(double largest)
{
    int decimals = 3;
    for (double scale = 1; decimals > 0 && largest >= 10 * scale; scale *= 10)
        --decimals;
    for (double scale = 1; decimals < 12 && largest > 0 && largest < scale / 10; scale /= 10)
        ++decimals;
    return decimals;
}

/// Factors from the most to the least important; ties as they stand.
std::vector<std::size_t> by_importance(const std::vector<IndexEstimate>& importance)
{
    return places_by(importance.size(),
                     [&](std::size_t a, std::size_t b) { return importance[a].value > importance[b].value; });
}

/// |N(0, v)| lies below so many of its means in 95 % of cases: 1.96 / sqrt(2 / pi). A bound for luck that all
/// trajectories share; where each has its own, their mean is closer.
constexpr double may_be_luck = 2.456;
constexpr double too_wide = 0.3; ///< half width of a total index that tells little; assumed

/// What sigma / mu* says of an effect (Garcia Sanchez et al. 2014, Energy Build. 68,
/// doi:10.1016/j.enbuild.2012.08.048).
std::string shape_of(const ElementaryEffects& e, std::size_t j)
{
    const double size = e.mean_absolute[j].value, ratio = e.deviation[j] / size;
    if (size == 0)
        return "none";
    if (std::isfinite(e.noise_floor[j]) && size <= may_be_luck * e.noise_floor[j])
        return "may be luck";
    if (ratio != ratio)
        return "-";
    return ratio < 0.1   ? "linear"
           : ratio < 0.5 ? "monotonic"
           : ratio < 1   ? "almost monotonic"
                         : "not monotonic, or with others";
}

std::string noise_sentence(const VarianceSplit& split, std::size_t replicates)
{
    if (replicates < 2)
        return "One run a point: luck cannot be told from effect.\n";
    if (!(split.total > 0))
        return "Nothing varies.\n";
    return fmt::format("Of the variance of a single run {:.1f} % is luck ({:.1f} % the same luck at every point); the "
                       "indices are of the expected outcome, luck split off.\n",
                       100 * split.noise / split.total, 100 * split.shared / split.total);
}

std::string sobol_table(const Sensitivity& s, std::size_t o)
{
    const SobolIndices& i = s.sobol[o];
    TextTable table({"factor", "first order", "total"});
    double alone = 0;
    for (const std::size_t j : by_importance(i.total))
        table.add({s.factors[j], with_width(i.first[j], 3), with_width(i.total[j], 3)});
    for (const IndexEstimate& first : i.first)
        alone += first.value;
    std::string text = table.text();
    double widest = 0;
    for (const IndexEstimate& total : i.total)
        widest = std::max(widest, total.half_width);
    if (widest > too_wide)
        text +=
            "\nIntervals as wide as these tell little: more base points, replicates or a larger scale narrow them.\n";
    else if (i.variance.explained > 0)
        text += fmt::format(
            "\nFactors one by one explain {:.0f} % of the variance of the expected outcome; the rest comes of "
            "their working together.\n",
            std::min(100.0, 100 * alone));
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t j = 0; s.second_order && j < s.factors.size(); ++j)
        for (std::size_t k = j + 1; k < s.factors.size(); ++k)
            if (const IndexEstimate& pair = i.second[pair_place(s.factors.size(), j, k)]; pair.value > pair.half_width)
                pairs.emplace_back(j, k);
    const auto index = [&](const auto& pair) {
        return i.second[pair_place(s.factors.size(), pair.first, pair.second)];
    };
    std::stable_sort(pairs.begin(), pairs.end(),
                     [&](const auto& a, const auto& b) { return index(a).value > index(b).value; });
    for (std::size_t p = 0; p < pairs.size() && p < 5; ++p)
        text += fmt::format("{}{} with {}: {}\n", p == 0 ? "Pairs that differ from nothing: " : "  ",
                            s.factors[pairs[p].first], s.factors[pairs[p].second], with_width(index(pairs[p]), 3));
    return text + noise_sentence(i.variance, s.replicates);
}

std::string morris_table(const Sensitivity& s, std::size_t o)
{
    const ElementaryEffects& e = s.morris[o];
    double largest = 0;
    for (const IndexEstimate& each : e.mean_absolute)
        largest = std::max(largest, each.value);
    const int decimals = decimals_of_four_digits(largest);
    TextTable table({"factor", "mu*", "mu", "sigma", "of luck alone", "effect"});
    for (const std::size_t j : by_importance(e.mean_absolute))
        table.add({s.factors[j], with_width(e.mean_absolute[j], decimals), fixed(e.mean[j].value, decimals),
                   fixed(e.deviation[j], decimals),
                   std::isfinite(e.noise_floor[j]) ? fixed(e.noise_floor[j], decimals) : "-", shape_of(e, j)});
    return table.text() + "\nmu: change of the expected outcome over a factor's whole range; mu* without its sign.\n" +
           noise_sentence(e.variance, s.replicates);
}

const std::vector<IndexEstimate>& importance(const Sensitivity& s, std::size_t o)
{
    return s.method == SensitivityMethod::sobol ? s.sobol[o].total : s.morris[o].mean_absolute;
}

/// The most important factors by output: at most 16 outputs, evenly chosen, the last among them.
std::string course_table(const Sensitivity& s)
{
    constexpr std::size_t most_rows = 16, most_columns = 7;
    const std::size_t outputs = s.outputs.size(), rows = std::min(most_rows, outputs);
    std::vector<IndexEstimate> sum(s.factors.size());
    double largest = 0;
    for (std::size_t o = 0; o < outputs; ++o)
        for (std::size_t j = 0; j < s.factors.size(); ++j) {
            const double value = importance(s, o)[j].value;
            largest = std::max(largest, value);
            sum[j].value = s.method == SensitivityMethod::sobol ? sum[j].value + value : std::max(sum[j].value, value);
        }
    std::vector<std::size_t> columns = by_importance(sum);
    columns.resize(std::min(columns.size(), most_columns));
    std::vector<std::string> head{"output"};
    for (const std::size_t j : columns)
        head.push_back(s.factors[j]);
    head.push_back("luck");
    TextTable table(head);
    const int decimals = s.method == SensitivityMethod::sobol ? 2 : decimals_of_four_digits(largest);
    for (std::size_t r = 0; r < rows; ++r) {
        const std::size_t o = rows == 1 ? outputs - 1 : r * (outputs - 1) / (rows - 1);
        std::vector<std::string> cells{s.outputs[o]};
        for (const std::size_t j : columns)
            cells.push_back(with_width(importance(s, o)[j], decimals));
        const VarianceSplit& split = s.method == SensitivityMethod::sobol ? s.sobol[o].variance : s.morris[o].variance;
        cells.push_back(std::isfinite(split.noise_share()) ? fmt::format("{:.0f} %", 100 * split.noise_share()) : "-");
        table.add(cells);
    }
    return fmt::format("{} of {} outputs, {}{}\n\n{}", rows, outputs,
                       s.method == SensitivityMethod::sobol ? "total index" : "mu*",
                       columns.size() < s.factors.size()
                           ? fmt::format(" of the {} most important of {} factors", columns.size(), s.factors.size())
                           : "",
                       table.text());
}

} // namespace

std::string sensitivity_text(const Sensitivity& s)
{
    const bool sobol = s.method == SensitivityMethod::sobol;
    std::string text =
        fmt::format("{}{} of {} factors from {} {}{}; intervals {:.0f} %\n", s.variant.empty() ? "" : s.variant + ": ",
                    sobol ? "Sobol's indices" : "Morris' elementary effects", s.factors.size(), s.units,
                    sobol ? "base points" : "trajectories",
                    s.replicates > 1 ? fmt::format(", {} replicates", s.replicates) : "", 100 * s.confidence);
    if (s.left_out > 0)
        text +=
            fmt::format("{} {} were left out: they lack runs.\n", s.left_out, sobol ? "base points" : "trajectories");
    if (s.outputs.size() > 1)
        return text + course_table(s);
    if (!s.variant.empty())
        text += s.outputs[0] + "\n";
    return text + "\n" + (sobol ? sobol_table(s, 0) : morris_table(s, 0));
}

} // namespace mutualise
