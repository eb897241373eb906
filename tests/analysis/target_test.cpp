// Targets of studies made by hand: verdicts, costs, and what would have to be otherwise.
#include "analysis/made_targets.hpp"
#include "mutualise/analysis/parameter_search.hpp"
#include "mutualise/core/errors.hpp"
#include "mutualise/study/rounds.hpp"
#include "record/synthetic.hpp"
#include "study/small_study.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

TEST_CASE(
    "each setting has its verdict and chance, the cheapest feasible one its cost, and the front what is not beaten")
{
    const StudyValues values = with_hits(starts, {40, 40, 34, 40, 3, 0}, {90, 70, 20, 80, 10, 30});
    const TargetAnswer a = answer(values, question());
    using enum Verdict;
    std::vector<Verdict> verdicts;
    for (const SettingAnswer& s : a.settings)
        verdicts.push_back(s.verdict);
    CHECK(verdicts == std::vector<Verdict>{feasible, feasible, undecided, feasible, infeasible, infeasible});
    CHECK(a.cheapest == 1U);
    CHECK(a.front == std::vector<std::size_t>{4, 2, 1});
    CHECK(a.settings[2].chance.estimate == Approx(0.85));
    CHECK(a.settings[0].value.mean == 100);
    CHECK(a.settings[2].value.mean == Approx((34 * 102 + 6 * 50) / 40.0));
    CHECK(a.settings[2].cost.mean == 20);
    CHECK(a.count(feasible) == 3);
    const std::string text = target_text(a, values, 4);
    CHECK_THAT(text, Contains("3 of 6 feasible, 2 infeasible, 1 undecided") && Contains("2 more settings") &&
                         Contains("cheapest feasible setting: base: start=2013-07"));
}

TEST_CASE("savings come off the cost run by run, and a study without costs has no front")
{
    const StudyValues values =
        made_grid({{"bond", {"off", "on"}}}, 3, 40, [](std::size_t o, std::size_t, std::size_t r) {
            return o == 0 ? 1000 : o == 1 ? 10.0 * static_cast<double>(r) : 4.0 * static_cast<double>(r);
        });
    TargetQuestion q = question();
    q.savings = parse_outcome("savings@..");
    CHECK(q.outcomes().size() == 3);
    CHECK(answer(values, q).settings[0].cost.mean == Approx(6 * 19.5));
    q.cost.reset();
    CHECK(q.outcomes().size() == 1);
    const TargetAnswer none = answer(values, q);
    CHECK(none.front.empty());
    CHECK_FALSE(none.cheapest);
    CHECK_THAT(target_text(none, values, 9), Contains("does not record"));
}

TEST_CASE("the nearest setting is the one that meets the largest goal with the probability")
{
    const StudyValues values =
        made_grid({{"f", {"a", "b", "c"}}}, 2, 40, [](std::size_t, std::size_t point, std::size_t r) {
            return static_cast<double>(r) + (point == 1 ? 30 : point == 2 ? 20 : 0);
        });
    TargetQuestion q = question();
    const TargetAnswer most = answer(values, q);
    CHECK(most.best == 1);
    CHECK(most.settings[1].level.estimate == Approx(30 + 0.2 * 39));
    CHECK(most.settings[1].level.bound); // 40 runs are enough at .8
    CHECK(*most.settings[1].level.bound < most.settings[1].level.estimate);
    CHECK(most.largest_at == 1U);
    q.goal = parse_goal("employees_in_mutuals@2015-12 <= 5");
    CHECK(answer(values, q).best == 0);
    CHECK(answer(values, q).largest_at == 0U);
}

