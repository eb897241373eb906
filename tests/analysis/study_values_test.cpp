// A study's values over its file and its rounds. The oracle: the runs of a larger study are those of a smaller one and
// its rounds.
#include "mutualise/analysis/study_values.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/record/unreadable.hpp"
#include "mutualise/study/rounds.hpp"
#include "record/synthetic.hpp"
#include "study/small_study.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

StudyValues values_in(const std::filesystem::path& path, MissingRuns missing = MissingRuns::refuse)
{
    const std::vector<Outcome> outcomes{parse_outcome("launches@.."),
                                        parse_outcome("mean_attitude[libraries]@2010-09")};
    return read_study_values(study_files(path), outcomes, missing);
}

} // namespace

TEST_CASE("a study and rounds that add replicates are, run by run, the study that had them from the start")
{
    const Folder folder;
    const Study whole = small_study(folder, 5), first = small_study(folder, 2);
    sweep(whole, real_data(), into(folder.path("whole")));
    sweep(first, real_data(), into(folder.path("first")));
    const std::vector<std::uint32_t> all{0, 1, 2, 3, 4}, some{3, 1};
    sweep(round_of(first, all, 2, 1), real_data(), into(round_folder(folder.path("first"), 1)));
    sweep(round_of(first, some, 3, 2), real_data(), into(round_folder(folder.path("first"), 2)));

    const StudyValues expected = values_in(folder.path("whole")), found = values_in(folder.path("first"));
    REQUIRE(found.points() == 5);
    CHECK(found.sources.size() == 3);
    for (std::size_t point = 0; point < 5; ++point) {
        const std::size_t there = point == 1 || point == 3 ? 5 : 3;
        CAPTURE(point);
        REQUIRE(found.seeds[point].size() == there);
        CHECK(found.asked[point] == there);
        for (std::size_t r = 0; r < there; ++r) {
            CHECK(found.replicates[point][r] == r);
            CHECK(found.seeds[point][r] == expected.seeds[point][r]);
            for (std::size_t o = 0; o < 2; ++o)
                CHECK(found.values[o][point][r] == expected.values[o][point][r]);
        }
    }
    CHECK(found.common_seeds);
    CHECK(found.point_name(2) == "historical: launch_rate=0.0008 start=2010-08");
    CHECK(found.factors[0].numbers[2] == 0.0008);
    CHECK(found.factors[1].months);
    CHECK(found.factors[1].numbers[2] == Month::of(2010, 8).value);
}

TEST_CASE("a point is named by its factors, switches by those that are on")
{
    const std::vector<FactorColumn> factors{{"right", "-", false, {}, {"off", "on", "on"}},
                                            {"bond", "-", false, {}, {"off", "off", "on"}}};
    CHECK(point_name("historical", factors, 0) == "historical: none");
    CHECK(point_name("historical", factors, 1) == "historical: right");
    CHECK(point_name("historical", factors, 2) == "historical: right bond");
    CHECK(point_name("historical", {}, 0) == "historical");
}

TEST_CASE("replicates cannot be added where every run has luck of its own")
{
    const Folder folder;
    const std::vector<std::uint32_t> points{0};
    CHECK_THROWS_AS(round_of(small_study(folder, 2, "seeds = \"independent\"\n"), points, 2, 1), UsageError);
}

TEST_CASE("runs that failed or are missing are refused with their count, or left out with it")
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", synthetic_ensemble(3)); // runs 0, 2 and 4; run 1 failed, 3 is nowhere
    const std::vector<std::filesystem::path> files{folder.path / "e.h5"};
    const std::vector<Outcome> price{parse_outcome("award_price[libraries]@2011-12")}, // NaN in the first row
        live{parse_outcome("mutuals_live@2012-04")};
    CHECK_THROWS_WITH(read_study_values(files, live, MissingRuns::refuse), Contains("2 runs failed or are missing"));
    const StudyValues left = read_study_values(files, live, MissingRuns::leave_out);
    CHECK(left.left_out == 2);
    CHECK(left.replicates[0] == std::vector<std::uint32_t>{0, 2, 4});
    CHECK_THROWS_WITH(read_study_values(files, price, MissingRuns::refuse),
                      Contains("3 have an outcome that is not a number"));
    CHECK(read_study_values(files, price, MissingRuns::leave_out).left_out == 2);
    CHECK(read_study_values(files, price, MissingRuns::leave_out).undefined == 3);
}

TEST_CASE("files of different studies, and one run twice, are refused")
{
    const Folder folder;
    sweep(small_study(folder, 1), real_data(), into(folder.path("a")));
    sweep(small_study(folder, 1, "", {"parameters.proposals.champion_share=0.03"}), real_data(),
          into(folder.path("b")));
    const auto a = study_files(folder.path("a")).front(), b = study_files(folder.path("b")).front();
    const std::vector<Outcome> launches{parse_outcome("launches@..")};
    const std::vector<std::filesystem::path> two{a, b}, twice{a, a};
    CHECK_THROWS_WITH(read_study_values(two, launches, MissingRuns::refuse), Contains("not of the same study"));
    CHECK_THROWS_WITH(read_study_values(twice, launches, MissingRuns::refuse), Contains("twice"));
    CHECK_THROWS_AS(study_files(folder.path("")), UsageError); // a folder with no study in it
    const std::vector<std::filesystem::path> none = study_files(folder.path("nowhere"));
    CHECK_THROWS_AS(read_study_values(none, launches, MissingRuns::refuse), UnreadableFile);
}
