/// \file What a sweep records: every run at its place, each the run that it is alone.
#include "study/small_study.hpp"

#include "mutualise/scenario/posterior.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

TEST_CASE("a sweep records every run at its place in the design, and leaves one file")
{
    const Folder folder;
    const Study study = small_study(folder, 9);
    const SweepResult result = sweep(study, real_data(), into(folder.path("s")));
    CHECK(result.runs == 45);
    CHECK(result.resumed == 0);
    CHECK(result.failures.empty());
    CHECK(names_in(folder.path("s")) == std::vector<std::string>{"small.h5"});
    const RecordedFile file(result.merged);
    CHECK(file.canonical_hash() == result.hash);
    CHECK(canonical_hash(result.merged) == result.hash);
    const Recording& labels = file.labels();
    REQUIRE(labels.runs.size() == 45);
    for (std::uint32_t run = 0; run < 45; ++run) {
        CHECK(labels.runs[run].index == run);
        CHECK(labels.runs[run].seed == run_key(study.seed, run / 5).seed); // the same luck at each of five points
    }
    REQUIRE(labels.study->factors.size() == 2);
    CHECK(labels.study->factors[0].texts == std::vector<std::string>{"0.0002", "0.0004", "0.0008", "0.0004", "0.001"});
    CHECK(labels.study->factors[1].texts.at(4) == "2010-09");
}

TEST_CASE("a run of a sweep is the run that run_batch makes alone")
{
    const Folder folder;
    const Study study = small_study(folder, 7);
    const RecordedFile file(sweep(study, real_data(), into(folder.path("s"))).merged);
    for (const std::uint32_t run : {0U, 13U, 34U}) {
        const Scenario scenario =
            with_draw(scenario_of(study, study.points[run % 5], *real_data()), *real_data(), run / 5);
        const Population people = synthesise(real_data(), scenario.population);
        const RunRequest request{&scenario, run_key(study.seed, run / 5)};
        const RunOutcome alone = run_batch(people, {&request, 1}).front();
        REQUIRE_FALSE(alone.failed);
        for (const Observable observable : all_observables()) {
            ValueBlock expected, found;
            append_values(alone.trajectory, observable, all_rows(scenario.horizon), run, expected);
            file.read(observable, run, 1, found);
            INFO(spec(observable).name);
            CHECK(found.counts == expected.counts);
            CHECK(differing(found.reals, expected.reals) == 0);
        }
    }
}

TEST_CASE("the first 16 of 32 replicates are recorded byte for byte as those of a study of 16")
{
    const Folder folder;
    const RecordedFile many(sweep(small_study(folder, 32), real_data(), into(folder.path("many"))).merged);
    const RecordedFile few(sweep(small_study(folder, 16), real_data(), into(folder.path("few"))).merged);
    for (const Observable observable : all_observables()) {
        INFO(spec(observable).name);
        ValueBlock a, b;
        many.read(observable, 0, 80, a);
        few.read(observable, 0, 80, b);
        CHECK(a.counts == b.counts);
        CHECK(differing(a.reals, b.reals) == 0);
    }
}

TEST_CASE("a study of chosen outputs records these alone")
{
    const Folder folder;
    const std::string outputs = "[outputs]\nobservables = [\"mean_attitude\", \"launches\"]\n"
                                "months = [\"2010-06\", \"2010-09\"]\n";
    const RecordedFile all(sweep(small_study(folder, 2), real_data(), into(folder.path("all"))).merged);
    const RecordedFile some(sweep(small_study(folder, 2, outputs), real_data(), into(folder.path("some"))).merged);
    CHECK(some.labels().observables == std::vector<Observable>{Observable::launches, Observable::mean_attitude});
    CHECK(some.months() == std::vector<Month>{Month::of(2010, 6), Month::of(2010, 9)});
    for (const Observable observable : some.labels().observables) {
        const std::vector<double> full = all.values(observable, 0, 10), chosen = some.values(observable, 0, 10);
        const std::size_t cells = some.cells(observable) / 2;
        std::vector<double> expected; // rows 2 and 5 of six
        for (std::size_t run = 0; run < 10; ++run)
            for (const std::size_t row : {2U, 5U})
                for (std::size_t cell = 0; cell < cells; ++cell)
                    expected.push_back(full.at((run * 6 + row) * cells + cell));
        CHECK(differing(chosen, expected) == 0);
    }
}

TEST_CASE("runs that fail are recorded with seed, place and message, and the others are not touched")
{
    const Folder folder;
    // No case can stand in Scotland: every run of the variant fails in its month.
    const std::string variants =
        "[variant.sound]\n[variant.nowhere.settings.case.nobody]\nservice = \"libraries\"\nregion = \"scotland\"\n"
        "month = \"2010-08\"\n";
    const Study study = small_study(folder, 4, variants);
    const RecordedFile sound(sweep(small_study(folder, 4), real_data(), into(folder.path("sound"))).merged);
    const SweepResult result = sweep(study, real_data(), into(folder.path("s")));
    CHECK(result.runs == 40);
    REQUIRE(result.failures.size() == 20);
    CHECK(result.failures[0].index == 5); // points 5 to 9 are the second variant's
    CHECK(result.failures[0].seed == run_key(study.seed, 0).seed);
    CHECK_THAT(result.failures[0].message, Contains("no free unit of libraries"));
    const RecordedFile file(result.merged);
    REQUIRE(file.labels().failures.size() == 20);
    CHECK(file.labels().failures[19].index == 39);
    CHECK(file.labels().failures[19].message == result.failures[19].message);
    REQUIRE(file.labels().runs.size() == 20);
    CHECK(file.labels().runs[5].index == 10);
    CHECK(file.values(Observable::launches, 5, 1) == sound.values(Observable::launches, 5, 1));
}

TEST_CASE("points of two populations share no batch, and each is the run it is alone")
{
    const Folder folder;
    const std::string variants = "[variant.ties]\n[variant.reciprocal.settings.population]\nreciprocal = true\n";
    const Study study = small_study(folder, 7, variants);
    const StudyGroups groups = groups_of(study, *real_data());
    REQUIRE(groups.groups.size() == 2);
    std::set<std::uint32_t> seen;
    for (const StudyBatch& batch : batches_of(study, groups, {})) {
        CHECK(batch.size() <= 32);
        for (const std::uint32_t run : batch) {
            CHECK(groups.of_point[run % 10] == groups.of_point[batch.front() % 10]);
            CHECK(seen.insert(run).second);
        }
    }
    CHECK(seen.size() == 70);
    const RecordedFile two(sweep(study, real_data(), into(folder.path("two"))).merged);
    const RecordedFile one(sweep(small_study(folder, 7), real_data(), into(folder.path("one"))).merged);
    const std::vector<double> alone = one.values(Observable::mean_attitude, 5, 5); // replicate 1
    CHECK(differing(two.values(Observable::mean_attitude, 10, 5), alone) == 0);
    CHECK(differing(two.values(Observable::mean_attitude, 15, 5), alone) > 0);
}
