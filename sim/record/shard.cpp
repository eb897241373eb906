#include "mutualise/record/shard.hpp"

#include "mutualise/record/unreadable.hpp"

#include "shard_batch.hpp"
#include "shard_contents.hpp"

#include <algorithm>
#include <fcntl.h>
#include <fmt/format.h>
#include <numeric>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace mutualise
{

namespace
{

constexpr std::size_t runs_at_a_time = 32;

[[noreturn]] void refuse(const std::filesystem::path& path, std::string_view doing, const std::string& reason)
{
    const std::string text = fmt::format("cannot {} {}: {}", doing, path.string(), reason);
    if (doing == "read")
        throw UnreadableFile(text);
    throw std::runtime_error(text);
}

/// Does something with the file; every failure names it, and the disk's own reason comes before HDF5's.
template <class Work>
auto on_disk(const std::filesystem::path& path, const char* doing, const DiskState& disk, Work work)
{
    const hdf5::QuietErrors quiet;
    try {
        if constexpr (std::is_void_v<decltype(work())>) {
            work();
            disk.check();
        } else {
            auto result = work();
            disk.check();
            return result;
        }
    } catch (const hdf5::Error& error) {
        const std::string reason = disk.error != 0 ? std::generic_category().message(disk.error) : error.what();
        refuse(path, doing, reason);
    } catch (const std::system_error& error) {
        refuse(path, doing, error.code().message());
    }
}

/// Gives every byte of the file a place on the disk, so that a full disk is found now and not in the middle.
void allocate(const std::filesystem::path& path)
{
    const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0)
        throw std::system_error(errno, std::generic_category());
    struct stat facts {
    };
    int error = fstat(file, &facts) == 0 ? posix_fallocate(file, 0, facts.st_size) : errno;
    if (error == 0 && fsync(file) != 0)
        error = errno;
    ::close(file);
    if (error != 0)
        throw std::system_error(error, std::generic_category());
}

} // namespace

std::uint64_t shard_bytes(const ShardHead& head)
{
    std::uint64_t bytes = message_bytes + 1 + sizeof(std::int64_t) + sizeof(std::int32_t);
    for (const Observable observable : head.observables)
        bytes += cells_of_run(head, observable) * (spec(observable).kind == ValueKind::count ? 4 : 8);
    return bytes * head.runs.size() + head.configuration.size();
}

Shard::Shard(std::unique_ptr<Contents> contents) : contents_(std::move(contents)) {}
Shard::Shard(Shard&&) noexcept = default;
Shard& Shard::operator=(Shard&&) noexcept = default;
Shard::~Shard() = default;

Shard Shard::create(const std::filesystem::path& path, const ShardHead& head)
{
    const std::filesystem::path making = path.string() + ".new";
    DiskState disk;
    try {
        on_disk(path, "make", disk, [&] {
            make_shard(making, head, disk);
            disk.check();
            allocate(making);
            std::filesystem::rename(making, path);
        });
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(making, ignored);
        throw;
    }
    return open(path, true);
}

Shard Shard::open(const std::filesystem::path& path, bool writing)
{
    auto contents = std::make_unique<Contents>(path);
    on_disk(path, "read", contents->disk, [&] { contents->open(writing); });
    return Shard(std::move(contents));
}

const ShardHead& Shard::head() const { return contents_->head; }
const std::vector<RunState>& Shard::states() const { return contents_->states; }

std::string Shard::message(std::size_t place) const
{
    return on_disk(contents_->path, "read", contents_->disk, [&] {
        std::string text(message_bytes, '\0');
        contents_->read(contents_->message.id(), H5T_NATIVE_INT8, place, 1, message_bytes, text.data());
        return std::string(text.c_str());
    });
}

