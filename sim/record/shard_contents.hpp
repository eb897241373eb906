/// \file The HDF5 file behind a shard: contiguous variables of fixed size, all made and allocated at once.
#pragma once

#include "disk_file.hpp"
#include "hdf5_handles.hpp"
#include "mutualise/record/shard.hpp"

namespace mutualise
{

inline constexpr std::size_t message_bytes = 512;

/// Values of one observable of one run.
std::size_t cells_of_run(const ShardHead& head, Observable observable);

/// Carries each run's checksum on over its part of a block (as many equal parts as there are sums).
void add_to_checksums(const ValueBlock& block, std::span<std::uint64_t> sums);

/// A new file with everything but the values.
void make_shard(const std::filesystem::path& path, const ShardHead& head, DiskState& disk);

struct Shard::Contents {
    explicit Contents(std::filesystem::path file_path) : path(std::move(file_path)), access(disk) {}
    void open(bool writing);
    void check_shapes() const;
    void read(hid_t variable, hid_t type, std::size_t first, std::size_t count, std::size_t row, void* to) const;
    void write(hid_t variable, hid_t type, std::size_t first, std::size_t count, std::size_t row, const void* from);
    void flush();
    void close();

    std::filesystem::path path;
    DiskState disk;
    DiskAccess access;
    hdf5::Handle file;
    hdf5::Handle state, checksum, message;
    std::vector<hdf5::Handle> values; ///< by place in `head.observables`
    ShardHead head;
    std::vector<RunState> states;
};

} // namespace mutualise
