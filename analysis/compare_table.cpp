/// \file The comparison as tables.
#include "mutualise/analysis/compare.hpp"
#include "mutualise/analysis/text_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace mutualise
{

namespace
{

constexpr std::size_t in_base = 0, in_variant = 1, change = 2, low = 4, high = 5; // of compare_statistics

bool has(const Result& result, const std::string& name)
{
    return std::ranges::find(result.variables, name, &ResultVariable::name) != result.variables.end();
}

std::string signed_text(double value, int decimals) { return (value > 0 ? "+" : "") + thousands(value, decimals); }

std::string change_text(double difference, double from, double to, int decimals)
{
    return fmt::format("{} [{}, {}]", signed_text(difference, decimals), signed_text(from, decimals),
                       signed_text(to, decimals));
}

std::string difference_head(const CompareResult& c) { return fmt::format("difference [{:g} %]", 100 * c.confidence); }

void add_headlines(std::string& text, const CompareResult& c)
{
    const auto& months = std::get<std::vector<Month>>(c.result.axis("time").values);
    TextTable table({"", "month", c.base, c.variant, difference_head(c)});
    constexpr std::array<std::pair<const char*, const char*>, 4> shown{
        {{"mutuals_live", "mutuals live"},
         {"employees_in_mutuals", "employees in mutuals"},
         {"pipeline_known", "projects in the pipeline"},
         {"contract_value_mutuals", "contracts of mutuals [GBP a year]"}}};
    for (const auto& [name, label] : shown) {
        if (!has(c.result, name))
            continue;
        const std::vector<double>& values = c.result.numbers(name);
        for (const std::size_t row : milestones(months)) {
            const auto at = [&](std::size_t s) { return values[s * months.size() + row]; };
            const int decimals = std::fabs(at(in_base)) < 1000 && std::fabs(at(in_variant)) < 1000 ? 1 : 0;
            table.add({label, to_string(months[row]), thousands(at(in_base), decimals),
                       thousands(at(in_variant), decimals), change_text(at(change), at(low), at(high), decimals)});
        }
    }
    text += table.text() + "\n";
}

void add_services(std::string& text, const CompareResult& c)
{
    const std::string name = "employees_in_mutuals_by_service";
    if (!has(c.result, name))
        return;
    const auto& months = std::get<std::vector<Month>>(c.result.axis("time").values);
    const auto& services = std::get<std::vector<std::string>>(c.result.axis("service").values);
    const std::vector<double>& values = c.result.numbers(name);
    TextTable table(
        {fmt::format("employees in mutuals, {}", to_string(months.back())), c.base, c.variant, difference_head(c)});
    for (std::size_t i = 0; i < services.size(); ++i) {
        const auto at = [&](std::size_t s) {
            return values[(s * months.size() + months.size() - 1) * services.size() + i];
        };
        if (at(in_base) != 0 || at(in_variant) != 0)
            table.add({services[i], thousands(at(in_base)), thousands(at(in_variant)),
                       change_text(at(change), at(low), at(high), 0)});
    }
    text += table.text() + "\n";
}

void add_flow(std::string& text, const CompareResult& c)
{
    if (!has(c.result, "flow"))
        return;
    const auto& steps = std::get<std::vector<std::string>>(c.result.axis("step").values);
    const std::vector<double>& values = c.result.numbers("flow");
    TextTable table({"proposals, mean a run", c.base, c.variant, difference_head(c)});
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto at = [&](std::size_t s) { return values[i * compare_statistics.size() + s]; };
        if (at(in_base) != 0 || at(in_variant) != 0)
            table.add({steps[i], thousands(at(in_base), 1), thousands(at(in_variant), 1),
                       change_text(at(change), at(low), at(high), 1)});
    }
    text += table.text() + "\n";
}

/// How often each pair of first differing decisions turned a fate.
void add_turning_points(std::string& text, const CompareResult& c)
{
    std::map<std::pair<bool, std::string>, std::size_t> counts;
    for (const TurnedFate& fate : c.turned) {
        const std::string point =
            fate.base == "never launched" || fate.variant == "never launched"
                ? fmt::format("{} / {}", fate.base == "never launched" ? "never launched" : "launched",
                              fate.variant == "never launched" ? "never launched" : "launched")
            : fate.base_decision.empty() && fate.variant_decision.empty()
                ? "same decisions, other dates"
                : fate.base_decision + " / " + fate.variant_decision;
        ++counts[{!fate.gained, point}];
    }
    std::vector<std::pair<std::size_t, std::pair<bool, std::string>>> order;
    for (const auto& [key, count] : counts)
        order.push_back({count, key});
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
        return a.second.first != b.second.first ? a.second.first < b.second.first : a.first > b.first;
    });
    TextTable table({"first decision that differed: base / variant", "fate", "a run"});
    constexpr std::size_t most = 16; // assumed: rarer ones explain little
    for (std::size_t i = 0; i < std::min(order.size(), most); ++i)
        table.add({order[i].second.second, order[i].second.first ? "lost" : "gained",
                   thousands(static_cast<double>(order[i].first) / (static_cast<double>(c.runs) * c.scale), 2)});
    text += table.text();
    if (order.size() > most)
        text += fmt::format("and {} rarer ones\n", order.size() - most);
    text += "\n";
}

