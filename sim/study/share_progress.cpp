#include "share_progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace mutualise
{

void ShareProgress::count_left(const std::vector<StudyBatch>& batches, const std::vector<RunState>& states, int months)
{
    std::size_t first = 0;
    for (const StudyBatch& batch : batches) {
        std::uint32_t there = 0;
        for (std::size_t place = first; place < first + batch.size(); ++place)
            there += states[place] != RunState::pending;
        if (there < batch.size())
            steps_ += static_cast<std::uint64_t>(months);
        done_ += there;
        first += batch.size();
    }
    resumed_ = done_;
}

void ShareProgress::tell() const
{
    if (options_.news)
        options_.news({false, steps_done_, steps_, done_, runs_});
}

std::string ShareProgress::note() const
{
    char host[64] = {};
    gethostname(host, sizeof host - 1);
    return fmt::format("process {} on {}; {} of {} runs; {:.4f} s a run", getpid(), host, done_, runs_,
                       done_ > resumed_ ? seconds() / (done_ - resumed_) : 0.0);
}

} // namespace mutualise
