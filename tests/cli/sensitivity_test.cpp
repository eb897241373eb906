// `mutualise sensitivity`, `discover` and `robustness`, end to end through the built command.
#include "cli/command.hpp"
#include "support/sanitized.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

/// Two packages, each over Saltelli's sample of two factors, recorded in `folder`/s.
void sweep_small_study(const Folder& folder)
{
    const std::string scenarios = MUTUALISE_SOURCE_DIR "/scenarios/";
    folder.write("s.toml",
                 "description = \"two factors\"\nreplicates = 2\n[design]\nkind = \"saltelli\"\npoints = 4\n"
                 "scramble = \"owen\"\n[variant.record]\nscenario = \"" +
                     scenarios + "historical.toml\"\n[variant.taskforce]\nscenario = \"" + scenarios +
                     "taskforce.toml\"\n[settings.parameters.proposals]\nsponsor_rate = 0.1\n[factor.launch_rate]\nkey "
                     "= \"parameters.proposals.launch_rate\"\n"
                     "range = [0.0001, 0.001]\n[factor.credit]\nkey = \"parameters.procurement.credit_chance\"\n"
                     "range = [0, 1]\n");
    const Outcome swept =
        command(folder, "sweep " + folder.path("s.toml").string() + " -o " + folder.path("s").string() +
                            " --scale 0.005 --quiet --set horizon.spin_up_months=2 --set horizon.last=" +
                            (sanitized ? "2012-08" : "2013-12"));
    INFO(swept.err);
    REQUIRE(swept.code == 0);
}

} // namespace

TEST_CASE("a study's recorded runs are analysed by sensitivity, discover and robustness, and written")
{
    const Folder folder;
    sweep_small_study(folder);
    const std::string study = folder.path("s").string(), month = sanitized ? "2012-08" : "2013-12";
    const std::string outcome = "'employees_in_mutuals@" + month + "'";
    const std::string file = folder.path("i.h5").string();

    const Outcome table = command(folder, "sensitivity " + study + " --outcome " + outcome + " -o " + file);
    INFO(table.err);
    CHECK(table.code == 0);
    CHECK_THAT(table.out, Contains("record: Sobol's indices of 2 factors from 4 base points, 2 replicates") &&
                              Contains("taskforce: Sobol's indices") && Contains("is luck"));
    CHECK(std::filesystem::exists(file));
    CHECK(command(folder, "sensitivity " + study + " --outcome " + outcome + " -o " + file).code == 2); // it is there
    const Outcome course = command(folder, "sensitivity " + study + " --observable employees_in_mutuals --json");
    CHECK(course.code == 0);
    CHECK_THAT(course.out, Contains("\"output\": \"employees_in_mutuals@2010-04\"") &&
                               Contains("\"variant\": \"record\"") && Contains("\"S1\": [0, 0]") &&
                               Contains("\"noise_share\": "));
    CHECK(command(folder, "sensitivity " + study + " --outcome " + outcome + " --threads 1 --json").out ==
          command(folder, "sensitivity " + study + " --outcome " + outcome + " --json").out);

    const Outcome boxes = command(folder, "discover " + study + " --goal 'employees_in_mutuals@" + month +
                                              " >= 20000' -o " + folder.path("d.h5").string());
    INFO(boxes.err);
    CHECK(boxes.code == 0);
    CHECK_THAT(boxes.out, Contains("of 96 runs at 48 design points"));

    const Outcome robust =
        command(folder, "robustness " + study + " --outcome " + outcome + " --goal 'employees_in_mutuals@" + month +
                            " >= 20000' -o " + folder.path("r.h5").string());
    INFO(robust.err);
    CHECK(robust.code == 0);
    CHECK_THAT(robust.out, Contains("over 24 states of the world, 2 replicates") && Contains("By regret:") &&
                               Contains("taskforce does worst in state"));
    CHECK(files_in(folder.path("")) == std::vector<std::string>{"d.h5", "i.h5", "r.h5", "s.h5", "s.toml"});
}

