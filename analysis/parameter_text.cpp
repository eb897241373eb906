/// \file Which parameter would have to differ, for people and as part of a result file.
#include "mutualise/analysis/outcome_units.hpp"
#include "mutualise/analysis/parameter_search.hpp"
#include "mutualise/analysis/text_table.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

namespace mutualise
{

namespace
{

std::string number(double value) { return fmt::format("{:.4g}", value); }

std::string needed_text(const ParameterAnswer& a)
{
    std::string text;
    if (a.down_to)
        text += fmt::format("{} or less", number(*a.down_to));
    if (a.up_to)
        text += fmt::format("{}{} or more", text.empty() ? "" : ", or ", number(*a.up_to));
    if (a.down_to && a.up_to)
        text += " (any change: luck decides)";
    return text.empty() ? "not within its range" : text;
}

} // namespace

std::string parameters_text(std::span<const ParameterAnswer> answers, const TargetQuestion& question,
                            double level_at_rest, std::size_t runs)
{
    if (answers.empty())
        return {};
    const bool much = wants_much(question.goal.comparison);
    const auto known = [&](double level) {
        return level != level ? -std::numeric_limits<double>::infinity() : much ? level : -level;
    };
    const auto best = [&](const ParameterAnswer& a) {
        return std::max(known(a.level_at_lower), known(a.level_at_upper));
    };
    std::vector<double> sizes{level_at_rest};
    for (const ParameterAnswer& a : answers)
        sizes.insert(sizes.end(), {a.level_at_lower, a.level_at_upper});
    const int decimals = decimals_for(sizes);
    std::vector<const ParameterAnswer*> order;
    for (const ParameterAnswer& a : answers)
        order.push_back(&a);
    std::stable_sort(order.begin(), order.end(),
                     [&](const ParameterAnswer* x, const ParameterAnswer* y) { return best(*x) > best(*y); });
    std::string text =
        fmt::format("which parameter would have to differ, each by itself, for the goal to be met with {} "
                    "({} now, from {} runs a value)\n",
                    chosen_percent(question.rule.probability), thousands(level_at_rest, decimals), runs);
    TextTable table({"parameter", "now", "needed", "range", "reached at the ends of the range"});
    bool any = false;
    for (const ParameterAnswer* a : order) {
        any = any || a->down_to || a->up_to;
        const UncertainParameter& p = a->parameter;
        table.add(
            {p.key, number(p.rest), needed_text(*a), fmt::format("{} to {}", number(p.lower), number(p.upper)),
             fmt::format("{}; {}", thousands(a->level_at_lower, decimals), thousands(a->level_at_upper, decimals))});
    }
    text += table.text();
    if (!any)
        text += fmt::format("no single parameter suffices within its range; {} comes nearest\n",
                            order.front()->parameter.key);
    return text;
}

void add_parameters(Result& result, std::span<const ParameterAnswer> answers, const TargetQuestion& question)
{
    if (answers.empty())
        return;
    std::vector<std::string> keys, units;
    for (const ParameterAnswer& a : answers) {
        keys.push_back(a.parameter.key);
        units.push_back(a.parameter.unit);
    }
    result.axes.push_back({"parameter", "uncertain parameter, moved by itself", "", keys});
    result.variables.push_back({"parameter_units", "of its values", "", {"parameter"}, units});
    const std::string of_goal = units_of(question.goal.outcome);
    const auto put = [&](const char* name, const char* what, double (*of)(const ParameterAnswer&),
                         std::string unit = "1") {
        std::vector<double> column;
        for (const ParameterAnswer& a : answers)
            column.push_back(of(a));
        result.variables.push_back({std::string("parameter_") + name, what, std::move(unit), {"parameter"}, column});
    };
    using A = const ParameterAnswer&;
    static constexpr double none = std::numeric_limits<double>::quiet_NaN();
    put("now", "value at the best setting", [](A a) { return a.parameter.rest; });
    put("lower", "lower end of its range", [](A a) { return a.parameter.lower; });
    put("upper", "upper end of its range", [](A a) { return a.parameter.upper; });
    put("down_to", "value from which the goal is met, downwards; NaN: none",
        [](A a) { return a.down_to.value_or(none); });
    put("up_to", "value from which the goal is met, upwards; NaN: none", [](A a) { return a.up_to.value_or(none); });
    put(
        "level_at_lower", "goal met with the wanted probability at the lower end", [](A a) { return a.level_at_lower; },
        of_goal);
    put(
        "level_at_upper", "goal met with the wanted probability at the upper end", [](A a) { return a.level_at_upper; },
        of_goal);
}

} // namespace mutualise
