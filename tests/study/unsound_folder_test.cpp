/// \file Folders that a crash, a race, a disk or a hand left unsound: resumed, or refused with what is wrong.
#include "study/small_study.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/record/plan.hpp"
#include "mutualise/record/shard.hpp"
#include "mutualise/study/repeat.hpp"

#include <catch2/catch.hpp>
#include <fstream>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

namespace fs = std::filesystem;

std::size_t files_in(const fs::path& folder)
{
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

StudyPlan plan_for(const Study& study, std::uint32_t shards)
{
    Populations populations(real_data());
    return plan_of(study, groups_of(study, *real_data()), populations, real_data(), shards, by_hand());
}

/// Turns a byte over in the middle of the file: in a shard of this study, a recorded value.
void damage(const fs::path& path)
{
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    const auto place = static_cast<std::streamoff>(fs::file_size(path) / 2);
    file.seekg(place);
    const int byte = file.get();
    file.seekp(place);
    file.put(static_cast<char>(byte ^ 0x55));
}

/// The studies' first variant, in whose every run a case stands where no case can stand.
const std::string failing = "[variant.nowhere.settings.case.nobody]\nservice = \"libraries\"\nregion = \"scotland\"\n"
                            "month = \"2010-08\"\n";

} // namespace

TEST_CASE("a plan is never replaced, and a worker of another study than it says is refused")
{
    const Folder folder;
    const Study study = small_study(folder, 7), other = small_study(folder, 8);
    const fs::path path = folder.path("study.plan");
    CHECK(create_plan(path, plan_for(study, 2)));
    const std::string before = text_of(path);
    CHECK_FALSE(create_plan(path, plan_for(other, 2)));
    CHECK(text_of(path) == before);
    CHECK(read_plan(path).replicates == 7);
    CHECK_THROWS_WITH(sweep(other, real_data(), into(folder.path(""), {2, 2})),
                      Contains("replicates = 7; now it is 8"));
}

TEST_CASE("force keeps the old result where the new study cannot be run or another writes")
{
    const Folder folder;
    const Study study = small_study(folder, 2);
    const SweepResult first = sweep(study, real_data(), into(folder.path("s")));
    SweepOptions by_force = into(folder.path("s"), {1, 2});
    by_force.force = true;
    CHECK_THROWS_AS(sweep(study, real_data(), by_force), UsageError);
    by_force.share = {};
    {
        const WorkerLock other(StudyFolder{folder.path("s")}.lock({2, 3}));
        CHECK_THROWS_WITH(sweep(study, real_data(), by_force), Contains("nothing was thrown away"));
    }
    CHECK(canonical_hash(first.merged) == first.hash);
    CHECK(sweep(small_study(folder, 3), real_data(), by_force).runs == 15);
}

TEST_CASE("runs that the disk lost from a complete shard are run once more by the same command")
{
    const Folder folder;
    const Study study = small_study(folder, 13); // 65 runs: three batches
    const std::string whole = sweep(study, real_data(), into(folder.path("whole"))).hash;
    for (std::uint32_t s = 1; s <= 2; ++s)
        sweep(study, real_data(), into(folder.path("s"), {s, 2}));
    const fs::path shard = StudyFolder{folder.path("s")}.done({1, 2});
    damage(shard);
    REQUIRE(Shard::open(shard, false).damaged().size() == 1);
    CHECK_THROWS_WITH(merge_in(folder.path("s")), Contains("shard 1/2: 32 of 33 runs, 1 damaged"));
    const SweepResult again = sweep(study, real_data(), into(folder.path("s"), {1, 2}));
    CHECK(again.resumed == 32);
    CHECK(merge_in(folder.path("s")).hash == whole);
}

TEST_CASE("a clean-up that was cut off is finished, and nothing is run again")
{
    const Folder folder;
    const Study study = small_study(folder, 2);
    const SweepResult first = sweep(study, real_data(), into(folder.path("s")));
    create_plan(folder.path("s/study.plan"), plan_for(study, 1)); // what is taken away last
    CHECK(status_of({folder.path("s")}).merged == first.merged);
    SECTION("by the sweep")
    {
        const SweepResult again = sweep(study, real_data(), into(folder.path("s")));
        CHECK(again.resumed == 10);
        CHECK(again.hash == first.hash);
    }
    SECTION("by the merge") { CHECK(merge_in(folder.path("s")).was_there); }
    CHECK(files_in(folder.path("s")) == 1);
}

