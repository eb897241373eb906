// The table a run ends with: what it says of hand-made ensembles.
#include "mutualise/analysis/summary.hpp"

#include <catch2/catch.hpp>
#include <memory>

using namespace mutualise;
using Catch::Contains;

namespace
{

/// `mutuals[i]` live mutuals of 100 employees in run i, in every month; twice as many in the last.
Ensemble ensemble(const std::string& name, const std::vector<double>& mutuals, Month last = Month::of(2015, 12))
{
    auto data = std::make_shared<SystemData>();
    data->services.resize(2);
    data->regions.resize(1);
    Ensemble e;
    e.data = data;
    e.scenario.name = name;
    e.scenario.horizon.first = Month::of(2012, 5);
    e.scenario.horizon.last = last;
    e.employees = 6090000;
    for (std::uint32_t i = 0; i < mutuals.size(); ++i) {
        RunRecord run{i, 100 + i, Trajectory(e.scenario.horizon.rows(), {2, 1})};
        for (int row = 0; row < run.trajectory.rows(); ++row) {
            const double factor = row + 1 == run.trajectory.rows() ? 2 : 1;
            run.trajectory.at(Observable::mutuals_live, row, 1) = mutuals[i] * factor;
            run.trajectory.at(Observable::employees_in_mutuals, row, 1) = 100 * mutuals[i] * factor;
            run.trajectory.at(Observable::pipeline_known, row, 0) = 37;
        }
        run.trajectory.at(Observable::launches, 0, 0, 0) = 4; // in hand at the start
        run.trajectory.at(Observable::launches, 1, 0, 0) = 12;
        run.trajectory.at(Observable::mutuals_founded, 1, 0) = 3;
        run.trajectory.at(Observable::exits, 2, 0, static_cast<std::size_t>(ExitReason::failed_bond)) = i;
        e.runs.push_back(std::move(run));
    }
    return e;
}

/// The lines that hold `label`.
std::vector<std::string> lines_with(const std::string& text, const std::string& label)
{
    std::vector<std::string> lines;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = text.find('\n', from);
        if (const std::string line = text.substr(from, end - from); line.find(label) != std::string::npos)
            lines.push_back(line);
        from = end + 1;
    }
    return lines;
}

} // namespace

TEST_CASE("the table gives mutuals and employees at both milestones with their bands")
{
    const std::vector<Ensemble> ensembles{ensemble("historical", {40, 50, 60})};
    const std::string text = summary_table(ensembles);
    CHECK_THAT(text, Contains("3 runs a scenario; 6,090,000 posts simulated (scale 1)"));
    CHECK_THAT(text, !Contains("not to be quoted"));
    const auto lines = lines_with(text, "historical");
    REQUIRE(lines.size() >= 6);
    CHECK_THAT(lines[0], Contains("50 [41, 59]"));          // mutuals, June 2012: 0.1 of the way from 40 to 50
    CHECK_THAT(lines[1], Contains("5,000 [4,100, 5,900]")); // employees
    CHECK_THAT(lines[2], Contains("37 [37, 37]"));          // pipeline
    CHECK_THAT(lines[3], Contains("100 [82, 118]"));        // December 2015
    CHECK_THAT(lines[4], Contains("10,000 [8,200, 11,800]"));
    CHECK(lines_with(text, "2012-06").size() >= 3);
    CHECK(lines_with(text, "2015-12").size() >= 3);
    CHECK(lines_with(text, "pipeline known").size() == 2); // no other month is named
    const std::vector<Ensemble> brief{ensemble("brief", {40, 50, 60}, Month::of(2012, 12))};
    const auto milestones = lines_with(summary_table(brief), "pipeline known");
    REQUIRE(milestones.size() == 2);
    CHECK_THAT(milestones[0], Contains("2012-06"));
    CHECK_THAT(milestones[1], Contains("2012-12")); // the last of its months
}

TEST_CASE("the table gives the chance of a million, exactly, and where proposals died")
{
    const std::vector<Ensemble> ensembles{ensemble("bold", {4000, 6000})}; // 800,000 and 1,200,000 at the end
    const std::string text = summary_table(ensembles);
    CHECK_THAT(text, Contains("chance of 1,000,000 employees in mutuals by 2015-12"));
    CHECK_THAT(text, Contains("1 of 2 runs: 50 % (90 % interval 3 to 97 %)"));
    CHECK_THAT(lines_with(text, "launched").front(), Contains("16.0"));
    CHECK_THAT(lines_with(text, "founded").front(), Contains("3.0"));
    CHECK_THAT(lines_with(text, "failed_bond").front(), Contains("0.5"));
    CHECK(lines_with(text, "lost_ballot").empty()); // none died so
}