/// The largest proposals that were gained, or lost.
void list_fates(std::string& text, const CompareResult& c, bool gained, std::size_t most)
{
    const auto& months = std::get<std::vector<Month>>(c.result.axis("time").values);
    TextTable table(
        {"run", "unit", "service", "region", "staff", c.base, c.variant, "turned in", "by (base / variant)"});
    std::size_t all = 0;
    for (const TurnedFate& fate : c.turned) {
        if (fate.gained != gained || ++all > most)
            continue;
        const bool decided = !fate.base_decision.empty() || !fate.variant_decision.empty();
        table.add({std::to_string(fate.run), std::to_string(fate.unit), fate.service, fate.region,
                   thousands(fate.staff), fate.base, fate.variant,
                   to_string(months.at(static_cast<std::size_t>(fate.row))),
                   decided ? fate.base_decision + " / " + fate.variant_decision : "-"});
    }
    if (all == 0)
        return;
    text += fmt::format("{} in {}, as simulated: the largest {} of {} (the file of -o has all)\n",
                        gained ? "Gained" : "Lost", c.variant, std::min(all, most), all);
    text += table.text() + "\n";
}

void add_fates(std::string& text, const CompareResult& c, std::size_t most)
{
    if (!c.logged) {
        text += c.paired ? "No list of proposals: record both sides with --log-proposals --log-decisions.\n" : "";
        return;
    }
    const auto gained = static_cast<std::size_t>(std::ranges::count(c.turned, true, &TurnedFate::gained));
    const double runs = static_cast<double>(c.runs) * c.scale;
    text += fmt::format("Fates that turned, a run: {:.1f} proposals founded only in {}, {:.1f} only in {}.\n\n",
                        static_cast<double>(gained) / runs, c.variant,
                        static_cast<double>(c.turned.size() - gained) / runs, c.base);
    if (c.turned.empty())
        return;
    add_turning_points(text, c);
    for (const bool gains : {true, false})
        list_fates(text, c, gains, most);
}

} // namespace

std::string compare_table(const CompareResult& c, std::size_t most_fates)
{
    std::string text = fmt::format("{} beside {}: {}; numbers of the whole public sector\n\n", c.variant, c.base,
                                   c.paired ? fmt::format("{} pairs of runs with common random numbers", c.runs)
                                            : "independent samples, not paired");
    add_headlines(text, c);
    add_services(text, c);
    add_flow(text, c);
    add_fates(text, c, most_fates);
    return text;
}

} // namespace mutualise
