/// \file How far a share of a study is: what is done of it and what this sitting has to do, for `news` and for
/// `status`.
#pragma once

#include "elapsed.hpp"

#include "mutualise/record/shard.hpp"
#include "mutualise/study/sweep.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace mutualise
{

/// `options` must live as long.
class ShareProgress
{
public:
    ShareProgress(const SweepOptions& options, std::uint32_t runs) : options_(options), runs_(runs) {}

    /// What this sitting has to do, by the states of the runs in the order of the batches, each of so many months.
    void count_left(const std::vector<StudyBatch>& batches, const std::vector<RunState>& states, int months);
    /// An earlier sitting did all of it.
    void nothing_left() { resumed_ = runs_; }

    void begin_batch() { batch_begin_ = steps_done_; }
    /// So many months of the batch in hand are over.
    void reach(std::uint64_t months) { steps_done_ = batch_begin_ + months; }
    void count_done(std::uint32_t runs) { done_ += runs; }
    void tell() const;

    std::uint32_t resumed() const { return resumed_; }
    double seconds() const { return seconds_since(started_); }
    /// For `status`, in words and figures.
    std::string note() const;

private:
    const SweepOptions& options_;
    std::uint32_t runs_;
    std::uint64_t steps_ = 0, steps_done_ = 0;
    std::uint64_t batch_begin_ = 0; ///< steps done before the batch in hand
    std::uint32_t done_ = 0, resumed_ = 0;
    Clock::time_point started_ = Clock::now();
};

} // namespace mutualise
