/// \file The commands of analyses that go from recorded runs to tables: bands, compare, sweep --until.
#include "cli/command.hpp"

#include <catch2/catch.hpp>

using namespace mutualise::testing;
using Catch::Contains;

namespace
{

const std::string shipped = MUTUALISE_SOURCE_DIR "/scenarios/";
const std::string small =
    " --set population.scale=0.01 --set horizon.last=2011-03 --set horizon.spin_up_months=2 --quiet";

void run_two(const Folder& folder, const std::string& more = "")
{
    const auto ran = command(folder, "run " + shipped + "historical.toml " + shipped + "no-levers.toml --runs 3 -o " +
                                         folder.path("r").string() + small + more);
    REQUIRE(ran.code == 0);
}

} // namespace

TEST_CASE("compare prints paired differences and the fates that turned, and leaves them in a file")
{
    const Folder folder;
    run_two(folder, " --log-proposals --log-decisions");
    const std::string base = folder.path("r/historical.h5").string(), variant = folder.path("r/no-levers.h5").string(),
                      file = folder.path("c.h5").string();
    const auto compared = command(folder, "compare " + base + " " + variant + " -o " + file);
    CAPTURE(compared.err);
    CHECK(compared.code == 0);
    CHECK_THAT(compared.out, Contains("no-levers beside historical: 3 pairs of runs with common random numbers"));
    CHECK_THAT(compared.out, Contains("Fates that turned, a run:"));
    CHECK_THAT(compared.out, Contains("recorded " + file));
    CHECK(command(folder, "hash " + file).code == 0);
    const auto again = command(folder, "compare " + base + " " + variant + " -o " + file);
    CHECK(again.code == 2);
    CHECK_THAT(again.err, Contains("--force"));
    CHECK(command(folder, "compare " + base + " " + variant + " --confidence 2").code == 2);
    CHECK(command(folder, "compare " + base + " " + variant + " --failed maybe").code == 2);
    // Twice the same scenario: no difference, no fate turned.
    const auto same = command(folder, "compare " + base + " " + base);
    CHECK_THAT(same.out, Contains("0.0 proposals founded only in historical, 0.0 only in historical"));
}

TEST_CASE("runs of another seed are no pairs, and compare says how to go on")
{
    const Folder folder;
    run_two(folder);
    const auto other = command(folder, "run " + shipped + "historical.toml --runs 3 --seed 2 -o " +
                                           folder.path("other.h5").string() + small);
    REQUIRE(other.code == 0);
    const std::string sides = folder.path("r/historical.h5").string() + " " + folder.path("other.h5").string();
    const auto refused = command(folder, "compare " + sides);
    CHECK(refused.code == 5);
    CHECK_THAT(refused.err, Contains("--unpaired"));
    // One seed, but other people.
    const auto larger = command(folder, "run " + shipped + "historical.toml --runs 3 -o " +
                                            folder.path("larger.h5").string() + small + " --set population.scale=0.02");
    const auto people =
        command(folder, "compare " + folder.path("r/historical.h5").string() + " " + folder.path("larger.h5").string());
    CHECK(people.code == 5);
    CHECK_THAT(people.err, Contains("different people"));
    const auto told = command(folder, "compare --unpaired " + sides);
    CHECK(told.code == 0);
    CHECK_THAT(told.out, Contains("independent samples"));
}

TEST_CASE("bands are the same bytes on any number of runs of the command")
{
    const Folder folder;
    run_two(folder);
    const std::string file = folder.path("r/historical.h5").string();
    const auto bands = command(folder, "bands " + file + " --categories -o " + folder.path("a.h5").string());
    CAPTURE(bands.err);
    CHECK(bands.code == 0);
    CHECK_THAT(bands.out, Contains("± error"));
    CHECK(command(folder, "bands " + file + " --categories -o " + folder.path("b.h5").string()).code == 0);
    const auto hash = [&](const char* name) {
        return command(folder, "hash " + folder.path(name).string()).out.substr(0, 64);
    };
    CHECK(hash("a.h5") == hash("b.h5"));
    CHECK(command(folder, "bands " + file + " --observables mutuals_life").err.find("mutuals_live") !=
          std::string::npos);
    CHECK(command(folder, "bands " + folder.path("nowhere.h5").string()).code == 3);
}

TEST_CASE("sweep --until adds replicates until the mean is known well enough, and stops again where it stopped")
{
    const Folder folder;
    const auto study =
        folder.write("s.toml", "base = \"" + shipped +
                                   "historical.toml\"\nreplicates = 2\n[settings.population]\n"
                                   "scale = 0.01\n[settings.horizon]\nlast = \"2010-09\"\nspin_up_months = 2\n");
    const std::string sweep = "sweep " + study.string() + " --quiet -o " + folder.path("s").string();
    const auto done = command(folder, sweep + " --until 'halfwidth(staff_left@..) < 1e6' --most-replicates 12");
    CAPTURE(done.out, done.err);
    CHECK(done.code == 0);
    CHECK_THAT(done.out, Contains("halfwidth(staff_left@..) < 1e6 holds"));
    // --resume is of the study, which is there: its rounds may begin.
    const auto tighter =
        command(folder, sweep + " --resume --until 'halfwidth(staff_left@..) < 0.001' --most-replicates 12");
    CAPTURE(tighter.err);
    CHECK(tighter.code == 0);
    CHECK_THAT(tighter.out, Contains("does not hold at 12 replicates"));
    const auto again = command(folder, sweep + " --until 'halfwidth(staff_left@..) < 0.001' --most-replicates 12");
    CHECK_THAT(again.out, Contains("does not hold at 12 replicates"));
    CHECK_THAT(command(folder, "bands " + folder.path("s").string()).out, Contains("12 runs"));
    // Refused before anything runs.
    const auto unknown = command(folder, "sweep " + study.string() + " --quiet -o " + folder.path("t").string() +
                                             " --until 'halfwidth(launches@2016-01) < 5'");
    CHECK(unknown.code == 2);
    CHECK(!std::filesystem::exists(folder.path("t")));
}
