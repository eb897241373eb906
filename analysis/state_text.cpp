/// \file States of the world in words.
#include "mutualise/analysis/order.hpp"
#include "mutualise/analysis/robustness.hpp"
#include "mutualise/study/text_lines.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// As people write it, numbers in three digits.
std::string short_text(const FactorColumn& factor, std::size_t point)
{
    constexpr std::size_t long_number = 6;
    const std::string& text = factor.texts[point];
    return factor.months || text.size() <= long_number || std::isnan(number_of(text))
               ? text
               : fmt::format("{:.3g}", factor.numbers[point]);
}

} // namespace

std::string state_text(const StudyValues& study, std::size_t state)
{
    constexpr std::size_t most_named = 3;
    std::vector<std::size_t> states; // points of the first variant
    for (std::size_t p = 0; p < study.points(); ++p)
        if (study.variant_of_point[p] == 0)
            states.push_back(p);
    std::vector<double> unusual;
    for (const FactorColumn& factor : study.factors) {
        double below = 0, equal = 0;
        for (const std::size_t p : states) {
            below += factor.numbers[p] < factor.numbers[states[state]] ? 1 : 0;
            equal += factor.numbers[p] == factor.numbers[states[state]] ? 1 : 0;
        }
        unusual.push_back((below + equal / 2) / static_cast<double>(states.size()) - 0.5);
    }
    std::vector<std::size_t> order = places_by(study.factors.size(), [&](std::size_t a, std::size_t b) {
        return std::fabs(unusual[a]) > std::fabs(unusual[b]);
    });
    order.resize(std::min(order.size(), most_named));
    std::string text = fmt::format("state {}", state);
    for (std::size_t i = 0; i < order.size(); ++i)
        text += fmt::format("{}{} = {}", i == 0 ? " (" : ", ", study.factors[order[i]].name,
                            short_text(study.factors[order[i]], states[state]));
    if (order.size() < study.factors.size())
        text += ", ...";
    return text + (order.empty() ? "" : ")");
}

} // namespace mutualise
