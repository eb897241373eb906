/// \file A sweep in shares and sittings: what stops it changes no byte, what does not belong to it is refused.
#include "study/small_study.hpp"

#include "mutualise/parallel/loops.hpp"
#include "mutualise/record/shard.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

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

} // namespace

TEST_CASE("shards, sittings and threads do not change the hash")
{
    const Folder folder;
    const Study study = small_study(folder, 26); // 130 runs: four full batches and one of two
    const std::string whole = sweep(study, real_data(), into(folder.path("whole"))).hash;
    { // seven shards, two of them without work
        for (std::uint32_t s = 1; s <= 7; ++s)
            CHECK(sweep(study, real_data(), into(folder.path("shards"), {s, 7})).merged.empty());
        CHECK(merge_in(folder.path("shards")).hash == whole);
        CHECK(names_in(folder.path("shards")) == std::vector<std::string>{"small.h5"});
        CHECK(merge_in(folder.path("shards")).was_there);
    }
    { // stopped in every batch and in the merge; of five months a batch, a sitting does one and falls in the next
        int sittings = 0;
        while (sittings < 20 && stopped_at(study, into(folder.path("often")), 7))
            ++sittings;
        CHECK(sittings == 20); // the merge is stopped again and again
        CHECK(sweep(study, real_data(), into(folder.path("often"))).hash == whole);
    }
    { // five runs at a time
        SweepOptions five = into(folder.path("five"));
        five.lanes = 5;
        CHECK(sweep(study, real_data(), five).hash == whole);
    }
    { // resumed on one thread
        CHECK(stopped_at(study, into(folder.path("once")), 12));
        const StudyStatus status = status_of({folder.path("once")});
        CHECK(status.done == 64);
        CHECK(status.runs == 130);
        CHECK_FALSE(status.shards.at(0).live);
        const ThreadLimit one(1);
        const SweepResult rest = sweep(study, real_data(), into(folder.path("once")));
        CHECK(rest.hash == whole);
        CHECK(rest.resumed == 64);
    }
    { // the same command once more does nothing
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
