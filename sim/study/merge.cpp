#include "mutualise/study/merge.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/record/recorded_file.hpp"
#include "mutualise/record/shard.hpp"
#include "mutualise/study/configuration.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace mutualise
{

namespace fs = std::filesystem;

namespace
{

/// Where a run's values are.
struct Where {
    std::uint32_t run = 0;
    std::uint32_t shard = 0; ///< place in the list of open shards
    std::uint32_t place = 0; ///< in the shard
};

/// A study's shards, open for reading.
struct Shards {
    std::vector<Shard> open;
    std::vector<Where> recorded; ///< ascending by run
    std::vector<RunFailure> failures;
};

std::string runs_text(std::uint32_t done, std::size_t runs) { return fmt::format("{} of {} runs", done, runs); }

/// Which shard has each run.
class Owners
{
public:
    Owners(const StudyFolder& folder, const StudyPlan& plan) : folder_(folder), plan_(plan), shard_(plan.runs()) {}

    /// A shard must be the one that its file is named after, and have runs that no other has.
    void claim(const Shard& shard, Share share)
    {
        const ShardHead& head = shard.head();
        const std::string file = folder_.shard_file(share).string();
        require_same(plan_.configuration, head.configuration, file);
        if (head.shard != share.shard || head.shards != share.shards || head.study_runs != plan_.runs())
            throw Mismatch(fmt::format("{} holds shard {}/{} of {} runs, not {}/{} of {}; nothing was merged", file,
                                       head.shard, head.shards, head.study_runs, share.shard, share.shards,
                                       plan_.runs()));
        for (const std::uint32_t run : head.runs) {
            if (run >= shard_.size())
                throw Mismatch(fmt::format("{} holds run {} of {}; nothing was merged", file, run, plan_.runs()));
            if (shard_[run] != 0)
                throw Mismatch(fmt::format("{} and {} both hold run {}; nothing was merged",
                                           folder_.shard_file({shard_[run], share.shards}).string(), file, run));
            shard_[run] = share.shard;
        }
    }

    /// To be asked when all shards are there.
    void require_all() const
    {
        const auto lost = std::find(shard_.begin(), shard_.end(), 0U);
        if (lost != shard_.end())
            throw Mismatch(fmt::format("no shard in {} holds run {}; nothing was merged", folder_.path.string(),
                                       lost - shard_.begin()));
    }

private:
    const StudyFolder& folder_;
    const StudyPlan& plan_;
    std::vector<std::uint32_t> shard_; ///< by run; 0: none
};

/// Takes what a shard holds; gives how many of its runs are done.
std::uint32_t take(const StudyPlan& plan, const std::vector<std::size_t>& lost, Shards& shards)
{
    const Shard& shard = shards.open.back();
    std::uint32_t done = 0;
    for (std::size_t place = 0; place < shard.states().size(); ++place) {
        const std::uint32_t run = shard.head().runs[place];
        const RunState state = shard.states()[place];
        if (state == RunState::pending || std::binary_search(lost.begin(), lost.end(), place))
            continue;
        ++done;
        if (state == RunState::recorded)
            shards.recorded.push_back(
                {run, static_cast<std::uint32_t>(shards.open.size() - 1), static_cast<std::uint32_t>(place)});
        else
            shards.failures.push_back({run, plan.seed_of(run), shard.message(place)});
    }
    return done;
}

/// Opens every shard and finds what is missing, in words.
std::vector<std::string> gather(const StudyFolder& folder, const StudyPlan& plan, bool trust, Shards& shards)
{
    std::vector<std::string> missing, absent;
    Owners owners(folder, plan);
    std::uint32_t there = 0;
    for (std::uint32_t s = 1; s <= plan.shards; ++s) {
        const Share share{s, plan.shards};
        const fs::path file = folder.shard_file(share);
        if (file.empty()) {
            absent.push_back(fmt::format("shard {}/{}: not begun", s, plan.shards));
            continue;
        }
        shards.open.push_back(Shard::open(file, false));
        const Shard& shard = shards.open.back();
        owners.claim(shard, share);
        const std::vector<std::size_t> lost = trust ? std::vector<std::size_t>{} : shard.damaged();
        const std::uint32_t done = take(plan, lost, shards);
        if (done < shard.states().size())
            missing.push_back(fmt::format("shard {}/{}: {}{}{}", s, plan.shards, runs_text(done, shard.states().size()),
                                          lost.empty() ? "" : fmt::format(", {} damaged", lost.size()),
                                          is_held(folder.lock(share)) ? ", at work" : ""));
        there += done;
    }
    if (there < plan.runs()) // a share without a batch may never have begun
        missing.insert(missing.end(), absent.begin(), absent.end());
    if (missing.empty())
        owners.require_all();
    std::sort(shards.recorded.begin(), shards.recorded.end(), [](auto& a, auto& b) { return a.run < b.run; });
    std::sort(shards.failures.begin(), shards.failures.end(), [](auto& a, auto& b) { return a.index < b.index; });
    return missing;
}

/// Values of the runs at [first, first + count) of the file, from wherever they are; neighbours in one go.
void read_values(const Shards& shards, Observable observable, std::size_t first, std::size_t count, ValueBlock& block)
{
    const std::vector<Where>& runs = shards.recorded;
    for (std::size_t r = first; r < first + count;) {
        std::size_t last = r + 1;
        while (last < first + count && runs[last].shard == runs[r].shard &&
               runs[last].place == runs[r].place + (last - r))
            ++last;
        shards.open[runs[r].shard].read(observable, runs[r].place, last - r, block);
        r = last;
    }
}

/// The only recorded study in a folder without a plan.
fs::path merged_study_in(const fs::path& folder)
{
    std::vector<fs::path> studies;
    for (const fs::path& file : recorded_files_in(folder))
        if (RecordedFile(file).labels().study)
            studies.push_back(file);
    if (studies.empty())
        throw UsageError(fmt::format("{} holds no study", folder.string()));
    if (studies.size() > 1)
        throw UsageError(fmt::format("{} holds several recorded studies, {} and {}; give each a folder of its own",
                                     folder.string(), studies[0].filename().string(), studies[1].filename().string()));
    return studies.front();
}

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

/// The figures a worker leaves in its lock file.
void read_note(const fs::path& lock, ShardStatus& status)
{
    const std::string text = note_in(lock);
    const std::size_t end = text.find(';'), rate = text.rfind("; ");
    status.worker = text.substr(0, end);
    if (rate != std::string::npos)
        status.seconds_a_run = std::atof(text.c_str() + rate + 2);
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

namespace
{

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
