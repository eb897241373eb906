// `mutualise sweep`, `status`, `merge`, `repro`, `export` and `slurm`, end to end through the built command.
#include "cli/command.hpp"
#include "support/sanitized.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

const std::string timing = MUTUALISE_SOURCE_DIR "/scenarios/studies/timing.toml";
const std::string small =
    " --scale 0.01 --replicates 3 --set horizon.last=2015-08 --set horizon.spin_up_months=2 --quiet";

std::string sweep_into(const Folder& folder, const std::string& name)
{
    return "sweep " + timing + small + " -o " + folder.path(name).string();
}

/// Of the sweeps that are interrupted: more than a batch of runs is left after the first.
const std::string replicates = sanitized ? "5" : "8", runs = sanitized ? "65" : "104";

/// The hash a command printed before the file's name.
std::string hash_in(const Outcome& outcome)
{
    const std::size_t end = outcome.out.rfind("  ");
    return end == std::string::npos || end < 64 ? outcome.out : outcome.out.substr(end - 64, 64);
}

/// Starts a sweep of many runs, sends it a signal once it has done some, and gives the wait status and the time it took
/// to end [s].
std::pair<int, double> interrupted_sweep(const Folder& folder, int signal)
{
    using namespace std::chrono_literals;
    const std::string output = folder.path("s").string();
    const pid_t process = fork();
    if (process == 0) {
        const int null = open("/dev/null", O_WRONLY);
        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
        execl(MUTUALISE_COMMAND, "mutualise", "sweep", timing.c_str(), "--scale", "0.01", "--replicates",
              replicates.c_str(), "--set", "horizon.last=2015-08", "-o", output.c_str(), static_cast<char*>(nullptr));
        _exit(127);
    }
    const auto begun = [&] {
        return text_of(folder.path("s/shard-0001-of-0001.lock")).find("; 32 of " + runs + " runs") != std::string::npos;
    };
    for (int wait = 0; wait < 6000 && !begun(); ++wait)
        std::this_thread::sleep_for(5ms);
    const auto sent = std::chrono::steady_clock::now();
    kill(process, signal);
    int status = 0;
    waitpid(process, &status, 0);
    return {status, std::chrono::duration<double>(std::chrono::steady_clock::now() - sent).count()};
}

} // namespace

TEST_CASE("a study is swept, asked about, repeated and exported by commands that say where and what")
{
    const Folder folder;
    const Outcome whole = command(folder, sweep_into(folder, "one"));
    CHECK(whole.code == 0);
    CHECK(whole.err.empty());
    const std::string file = folder.path("one/timing.h5").string();
    CHECK_THAT(whole.out,
               Contains("timing: 39 runs, 0 of them in earlier sittings, 0 failed") && Contains("recorded " + file));
    CHECK(command(folder, "hash " + file).out == hash_in(whole) + "  " + file + "\n");
    CHECK_THAT(command(folder, "status " + folder.path("one").string()).out,
               Contains("complete, 39 runs, 0 failed") && Contains(hash_in(whole)));
    const Outcome again = command(folder, "repro " + file + " --quiet");
    CHECK(again.code == 0);
    CHECK_THAT(again.out, Contains("39 of 39 repeated runs match"));
    const Outcome table = command(folder, "export " + file + " --observables services_active --months 2015-08");
    CHECK(table.code == 0);
    CHECK(std::count(table.out.begin(), table.out.end(), '\n') == 40);
    const std::string csv = folder.path("t.csv").string();
    const Outcome unknown = command(folder, "export " + file + " --observables launchs -o " + csv);
    CHECK(unknown.code == 2);
    CHECK_THAT(unknown.err, Contains("did you mean \"launches\"?"));
    CHECK(command(folder, "export " + file + " --months 2031-01 --force -o " + csv).code == 2);
    CHECK(files_in(folder.path("")) == std::vector<std::string>{"timing.h5"});
    const std::string rows = " --observables services_active --months 2015-08 -o " + csv;
    CHECK(command(folder, "export " + file + rows).code == 0);
    CHECK(text_of(csv) == table.out);
    CHECK(command(folder, "export " + file + rows).code == 2); // it is there
    CHECK(command(folder, "export " + file + rows + " --months 2031-01 --force").code == 2);
    CHECK(text_of(csv) == table.out);
    CHECK(files_in(folder.path("")) == std::vector<std::string>{"t.csv", "timing.h5"});
    CHECK(command(folder, "repro " + file + " --run 39").code == 2);
    // A result beside the study's file is none.
    CHECK(command(folder, "bands " + file + " -o " + folder.path("one/a.h5").string()).code == 0);
    CHECK(command(folder, "bands " + file + " -o " + folder.path("one/z.h5").string()).code == 0);
    CHECK_THAT(command(folder, "status " + folder.path("one").string()).out, Contains("complete, 39 runs, 0 failed"));
    CHECK_THAT(command(folder, "merge " + folder.path("one").string()).out, Contains("already merged " + file));
    std::filesystem::copy_file(file, folder.path("one/again.h5"));
    const Outcome two = command(folder, "status " + folder.path("one").string());
    CHECK(two.code == 2);
    CHECK_THAT(two.err, Contains("several recorded studies, again.h5 and timing.h5"));
}

