#include "mutualise/record/recorded_file.hpp"

#include "record/synthetic.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

TEST_CASE("a recorded file gives back its labels and the values of any runs")
{
    const ScratchFolder folder;
    const Ensemble e = synthetic_ensemble(35);
    write_ensemble(folder.path / "e.h5", e);
    const RecordedFile file(folder.path / "e.h5");
    const Recording& labels = file.labels();
    CHECK(labels.name == "synthetic");
    CHECK(labels.resolved_scenario == e.resolved_scenario);
    CHECK(labels.observables == all_observables());
    CHECK(labels.employees == 5'000'000'000);
    REQUIRE(labels.runs.size() == 35);
    CHECK(labels.runs[34].index == 68);
    CHECK(labels.runs[34].seed == 0xFFFF'FFFF'0000'0044ULL);
    CHECK(labels.parameters.front() == numbers_of(e.scenario.parameters));
    REQUIRE(labels.failures.size() == 1);
    CHECK(labels.failures[0].seed == 0xABC);
    CHECK(labels.failures[0].message == e.failures[0].message);
    CHECK(file.months() == std::vector<Month>{Month::of(2011, 12), Month::of(2012, 1), Month::of(2012, 2),
                                              Month::of(2012, 3), Month::of(2012, 4)});
    CHECK(file.names(Axis::service) == std::vector<std::string>{"community_health", "libraries", "youth services"});
    CHECK(file.names(Axis::level).at(7) == "8");
    CHECK(file.canonical_hash() == canonical_hash(folder.path / "e.h5"));
    const std::vector<double> exits = file.values(Observable::exits, 31, 3); // across a chunk's end
    REQUIRE(exits.size() == 3 * file.cells(Observable::exits));
    for (std::size_t run = 0; run < 3; ++run)
        CHECK(exits.at(run * file.cells(Observable::exits) + (4 * 3 + 2) * 22 + 7) ==
              cell_value(Observable::exits, static_cast<std::uint32_t>(2 * (31 + run)), 4, 2, 7));
    CHECK_THROWS(file.values(Observable::exits, 33, 3));
}

TEST_CASE("a recording written from a file read block by block has the same hash")
{
    const ScratchFolder folder;
    Ensemble e = synthetic_ensemble(35);
    e.with_proposals = e.with_decisions = e.with_snapshots = false;
    write_ensemble(folder.path / "e.h5", e);
    const RecordedFile file(folder.path / "e.h5");
    int ticks = 0;
    const std::string hash = write_recording(
        folder.path / "copy.h5", file.labels(),
        [&](Observable o, std::size_t first, std::size_t count, ValueBlock& block) {
            file.read(o, first, count, block);
        },
        [&] { ++ticks; });
    CHECK(hash == file.canonical_hash());
    CHECK(hash == canonical_hash(folder.path / "copy.h5"));
    CHECK(ticks == 2 * static_cast<int>(observable_count)); // 35 runs are two chunks
}
