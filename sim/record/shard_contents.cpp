#include "shard_contents.hpp"

#include "hdf5_read.hpp"
#include "netcdf.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <fmt/format.h>
#include <functional>
#include <numeric>
#include <optional>

namespace mutualise
{

namespace
{

using hdf5::check;
using hdf5::Extent;
using hdf5::extent_of;
using hdf5::Handle;
using hdf5::open_variable;
using hdf5::read_texts;

constexpr const char* shard_format = "mutualise shard";
constexpr std::int32_t shard_version = 1;

/// Contiguous, with its place in the file given at once and nothing written there.
void make_variable(hid_t file, const std::string& name, hid_t type, const Extent& extent)
{
    const Handle list(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "making a property list");
    check(H5Pset_layout(list.id(), H5D_CONTIGUOUS), "setting the layout");
    check(H5Pset_alloc_time(list.id(), H5D_ALLOC_TIME_EARLY), "setting the allocation");
    check(H5Pset_fill_time(list.id(), H5D_FILL_TIME_NEVER), "setting the allocation");
    const Handle space(H5Screate_simple(static_cast<int>(extent.size()), extent.data(), nullptr), H5Sclose,
                       "making a data space");
    const Handle variable(H5Dcreate2(file, name.c_str(), type, space.id(), H5P_DEFAULT, list.id(), H5P_DEFAULT),
                          H5Dclose, "creating the variable " + name);
}

/// The numbers of a head, in one variable.
std::array<std::int32_t, 7> facts_of(const ShardHead& head)
{
    const auto whole = [](auto number) { return static_cast<std::int32_t>(number); };
    return {shard_version,
            whole(head.shard),
            whole(head.shards),
            whole(head.study_runs),
            whole(head.rows),
            whole(head.lengths.services),
            whole(head.lengths.regions)};
}

template <class Number>
void mix(std::uint64_t& sum, std::span<const Number> values)
{
    for (const Number value : values) {
        std::uint64_t word = 0;
        std::memcpy(&word, &value, sizeof value);
        sum = std::rotl((sum ^ word) * 0x9E37'79B9'7F4A'7C15U, 29);
    }
}

template <class Number>
void mix_parts(std::span<std::uint64_t> sums, std::span<const Number> values)
{
    const std::size_t part = values.size() / sums.size();
    for (std::size_t r = 0; r < sums.size(); ++r)
        mix(sums[r], values.subspan(r * part, part));
}

} // namespace

std::size_t cells_of_run(const ShardHead& head, Observable observable)
{
    return head.rows * head.lengths(spec(observable).first) * head.lengths(spec(observable).second);
}

void add_to_checksums(const ValueBlock& block, std::span<std::uint64_t> sums)
{
    mix_parts<std::int32_t>(sums, block.counts);
    mix_parts<double>(sums, block.reals);
}

void make_shard(const std::filesystem::path& path, const ShardHead& head, DiskState& disk)
{
    const DiskAccess access(disk);
    Handle file = netcdf::create_file(path.string(), access.id());
    netcdf::put_attribute(file.id(), "file_format", shard_format);
    netcdf::put_text(file.id(), {"configuration", "", "what must not change between sittings"}, {},
                     {head.configuration});
    const std::vector<std::int32_t> runs(head.runs.begin(), head.runs.end());
    const auto facts = facts_of(head);
    netcdf::put_coordinate(file.id(), {"facts", "1", "version, shard, shards, runs, rows, services, regions"},
                           std::vector<std::int32_t>(facts.begin(), facts.end()));
    netcdf::put_coordinate(file.id(), {"run", "1", "number of the run within the study"}, runs);
    std::vector<std::string> names;
    for (const Observable observable : head.observables)
        names.emplace_back(spec(observable).name);
    netcdf::put_coordinate(file.id(), {"observable", "", "observables recorded"}, names);
    const hsize_t count = head.runs.size();
    make_variable(file.id(), "state", H5T_STD_I8LE, {count});
    make_variable(file.id(), "checksum", H5T_STD_I64LE, {count});
    make_variable(file.id(), "message", H5T_STD_I8LE, {count, message_bytes});
    for (const Observable observable : head.observables)
        make_variable(file.id(), std::string(spec(observable).name),
                      spec(observable).kind == ValueKind::count ? H5T_STD_I32LE : H5T_IEEE_F64LE,
                      {count, head.rows, head.lengths(spec(observable).first), head.lengths(spec(observable).second)});
    check(H5Fflush(file.id(), H5F_SCOPE_GLOBAL), "writing the head of the file");
    file.close("closing the file");
}

void Shard::Contents::open(bool writing)
{
    if (!std::filesystem::exists(path))
        throw hdf5::Error(std::generic_category().message(ENOENT));
    file = Handle(H5Fopen(path.c_str(), writing ? H5F_ACC_RDWR : H5F_ACC_RDONLY, access.id()), H5Fclose,
                  "opening the file");
    std::array<std::int32_t, 7> facts{};
    const Handle numbers = open_variable(file.id(), "facts");
    if (extent_of(numbers.id()) != Extent{facts.size()})
        throw hdf5::Error("it is no shard of this program's");
    read(numbers.id(), H5T_NATIVE_INT32, 0, facts.size(), 1, facts.data());
    if (facts[0] != shard_version)
        throw hdf5::Error("its format is another version's");
    const auto whole = [&](std::size_t i) { return static_cast<std::uint32_t>(facts[i]); };
    head = {hdf5::read_text(file.id(), "configuration"),
            whole(1),
            whole(2),
            whole(3),
            whole(4),
            {whole(5), whole(6)},
            {},
            {}};
    for (const std::string& name : read_texts(file.id(), "observable")) {
        const std::optional<Observable> observable = observable_named(name);
        if (!observable)
            throw hdf5::Error("this program knows no observable " + name);
        head.observables.push_back(*observable);
        values.push_back(open_variable(file.id(), name));
    }
    head.runs = hdf5::read_numbers<std::uint32_t>(file.id(), "run");
    state = open_variable(file.id(), "state");
    checksum = open_variable(file.id(), "checksum");
    message = open_variable(file.id(), "message");
    std::vector<std::int8_t> found(head.runs.size());
    if (!found.empty())
        read(state.id(), H5T_NATIVE_INT8, 0, found.size(), 1, found.data());
    for (const std::int8_t one : found) {
        if (one < 0 || one > static_cast<std::int8_t>(RunState::failed))
            throw hdf5::Error(fmt::format("a run's state is {}, which is none", static_cast<int>(one)));
        states.push_back(static_cast<RunState>(one));
    }
    check_shapes();
}

/// Every variable must have a row a run, and of values so many cells as the head says: they are what memory is taken
/// for.
void Shard::Contents::check_shapes() const
{
    const hsize_t runs = head.runs.size();
    bool sound = extent_of(state.id()) == Extent{runs} && extent_of(checksum.id()) == Extent{runs} &&
                 extent_of(message.id()) == Extent{runs, message_bytes};
    for (std::size_t o = 0; o < values.size(); ++o) {
        const ObservableSpec& s = spec(head.observables[o]);
        sound = sound &&
                extent_of(values[o].id()) == Extent{runs, head.rows, head.lengths(s.first), head.lengths(s.second)};
    }
    if (!sound)
        throw hdf5::Error("it is damaged: a variable has another shape than its head says");
}

void Shard::Contents::read(hid_t variable, hid_t type, std::size_t first, std::size_t count, std::size_t row,
                           void* to) const
{
    hdf5::read_rows(variable, type, first, count, row, to);
}

void Shard::Contents::write(hid_t variable, hid_t type, std::size_t first, std::size_t count, std::size_t row,
                            const void* from)
{
    hdf5::write_rows(variable, type, first, count, row, from);
    disk.check();
}

void Shard::Contents::flush()
{
    check(H5Fflush(file.id(), H5F_SCOPE_GLOBAL), "writing the file");
    disk.check();
}

void Shard::Contents::close()
{
    values.clear();
    state = Handle();
    checksum = Handle();
    message = Handle();
    file.close("closing the file");
    disk.check();
}

} // namespace mutualise