void Shard::write(std::size_t first, std::span<const RunResult> results, std::span<const int> rows)
{
    Contents& c = *contents_;
    const ShardBatch batch = shard_batch(c.head, first, results, rows);
    const std::size_t count = results.size();
    on_disk(c.path, "write", c.disk, [&] {
        for (std::size_t o = 0; o < c.head.observables.size(); ++o) {
            const std::size_t cells = cells_of_run(c.head, c.head.observables[o]);
            if (spec(c.head.observables[o]).kind == ValueKind::count)
                c.write(c.values[o].id(), H5T_NATIVE_INT32, first, count, cells, batch.values[o].counts.data());
            else
                c.write(c.values[o].id(), H5T_NATIVE_DOUBLE, first, count, cells, batch.values[o].reals.data());
        }
        c.write(c.message.id(), H5T_NATIVE_INT8, first, count, message_bytes, batch.messages.data());
        c.write(c.checksum.id(), H5T_NATIVE_INT64, first, count, 1, batch.checksums.data());
        c.flush();
        c.write(c.state.id(), H5T_NATIVE_INT8, first, count, 1, batch.states.data());
        c.flush();
    });
    for (std::size_t r = 0; r < count; ++r)
        c.states[first + r] = static_cast<RunState>(batch.states[r]);
}

void Shard::read(Observable observable, std::size_t first, std::size_t count, ValueBlock& block) const
{
    const Contents& c = *contents_;
    on_disk(c.path, "read", c.disk, [&] {
        const auto found = std::find(c.head.observables.begin(), c.head.observables.end(), observable);
        const auto o = static_cast<std::size_t>(found - c.head.observables.begin());
        const std::size_t row = cells_of_run(c.head, observable), cells = count * row;
        if (spec(observable).kind == ValueKind::count) {
            block.counts.resize(block.counts.size() + cells);
            c.read(c.values.at(o).id(), H5T_NATIVE_INT32, first, count, row,
                   block.counts.data() + block.counts.size() - cells);
        } else {
            block.reals.resize(block.reals.size() + cells);
            c.read(c.values.at(o).id(), H5T_NATIVE_DOUBLE, first, count, row,
                   block.reals.data() + block.reals.size() - cells);
        }
    });
}

std::vector<std::size_t> Shard::damaged() const
{
    const Contents& c = *contents_;
    std::vector<std::int64_t> expected(c.head.runs.size());
    if (!expected.empty())
        on_disk(c.path, "read", c.disk,
                [&] { c.read(c.checksum.id(), H5T_NATIVE_INT64, 0, expected.size(), 1, expected.data()); });
    std::vector<std::size_t> places;
    ValueBlock block;
    for (std::size_t first = 0; first < c.head.runs.size(); first += runs_at_a_time) {
        const std::size_t count = std::min(runs_at_a_time, c.head.runs.size() - first);
        const auto recorded = [&](std::size_t place) { return c.states[place] == RunState::recorded; };
        std::vector<std::size_t> here(count);
        std::iota(here.begin(), here.end(), first);
        if (std::none_of(here.begin(), here.end(), recorded))
            continue;
        std::vector<std::uint64_t> sums(count);
        for (const Observable observable : c.head.observables) {
            block.clear();
            read(observable, first, count, block);
            add_to_checksums(block, sums);
        }
        for (const std::size_t place : here)
            if (recorded(place) && sums[place - first] != static_cast<std::uint64_t>(expected[place]))
                places.push_back(place);
    }
    return places;
}

void Shard::forget(std::span<const std::size_t> places)
{
    Contents& c = *contents_;
    on_disk(c.path, "write", c.disk, [&] {
        for (const std::size_t place : places) {
            const std::int8_t pending = 0;
            c.write(c.state.id(), H5T_NATIVE_INT8, place, 1, 1, &pending);
            c.states[place] = RunState::pending;
        }
        c.flush();
    });
}

void Shard::close()
{
    on_disk(contents_->path, "write", contents_->disk, [&] { contents_->close(); });
    allocate(contents_->path); // and sync
    contents_.reset();
}

} // namespace mutualise
