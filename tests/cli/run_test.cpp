// `mutualise run` and `hash`, end to end through the built command.
#include "cli/command.hpp"

#include "mutualise/record/recorded_file.hpp"
#include "support/sanitized.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

const std::string scenarios = MUTUALISE_SOURCE_DIR "/scenarios/";
const std::string small = " --scale 0.02 --runs 2 --set horizon.last=2012-09 --progress none";

std::string hash_of(const Folder& folder, const std::string& file)
{
    const Outcome hashed = command(folder, "hash " + folder.path(file).string());
    REQUIRE(hashed.code == 0);
    return hashed.out.substr(0, hashed.out.find(' '));
}

/// Starts a long run, sends it a signal once it is at work, and gives the wait status.
int interrupted_run(const Folder& folder, int signal)
{
    const pid_t process = fork();
    if (process == 0) {
        const int null = open("/dev/null", O_WRONLY);
        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
        const std::string scenario = scenarios + "historical.toml", file = folder.path("out/run.h5").string();
        execl(MUTUALISE_COMMAND, "mutualise", "run", scenario.c_str(), "--scale", "0.02", "--runs", "100000", "-o",
              file.c_str(), static_cast<char*>(nullptr));
        _exit(127);
    }
    using namespace std::chrono_literals;
    for (int wait = 0; wait < 6000 && !catches(process, signal); ++wait)
        std::this_thread::sleep_for(10ms);
    std::this_thread::sleep_for(200ms);
    kill(process, signal);
    int status = 0;
    waitpid(process, &status, 0);
    return status;
}

} // namespace

TEST_CASE("run ends in the table and a recorded file, whose hash depends on neither threads nor time")
{
    const Folder folder;
    const std::string run = "run " + scenarios + "historical.toml" + small;
    const Outcome one = command(folder, run + " --threads 1 -o " + folder.path("one.h5").string());
    CHECK(one.code == 0);
    CHECK_THAT(one.err, Catch::StartsWith("next: ") && Contains(" bands " + folder.path("one.h5").string()));
    CHECK_THAT(one.out, Contains("2 runs a scenario") && Contains("historical") && Contains("2012-06") &&
                            Contains("where proposals died") && Contains("recorded " + folder.path("one.h5").string()));
    const Outcome two = command(folder, run + " --threads 2 -o " + folder.path("two.h5").string());
    CHECK(two.out.substr(0, two.out.find("recorded")) == one.out.substr(0, one.out.find("recorded")));
    const std::string hash = hash_of(folder, "one.h5");
    CHECK(hash.size() == 64);
    CHECK(hash_of(folder, "two.h5") == hash);
    CHECK(command(folder, run + " --seed 5 -o " + folder.path("other.h5").string()).code == 0);
    CHECK(hash_of(folder, "other.h5") != hash);
    CHECK(files_in(folder.path("")) == std::vector<std::string>{"one.h5", "other.h5", "two.h5"});
}

TEST_CASE("a run's file says how and when it was made")
{
    const Folder folder;
    const std::string file = folder.path("r.h5").string();
    REQUIRE(command(folder, "run " + scenarios + "historical.toml" + small + " -o " + file).code == 0);
    const Provenance from = RecordedFile(file).labels().provenance;
    CHECK_THAT(from.created, Catch::Matches("20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]Z"));
    CHECK_THAT(from.command_line, Contains("run") && Contains(file));
}

TEST_CASE("a recorded file has the same hash from any threads, lanes and instruction set")
{
    const Folder folder;
    const std::string run = "run " + scenarios + "everything.toml --scale 0.005 --runs 6 --progress none" +
                            (sanitized ? " --set horizon.last=2013-06 -o " : " -o ");
    struct Way {
        const char* environment;
        const char* options;
    };
    std::vector<std::string> hashes;
    for (const Way& way : {Way{"", ""}, Way{"MUTUALISE_INSTRUCTIONS=baseline", " --lanes 1 --threads 3"},
                           Way{"MUTUALISE_INSTRUCTIONS=", " --lanes 5 --threads 1"},
                           Way{"MUTUALISE_INSTRUCTIONS=baseline", " --threads 8"}}) {
        const std::string file = std::to_string(hashes.size()) + ".h5";
        CHECK(command(folder, run + folder.path(file).string() + way.options, way.environment).code == 0);
        hashes.push_back(hash_of(folder, file));
    }
    CHECK(hashes == std::vector<std::string>(4, hashes.front()));
}

