#include "mutualise/core/errors.hpp"
#include "mutualise/record/recorded_file.hpp"
#include "mutualise/study/merge.hpp"

#include <cstdlib>

namespace mutualise
{

namespace fs = std::filesystem;

namespace
{

/// The figures a worker leaves in its lock file.
void read_note(const fs::path& lock, ShardStatus& status)
{
    const std::string text = note_in(lock);
    const std::size_t end = text.find(';'), rate = text.rfind("; ");
    status.worker = text.substr(0, end);
    if (rate != std::string::npos)
        status.seconds_a_run = std::atof(text.c_str() + rate + 2);
}

StudyStatus status_of_merged(const fs::path& path)
{
    StudyStatus status;
    const RecordedFile file(path);
    status.merged = path;
    status.name = file.labels().name;
    status.failed = static_cast<std::uint32_t>(file.labels().failures.size());
    status.done = status.runs = static_cast<std::uint32_t>(file.labels().runs.size()) + status.failed;
    status.hash = file.canonical_hash();
    return status;
}

} // namespace

StudyStatus status_of(const StudyFolder& folder)
{
    if (!fs::exists(folder.plan()))
        return status_of_merged(merged_study_in(folder.path));
    const StudyPlan plan = read_plan(folder.plan());
    const fs::path merged = folder.result(plan.recording.name);
    if (already_merged(merged, plan.recording.study->resolved_study, plan.data_digest))
        return status_of_merged(merged);
    StudyStatus status;
    status.name = plan.recording.name;
    status.runs = plan.runs();
    for (std::uint32_t s = 1; s <= plan.shards; ++s) {
        ShardStatus one;
        one.share = {s, plan.shards};
        one.live = is_held(folder.lock(one.share));
        read_note(folder.lock(one.share), one);
        if (const std::optional<Shard> shard = folder.open_shard(one.share)) {
            one.begun = true;
            one.complete = fs::exists(folder.done(one.share));
            one.runs = static_cast<std::uint32_t>(shard->states().size());
            for (const RunState state : shard->states()) {
                one.done += state != RunState::pending;
                one.failed += state == RunState::failed;
            }
        }
        status.done += one.done;
        status.failed += one.failed;
        status.shards.push_back(std::move(one));
    }
    return status;
}

} // namespace mutualise