TEST_CASE("the ambition and the warning follow the scale")
{
    std::vector<Ensemble> ensembles{ensemble("small", {2000, 2000})};
    ensembles[0].scale = 0.1;
    const std::string text = summary_table(ensembles);
    CHECK_THAT(text, Contains("chance of 100,000 employees"));
    CHECK_THAT(text, Contains("2 of 2 runs: 100 %"));
    CHECK_THAT(text, Contains("results are not to be quoted below scale 0.25"));
}

TEST_CASE("every scenario is named, and differences are paired run by run where the seeds match")
{
    std::vector<Ensemble> ensembles{ensemble("historical", {40, 50, 60}), ensemble("taskforce", {45, 57, 66})};
    const std::string text = summary_table(ensembles);
    CHECK(lines_with(text, "taskforce").size() >= lines_with(text, "historical").size() - 1);
    // Differences 5, 7, 6: mean 6, band by tenths, standard error 1/√3; Student's t of two degrees is 2.92 at 95 %.
    const std::string mutuals = lines_with(text, "taskforce").front();
    CHECK_THAT(mutuals, Contains("56 [46, 65]") && Contains("paired difference +6 [5, 7] ± 2"));
    CHECK_THAT(lines_with(text, "historical").front(), !Contains("paired"));
    // Employees likewise, 100 each: 2.92 x 100 / √3 is 169. Twice as many of both in the last month.
    CHECK_THAT(lines_with(text, "taskforce")[1], Contains("paired difference +600 [510, 690] ± 169"));
    CHECK_THAT(lines_with(text, "taskforce")[2], Contains("paired difference +0 [0, 0] ± 0")); // pipeline
    CHECK_THAT(lines_with(text, "taskforce")[3], Contains("paired difference +12 [10, 14] ± 3"));
    // The difference is of the line's own month on both sides.
    std::vector<Ensemble> falling = ensembles;
    for (Ensemble& each : falling)
        for (RunRecord& run : each.runs)
            for (int row = 0; row < run.trajectory.rows(); ++row)
                run.trajectory.at(Observable::mutuals_live, row, 0) = 1000.0 * row;
    CHECK_THAT(lines_with(summary_table(falling), "taskforce").front(), Contains("paired difference +6 [5, 7] ± 2"));

    CHECK_THAT(text, Contains("± 90 % interval of the mean"));
    const std::vector<Ensemble> alone{ensemble("historical", {40}), ensemble("taskforce", {45})};
    CHECK_THAT(lines_with(summary_table(alone), "taskforce").front(),
               Contains("paired difference +5 [5, 5]") && !Contains("±"));
    std::vector<Ensemble> strangers = ensembles;
    strangers[1].resolved_scenario = "name = \"taskforce\"\n\n[population]\nseed = 7\nscale = 0.5\n";
    const std::string apart = summary_table(strangers);
    CHECK_THAT(apart, !Contains("paired difference"));
    CHECK_THAT(apart, Contains("taskforce simulates other people than historical"));
    CHECK_THAT(text, !Contains("other people"));

    ensembles[1].runs[2].seed = 999;
    CHECK_THAT(summary_table(ensembles), !Contains("paired difference"));
    ensembles[1].runs.pop_back();
    CHECK_THAT(summary_table(ensembles), !Contains("paired difference"));
}

TEST_CASE("scenarios of unlike horizons share a table, each within its own months")
{
    const std::vector<Ensemble> ensembles{ensemble("long", {40, 50}), ensemble("short", {40, 50}, Month::of(2012, 12))};
    const std::string text = summary_table(ensembles);
    CHECK_THAT(text, Contains("long") && Contains("short") && !Contains("paired difference"));
    const std::vector<Ensemble> reversed{ensembles[1], ensembles[0]};
    CHECK_THAT(summary_table(reversed), Contains("long") && Contains("short"));
}

TEST_CASE("an ensemble whose every run failed says so")
{
    std::vector<Ensemble> ensembles{ensemble("historical", {})};
    CHECK_THAT(summary_table(ensembles), Contains("no run finished"));
}
