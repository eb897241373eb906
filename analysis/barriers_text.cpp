/// \file The binding barriers, for people and as a result file.
#include "mutualise/analysis/barriers.hpp"
#include "mutualise/analysis/order.hpp"
#include "mutualise/analysis/text_table.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

std::string with_half(const MeanEstimate& estimate, double confidence, int decimals = 0)
{
    const double half = half_width(estimate, confidence);
    return fmt::format("{} ± {}", thousands(estimate.mean, decimals),
                       std::isfinite(half) ? thousands(half, decimals) : "?");
}

std::string share_of(std::uint64_t part, const Fates& fates)
{
    return percent(static_cast<double>(part) / static_cast<double>(fates.deaths));
}

/// Where those died that did not go live, the most frequent first.
std::string next_deaths(const Fates& fates)
{
    constexpr std::size_t most = 3; // assumed: what a line has room for
    const std::vector<std::size_t> order =
        places_by(fates.died.size(), [&](std::size_t a, std::size_t b) { return fates.died[a] > fates.died[b]; });
    std::string text;
    for (std::size_t i = 0; i < most && fates.died[order[i]] > 0; ++i)
        text +=
            fmt::format("{}{} {}", i == 0 ? "" : ", ", reason_names[order[i]], share_of(fates.died[order[i]], fates));
    return text;
}

std::string plain_sentence(const BarrierTable& table)
{
    const BarrierLine* most = nullptr;
    for (const BarrierLine& line : table.lines)
        if (std::popcount(line.barrier.removed) == 1 && (most == nullptr || line.live.mean > most->live.mean))
            most = &line;
    if (most == nullptr)
        return "No proposal died.\n";
    return fmt::format(
        "The barrier whose removal alone would have let most proposals through is {}: of {} that die there "
        "a run, {} would have gone live by {}.\n",
        most->barrier.name, thousands(most->deaths.mean), thousands(most->live.mean), to_string(table.last));
}

} // namespace

std::string barriers_text(const BarrierTable& table, double confidence)
{
    std::string text = fmt::format(
        "binding barriers of {}: {} runs of each case under common random numbers, scale {}\n"
        "numbers of the whole public sector, mean a run ± half the width of {} intervals; {} proposals founded a run\n",
        table.scenario, table.runs, table.scale, chosen_percent(confidence), thousands(table.founded));
    if (table.left_out > 0)
        text += fmt::format("{} runs failed; {} are left out, with those that lack their base\n", table.failed,
                            table.left_out);
    const bool differ = std::any_of(table.lines.begin(), table.lines.end(),
                                    [&](const BarrierLine& line) { return line.runs != table.runs; });
    TextTable lines(
        {"removed", "deaths there", "would have gone live", "of them", "more mutuals live", "more employees in them"});
    TextTable fates({"removed", "gone live", "died elsewhere", "in hand", "gone earlier", "not launched",
                     "where they died instead"});
    for (const BarrierLine& line : table.lines) {
        const Fates& f = line.fates;
        const std::string name = differ ? fmt::format("{} ({} runs)", line.barrier.name, line.runs) : line.barrier.name;
        lines.add({name, with_half(line.deaths, confidence, 1), with_half(line.live, confidence, 1),
                   share_of(f.live, f), with_half(line.more_mutuals, confidence, 1),
                   with_half(line.more_employees, confidence)});
        fates.add({line.barrier.name, share_of(f.live, f), share_of(f.died_elsewhere(), f), share_of(f.in_hand, f),
                   share_of(f.gone_before, f), share_of(f.not_launched, f), next_deaths(f)});
    }
    text +=
        "\n" + lines.text() + "\nwhat became of those that had died there, with the barrier removed\n" + fates.text();
    return text + "\n" + plain_sentence(table);
}

