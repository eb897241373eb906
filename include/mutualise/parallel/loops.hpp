/// \file Loops over rows and lanes. A body writes only its own rows, so no result depends on the number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace mutualise
{

/// Calls body(first, last) on consecutive pieces of [0, rows) of at most `grain` rows (at least 1), in parallel.
/// The pieces depend on `rows` and `grain` alone, never on the threads.
void for_each_chunk(std::size_t rows, std::size_t grain, const std::function<void(std::size_t, std::size_t)>& body);

/// Calls body(row) for every row, in parallel; up to 1024 rows one at a time, so that long bodies balance.
void for_each_row(std::size_t rows, const std::function<void(std::size_t)>& body);

/// While one of these lives, loops use at most `threads` threads (0: all there are).
class ThreadLimit
{
public:
    explicit ThreadLimit(int threads);
    ~ThreadLimit();
    ThreadLimit(const ThreadLimit&) = delete;
    ThreadLimit& operator=(const ThreadLimit&) = delete;

private:
    void* control_;
};

/// How many threads a loop begun here may use.
int threads_in_use();

} // namespace mutualise
