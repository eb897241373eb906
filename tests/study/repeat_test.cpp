#include "mutualise/study/repeat.hpp"

#include "mutualise/core/errors.hpp"
#include "study/small_study.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

RepeatResult repeat_runs(const RecordedFile& file, const std::vector<std::uint32_t>& runs = {})
{
    return repeat(file, real_data(), runs, {});
}

} // namespace

TEST_CASE("what a study's file records comes out the same, failures included")
{
    const Folder folder;
    const std::string variants =
        "[variant.sound]\n[variant.nowhere.settings.case.nobody]\nservice = \"libraries\"\nregion = \"scotland\"\n"
        "month = \"2010-08\"\n";
    const RecordedFile file(sweep(small_study(folder, 4, variants), real_data(), into(folder.path("s"))).merged);
    const RepeatResult all = repeat_runs(file);
    CHECK(all.runs == 40);
    CHECK(all.failed == 20);
    CHECK(all.differences.empty());
    const RepeatResult some = repeat_runs(file, {7, 33});
    CHECK(some.runs == 2);
    CHECK(some.failed == 1);
    CHECK(some.differences.empty());
    CHECK_THROWS_AS(repeat_runs(file, {40}), UsageError);
}

TEST_CASE("a value that was not what the run gives is named")
{
    const Folder folder;
    const Study study = small_study(folder, 2);
    const std::filesystem::path path = sweep(study, real_data(), into(folder.path("s"))).merged;
    const RecordedFile file(path);
    // The same file but for one cell of run 3: launches in 2010-07 (row 3) of the second service, first route.
    Recording changed = file.labels();
    changed.data = real_data();
    write_recording(
        folder.path("changed.h5"), changed, [&](Observable o, std::size_t first, std::size_t count, ValueBlock& block) {
            file.read(o, first, count, block);
            if (o == Observable::launches)
                block.counts.at(3 * file.cells(o) + (3 * real_data()->services.size() + 1) * route_names.size()) += 5;
        });
    const RepeatResult result = repeat_runs(RecordedFile(folder.path("changed.h5")));
    REQUIRE(result.differences.size() == 1);
    CHECK(result.differences[0].run == 3);
    CHECK_THAT(result.differences[0].what,
               Contains("launches in 2010-07, " + real_data()->services[1].name + ", bottom_up: recorded "));
}

TEST_CASE("a file made with other data is refused")
{
    const Folder folder;
    const RecordedFile file(sweep(small_study(folder, 1), real_data(), into(folder.path("s"))).merged);
    auto other = std::make_shared<SystemData>(*real_data());
    other->digest = "another";
    CHECK_THROWS_AS(repeat(file, other, {}, {}), Mismatch);
}

TEST_CASE("a file whose months are not those of its scenario is refused, not read past its end")
{
    const Folder folder;
    const RecordedFile file(sweep(small_study(folder, 1), real_data(), into(folder.path("s"))).merged);
    Recording later = file.labels();
    later.data = real_data();
    later.horizon.first = later.horizon.first + 600;
    later.horizon.last = later.horizon.last + 600;
    write_recording(folder.path("later.h5"), later,
                    [&](Observable o, std::size_t first, std::size_t count, ValueBlock& block) {
                        file.read(o, first, count, block);
                    });
    CHECK_THROWS_WITH(repeat_runs(RecordedFile(folder.path("later.h5"))), Contains("not in its scenario's horizon"));
}