TEST_CASE("a study of Morris' trajectories is analysed over the unit cube, whatever its factors' spread")
{
    // Whole months: places a third apart may fall on one value, and equal points keep their own runs.
    const Folder folder;
    folder.write("m.toml", "base = \"" MUTUALISE_SOURCE_DIR "/scenarios/taskforce.toml\"\nreplicates = 2\n[design]\n"
                           "kind = \"morris\"\ntrajectories = 3\n[factor.rate]\n"
                           "key = \"parameters.proposals.launch_rate\"\nrange = [0.0001, 0.001]\n"
                           "distribution = \"loguniform\"\n[factor.months]\nkey = \"lever.right.response_months\"\n"
                           "range = [1, 2]\n");
    const Outcome swept =
        command(folder, "sweep " + folder.path("m.toml").string() + " -o " + folder.path("m").string() +
                            " --scale 0.005 --quiet --set horizon.spin_up_months=2 --set horizon.last=2012-08");
    INFO(swept.err);
    REQUIRE(swept.code == 0);
    const Outcome effects =
        command(folder, "sensitivity " + folder.path("m").string() + " --outcome 'launches@2010-05..2012-08'");
    INFO(effects.err);
    CHECK(effects.code == 0);
    CHECK_THAT(effects.out, Contains("Morris' elementary effects of 2 factors from 3 trajectories, 2 replicates") &&
                                Contains("rate ") && Contains("months "));
    CHECK(command(folder, "sensitivity " + folder.path("m").string() + " --outcome 'launches@2012-08' --method sobol")
              .code == 2);
}

TEST_CASE("a foreign sample is analysed with SALib's keys")
{
    const Folder folder;
    folder.write("P.txt", "a 0 1\nb 0 1\n");
    folder.write("X.txt", "0 0\n0.5 0\n0.5 0.5\n1 1\n0.5 1\n0.5 0.5\n");
    folder.write("Y.txt", "0\n1\n2\n4\n3\n2\n");
    const std::string sample = "sensitivity --problem " + folder.path("P.txt").string() + " --sample " +
                               folder.path("X.txt").string() + " --outputs " + folder.path("Y.txt").string();
    const Outcome json = command(folder, sample + " --method morris --json");
    CHECK(json.code == 0);
    CHECK(json.out.starts_with("{\"names\": [\"a\", \"b\"],\n \"mu\": [2, 2],"));
    CHECK(command(folder, sample + " --method morris").out.find("mu*") != std::string::npos);
    const Outcome wrong = command(folder, sample + " --method sobol --json");
    CHECK(wrong.code == 3);
    CHECK(wrong.out.empty());
    CHECK_THAT(wrong.err,
               Contains("X.txt") && Contains("row 4 should be B with A's value of a: a = 1 differs from row 1, 0"));
    folder.write("Y.txt", "0\nnan\n2\n4\n3\nnan\n");
    const Outcome none = command(folder, sample + " --method morris");
    CHECK(none.code == 3);
    CHECK_THAT(none.err, Contains("2 of 6 outputs are NaN"));
}

TEST_CASE("analyses refuse what makes no sense before they read anything")
{
    const Folder folder;
    for (const char* arguments :
         {"sensitivity", "sensitivity x --problem P", "sensitivity --problem P --sample X --outputs Y", "sensitivity x",
          "sensitivity x --outcome 'launches@2015-12' --resamples 1", "discover x",
          "discover x --goal 'launches@2015-12 >= 3' --alpha 0",
          "discover x --goal 'launches@2015-12 >= 3' --permutations 9", "robustness x",
          "robustness x --outcome 'launches@2015-12' --probability 0.5",
          "robustness x --outcome 'launches@2015-12' --maximise --minimise"}) {
        CAPTURE(arguments);
        const Outcome refused = command(folder, arguments);
        CHECK(refused.code == 2);
        CHECK(refused.out.empty());
        CHECK_FALSE(refused.err.empty());
    }
    for (const char* reader : {"sensitivity", "robustness"})
        CHECK(command(folder, std::string(reader) + " x --outcome 'launches@2015-12'").code == 3);
}
