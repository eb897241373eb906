/// \file Loops visit every row once, in the same pieces, whatever the number of threads.
#include "mutualise/parallel/loops.hpp"

#include "mutualise/random/stream.hpp"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <stdexcept>
#include <tbb/task_arena.h>
#include <thread>
#include <vector>

using namespace mutualise;

namespace
{
/// For each row, the piece it was visited in ([first, last) packed), or nothing twice: each visit adds.
std::vector<std::size_t> piece_of_each_row(std::size_t rows, std::size_t grain)
{
    std::vector<std::size_t> piece(rows);
    for_each_chunk(rows, grain, [&](std::size_t first, std::size_t last) {
        for (std::size_t row = first; row < last; ++row)
            piece[row] += first * 1'000'000 + last;
    });
    return piece;
}

std::vector<double> draws(std::size_t rows)
{
    std::vector<double> drawn(rows);
    for_each_chunk(rows, 100, [&](std::size_t first, std::size_t last) {
        for (std::size_t row = first; row < last; ++row)
            drawn[row] = Stream(RunKey{1}, Purpose::test, static_cast<std::uint32_t>(row), 0).gamma(2.5);
    });
    return drawn;
}
} // namespace

TEST_CASE("a loop over chunks visits every row exactly once")
{
    for (const std::size_t rows : {0, 1, 2, 7, 64, 1000, 100'003})
        for (const std::size_t grain : {1, 3, 64, 2048}) {
            std::vector<int> visits(rows);
            for_each_chunk(rows, grain, [&](std::size_t first, std::size_t last) {
                for (std::size_t row = first; row < last; ++row)
                    ++visits[row];
            });
            INFO(rows << " rows by " << grain);
            CHECK(std::all_of(visits.begin(), visits.end(), [](int n) { return n == 1; }));
        }
}

TEST_CASE("a loop over rows visits every row exactly once")
{
    for (const std::size_t rows : {0, 1, 5, 1023, 1025, 50'001}) {
        std::vector<int> visits(rows);
        for_each_row(rows, [&](std::size_t row) { ++visits[row]; });
        INFO(rows << " rows");
        CHECK(std::all_of(visits.begin(), visits.end(), [](int n) { return n == 1; }));
    }
}

TEST_CASE("no chunk is empty or longer than the grain")
{
    std::atomic<int> wrong = 0;
    for_each_chunk(10'007, 64,
                   [&](std::size_t first, std::size_t last) { wrong += first >= last || last - first > 64; });
    CHECK(wrong == 0);
}

TEST_CASE("the chunks and what is drawn in them are the same on 1, 2 and 3 threads")
{
    std::vector<std::vector<std::size_t>> pieces;
    std::vector<std::vector<double>> drawn;
    for (const int threads : {1, 2, 3}) {
        const ThreadLimit limit(threads);
        pieces.push_back(piece_of_each_row(30'011, 100));
        drawn.push_back(draws(30'011));
    }
    CHECK(pieces[0] == pieces[1]);
    CHECK(pieces[0] == pieces[2]);
    CHECK(drawn[0] == drawn[1]);
    CHECK(drawn[0] == drawn[2]);
}

TEST_CASE("a limit on threads holds while it lives")
{
    const int before = threads_in_use();
    CHECK(before >= 1);
    {
        const ThreadLimit limit(1);
        CHECK(threads_in_use() == 1);
        const ThreadLimit none(0);
        CHECK(threads_in_use() == 1);
    }
    CHECK(threads_in_use() == before);
    const ThreadLimit more_than_there_are(before + 1);
    CHECK(threads_in_use() <= before + 1);
}

TEST_CASE("a thread that waits within a run begins no other run")
{
    thread_local bool running = false;
    std::atomic<int> nested = 0;
    const ThreadLimit limit(8); // more threads than the least machine has, so that they take each other's pieces
    tbb::task_arena(8).execute([&] {
        for_each_row(200, [&](std::size_t) {
            nested += running;
            running = true;
            for_each_chunk(
                8, 1, [](std::size_t, std::size_t) { std::this_thread::sleep_for(std::chrono::microseconds(50)); });
            running = false;
        });
    });
    CHECK(nested == 0);
}

TEST_CASE("an exception in a body reaches the caller")
{
    CHECK_THROWS_AS(for_each_row(100,
                                 [](std::size_t row) {
                                     if (row == 37)
                                         throw std::runtime_error("row 37");
                                 }),
                    std::runtime_error);
}
