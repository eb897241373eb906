#include "cli/command.hpp"
#include "scenario/mutations.hpp"
#include "scenario/support.hpp"
#include "support/sanitized.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

TEST_CASE("the command accepts a valid scenario with exit code 0")
{
    const Folder folder;
    const Outcome done =
        command(folder, "validate " + folder.write("scenario.toml", std::string(valid_scenario)).string());
    CHECK(done.code == 0);
    CHECK(contains(done.out, "scenario.toml: valid; 2010-05 to 2013-12, scale 0.5, 3 levers"));
    CHECK(done.err.empty());
}

TEST_CASE("the command refuses every mutated scenario with exit code 3 and the right line")
{
    const Folder folder;
    const std::size_t step = sanitized ? 24 : 1; // all are read in this process in tests/scenario
    for (std::size_t i = 0; i < mutations().size(); i += step) {
        const Mutation& m = mutations()[i];
        const Outcome refused = command(folder, "validate " + folder.write("scenario.toml", mutated(m)).string());
        INFO("replace: " << m.find << "\nby: " << m.replacement << "\nstderr:\n" << refused.err);
        CHECK(refused.code == 3);
        CHECK(refused.out.empty());
        CHECK(contains(refused.err, "nothing was run; 1 problem in "));
        CHECK(contains(refused.err, "\n  " + std::to_string(m.line) + ":"));
    }
}

TEST_CASE("the effective scenario that the command prints is a valid scenario")
{
    const Folder folder;
    const auto path = folder.write("scenario.toml", std::string(valid_scenario)).string();
    const Outcome first = command(folder, "validate --effective " + path + " --set seed=9");
    CHECK(first.code == 0);
    CHECK(contains(first.out, "seed = 9                                 # --set"));
    const auto back = folder.write("back.toml", first.out).string();
    CHECK(command(folder, "validate " + back).code == 0);
}

TEST_CASE("the problems of several files come in one report")
{
    const Folder folder;
    const auto one = folder.write("one.toml", "sede = 1\n").string(),
               two = folder.write("two.toml", "seed = \"x\"\n").string();
    const Outcome refused = command(folder, "validate " + one + " " + two);
    CHECK(refused.code == 3);
    CHECK(contains(refused.err, "nothing was run; 2 problems in " + one));
    CHECK(contains(refused.err, " in " + two + "\n"));
}

TEST_CASE("a recorded file that is cut off or foreign has exit code 3 in every reader")
{
    const Folder folder;
    const std::string whole = text_of(MUTUALISE_SOURCE_DIR "/tests/fuzz/corpus/recorded/study.h5");
    for (const std::string& bytes : {whole.substr(0, whole.size() / 2), std::string("run,time,value\n")}) {
        const std::string path = folder.write("wrong.h5", bytes).string();
        for (const char* reader : {"hash ", "bands ", "export ", "repro ", "report "}) {
            const Outcome refused = command(folder, reader + path);
            INFO(reader << "\n" << refused.err);
            CHECK(refused.code == 3);
            CHECK(contains(refused.err, "cannot read " + path));
        }
    }
}

TEST_CASE("a command line that makes no sense has exit code 2")
{
    const Folder folder;
    CHECK(command(folder, "validate").code == 2);
    CHECK(command(folder, "validate --nonsense x.toml").code == 2);
    const std::string sweep = "sweep " MUTUALISE_SOURCE_DIR "/scenarios/studies/timing.toml -o " +
                              folder.path("s").string() + " --scale 0.01 --force";
    CHECK(command(folder, sweep + " --resume").code == 2);
    const Outcome shard = command(folder, sweep + " --shard 1/2");
    CHECK(shard.code == 2);
    CHECK(contains(shard.err, "start every shard without --force"));
    CHECK_FALSE(std::filesystem::exists(folder.path("s")));
}

TEST_CASE("of two studies begun in one folder at once, one wins and the other is refused")
{
    const Folder folder;
    const std::string sweep =
        "'" MUTUALISE_COMMAND "' sweep " MUTUALISE_SOURCE_DIR "/scenarios/studies/timing.toml -o " +
        folder.path("s").string() + " --scale 0.01 --replicates 1 --set horizon.last=2010-09 --quiet ";
    const auto worker = [&](const std::string& number) {
        return "(" + sweep + "--seed " + number + " --shard " + number + "/2 >/dev/null 2>&1; echo $? >" +
               folder.path("code" + number).string() + ") & ";
    };
    CHECK(std::system((worker("1") + worker("2") + "wait").c_str()) == 0);
    const std::string codes = text_of(folder.path("code1")) + text_of(folder.path("code2"));
    CHECK((codes == "0\n5\n" || codes == "5\n0\n"));
}
