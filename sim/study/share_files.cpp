#include "share_files.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/study/configuration.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise::share_files
{

namespace fs = std::filesystem;

ShardHead head_of(const Study& study, const std::string& configuration, const SystemData& data, Share share,
                  const std::vector<StudyBatch>& batches)
{
    ShardHead head;
    head.configuration = configuration;
    head.shard = share.shard;
    head.shards = share.shards;
    head.study_runs = static_cast<std::uint32_t>(run_count(study));
    head.rows = static_cast<std::uint32_t>(recorded_rows(study).size());
    head.lengths = {data.services.size(), data.regions.size()};
    head.observables = study.outputs.observables;
    for (const StudyBatch& batch : batches)
        head.runs.insert(head.runs.end(), batch.begin(), batch.end());
    return head;
}

void clear(const StudyFolder& folder, const fs::path& own_lock, const std::string& name)
{
    const std::vector<fs::path> files = folder.working_files();
    for (const fs::path& file : files)
        if (file != own_lock && file.extension() == ".lock" && is_held(file))
            throw Mismatch(fmt::format("another process is writing here ({}); nothing was thrown away", file.string()));
    fs::remove(folder.result(name));
    fs::remove_all(folder.path / "rounds");
    for (const fs::path& file : files)
        if (file != own_lock)
            fs::remove(file);
}

void require_share(const Shard& shard, const ShardHead& head, const fs::path& file)
{
    require_same(shard.head().configuration, head.configuration, file.string());
    if (!(shard.head() == head))
        throw Mismatch(fmt::format("{} holds other runs than this share; nothing was run", file.string()));
}

Shard open_or_create(const StudyFolder& folder, Share share, const ShardHead& head)
{
    if (!fs::exists(folder.part(share)))
        return Shard::create(folder.part(share), head);
    Shard shard = Shard::open(folder.part(share), true);
    require_share(shard, head, folder.part(share));
    shard.forget(shard.damaged());
    return shard;
}

std::vector<RunFailure> failures_in(const Shard& shard, const Study& study)
{
    std::vector<RunFailure> failures;
    for (std::size_t place = 0; place < shard.states().size(); ++place)
        if (shard.states()[place] == RunState::failed) {
            const std::uint32_t run = shard.head().runs[place];
            failures.push_back({run, run_of(study, run).key.seed, shard.message(place)});
        }
    std::sort(failures.begin(), failures.end(), [](const auto& a, const auto& b) { return a.index < b.index; });
    return failures;
}

} // namespace mutualise::share_files
