#include "mutualise/study/batch_script.hpp"

#include "mutualise/core/shell.hpp"

#include <fmt/format.h>

namespace mutualise
{

namespace
{

std::string head(const BatchJob& job, const std::string& name, int cpus)
{
    std::string text =
        fmt::format("#!/bin/bash\n#SBATCH --job-name={}\n#SBATCH --ntasks=1\n#SBATCH --cpus-per-task={}\n"
                    "#SBATCH --mem={}\n#SBATCH --time={}\n",
                    shell_word(name), cpus, job.memory, job.time);
    if (!job.partition.empty())
        text += fmt::format("#SBATCH --partition={}\n", job.partition);
    return text;
}

} // namespace

std::string array_script(const BatchJob& job)
{
    return head(job, job.name, job.cpus) +
           fmt::format(R"(#SBATCH --array=1-{shards}
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --signal=B:USR1@60
#SBATCH --output={log}

# A task is one shard of the study. What it has done is safe at any moment, so a task that is stopped goes on where it
# was: here it queues itself again when Slurm warns of the time limit (USR1); Slurm does so when a node dies.
{command} sweep {study} -o {folder} --shard "$SLURM_ARRAY_TASK_ID"/{shards} \
    --threads "${{SLURM_CPUS_PER_TASK:-1}}" --progress plain{arguments} &
worker=$!
requeue() {{
    kill -TERM "$worker" 2>/dev/null
    wait "$worker"
    scontrol requeue "${{SLURM_ARRAY_JOB_ID}}_${{SLURM_ARRAY_TASK_ID}}"
    exit 0
}}
stop() {{
    kill -TERM "$worker" 2>/dev/null
    wait "$worker"
    exit 143
}}
trap requeue USR1
trap stop TERM
wait "$worker"
)",
                       fmt::arg("shards", job.shards), fmt::arg("log", shell_word(job.folder + "/array-%A_%a.log")),
                       fmt::arg("command", shell_word(job.command)), fmt::arg("study", shell_word(job.study)),
                       fmt::arg("folder", shell_word(job.folder)), fmt::arg("arguments", job.arguments));
}

std::string merge_script(const BatchJob& job)
{
    return head(job, job.name + "-merge", 1) + fmt::format(R"(#SBATCH --open-mode=append
#SBATCH --output={log}

# Ends with 5 and names the shards that are missing; submit the array again and they go on.
{command} merge {folder} --progress plain
)",
                                                           fmt::arg("log", shell_word(job.folder + "/merge-%j.log")),
                                                           fmt::arg("command", shell_word(job.command)),
                                                           fmt::arg("folder", shell_word(job.folder)));
}

std::string submit_line(const BatchJob& job)
{
    const std::string folder = shell_word(job.folder);
    return fmt::format("sbatch --dependency=afterany:$(sbatch --parsable {0}/array.sbatch) {0}/merge.sbatch", folder);
}

} // namespace mutualise