TEST_CASE("a merged study beside another that is under way is left alone, and so is the other")
{
    const Folder folder;
    const Study study = small_study(folder, 2);
    const SweepResult first = sweep(study, real_data(), into(folder.path("s")));
    Study other = small_study(folder, 3);
    other.name = "other";
    create_plan(folder.path("s/study.plan"), plan_for(other, 1));
    CHECK(sweep(study, real_data(), into(folder.path("s"))).hash == first.hash);
    CHECK(fs::exists(folder.path("s/study.plan")));
}

TEST_CASE("a shard in another's place is refused by name")
{
    const Folder folder;
    const Study study = small_study(folder, 13);
    for (std::uint32_t s = 1; s <= 3; ++s)
        sweep(study, real_data(), into(folder.path("s"), {s, 3}));
    const StudyFolder where{folder.path("s")};
    fs::copy_file(where.done({1, 3}), where.done({2, 3}), fs::copy_options::overwrite_existing);
    CHECK_THROWS_AS(merge_in(where.path), Mismatch);
    CHECK_THROWS_WITH(merge_in(where.path), Contains(where.done({2, 3}).string()) && Contains("holds shard 1/3"));
    CHECK_THROWS_AS(sweep(study, real_data(), into(where.path, {2, 3})), Mismatch);
    CHECK_FALSE(fs::exists(folder.path("s/small.h5")));
}

TEST_CASE("a study of which every run fails is not merged, and its shards keep the failures")
{
    const Folder folder;
    const Study study = small_study(folder, 1, failing);
    const SweepResult result = sweep(study, real_data(), into(folder.path("s")));
    CHECK(result.merged.empty());
    CHECK(result.failures.size() == 5);
    const MergeResult merged = merge_in(folder.path("s"));
    CHECK(merged.path.empty());
    REQUIRE(merged.failures.size() == 5);
    CHECK_THAT(merged.failures[4].message, Contains("no free unit of libraries"));
    CHECK(status_of({folder.path("s")}).failed == 5);
}

TEST_CASE("where memory holds fewer runs at a time, that is said once and the bytes are the same")
{
    const Folder folder;
    const Study study = small_study(folder, 7); // 35 runs: two batches of five months
    const SweepResult all = sweep(study, real_data(), into(folder.path("all")));
    SweepOptions little = into(folder.path("little"));
    little.memory = 1;
    std::vector<std::string> notices;
    std::uint64_t last = 0;
    little.notice = [&](const std::string& notice) { notices.push_back(notice); };
    little.news = [&](const SweepNews& news) {
        if (news.merging)
            return;
        CHECK(news.steps_done >= last);
        CHECK(news.steps_done <= news.steps);
        last = news.steps_done;
    };
    CHECK(sweep(study, real_data(), little).hash == all.hash);
    CHECK(last == 10);
    REQUIRE(notices.size() == 1);
    CHECK_THAT(notices[0], Contains("1 runs at a time instead of 32"));
    notices.clear();
    const RepeatResult again = repeat(RecordedFile(all.merged), real_data(), {}, {}, little.notice, 1);
    CHECK(again.runs == 35);
    CHECK(again.differences.empty());
    CHECK(notices.size() == 1);
}

TEST_CASE("what a sweep refuses is refused when the study is read")
{
    const Folder folder;
    const auto refusal = [&](const std::string& text) -> std::string {
        try {
            read_study(folder.write("refused.toml", text), *real_data(),
                       {{"population.scale=0.01", "horizon.spin_up_months=2"}, {}, {}});
        } catch (const InputError& error) {
            return error.problems().front().text;
        }
        return "read";
    };
    const std::string base = "base = \"" MUTUALISE_SOURCE_DIR "/scenarios/historical.toml\"\n";
    CHECK_THAT(refusal(base + "[design]\nkind = \"grid\"\n[factor.launches]\n"
                              "key = \"parameters.proposals.launch_rate\"\nvalues = [0.0002]\n"),
               Contains("name of another variable"));
    CHECK_THAT(refusal(base + "[variant.long]\n[variant.short.settings.horizon]\nlast = \"2012-09\"\n"),
               Contains("point 1") && Contains("one time axis"));
}
