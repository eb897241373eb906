/// \file mutualise-sanity: metamorphic properties of the whole model over random scenarios (docs/trust.md, Model
/// sanity).
///
/// Ends with 0 where every property holds, 1 where one does not, 2 where too few scenarios differ to tell or the
/// command line is wrong. Single scenarios in which a more generous lever leaves fewer mutuals are listed, not failed:
/// feedbacks and shared capacity allow them.
#include "sanity/check.hpp"
#include "sanity/generosity.hpp"
#include "sanity/shrink.hpp"
#include "sanity/summary.hpp"
#include "sanity/tables.hpp"

#include "mutualise/parallel/loops.hpp"

#include <CLI/CLI.hpp>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <map>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

struct Options {
    std::uint32_t first = 0, count = 1000, scale_pairs = 0, reversals = 20;
    bool quick = false;
    std::string folder;
};

void say(const std::string& line) { std::cout << line << std::endl; }

std::vector<Finding> check_all(const Options& options, const Material& material)
{
    std::vector<Finding> findings(options.count);
    std::atomic<std::uint32_t> done{0};
    for_each_row(options.count, [&](std::size_t i) {
        findings[i] = check_scenario(options.first + static_cast<std::uint32_t>(i), material);
        if (const std::uint32_t now = ++done; now % 100 == 0)
            std::cerr << fmt::format("{} of {} scenarios\n", now, options.count);
    });
    return findings;
}

/// One counter-example a property, shrunk; the others by number.
Verdict report_violations(const std::vector<Finding>& findings, const Material& material, const Options& options)
{
    std::map<std::string, std::vector<std::pair<std::uint32_t, const Violation*>>> by_property;
    for (const Finding& finding : findings)
        for (const Violation& violation : finding.violations)
            by_property[violation.property].emplace_back(finding.number, &violation);
    for (const auto& [property, all] : by_property) {
        say(fmt::format("\nBROKEN in {} scenarios: {}", all.size(), property));
        for (const auto& [number, violation] : all)
            say(fmt::format("  scenario {}: {}", number, violation->figures));
        const Violation smallest = shrunk(*all.front().second);
        const std::string text = told(smallest, *material.data);
        say("Minimal counter-example:\n\n" + text);
        if (!options.folder.empty())
            std::ofstream(std::filesystem::path(options.folder) / fmt::format("broken-{}.toml", all.front().first))
                << text;
    }
    return by_property.empty() ? Verdict::holds : Verdict::broken;
}

Verdict report(const ResultTable& table)
{
    say("\n" + table.text);
    return table.verdict;
}

/// One shrunk example a lever, with where its proposals went; the others by number. Broken where a run failed.
Verdict report_reversals(const std::vector<Finding>& findings, const Material& material, const Options& options)
{
    const Reversals reversals = sure_reversals(findings, material, options.reversals);
    const std::vector<Violation>& all = reversals.sure;
    say(fmt::format("\n{} single scenarios in which a more generous lever surely leaves fewer mutuals:", all.size()));
    std::map<std::string, const Violation*> worst;
    for (const Violation& violation : all) {
        say("  " + violation.property + ": " + violation.figures);
        worst.emplace(violation.property.substr(violation.property.find("generous")), &violation);
    }
    std::vector<std::string> told_ones(worst.size());
    std::vector<const Violation*> each;
    for (const auto& [kind, violation] : worst)
        each.push_back(violation);
    for_each_row(each.size(), [&](std::size_t i) {
        const Violation smallest = shrunk(*each[i]);
        told_ones[i] = told(smallest, *material.data) + "#\n# Where proposals went, 32 runs: weaker, stronger\n" +
                       where_they_went(smallest.pair, material, 5000, 32);
    });
    for (std::size_t i = 0; i < told_ones.size(); ++i) {
        say("\n" + told_ones[i]);
        if (!options.folder.empty())
            std::ofstream(std::filesystem::path(options.folder) / fmt::format("fewer-{}.toml", i)) << told_ones[i];
    }
    for (const Violation& violation : reversals.failed)
        say("\nBROKEN: " + violation.property + "\n\n" + told(shrunk(violation), *material.data));
    return reversals.failed.empty() ? Verdict::holds : Verdict::broken;
}

Verdict report_scales(const Options& options, const Material& material)
{
    if (options.scale_pairs == 0)
        return Verdict::holds;
    constexpr std::uint32_t scenarios = 4;
    std::vector<ScalePair> pairs;
    for (std::uint32_t number = 0; number < options.scale_pairs; ++number) {
        pairs.push_back(compare_scales(number, scenarios, material, options.quick ? 0.05 : 1));
        std::cerr << fmt::format("{} of {} pairs of scales\n", number + 1, options.scale_pairs);
    }
    return report(scale_table(pairs, scenarios));
}

std::string_view summed_up(Verdict verdict)
{
    switch (verdict) {
    case Verdict::holds:
        return "every property holds";
    case Verdict::cannot_tell:
        return "CANNOT TELL: nothing is broken, but some of it would not be found (the tables say what)";
    default:
        return "NOT EVERY PROPERTY HOLDS";
    }
}

} // namespace

int main(int argc, char** argv)
{
    Options options;
    CLI::App app("Metamorphic properties of the whole model over random scenarios");
    app.add_option("--first", options.first, "number of the first scenario");
    app.add_option("--count", options.count, "scenarios");
    app.add_option("--scale-pairs", options.scale_pairs, "populations compared at scales 0.1 and 1");
    app.add_option("--reversals", options.reversals, "scenarios a lever looked at again for fewer mutuals");
    app.add_option("--out", options.folder, "folder for counter-examples");
    app.add_flag("--quick", options.quick, "small populations, few months");
    CLI11_PARSE(app, argc, argv);
    if (options.scale_pairs != 0 && options.scale_pairs < least_scale_pairs()) {
        std::cerr << fmt::format("{} pairs of scales can break no figure: take at least {}, or 0 for none\n",
                                 options.scale_pairs, least_scale_pairs());
        return 2;
    }
    const auto begin = std::chrono::steady_clock::now();
    const Material material = load_material(options.quick ? quick_size : DrawnSize{});
    const std::vector<Finding> findings = check_all(options, material);
    Verdict verdict = report(fates_table(findings));
    verdict = worse(verdict, report(lever_table(findings)));
    verdict = worse(verdict, report(label_table(findings)));
    verdict = worse(verdict, report_violations(findings, material, options));
    if (options.reversals > 0)
        verdict = worse(verdict, report_reversals(findings, material, options));
    verdict = worse(verdict, report_scales(options, material));
    say(fmt::format("\n{} in {:.0f} s", summed_up(verdict),
                    std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count()));
    return verdict == Verdict::holds ? 0 : verdict == Verdict::broken ? 1 : 2;
}
