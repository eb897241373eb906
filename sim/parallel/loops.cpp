#include "mutualise/parallel/loops.hpp"

#include "mutualise/core/errors.hpp"

#include <algorithm>
#include <cassert>
#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace mutualise
{

// Loops are isolated: a thread that waits for a loop's last piece takes no row of the loop around it, else it would
// begin a second run in the middle of the first and reuse the first one's lane.
void for_each_chunk(std::size_t rows, std::size_t grain, const std::function<void(std::size_t, std::size_t)>& body)
{
    assert(grain > 0);
    tbb::this_task_arena::isolate([&] {
        tbb::parallel_for(
            tbb::blocked_range<std::size_t>(0, rows, grain),
            [&](const auto& range) { body(range.begin(), range.end()); }, tbb::simple_partitioner{});
    });
}

void for_each_row(std::size_t rows, const std::function<void(std::size_t)>& body)
{
    constexpr std::size_t pieces = 1024; // up to so many rows are handed out one at a time, as long runs should be
    for_each_chunk(rows, std::max<std::size_t>(1, rows / pieces), [&](std::size_t first, std::size_t last) {
        for (std::size_t row = first; row < last; ++row)
            body(row);
    });
}

namespace
{

int checked(int threads)
{
    if (threads < 0)
        throw UsageError("--threads takes a whole number from 0 (all there are) up");
    return threads;
}

} // namespace

ThreadLimit::ThreadLimit(int threads)
    : control_(checked(threads) > 0 ? new tbb::global_control(tbb::global_control::max_allowed_parallelism,
                                                              static_cast<std::size_t>(threads))
                                    : nullptr)
{
}

ThreadLimit::~ThreadLimit() { delete static_cast<tbb::global_control*>(control_); }

int threads_in_use()
{
    const auto limit =
        static_cast<int>(tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism));
    return std::min(limit, tbb::this_task_arena::max_concurrency());
}

} // namespace mutualise