namespace
{

std::string reasons_text(std::uint32_t removed)
{
    std::string list;
    for (std::size_t reason = 0; reason < reason_names.size(); ++reason)
        if ((removed >> reason & 1U) != 0)
            list += (list.empty() ? "" : ",") + std::string(reason_names[reason]);
    return list;
}

/// The axes, and what was counted over all runs.
void add_counts(Result& result, const BarrierTable& table)
{
    std::vector<std::string> names, removed, reasons(reason_names.begin(), reason_names.end());
    std::vector<std::int64_t> line_runs, deaths, live, in_hand, gone, not_launched, died;
    for (const BarrierLine& line : table.lines) {
        names.push_back(line.barrier.name);
        removed.push_back(reasons_text(line.barrier.removed));
        const auto number = [](std::uint64_t count) { return static_cast<std::int64_t>(count); };
        line_runs.push_back(number(line.runs));
        deaths.push_back(number(line.fates.deaths));
        live.push_back(number(line.fates.live));
        in_hand.push_back(number(line.fates.in_hand));
        gone.push_back(number(line.fates.gone_before));
        not_launched.push_back(number(line.fates.not_launched));
        for (const std::uint64_t count : line.fates.died)
            died.push_back(number(count));
    }
    result.axes = {{"barrier", "barrier removed", "", names},
                   {"reason", "why a proposal ended before founding", "", reasons}};
    const std::vector<std::string> by{"barrier"};
    result.variables = {
        {"removed", "reasons switched off", "", by, removed},
        {"base_deaths",
         "proposals that die for this reason with every barrier in place, a run",
         "1",
         {"reason"},
         std::vector<double>(table.deaths.begin(), table.deaths.end())},
        {"line_runs", "runs counted, of which neither the base nor this case was lost", "1", by, line_runs},
        {"deaths", "proposals of all runs, as simulated, that die at the barrier", "1", by, deaths},
        {"live", "of them founded with the barrier removed", "1", by, live},
        {"died", "of them dead for another reason with the barrier removed", "1", {"barrier", "reason"}, died},
        {"in_hand", "of them still in hand at the end of the horizon", "1", by, in_hand},
        {"gone_before", "of them not launched, the unit being away with an earlier proposal", "1", by, gone},
        {"not_launched", "of them not launched for another reason", "1", by, not_launched}};
}

void add_estimates(Result& result, const BarrierTable& table, double confidence)
{
    const std::vector<std::string> by{"barrier"};
    const auto estimate = [&](const std::string& name, const std::string& what, MeanEstimate BarrierLine::*member) {
        std::vector<double> mean, half;
        for (const BarrierLine& line : table.lines) {
            mean.push_back((line.*member).mean);
            half.push_back(half_width(line.*member, confidence));
        }
        result.variables.push_back({name, what, "1", by, mean});
        result.variables.push_back({name + "_halfwidth", "half the width of its interval", "1", by, half});
    };
    estimate("deaths_mean", "deaths at the barrier, a run, whole public sector", &BarrierLine::deaths);
    estimate("live_mean", "of them founded with the barrier removed, a run, whole public sector", &BarrierLine::live);
    estimate("more_mutuals", "live mutuals in the last month, paired difference", &BarrierLine::more_mutuals);
    estimate("more_employees", "employees in mutuals in the last month, paired difference",
             &BarrierLine::more_employees);
}

} // namespace

Result barriers_result(const BarrierTable& table, double confidence)
{
    Result result;
    result.analysis = "attribute";
    result.title = "Binding barriers of " + table.scenario;
    result.settings = {{"scenario", table.scenario},
                       {"scale", fmt::format("{}", table.scale)},
                       {"runs", fmt::format("{}", table.runs)},
                       {"runs_failed", fmt::format("{}", table.failed)},
                       {"runs_left_out", fmt::format("{}", table.left_out)},
                       {"confidence", fmt::format("{}", confidence)}};
    add_counts(result, table);
    add_estimates(result, table, confidence);
    return result;
}

} // namespace mutualise