TEST_CASE("shards are told by the option or the scheduler, and merged to the same hash")
{
    const Folder folder;
    const std::string whole = hash_in(command(folder, sweep_into(folder, "one")));
    const std::string sharded = sweep_into(folder, "two"), shards = folder.path("two").string();
    CHECK(command(folder, sharded, "SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=6 SLURM_ARRAY_TASK_COUNT=2").code == 0);
    const Outcome early = command(folder, "merge " + shards + " --quiet");
    CHECK(early.code == 5);
    CHECK_THAT(early.err, Contains("shard 1/2: not begun") && !Contains("shard 2/2"));
    CHECK(files_in(folder.path("two")).size() <= 2 + 2); // two a worker, the plan, the merge's lock
    const Outcome other = command(folder, sharded + " --shard 1/2 --seed 9");
    CHECK(other.code == 5);
    CHECK_THAT(other.err, Contains("seed = \"0x0000000000000001\"; now it is \"0x0000000000000009\""));
    CHECK(command(folder, sharded + " --shard 1/2 --threads 1").code == 0);
    const Outcome merged = command(folder, "merge " + shards + " --quiet");
    CHECK(merged.code == 0);
    CHECK(hash_in(merged) == whole);
    CHECK(files_in(folder.path("two")) == std::vector<std::string>{"timing.h5"});
}

TEST_CASE("a signal ends a sweep within 2 s with its own exit code, and the same command resumes it")
{
    const std::string all =
        "sweep " + timing + " --scale 0.01 --replicates " + replicates + " --set horizon.last=2015-08 --quiet -o ";
    const Folder undisturbed;
    const std::string whole = hash_in(command(undisturbed, all + undisturbed.path("s").string()));
    std::vector<std::pair<int, int>> exits{{SIGINT, 130}};
    if (!sanitized)
        exits.insert(exits.end(), {{SIGTERM, 143}, {SIGUSR1, 138}});
    for (const auto& [signal, code] : exits) {
        const Folder folder;
        const auto [status, seconds] = interrupted_sweep(folder, signal);
        REQUIRE(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == code);
        CHECK(seconds < 2);
        CHECK_THAT(command(folder, "status " + folder.path("s").string()).out, Contains("stopped"));
        const Outcome rest = command(folder, all + folder.path("s").string() + " --resume");
        CHECK(rest.code == 0);
        CHECK(hash_in(rest) == whole);
    }
}

TEST_CASE("what makes no sense is refused before anything runs")
{
    const Folder folder;
    for (const std::string& arguments :
         {"sweep " + timing, sweep_into(folder, "a") + " --shard 3/2", sweep_into(folder, "a") + " --resume",
          "status " + folder.path("nothing").string(), "merge " + folder.path("nothing").string(),
          "slurm " + timing + " -o " + folder.path("a").string() + " --shards 0",
          "repro " + folder.path("none.h5").string() + "x --threads -1",
          "export " + folder.path("none.h5").string() + " --format table"}) {
        INFO(arguments);
        const Outcome refused = command(folder, arguments);
        CHECK(refused.code == 2);
        CHECK(refused.out.empty());
        CHECK_FALSE(refused.err.empty());
    }
    CHECK(command(folder, "sweep " + folder.path("none.toml").string() + " -o " + folder.path("a").string()).code == 3);
}

TEST_CASE("a dry run says runs, time and bytes of this share, and leaves nothing")
{
    const Folder folder;
    const Outcome dry = command(folder, sweep_into(folder, "dry") + " --dry-run");
    CHECK(dry.code == 0);
    CHECK_THAT(dry.out, Contains("39 runs (13 points x 3 replicates) in 2 batches") && Contains("about ") &&
                            Contains(" on ") && Contains("MB while under way") &&
                            Contains("the merge needs both at once") && !Contains("shard 1"));
    const Outcome shard = command(folder, sweep_into(folder, "dry") + " --dry-run --shard 2/2");
    CHECK(shard.code == 0);
    CHECK_THAT(shard.out, Contains("39 runs (13") && Contains("shard 2/2: 7 of these runs in 1 batch\n"));
    const Outcome idle = command(folder, sweep_into(folder, "dry") + " --dry-run --shard 3/3");
    CHECK_THAT(idle.out, Contains("shard 3/3: 0 of these runs in 0 batches\nabout 0 s on"));
    CHECK(files_in(folder.path("")).empty());
}

TEST_CASE("job scripts for Slurm are written once, for at most one shard every 32 runs")
{
    const Folder folder;
    const std::string slurm = "slurm " + timing + " --replicates 3 --scale 0.01 -o " + folder.path("jobs").string();
    const Outcome written = command(folder, slurm);
    CHECK(written.code == 0);
    CHECK_THAT(written.out, Contains("39 runs in 2 shards") && Contains("sbatch --dependency=afterany:"));
    CHECK_THAT(text_of(folder.path("jobs/array.sbatch")), Contains("--array=1-2\n") && Contains("--scale 0.01"));
    CHECK(files_in(folder.path("jobs")) == std::vector<std::string>{"array.sbatch", "merge.sbatch"});
    CHECK((std::filesystem::status(folder.path("jobs/array.sbatch")).permissions() &
           std::filesystem::perms::owner_exec) != std::filesystem::perms::none);
    CHECK(command(folder, slurm).code == 2);
    std::filesystem::remove(folder.path("jobs/array.sbatch"));
    CHECK(command(folder, slurm).code == 2);
    CHECK(files_in(folder.path("jobs")) == std::vector<std::string>{"merge.sbatch"}); // no half of a pair
}
