// The folder of a study under way: its locks, and shards that come to their end while somebody looks.
#include "mutualise/study/folder.hpp"

#include "mutualise/core/errors.hpp"
#include "scenario/support.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <fcntl.h>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

using namespace mutualise;
using mutualise::testing::Folder;

TEST_CASE("a writer waits for who only asks whether it lives, and not for another writer")
{
    const Folder folder;
    const auto path = folder.path("a.lock");
    const int asker = open(path.c_str(), O_RDONLY | O_CREAT, 0600);
    REQUIRE(flock(asker, LOCK_SH) == 0);
    std::thread asking([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        close(asker);
    });
    {
        const WorkerLock writer(path);
        CHECK(is_held(path));
        CHECK_THROWS_AS(WorkerLock(path), Mismatch);
    }
    asking.join();
    CHECK_FALSE(is_held(path));
}

TEST_CASE("a shard is found while it changes its name, at whatever instant")
{
    constexpr std::uint32_t shards = 300;
    const Folder folder;
    const StudyFolder study{folder.path("")};
    ShardHead head;
    head.study_runs = 1;
    head.rows = 1;
    head.lengths = {1, 1};
    head.observables = {Observable::services_active};
    head.runs = {0};
    Shard::create(study.part({1, shards}), head).close();
    for (std::uint32_t s = 2; s <= shards; ++s)
        std::filesystem::copy_file(study.part({1, shards}), study.part({s, shards}));
    std::atomic<std::uint32_t> shard = 1;
    std::thread finishing([&] {
        for (; shard <= shards; ++shard) {
            std::this_thread::sleep_for(std::chrono::microseconds(200));
            std::filesystem::rename(study.part({shard, shards}), study.done({shard, shards}));
            std::this_thread::sleep_for(std::chrono::microseconds(50));
        }
    });
    int missed = 0;
    for (std::uint32_t s = shard; s <= shards; s = shard)
        missed += !study.open_shard({s, shards}).has_value();
    finishing.join();
    CHECK(missed == 0);
    CHECK_FALSE(study.open_shard({shards + 1, shards + 1}).has_value());
}
