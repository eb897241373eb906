#include "record/plain_reader.hpp"
#include "record/synthetic.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;
using Names = std::vector<std::string>;
using Numbers = std::vector<double>;

TEST_CASE("each proposal of each run is one row")
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", synthetic_ensemble());
    const PlainReader file(folder.path / "e.h5");
    CHECK(file.numbers("proposals/run_index") == Numbers{0, 0, 2, 2, 4, 4});
    CHECK(file.numbers("proposals/number") == Numbers{0, 1, 0, 1, 0, 1});
    CHECK(file.numbers("proposals/unit") == Numbers{3e9, 9, 3e9 + 2, 9, 3e9 + 4, 9});
    CHECK(file.numbers("proposals/reason") == Numbers{-1, 0, -1, 0, -1, 0});
    CHECK(file.numbers("proposals/launched") == Numbers{1, 2, 1, 2, 1, 2});
    CHECK(file.numbers("proposals/decided") == Numbers{2, -1, 2, -1, 2, -1});
    CHECK(file.numbers("proposals/flags") == Numbers{25, 0, 25, 0, 25, 0});
    CHECK(file.numbers("proposals/value") == Numbers{1.5e6, 2e5, 1.5e6, 2e5, 1.5e6, 2e5});
    CHECK(std::isnan(file.numbers("proposals/ballot")[1]));
    CHECK(file.axes("proposals/staff") == Names{"proposal"});
}

TEST_CASE("coded columns say in words what each code means")
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", synthetic_ensemble());
    const PlainReader file(folder.path / "e.h5");
    CHECK(file.type("proposals/reason") == "int8");
    CHECK(file.text_attribute("proposals/reason", "flag_meanings").rfind("none lost_ballot vetoed_level_1", 0) == 0);
    CHECK(file.text_attribute("proposals/service", "flag_meanings") == "community_health libraries youth_services");
    using namespace proposal_flag;
    CHECK(file.numbers_attribute("proposals/flags", "flag_masks") ==
          Numbers{supported, overridden, imposed, direct_award, founded, put_in_by_hand});
    CHECK(file.text_attribute("proposals/flags", "flag_meanings") ==
          "supported overridden imposed direct_award founded put_in_by_hand");
    CHECK_FALSE(file.has_attribute("proposals/flags", "flag_values"));
    CHECK(file.text_attribute("decisions/outcome", "flag_meanings") == "no yes");
}

TEST_CASE("each decision of each run is one row")
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", synthetic_ensemble());
    const PlainReader file(folder.path / "e.h5");
    CHECK(file.numbers("decisions/proposal") == Numbers{0, 1, 0, 1, 0, 1});
    CHECK(file.numbers("decisions/time_row") == Numbers{2, 3, 2, 3, 2, 3});
    CHECK(file.numbers("decisions/decision") == Numbers{2, 25, 2, 25, 2, 25});
    CHECK(file.numbers("decisions/outcome") == Numbers{1, 0, 1, 0, 1, 0});
    CHECK(file.numbers("decisions/counterpart")[3] == 4e9 + 2);
    CHECK(file.numbers("decisions/probability")[2] == 0.5);
    CHECK(std::isnan(file.numbers("decisions/probability")[5]));
}

TEST_CASE("unit snapshots stand by run, month and unit")
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", synthetic_ensemble());
    const PlainReader file(folder.path / "e.h5");
    CHECK(file.axes("units/stage") == Names{"run", "snapshot_time", "unit"});
    CHECK(file.numbers("units/run") == Numbers{0, 2, 4});
    CHECK(file.numbers("units/snapshot_time") == Numbers{729, 850});
    CHECK(file.numbers("units/unit") == Numbers{11, 4e9});
    CHECK(file.numbers("units/headcount") == Numbers{10, 7, 11, 0, 12, 7, 13, 0, 14, 7, 15, 0});
    CHECK(file.numbers("units/owner") == Numbers{0, 2, 1, 2, 0, 2, 1, 2, 0, 2, 1, 2});
    CHECK(file.numbers("units/mean_attitude")[6] == 0.75);
}

TEST_CASE("logs that were not asked for have no group, logs that stayed empty have an empty one")
{
    const ScratchFolder folder;
    Ensemble e = synthetic_ensemble();
    for (RunRecord& run : e.runs)
        run.trajectory.proposals.clear();
    e.with_decisions = e.with_snapshots = false;
    e.failures.clear();
    write_ensemble(folder.path / "e.h5", e);
    const PlainReader file(folder.path / "e.h5");
    CHECK(file.shape("proposals/stage") == std::vector<hsize_t>{0});
    CHECK_FALSE(file.has("decisions"));
    CHECK_FALSE(file.has("units"));
    CHECK_FALSE(file.has("failures"));
}

TEST_CASE("runs that failed are named with their seed and reason")
{
    const ScratchFolder folder;
    write_ensemble(folder.path / "e.h5", synthetic_ensemble());
    const PlainReader file(folder.path / "e.h5");
    CHECK(file.numbers("failures/failed_run") == Numbers{1});
    CHECK(file.texts("failures/seed") == Names{"0000000000000abc"});
    CHECK(file.texts("failures/message").at(0).rfind("employees do not add up in 2012-02", 0) == 0);
}

TEST_CASE("a log of more rows than one piece is whole")
{
    const ScratchFolder folder;
    Ensemble e = synthetic_ensemble(2);
    for (RunRecord& run : e.runs) {
        run.trajectory.decisions.assign(50'000, {});
        for (std::uint32_t i = 0; i < 50'000; ++i)
            run.trajectory.decisions[i].proposal = i;
    }
    write_ensemble(folder.path / "e.h5", e);
    const Numbers found = PlainReader(folder.path / "e.h5").numbers("decisions/proposal");
    REQUIRE(found.size() == 100'000);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < found.size(); ++i)
        wrong += found[i] != static_cast<double>(i % 50'000);
    CHECK(wrong == 0);
}

TEST_CASE("snapshots of other months or units in one of the runs are our mistake")
{
    const ScratchFolder folder;
    Ensemble months = synthetic_ensemble(), units = synthetic_ensemble();
    months.runs[2].trajectory.snapshots[1].row = 3;
    units.runs[1].trajectory.snapshots[0].owner.pop_back();
    CHECK_THROWS_AS(write_ensemble(folder.path / "e.h5", months), std::logic_error);
    CHECK_THROWS_AS(write_ensemble(folder.path / "e.h5", units), std::logic_error);
    CHECK(folder.empty());
}