TEST_CASE("settings of too few runs for a bound have no largest goal, and do not stand in another's way")
{
    StudyValues values = made_grid({{"f", {"a", "b", "c"}}}, 2, 40, [](std::size_t, std::size_t point, std::size_t r) {
        return static_cast<double>(r + 100 * point);
    });
    for (const std::size_t few : {0U, 2U}) {
        values.replicates[few].resize(5);
        values.seeds[few].resize(5);
        for (auto& outcome : values.values)
            outcome[few].resize(5);
    }
    const TargetAnswer a = answer(values, question());
    CHECK_FALSE(a.settings[0].level.bound);
    REQUIRE(a.largest);
    CHECK(a.largest_at == 1U);
    CHECK(a.best == 2);
}

TEST_CASE("a setting whose runs were all lost has no numbers: it is never the best, nor on the front")
{
    StudyValues values = with_hits({{"f", {"a", "b"}}}, {40, 40}, {0, 5});
    for (auto& outcome : values.values)
        outcome[0].clear();
    values.seeds[0].clear();
    values.replicates[0].clear();
    TargetQuestion q = question();
    q.goal = parse_goal("employees_in_mutuals@2015-12 <= 500"); // 0 would be the best of all
    const TargetAnswer a = answer(values, q);
    CHECK(std::isnan(a.settings[0].cost.mean));
    CHECK(std::isnan(a.settings[0].value.mean));
    CHECK(std::isnan(a.settings[0].level.estimate));
    CHECK(a.settings[0].verdict == Verdict::undecided);
    CHECK(a.best == 1);
    CHECK(a.front == std::vector<std::size_t>{1});
    CHECK(a.cheapest == 1U);
    CHECK_THAT(target_text(a, values, 9), Contains("no run is left"));
}

// Of 40 runs 8 were lost, and 20 more made for this setting alone: the first look's cost and bound have 32 runs.
TEST_CASE("costs and bounds are of the runs planned first, whichever of them were lost")
{
    StudyValues values = made_grid({{"f", {"a"}}}, 2, 60, [](std::size_t o, std::size_t, std::size_t r) {
        return o == 0 ? 200.0 : r < 40 ? 7.0 : 1000.0;
    });
    for (auto& outcome : values.values)
        outcome[0].erase(outcome[0].begin(), outcome[0].begin() + 8);
    values.replicates[0].erase(values.replicates[0].begin(), values.replicates[0].begin() + 8);
    const MeanEstimate cost = cost_of(values, question(), 0);
    CHECK(cost.count == 32);
    CHECK(cost.mean == 7);
}

TEST_CASE("runs asked for are counted by point over all files of the study, those that were lost among them")
{
    const Folder folder;
    const Study study = small_study(folder, 2);
    sweep(study, real_data(), into(folder.path("study")));
    const std::vector<std::uint32_t> some{3, 1};
    sweep(round_of(study, some, 2, 3), real_data(), into(round_folder(folder.path("study"), 1)));
    const std::vector<Outcome> launches{parse_outcome("launches@..")};
    const std::vector<std::filesystem::path> files = study_files(folder.path("study"));
    const StudyValues values = read_study_values(files, launches, MissingRuns::refuse);
    CHECK(values.asked == std::vector<std::uint32_t>{2, 5, 2, 5, 2});

    const std::vector<std::filesystem::path> file{folder.path("one.h5")};
    write_ensemble(file.front(), synthetic_ensemble(3)); // runs 0, 2 and 4; run 1 failed, 3 is nowhere
    const StudyValues left = read_study_values(file, launches, MissingRuns::leave_out);
    CHECK(left.asked == std::vector<std::uint32_t>{5});
    const std::vector<HitRuns> runs = hit_runs(left, question(), left.asked);
    REQUIRE(runs.size() == 1);
    CHECK(runs[0].asked == 5);
    CHECK(runs[0].hits.size() == 3);
    CHECK(runs[0].numbers == std::vector<std::uint32_t>{0, 2, 4});
}

