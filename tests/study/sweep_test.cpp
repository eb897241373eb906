#include "study/small_study.hpp"

#include "mutualise/parallel/loops.hpp"
#include "mutualise/record/shard.hpp"
#include "mutualise/scenario/posterior.hpp"
#include "mutualise/study/merge.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

std::vector<std::string> names_in(const std::filesystem::path& folder)
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

/// Sweeps until the news say so many months and stops there. True if it was stopped.
bool stopped_at(const Study& study, SweepOptions options, std::uint64_t months)
{
    options.news = [&](const SweepNews& news) {
        if (news.merging || news.steps_done >= months)
            throw Stop{};
    };
    try {
        sweep(study, real_data(), options);
    } catch (const Stop&) {
        return true;
    }
    return false;
}

MergeResult merge_in(const std::filesystem::path& folder)
{
    MergeOptions options;
    options.provenance = by_hand();
    return merge({folder}, real_data(), options);
}

} // namespace

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

TEST_CASE("shards, sittings and threads do not change the hash")
{
    const Folder folder;
    const Study study = small_study(folder, 26); // 130 runs: four full batches and one of two
    const std::string whole = sweep(study, real_data(), into(folder.path("whole"))).hash;
    SECTION("seven shards, two of them without work")
    {
        for (std::uint32_t s = 1; s <= 7; ++s)
            CHECK(sweep(study, real_data(), into(folder.path("s"), {s, 7})).merged.empty());
        CHECK(merge_in(folder.path("s")).hash == whole);
        CHECK(names_in(folder.path("s")) == std::vector<std::string>{"small.h5"});
        CHECK(merge_in(folder.path("s")).was_there);
    }
    SECTION("stopped in every batch and in the merge")
    {
        // Five months a batch: a sitting does one batch and falls in the middle of the next.
        int sittings = 0;
        while (stopped_at(study, into(folder.path("s")), 7) && sittings < 20)
            ++sittings;
        CHECK(sittings == 20); // the merge is stopped again and again
        CHECK(sweep(study, real_data(), into(folder.path("s"))).hash == whole);
    }
    SECTION("five runs at a time")
    {
        SweepOptions five = into(folder.path("s"));
        five.lanes = 5;
        CHECK(sweep(study, real_data(), five).hash == whole);
    }
    SECTION("resumed on one thread")
    {
        CHECK(stopped_at(study, into(folder.path("s")), 12));
        const StudyStatus status = status_of({folder.path("s")});
        CHECK(status.done == 64);
        CHECK(status.runs == 130);
        CHECK_FALSE(status.shards.at(0).live);
        const ThreadLimit one(1);
        const SweepResult rest = sweep(study, real_data(), into(folder.path("s")));
        CHECK(rest.hash == whole);
        CHECK(rest.resumed == 64);
    }
    SECTION("the same command once more does nothing")
    {
        const SweepResult again = sweep(study, real_data(), into(folder.path("whole")));
        CHECK(again.hash == whole);
        CHECK(again.resumed == 130);
    }
}

TEST_CASE("any first part of a sweep is balanced over the design points")
{
    const Folder folder;
    const Study study = small_study(folder, 20);
    for (const std::uint64_t batches : {1U, 2U, 3U}) {
        std::filesystem::remove_all(folder.path("s"));
        CHECK(stopped_at(study, into(folder.path("s")), 5 * batches + 1));
        const Shard shard = Shard::open(folder.path("s/shard-0001-of-0001.part"), false);
        std::vector<int> of_point(5);
        for (std::size_t place = 0; place < shard.states().size(); ++place)
            if (shard.states()[place] == RunState::recorded)
                ++of_point[shard.head().runs[place] % 5];
        const auto [least, most] = std::minmax_element(of_point.begin(), of_point.end());
        CHECK(*least >= 6 * static_cast<int>(batches));
        CHECK(*most - *least <= 1);
    }
}

TEST_CASE("a changed study, seed, number of shards or program is refused with the first differing key and both values")
{
    const Folder folder;
    const Study study = small_study(folder, 13);
    CHECK(stopped_at(study, into(folder.path("s")), 6));
    const auto refusal = [&](const Study& other, SweepOptions options) -> std::string {
        try {
            sweep(other, real_data(), options);
        } catch (const Mismatch& mismatch) {
            return mismatch.what();
        }
        return "swept";
    };
    CHECK_THAT(refusal(small_study(folder, 14), into(folder.path("s"))), Contains("replicates = 13; now it is 14"));
    CHECK_THAT(refusal(small_study(folder, 13, "", {"parameters.turnover.rate_factor=1.5"}), into(folder.path("s"))),
               Contains("parameters.turnover.rate_factor = 1; now it is 1.5"));
    CHECK_THAT(refusal(study, into(folder.path("s"), {1, 2})), Contains("shards.count = 1; now it is 2"));
    SweepOptions newer = into(folder.path("s"));
    newer.provenance.version = "1.2.4";
    CHECK_THAT(refusal(study, newer), Contains("program.version = \"1.2.3\"; now it is \"1.2.4\""));
    newer.force = true; // throws the old away
    CHECK(sweep(study, real_data(), newer).resumed == 0);
    CHECK_THAT(refusal(small_study(folder, 14), into(folder.path("s"))), Contains("replicates = 13; now it is 14"));
}

TEST_CASE("a second writer is refused while the first lives")
{
    const Folder folder;
    const Study study = small_study(folder, 7);
    SweepOptions first = into(folder.path("s"));
    int refused = 0;
    first.news = [&](const SweepNews& news) {
        if (news.merging || news.steps_done != 2)
            return;
        CHECK(status_of({folder.path("s")}).shards.at(0).live);
        CHECK_THROWS_WITH(sweep(study, real_data(), into(folder.path("s"))),
                          Contains("another process is writing here"));
        SweepOptions by_force = into(folder.path("s"));
        by_force.force = true;
        CHECK_THROWS_WITH(sweep(study, real_data(), by_force), Contains("another process is writing here"));
        ++refused;
    };
    sweep(study, real_data(), first);
    CHECK(refused == 1);
}

TEST_CASE("a merge names what is missing, and merges nothing")
{
    const Folder folder;
    const Study study = small_study(folder, 26); // five batches
    sweep(study, real_data(), into(folder.path("s"), {1, 3}));
    CHECK(stopped_at(study, into(folder.path("s"), {2, 3}), 6));
    try {
        merge_in(folder.path("s"));
        FAIL("merged");
    } catch (const Mismatch& mismatch) {
        CHECK_THAT(mismatch.what(),
                   Contains("shard 2/3: 32 of 34 runs") && Contains("shard 3/3: not begun") && !Contains("shard 1/3"));
    }
    CHECK_FALSE(std::filesystem::exists(folder.path("s/small.h5")));
    CHECK_THROWS_AS(merge_in(folder.path("nowhere")), UsageError);
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
