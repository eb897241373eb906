/// \file A shard: the runs of one worker while a study is under way. A file of fixed size, allocated whole before the
/// first run, into which batches are written one by one; a worker killed at any moment loses the batch in hand alone.
///
/// Per batch: values, flush, states and checksums, flush. Nothing else of the file changes, so a reader sees each run
/// whole or not at all, while the worker lives and after it died.
#pragma once

#include "mutualise/record/recording.hpp"

#include <memory>

namespace mutualise
{

/// What a shard is for; equal in the whole study but for `shard` and `runs`.
struct ShardHead {
    std::string configuration;    ///< `key = value` lines under [tables]: what must not change between sittings
    std::uint32_t shard = 1;      ///< counted from 1
    std::uint32_t shards = 1;     ///< of the study
    std::uint32_t study_runs = 0; ///< of all shards
    std::uint32_t rows = 0;       ///< recorded months
    AxisLengths lengths;
    std::vector<Observable> observables;
    std::vector<std::uint32_t> runs; ///< numbers within the study, in the order in which they are run

    friend bool operator==(const ShardHead& a, const ShardHead& b)
    {
        return a.configuration == b.configuration && a.shard == b.shard && a.shards == b.shards &&
               a.study_runs == b.study_runs && a.rows == b.rows && a.lengths.services == b.lengths.services &&
               a.lengths.regions == b.lengths.regions && a.observables == b.observables && a.runs == b.runs;
    }
};

/// What a shard says of each of its runs.
enum class RunState : std::uint8_t { pending = 0, recorded = 1, failed = 2 };

/// How one run of a batch ended. `trajectory` is not read where `failed`.
struct RunResult {
    bool failed = false;
    std::string message; ///< at most 511 bytes are kept
    const Trajectory* trajectory = nullptr;
};

/// Bytes of a shard of so many runs, all but a few thousand.
std::uint64_t shard_bytes(const ShardHead& head);

/// One worker's file.
class Shard
{
public:
    /// A new file, all of it allocated. Throws std::runtime_error with the reason (a full disk, a missing permission),
    /// leaving nothing.
    static Shard create(const std::filesystem::path& path, const ShardHead& head);
    /// A file that `create` finished making; to write on, or only to read (it may be in a living worker's hands).
    static Shard open(const std::filesystem::path& path, bool writing);
    Shard(Shard&&) noexcept;
    Shard& operator=(Shard&&) noexcept;
    ~Shard();

    const ShardHead& head() const;
    const std::vector<RunState>& states() const; ///< by place in `head().runs`, as they were when it was opened
    std::string message(std::size_t place) const;

    /// Records the runs at places first, first + 1, ... Throws std::runtime_error where the disk fails; the runs then
    /// count as pending. A run whose values cannot be recorded counts as failed.
    void write(std::size_t first, std::span<const RunResult> results, std::span<const int> rows);
    /// Appends the values of the runs at these places.
    void read(Observable observable, std::size_t first, std::size_t count, ValueBlock& block) const;
    /// Places of recorded runs whose values are not what was written (a disk that lost them in a power cut).
    std::vector<std::size_t> damaged() const;
    /// Takes runs back to pending.
    void forget(std::span<const std::size_t> places);
    /// Brings everything to the disk and closes.
    void close();

private:
    struct Contents;
    explicit Shard(std::unique_ptr<Contents> contents);
    std::unique_ptr<Contents> contents_;
};

} // namespace mutualise
