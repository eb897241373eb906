// `mutualise target` and `mutualise attribute`, end to end through the built command.
#include "cli/command.hpp"

#include "mutualise/record/result_file.hpp"
#include "mutualise/scenario/settable.hpp"
#include "mutualise/study/repeat.hpp"
#include "study/small_study.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

const std::string quick =
    " --scale 0.01 --set horizon.last=2012-12 --set horizon.spin_up_months=2 --quiet --replicates ";

/// Two levers on or off over the record, six months of them.
std::filesystem::path write_study(const Folder& folder)
{
    return folder.write("two.toml",
                        "base = \"" MUTUALISE_SOURCE_DIR "/scenarios/historical.toml\"\n"
                        "replicates = 8\n"
                        "[settings.parameters.proposals]\nlaunch_rate = 0.001\n"
                        "[design]\nkind = \"factorial\"\n"
                        "[factor.right]\non = \"" MUTUALISE_SOURCE_DIR "/scenarios/right-to-mutualise.toml\"\n"
                        "[factor.start]\nkey = \"lever.campaign_taskforce.from\"\n"
                        "range = [\"2011-02\", \"2012-02\"]\n");
}

std::string target(const Folder& folder, const std::string& goal, const std::string& more = "")
{
    return "target " + write_study(folder).string() + " --runs " + folder.path("runs").string() + quick + "8 --goal '" +
           goal + "' " + more;
}

} // namespace

TEST_CASE(
    "a study's settings are judged, its undecided run further and its winners again, and the same command repeats it")
{
    const Folder folder;
    const std::string result = folder.path("t.h5").string();
    // Every run meets it; the certificate takes more than the 8 runs planned.
    const std::string easy =
        target(folder, "employees_in_mutuals@2012-12 >= 0", "--adaptive --most-replicates 32 -o " + result);
    const Outcome first = command(folder, easy);
    INFO(first.err);
    CHECK(first.code == 0);
    CHECK_THAT(first.out, Contains("4 of 4 feasible") && Contains("4 winners retested on ") &&
                              Contains("cheapest feasible setting") &&
                              Contains("latest start that still meets the goal") && Contains("recorded " + result));
    CHECK(command(folder, easy).code == 2); // it is there
    const Outcome again = command(folder, easy + " --force");
    CHECK(again.out == first.out); // the hash with it
    CHECK(std::filesystem::exists(folder.path("runs/retest")));
    // Recorded runs are read without running more; another goal makes another retest.
    const Outcome read =
        command(folder, "target " + folder.path("runs").string() + " --goal 'employees_in_mutuals@2012-12 >= 0'");
    CHECK(read.code == 0);
    CHECK_THAT(read.out, Contains("0 of 4 feasible, 0 infeasible, 4 undecided") &&
                             Contains("from the first 8 runs")); // as planned, not as the rounds chose
}

TEST_CASE("where nothing is feasible it says how far, which parameter would have to differ, and three ceilings")
{
    const Folder folder;
    const Outcome far = command(folder, target(folder, "employees_in_mutuals@2012-12 >= 3e6",
                                               "--side-runs 2 -o " + folder.path("t.h5").string()));
    INFO(far.err);
    CHECK(far.code == 0);
    CHECK_THAT(far.out, Contains("0 of 4 feasible, 4 infeasible") && Contains("short of 3,000,000") &&
                            Contains("no single parameter suffices within its range") && Contains("launch-limited") &&
                            Contains("right-to-request-everywhere") && Contains("default-mutual-everywhere"));
    // Parameters begin at the setting's own values, not at a run's draw.
    const Result result = read_result(folder.path("t.h5"));
    const RecordedFile file(folder.path("runs/two.h5"));
    const std::vector<Settable> own = settable_keys(scenario_of_point(file, 0, *real_data()));
    const auto& keys = std::get<std::vector<std::string>>(result.axis("parameter").values);
    REQUIRE(keys.size() > 5);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        CAPTURE(keys[i]);
        const auto known = std::ranges::find(own, keys[i], &Settable::path);
        REQUIRE(known != own.end());
        CHECK(result.numbers("parameter_now")[i] == known->value);
    }
    const Outcome bare = command(folder, target(folder, "employees_in_mutuals@2012-12 >= 3e6", "--no-runs"));
    CHECK(bare.code == 0);
    CHECK_THAT(bare.out, Contains("short of 3,000,000") && !Contains("launch-limited"));
}

