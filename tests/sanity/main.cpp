/// \file mutualise-sanity: metamorphic properties of the whole model over random scenarios (docs/trust.md, Model
/// sanity).
///
/// Ends with 0 where every property holds, 1 where one does not. Single scenarios in which a more generous lever leaves
/// fewer mutuals are listed, not failed: feedbacks and shared capacity allow them.
#include "sanity/check.hpp"
#include "sanity/generosity.hpp"
#include "sanity/scale_pairs.hpp"
#include "sanity/shrink.hpp"
#include "sanity/signs.hpp"
#include "sanity/summary.hpp"

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
bool report_violations(const std::vector<Finding>& findings, const Material& material, const Options& options)
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
    return by_property.empty();
}

bool report_averages(const std::vector<Finding>& findings)
{
    bool sound = true;
    say("\nA more generous lever, mean change a scenario (score: below -limit means surely fewer)");
    say(fmt::format("  {:<22} {:>9} {:>6} {:>6} {:>9} {:>7} {:>9} {:>7}", "lever", "scenarios", "more", "fewer", "live",
                    "score", "founded", "score"));
    for (const AverageChange& c : average_changes(findings)) {
        sound = sound && c.sound;
        say(fmt::format("  {:<22} {:>9} {:>6} {:>6} {:>+9.3f} {:>+7.1f} {:>+9.3f} {:>+7.1f} {}", ladder_names[c.kind],
                        c.scenarios, c.more, c.fewer, c.live, c.live_score, c.founded, c.founded_score,
                        c.sound ? "" : "FEWER"));
    }
    say(fmt::format("  limit {:.2f}: false alarm at most {} over all",
                    score_limit(false_alarm, 2 * ladder_names.size()), false_alarm));
    say("\nServices relabelled, as drawn less relabelled: the service most at odds");
    double limit = 0;
    for (const LabelTest& test : label_tests(findings)) {
        sound = sound && test.sound;
        limit = test.limit;
        say(fmt::format("  {:<28} service {:>2} score {:>+6.2f} {}", relabelling_names[test.statistic], test.service,
                        test.score, test.sound ? "" : "NOT ALIKE"));
    }
    say(fmt::format("  limit {:.2f} either way: false alarm at most {} over all", limit, false_alarm));
    return sound;
}

void report_fates(const std::vector<Finding>& findings)
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
    say(fmt::format("{} scenarios, a mean of {:.1f} launches and {:.1f} mutuals founded a run", findings.size(),
                    launches / static_cast<double>(findings.size()), founded / static_cast<double>(findings.size())));
    say("\nProposals alone, under a lever and a more generous one: founded under both, saved by the stronger");
    for (std::size_t kind = 0; kind + 1 < ladder_names.size(); ++kind)
        say(fmt::format("  {:<22} {:>5} scenarios {:>7} founded {:>6} saved", ladder_names[kind], by_kind[kind][0],
                        by_kind[kind][1], by_kind[kind][2]));
}

/// One shrunk example a lever, with where its proposals went; the others by number. False where a run failed.
bool report_reversals(const std::vector<Finding>& findings, const Material& material, const Options& options)
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
    return reversals.failed.empty();
}

bool report_scales(const Options& options, const Material& material)
{
    if (options.scale_pairs == 0)
        return true;
    constexpr std::uint32_t scenarios = 4;
    constexpr double scale_alarm = 1e-6;
    std::vector<ScalePair> pairs;
    for (std::uint32_t number = 0; number < options.scale_pairs; ++number) {
        pairs.push_back(compare_scales(number, scenarios, material, options.quick ? 0.05 : 1));
        std::cerr << fmt::format("{} of {} pairs of scales\n", number + 1, options.scale_pairs);
    }
    say(fmt::format("\nTen tenths against one whole: {} pairs of populations, {} scenarios each", pairs.size(),
                    scenarios));
    bool sound = true;
    for (std::size_t f = 0; f < scale_names.size(); ++f) {
        std::vector<double> differences;
        double tenths = 0, whole = 0;
        for (const ScalePair& pair : pairs) {
            differences.push_back(pair.differences[f]);
            tenths += pair.tenths[f];
            whole += pair.whole[f];
        }
        const double chance = exact_signed_rank(differences);
        const bool alike = chance * static_cast<double>(scale_names.size()) > scale_alarm;
        sound = sound && alike;
        say(fmt::format("  {:<28} tenths {:>14.2f} whole {:>14.2f} ratio {:.4f} chance {:.2g} {}", scale_names[f],
                        tenths, whole, whole > 0 ? tenths / whole : 1, chance, alike ? "" : "NOT ALIKE"));
    }
    say(fmt::format("  false alarm at most {} over all", scale_alarm));
    return sound;
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
    const auto begin = std::chrono::steady_clock::now();
    const Material material = load_material(options.quick ? quick_size : DrawnSize{});
    const std::vector<Finding> findings = check_all(options, material);
    report_fates(findings);
    bool sound = report_averages(findings);
    sound = report_violations(findings, material, options) && sound;
    if (options.reversals > 0)
        sound = report_reversals(findings, material, options) && sound;
    sound = report_scales(options, material) && sound;
    say(fmt::format("\n{} in {:.0f} s", sound ? "every property holds" : "NOT EVERY PROPERTY HOLDS",
                    std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count()));
    return sound ? 0 : 1;
}
