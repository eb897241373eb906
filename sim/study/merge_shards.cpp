#include "merge_shards.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/study/configuration.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

namespace fs = std::filesystem;

namespace
{

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

} // namespace

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

} // namespace mutualise
