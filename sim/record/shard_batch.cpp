#include "shard_batch.hpp"

#include "shard_contents.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace mutualise
{

namespace
{

/// A run's values; the reason where they cannot be recorded.
std::string take_values(const ShardHead& head, const RunResult& result, std::span<const int> rows, std::uint32_t run,
                        std::vector<ValueBlock>& values)
{
    if (result.failed)
        return result.message.empty() ? "unknown" : result.message;
    try {
        for (std::size_t o = 0; o < head.observables.size(); ++o)
            append_values(*result.trajectory, head.observables[o], rows, run, values[o]);
    } catch (const std::logic_error& error) {
        return error.what();
    }
    return {};
}

/// Cuts or fills what has been taken to `runs` runs.
void level(const ShardHead& head, std::size_t runs, std::vector<ValueBlock>& values)
{
    for (std::size_t o = 0; o < head.observables.size(); ++o) {
        const std::size_t cells = cells_of_run(head, head.observables[o]);
        ValueBlock& block = values[o];
        if (spec(head.observables[o]).kind == ValueKind::count)
            block.counts.resize(runs * cells);
        else
            block.reals.resize(runs * cells);
    }
}

} // namespace

ShardBatch shard_batch(const ShardHead& head, std::size_t first, std::span<const RunResult> results,
                       std::span<const int> rows)
{
    ShardBatch batch;
    batch.values.resize(head.observables.size());
    batch.messages.assign(results.size() * message_bytes, 0);
    for (std::size_t r = 0; r < results.size(); ++r) {
        const std::string message = take_values(head, results[r], rows, head.runs.at(first + r), batch.values);
        if (!message.empty())
            level(head, r, batch.values); // what was taken of it before the fault
        level(head, r + 1, batch.values);
        batch.states.push_back(static_cast<std::int8_t>(message.empty() ? RunState::recorded : RunState::failed));
        std::memcpy(batch.messages.data() + r * message_bytes, message.data(),
                    std::min(message.size(), message_bytes - 1));
    }
    std::vector<std::uint64_t> sums(results.size());
    for (std::size_t o = 0; o < head.observables.size(); ++o)
        add_to_checksums(batch.values[o], sums);
    batch.checksums.assign(sums.begin(), sums.end());
    return batch;
}

} // namespace mutualise