TEST_CASE("effects are shared out from the recorded factorial, and sum to the total")
{
    const Folder folder;
    const std::string runs = folder.path("runs").string();
    CHECK(command(folder, "sweep " + write_study(folder).string() + quick + "2 -o " + runs).code == 0);
    const Outcome shared = command(folder, "attribute " + runs +
                                               " --outcome employees_in_mutuals@2012-12 --goal "
                                               "'employees_in_mutuals@2012-12 >= 1e4' -o " +
                                               folder.path("a.h5").string());
    INFO(shared.err);
    CHECK(shared.code == 0);
    CHECK_THAT(shared.out, Contains("check: the values sum to") && Contains("start: 2012-02 instead of 2011-02") &&
                               Contains("percentage points") && Contains("recorded "));
    CHECK(command(folder, "attribute " + runs).code == 2);
    CHECK(command(folder, "attribute " + runs + " --outcome employees_in_mutuals@2031-01").code == 2);
}

TEST_CASE("binding barriers are told from runs of a scenario")
{
    const Folder folder;
    const Outcome told = command(folder, "attribute --barriers " MUTUALISE_SOURCE_DIR
                                         "/scenarios/historical.toml --scale 0.01 --runs 2 --quiet --set "
                                         "horizon.last=2012-12 --set parameters.proposals.launch_rate=0.001 --remove "
                                         "lost_ballot,vetoed_leadership -o " +
                                             folder.path("b.h5").string());
    INFO(told.err);
    CHECK(told.code == 0);
    CHECK_THAT(told.out, Contains("binding barriers of historical: 2 runs") &&
                             Contains("lost_ballot,vetoed_leadership") && Contains("The barrier whose removal alone"));
    CHECK(files_in(folder.path("")) == std::vector<std::string>{"b.h5"});
}

TEST_CASE("targets and attributions that make no sense are refused before anything runs")
{
    const Folder folder;
    const std::string study = write_study(folder).string(), goal = " --goal 'employees_in_mutuals@2012-12 >= 1'";
    const std::string runs = " --runs " + folder.path("runs").string();
    for (const std::string& arguments :
         {"target " + study + goal, "target " + study + runs + " --goal 'employes@2012-12 >= 1'",
          "target " + study + runs + goal + " --probability 1", "target " + study + runs + goal + " --confidence 0",
          "target " + study + runs + goal + " --failed maybe", "target " + study + runs + goal + " --cost nothing@..",
          "target " + study + runs + goal + " --no-runs --adaptive", "target " + study + runs + goal + " --winners 2",
          "target " + study + runs + " --goal 'employees_in_mutuals@2031-12 >= 1'",
          std::string("attribute --outcome mutuals_live@2012-12"),
          std::string("attribute --barriers x.toml --goal 'mutuals_live@2012-12 > 1'"),
          std::string("attribute --barriers x.toml --remove lost_balot")}) {
        INFO(arguments);
        const Outcome refused = command(folder, arguments);
        CHECK(refused.code == 2);
        CHECK(refused.out.empty());
        CHECK_FALSE(refused.err.empty());
    }
    CHECK_FALSE(std::filesystem::exists(folder.path("runs")));
    const std::string none = folder.path("none").string();
    CHECK(command(folder, "target " + none + goal).code == 3);
    CHECK(command(folder, "attribute " + none + " --outcome mutuals_live@2012-12").code == 3);
}
