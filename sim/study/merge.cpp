#include "mutualise/study/merge.hpp"

#include "merge_shards.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/record/recorded_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace mutualise
{

namespace fs = std::filesystem;

namespace
{

/// The plan goes last: until then the folder is this study's, and a rest of it is known for what it is.
void remove_working_files(const StudyFolder& folder)
{
    std::error_code ignored;
    for (const fs::path& file : folder.working_files())
        if (file != folder.plan())
            fs::remove(file, ignored);
    fs::remove(folder.plan(), ignored);
}

bool is_complete(const StudyFolder& folder, std::uint32_t shards)
{
    for (std::uint32_t s = 1; s <= shards; ++s)
        if (folder.shard_file({s, shards}).empty())
            return false;
    return true;
}

MergeResult write_merged(const fs::path& path, StudyPlan plan, const Shards& shards,
                         const std::shared_ptr<const SystemData>& data, const MergeOptions& options)
{
    Recording& recording = plan.recording;
    recording.data = data;
    recording.provenance = options.provenance;
    recording.failures = shards.failures;
    for (const Where& run : shards.recorded)
        recording.runs.push_back({run.run, plan.seed_of(run.run)});
    const std::uint64_t steps = recording.observables.size() * ((recording.runs.size() + 31) / 32);
    std::uint64_t done = 0;
    MergeResult result{path, {}, static_cast<std::uint32_t>(recording.runs.size()), shards.failures, false};
    result.hash = write_recording(
        path, recording,
        [&](Observable observable, std::size_t first, std::size_t count, ValueBlock& block) {
            read_values(shards, observable, first, count, block);
        },
        [&] {
            if (options.tick)
                options.tick(++done, steps);
        });
    return result;
}

} // namespace

std::optional<MergeResult> already_merged(const fs::path& path, const std::string& resolved_study,
                                          const std::string& data_digest)
{
    if (!fs::exists(path))
        return std::nullopt;
    const RecordedFile file(path);
    if (!file.labels().study || file.labels().study->resolved_study != resolved_study ||
        file.labels().data->digest != data_digest)
        return std::nullopt;
    return MergeResult{path, file.canonical_hash(), static_cast<std::uint32_t>(file.labels().runs.size()),
                       file.labels().failures, true};
}

void clean_up(const StudyFolder& folder, const MergeResult& merged, bool keep_shards)
{
    if (!fs::exists(folder.plan()) || is_held(folder.merge_lock()))
        return;
    const StudyPlan plan = read_plan(folder.plan());
    const bool ours = folder.result(plan.recording.name) == merged.path &&
                      already_merged(merged.path, plan.recording.study->resolved_study, plan.data_digest);
    if (!ours || (keep_shards && is_complete(folder, plan.shards)))
        return;
    const WorkerLock lock(folder.merge_lock());
    remove_working_files(folder);
}

MergeResult merge(const StudyFolder& folder, const std::shared_ptr<const SystemData>& data, const MergeOptions& options)
{
    if (!fs::exists(folder.plan())) {
        const fs::path there = merged_study_in(folder.path);
        const RecordedFile file(there);
        return *already_merged(there, file.labels().study->resolved_study, file.labels().data->digest);
    }
    WorkerLock lock(folder.merge_lock());
    const StudyPlan plan = read_plan(folder.plan());
    if (plan.data_digest != data->digest)
        throw Mismatch(fmt::format("{} was begun with data.digest = \"{}\"; now it is \"{}\"; nothing was merged",
                                   folder.path.string(), plan.data_digest, data->digest));
    const fs::path path = folder.result(plan.recording.name);
    std::optional<MergeResult> result = already_merged(path, plan.recording.study->resolved_study, plan.data_digest);
    if (!result) {
        if (fs::exists(path) && !options.force)
            throw UsageError(fmt::format("{} exists; --force overwrites it", path.string()));
        Shards shards;
        const std::vector<std::string> missing = gather(folder, plan, options.trust, shards);
        if (!missing.empty())
            throw Mismatch(fmt::format("{} is not complete; nothing was merged\n  {}", folder.path.string(),
                                       fmt::join(missing, "\n  ")));
        if (shards.recorded.empty())
            return {{}, {}, 0, shards.failures, false};
        result = write_merged(path, plan, shards, data, options);
    }
    if (!options.keep_shards)
        remove_working_files(folder);
    return *result;
}

} // namespace mutualise