// Of n settings each bound has 1/n of the risk. Values 1 .. 40 at probability .8: alone the 5th worst, of 10 less.
TEST_CASE("the largest goal over all settings shares the risk among them")
{
    const auto run = [](std::size_t, std::size_t, std::size_t r) { return static_cast<double>(r + 1); };
    const StudyValues one = made_grid({{"f", {"a"}}}, 2, 40, run);
    const TargetAnswer alone = answer(one, question());
    REQUIRE(alone.largest);
    CHECK(alone.largest == alone.settings[0].level.bound);
    const StudyValues ten = made_grid({{"f", {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}}}, 2, 40, run);
    const TargetAnswer among = answer(ten, question());
    REQUIRE(among.largest);
    CHECK(*among.largest < *among.settings[0].level.bound);
    CHECK(*among.largest == *largest_goal(ten.values[0][0], Comparison::at_least, 0.8, 1 - 0.05 / 10).bound);
    CHECK_THAT(target_text(among, ten, 9), Contains("the risk shared by all 10 settings"));
}

TEST_CASE("a result holds every setting with its verdict, and the dates")
{
    const StudyValues values = with_hits(starts, {40, 40, 34, 40, 3, 0}, {90, 70, 20, 80, 10, 30});
    TargetQuestion q = question();
    q.latest = "start";
    const Result result = target_result(answer(values, q), values);
    CHECK(result.axis("point").length() == 6);
    CHECK(std::get<std::vector<std::string>>(result.variable("verdict").values)[2] == "undecided");
    CHECK(std::get<std::vector<std::string>>(result.variable("latest_certified").values)[0] == "2013-07");
    CHECK(result.numbers("cost")[4] == 10);
}

TEST_CASE("a verdict in words says what an undecided setting stands at")
{
    SettingAnswer setting;
    CHECK(verdict_text(setting) == "undecided");
    setting.standing = Standing::promising;
    CHECK(verdict_text(setting) == "undecided, promising");
    setting.retested = true;
    CHECK(verdict_text(setting) == "undecided after its retest");
    setting.verdict = Verdict::feasible;
    CHECK(verdict_text(setting) == "feasible");
    setting.verdict = Verdict::infeasible;
    CHECK(verdict_text(setting) == "infeasible");
}

// Goals met where a level of 100 is reached; the level is 40 + 30 x, 10 z and nothing at all of y.
TEST_CASE("a parameter's needed value is found by halving the way to the bound that meets the goal")
{
    const std::vector<UncertainParameter> parameters{
        {"x", "-", 1, 0, 4, false}, {"y", "-", 1, 0, 4, false}, {"z", "-", 1, 1.0 / 16, 16, true}};
    int trials_made = 0;
    const auto levels = [&](std::span<const Trial> trials) {
        std::vector<double> found;
        for (const Trial& trial : trials) {
            ++trials_made;
            found.push_back(trial.parameter == 0   ? 40 + 30 * trial.value
                            : trial.parameter == 1 ? 40
                                                   : 10 * trial.value);
        }
        return found;
    };
    const auto met = [](double level) { return level >= 100; };
    const auto answers = search_parameters(parameters, met, 20, levels);
    REQUIRE(answers.size() == 3);
    REQUIRE(answers[0].up_to);
    CHECK(*answers[0].up_to == Approx(2).margin(1e-4));
    CHECK(*answers[0].up_to >= 2);
    CHECK_FALSE(answers[0].down_to);
    CHECK_FALSE(answers[1].up_to);
    CHECK_FALSE(answers[1].down_to);
    CHECK(answers[1].level_at_upper == 40);
    CHECK(*answers[2].up_to == Approx(10).epsilon(1e-4));
    CHECK(trials_made == 6 + 2 * 20);
    const std::string text = parameters_text(answers, question(), 70, 8);
    CHECK_THAT(text, Contains("2 or more") && Contains("not within its range") && !Contains("no single parameter"));
    const auto hopeless = search_parameters(
        parameters, [](double) { return false; }, 20, levels);
    CHECK_THAT(parameters_text(hopeless, question(), 70, 8),
               Contains("no single parameter suffices within its range; x comes nearest") ||
                   Contains("no single parameter suffices within its range; z comes nearest"));
}
