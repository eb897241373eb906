#include "mutualise/record/shard.hpp"

#include "record/synthetic.hpp"

#include <catch2/catch.hpp>
#include <fstream>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

ShardHead head_for(const Ensemble& e)
{
    ShardHead head;
    head.configuration = "a = 1\n";
    head.shard = 2;
    head.shards = 3;
    head.study_runs = 40;
    head.rows = 2;
    head.lengths = {3, 3};
    head.observables = {Observable::exits, Observable::award_price};
    for (const RunRecord& run : e.runs)
        head.runs.push_back(run.index);
    return head;
}

constexpr std::array<int, 2> rows{0, 3};

RunResult finished(const Trajectory& trajectory) { return {false, {}, &trajectory}; }

/// Changes the last place of the file that holds this value.
void spoil(const std::filesystem::path& path, double value)
{
    const std::string bytes = text_of(path);
    const std::size_t place = bytes.rfind(std::string(reinterpret_cast<const char*>(&value), sizeof value));
    REQUIRE(place != std::string::npos);
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(place));
    file.put(static_cast<char>(bytes[place] + 1));
}

} // namespace

TEST_CASE("what is written to a shard is there for another reader at once")
{
    const ScratchFolder folder;
    const Ensemble e = synthetic_ensemble(4);
    Shard shard = Shard::create(folder.path / "s.part", head_for(e));
    const auto size = std::filesystem::file_size(folder.path / "s.part");
    const std::vector<RunResult> two{finished(e.runs[1].trajectory), finished(e.runs[2].trajectory)};
    shard.write(1, two, rows);
    const Shard reader = Shard::open(folder.path / "s.part", false);
    CHECK(reader.head() == head_for(e));
    CHECK(reader.states() ==
          std::vector<RunState>{RunState::pending, RunState::recorded, RunState::recorded, RunState::pending});
    ValueBlock block;
    reader.read(Observable::exits, 2, 1, block);
    REQUIRE(block.counts.size() == 2 * 3 * 22);
    CHECK(block.counts.at(22 + 5) == cell_value(Observable::exits, 4, 0, 1, 5)); // run 4, first row kept
    CHECK(block.counts.at(3 * 22 + 22 + 5) == cell_value(Observable::exits, 4, 3, 1, 5));
    CHECK(reader.damaged().empty());
    shard.close();
    CHECK(std::filesystem::file_size(folder.path / "s.part") == size); // nothing was ever added to the file
}

TEST_CASE("a shard that is opened again goes on where it was")
{
    const ScratchFolder folder;
    const Ensemble e = synthetic_ensemble(3);
    const std::vector<RunResult> one{finished(e.runs[0].trajectory)}, failed{{true, "why not", nullptr}};
    Shard::create(folder.path / "s.part", head_for(e)).write(0, one, rows);
    {
        Shard again = Shard::open(folder.path / "s.part", true);
        CHECK(again.states().at(0) == RunState::recorded);
        again.write(1, failed, rows);
    }
    const Shard last = Shard::open(folder.path / "s.part", false);
    CHECK(last.states() == std::vector<RunState>{RunState::recorded, RunState::failed, RunState::pending});
    CHECK(last.message(1) == "why not");
}

TEST_CASE("a run whose values cannot be recorded fails alone")
{
    const ScratchFolder folder;
    Ensemble e = synthetic_ensemble(3);
    e.runs[1].trajectory.at(Observable::exits, 3, 1, 3) = 0.5;
    Shard shard = Shard::create(folder.path / "s.part", head_for(e));
    const std::vector<RunResult> all{finished(e.runs[0].trajectory), finished(e.runs[1].trajectory),
                                     finished(e.runs[2].trajectory)};
    shard.write(0, all, rows);
    CHECK(shard.states() == std::vector<RunState>{RunState::recorded, RunState::failed, RunState::recorded});
    CHECK_THAT(shard.message(1), Contains("exits in run 2 is 0.5, which is no count"));
    ValueBlock block;
    shard.read(Observable::exits, 2, 1, block);
    CHECK(block.counts.at(22 + 5) == cell_value(Observable::exits, 4, 0, 1, 5));
}

TEST_CASE("values that the disk lost are found, and forgotten")
{
    const ScratchFolder folder;
    const Ensemble e = synthetic_ensemble(4);
    Shard shard = Shard::create(folder.path / "s.part", head_for(e));
    std::vector<RunResult> all;
    for (const RunRecord& run : e.runs)
        all.push_back(finished(run.trajectory));
    shard.write(0, all, rows);
    shard.close();
    spoil(folder.path / "s.part",
          cell_value(Observable::award_price, 6, 3, 2, 0)); // of the last run, the last row kept
    Shard again = Shard::open(folder.path / "s.part", true);
    CHECK(again.damaged() == std::vector<std::size_t>{3});
    again.forget(again.damaged());
    CHECK(again.states().at(3) == RunState::pending);
    CHECK(again.damaged().empty());
}

TEST_CASE("what is no shard is refused with its name")
{
    const ScratchFolder folder;
    CHECK_THROWS_WITH(Shard::open(folder.path / "none.part", false), Contains("none.part"));
    std::ofstream(folder.path / "text.part") << "no shard";
    CHECK_THROWS_WITH(Shard::open(folder.path / "text.part", false), Contains("text.part"));
    CHECK_THROWS_WITH(Shard::create(folder.path / "no/folder.part", head_for(synthetic_ensemble(1))),
                      Contains("No such file or directory"));
}
