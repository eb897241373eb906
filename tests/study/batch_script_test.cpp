#include "mutualise/study/batch_script.hpp"

#include "mutualise/core/shell.hpp"

#include "scenario/support.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

BatchJob job()
{
    BatchJob made;
    made.name = "timing";
    made.command = "/opt/my programs/mutualise";
    made.study = "/data/it's.toml";
    made.folder = "/scratch/out";
    made.arguments = " --scale 0.5";
    made.shards = 12;
    made.cpus = 8;
    return made;
}

/// Does bash take this for a script?
bool is_bash(const Folder& folder, const std::string& text)
{
    return std::system(("bash -n '" + folder.write("script", text).string() + "'").c_str()) == 0;
}

} // namespace

TEST_CASE("words are quoted for the shell where they must be")
{
    CHECK(shell_word("a/b-c.toml") == "a/b-c.toml");
    CHECK(shell_word("it's here") == "'it'\\''s here'");
    CHECK(shell_word("$HOME") == "'$HOME'");
    CHECK(shell_word("") == "''");
}

TEST_CASE("the array's tasks say which shard they are, even when some of them are submitted again")
{
    const Folder folder;
    const std::string text = array_script(job());
    CHECK(is_bash(folder, text));
    CHECK_THAT(text, Contains("#SBATCH --array=1-12\n") && Contains("#SBATCH --cpus-per-task=8\n") &&
                         Contains("#SBATCH --requeue\n") && Contains("#SBATCH --open-mode=append\n") &&
                         Contains("--shard \"$SLURM_ARRAY_TASK_ID\"/12 ") && Contains("'/opt/my programs/mutualise'") &&
                         Contains("--scale 0.5 &\n") && Contains("trap requeue USR1") && !Contains("--partition"));
}

TEST_CASE("the merge waits for the array, however it ends")
{
    const Folder folder;
    CHECK(is_bash(folder, merge_script(job())));
    CHECK_THAT(merge_script(job()), Contains("mutualise' merge /scratch/out"));
    CHECK(submit_line(job()) == "sbatch --dependency=afterany:$(sbatch --parsable /scratch/out/array.sbatch) "
                                "/scratch/out/merge.sbatch");
}