TEST_CASE("every seed of 64 bits may be given, by option or setting, and is recorded alike")
{
    const Folder folder;
    const std::string run = "run " + scenarios + "historical.toml" + small + " --set horizon.last=2010-08";
    const auto hash = [&](const std::string& seed) {
        const std::string file = folder.path("s.h5").string();
        CHECK(command(folder, run + seed + " --force -o " + file).code == 0);
        return command(folder, "hash " + file).out.substr(0, 64);
    };
    const std::string most = hash(" --seed 18446744073709551615");
    CHECK(most.size() == 64);
    CHECK(most == hash(" --set 'seed=\"0xffffffffffffffff\"'"));
    CHECK(most != hash(" --seed 9223372036854775807"));
    CHECK(hash(" --seed 5") == hash(" --set seed=5"));
}

TEST_CASE("an instruction set that is none is refused before anything runs")
{
    const Folder folder;
    const Outcome refused =
        command(folder, "run " + scenarios + "historical.toml" + small, "MUTUALISE_INSTRUCTIONS=sse9");
    CHECK(refused.code == 2);
    CHECK(refused.out.empty());
    CHECK_THAT(refused.err, Contains("MUTUALISE_INSTRUCTIONS=sse9 must be baseline, avx2 or avx512"));
}

TEST_CASE("several scenarios are recorded side by side in one folder and compared in one table")
{
    const Folder folder;
    const Outcome done = command(folder, "run " + scenarios + "historical.toml " + scenarios + "taskforce.toml" +
                                             small + " --log-proposals -o " + folder.path("made/for/us").string());
    CHECK(done.code == 0);
    CHECK_THAT(done.out, Contains("taskforce") && Contains("paired difference"));
    CHECK(files_in(folder.path("")) == std::vector<std::string>{"historical.h5", "taskforce.h5"});
    CHECK(hash_of(folder, "made/for/us/historical.h5") != hash_of(folder, "made/for/us/taskforce.h5"));
}

TEST_CASE("scenarios of other people are no pairs: the table says so, and the next command compares them so")
{
    const Folder folder;
    folder.write("others.toml", "base = \"" + scenarios + "historical.toml\"\n[population]\nseed = 7\n");
    const Outcome done = command(folder, "run " + scenarios + "historical.toml " + folder.path("others.toml").string() +
                                             small + " -o " + folder.path("r").string());
    CHECK(done.code == 0);
    CHECK_THAT(done.out, Contains("others simulates other people than historical") && !Contains("paired difference"));
    CHECK_THAT(done.err, Contains("next: ") && Contains("others.h5 --unpaired"));
}

TEST_CASE("a recorded file is overwritten only by --force")
{
    const Folder folder;
    const std::string run = "run " + scenarios + "historical.toml" + small + " -o " + folder.path("a.h5").string();
    folder.write("a.h5", "precious");
    const Outcome refused = command(folder, run);
    CHECK(refused.code == 2);
    CHECK(refused.out.empty());
    CHECK_THAT(refused.err, Contains("a.h5 exists; --force overwrites it"));
    CHECK(text_of(folder.path("a.h5")) == "precious");
    CHECK(command(folder, run + " --force").code == 0);
    CHECK(hash_of(folder, "a.h5").size() == 64);
}

TEST_CASE("a folder that cannot be written to is refused before anything runs")
{
    const Folder folder;
    folder.write("file", "no folder");
    const Outcome refused =
        command(folder, "run " + scenarios + "historical.toml --runs 100000 -o " + folder.path("file/run.h5").string());
    CHECK(refused.code == 2);
    CHECK_THAT(refused.err, Contains("cannot write into"));
}

TEST_CASE("two scenarios of one name cannot share a folder")
{
    const Folder folder;
    const std::string scenario = scenarios + "historical.toml";
    const Outcome refused =
        command(folder, "run " + scenario + " " + scenario + small + " -o " + folder.path("out").string());
    CHECK(refused.code == 2);
    CHECK_THAT(refused.err, Contains("two scenarios would write"));
}

TEST_CASE("an interrupted run leaves no file and says by which signal it ended")
{
    for (const auto& [signal, code] : {std::pair(SIGINT, 130), std::pair(SIGTERM, 143)}) {
        const Folder folder;
        const int status = interrupted_run(folder, signal);
        REQUIRE(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == code);
        CHECK(files_in(folder.path("")).empty());
    }
}

TEST_CASE("a command line that makes no sense has exit code 2 and runs nothing")
{
    const Folder folder;
    const std::string scenario = scenarios + "historical.toml";
    for (const std::string& arguments :
         std::vector<std::string>{"walk", "", "run", "run --no-such-option " + scenario, "run --runs many " + scenario,
                                  "run --runs 0 " + scenario, "run --lanes 33 " + scenario, "run --lanes 0 " + scenario,
                                  "run --progress loud " + scenario + " --scale 0.02",
                                  "run " + scenario + small + " --snapshots 2031-01", "hash"}) {
        INFO(arguments);
        const Outcome refused = command(folder, arguments);
        CHECK(refused.code == 2);
        CHECK(refused.out.empty());
        CHECK_FALSE(refused.err.empty());
    }
    CHECK(command(folder, "hash " + folder.path("missing.h5").string()).code == 3); // it made sense
}

TEST_CASE("an invalid scenario has exit code 3, with every problem named")
{
    const Folder folder;
    const Outcome refused =
        command(folder, "run " + scenarios + "historical.toml --set horizon.last=2009-01 --set population.scales=1");
    CHECK(refused.code == 3);
    CHECK(refused.out.empty());
    CHECK_THAT(refused.err, Contains("nothing was run") && Contains("scales") && Contains("scale"));
    CHECK(command(folder, "run " + folder.path("missing.toml").string()).code == 3);
    for (const char* reader : {"hash ", "bands ", "export ", "repro ", "report "})
        CHECK(command(folder, reader + folder.path("missing.h5").string()).code == 3);
    CHECK(command(folder, "run " + folder.write("broken.toml", "seed = \n").string()).code == 3);
}

TEST_CASE("runs that fail are reported, nothing is recorded of them, and the exit code is 4")
{
    const Folder folder;
    // No case can stand in Scotland: every run of this scenario fails in its month.
    const std::string scenario =
        folder
            .write("nowhere.toml",
                   "base = \"" + scenarios +
                       "no-levers.toml\"\n[case.nowhere]\nservice = \"libraries\"\nregion = \"scotland\"\n"
                       "month = \"2010-09\"\n")
            .string();
    const Outcome done = command(folder, "run " + scenario + " " + scenarios + "no-levers.toml" + small + " -o " +
                                             folder.path("out").string());
    CHECK(done.code == 4);
    CHECK_THAT(done.err, Contains("run 0 of nowhere") && Contains("run 1 of nowhere") &&
                             Contains("case nowhere: no free unit of libraries"));
    CHECK_THAT(done.out, Contains("no run finished") &&
                             Contains("recorded " + folder.path("out/no-levers.h5").string()) &&
                             !Contains("nowhere.h5"));
    CHECK(files_in(folder.path("out")) == std::vector<std::string>{"no-levers.h5"});
}

TEST_CASE("help and version are answers, not errors")
{
    const Folder folder;
    for (const char* arguments : {"--help", "run --help", "--version"}) {
        const Outcome answer = command(folder, arguments);
        CHECK(answer.code == 0);
        CHECK_FALSE(answer.out.empty());
    }
    const Outcome parameters = command(folder, "parameters");
    CHECK(parameters.code == 0);
    CHECK_THAT(parameters.out, Contains("launch_rate") && Contains("assumed"));
}
