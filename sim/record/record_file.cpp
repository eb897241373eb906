#include "record_file.hpp"

#include "canonical_hash.hpp"
#include "disk_file.hpp"
#include "mutualise/record/part_file.hpp"
#include "observables.hpp"

#include <fmt/format.h>
#include <stdexcept>
#include <system_error>

namespace mutualise
{

namespace
{

constexpr std::int32_t model_version = 1; ///< of the specification the processes follow (docs/model.md)

/// Our own mistakes, found before anything is written.
void check_shape(const Recording& recording)
{
    if (recording.runs.empty())
        throw std::runtime_error("no run finished, so there is nothing to record");
    if (!recording.data || recording.parameters.empty())
        throw std::logic_error("a recording without its data tables or parameters");
    const RunLabel* before = nullptr;
    for (const RunLabel& run : recording.runs) {
        if (run.index > 0x7FFF'FFFF || (before != nullptr && run.index <= before->index))
            throw std::logic_error(fmt::format("run {} is out of order", run.index));
        before = &run;
    }
}

void put_science(hid_t file, const Recording& recording)
{
    using netcdf::put_attribute;
    put_attribute(file, "title", fmt::format("mutualise: {}, {} runs", recording.name, recording.runs.size()));
    put_attribute(file, "Conventions", "CF-1.8");
    put_attribute(file, "file_format", file_format);
    put_attribute(file, "file_format_version", std::int32_t{file_format_version});
    put_attribute(file, "model_version", model_version);
    put_attribute(file, recording.study ? "study" : "scenario", recording.name);
    put_attribute(file, "description", recording.description);
    put_attribute(file, "scale", recording.scale);
    put_attribute(file, "employees", static_cast<std::int64_t>(recording.employees));
    put_attribute(file, "data_digest", recording.data->digest);
}

void put_provenance(hid_t file, const Provenance& from)
{
    using netcdf::put_attribute;
    put_attribute(file, "version", from.version);
    put_attribute(file, "commit", from.commit);
    put_attribute(file, "compiler", from.compiler);
    put_attribute(file, "flags", from.flags);
    put_attribute(file, "command_line", from.command_line);
    put_attribute(file, "created", from.created);
    put_attribute(file, "history", from.created + ": " + from.command_line);
}

using More = std::function<void(hid_t root, const Axes& axes)>;
using Tick = std::function<void()>;

void put_everything(hid_t file, const Recording& recording, const ReadValues& read, const Tick& tick, const More& more)
{
    netcdf::put_attribute(file, "complete", std::int32_t{0});
    put_science(file, recording);
    put_provenance(file, recording.provenance);
    // From here on, a part that a signal or a power cut leaves behind says of itself that it is not complete.
    hdf5::check(H5Fflush(file, H5F_SCOPE_GLOBAL), "writing the head of the file");
    const Axes axes = put_axes(file, recording);
    if (recording.study)
        put_study(file, axes, recording);
    else
        netcdf::put_text(file, {"resolved_scenario", "", "the whole scenario, defaults included, as TOML"}, {},
                         {recording.resolved_scenario});
    put_parameter_values(file, axes, recording);
    put_observables(file, axes, recording, read, tick);
    if (more)
        more(file, axes);
    put_failures(file, recording);
}

/// Everything, through the driver that takes note of what the disk says; asked before the hash reads it all back.
std::string write_part(const std::string& path, const Recording& recording, const ReadValues& read, const Tick& tick,
                       const More& more, DiskState& disk)
{
    const DiskAccess access(disk);
    hdf5::Handle file = netcdf::create_file(path, access.id());
    put_everything(file.id(), recording, read, tick, more);
    hdf5::check(H5Fflush(file.id(), H5F_SCOPE_GLOBAL), "writing the file");
    disk.check();
    const std::string hash = hash_contents(file.id());
    netcdf::put_attribute(file.id(), "canonical_hash", hash);
    hdf5::check(H5Fflush(file.id(), H5F_SCOPE_GLOBAL), "writing the file");
    disk.check();
    netcdf::change_attribute(file.id(), "complete", 1);
    file.close("closing the file");
    disk.check();
    return hash;
}

} // namespace

std::string write_file(const std::filesystem::path& path, const Recording& recording, const ReadValues& read,
                       const Tick& tick, const More& more)
{
    check_shape(recording);
    const hdf5::QuietErrors quiet;
    PartFile part(path);
    DiskState disk;
    try {
        const std::string hash = write_part(part.path().string(), recording, read, tick, more, disk);
        part.place();
        return hash;
    } catch (const hdf5::Error& error) {
        // HDF5 may stumble over what the disk lost: the disk's reason is the true one.
        const std::string reason = disk.error != 0 ? std::generic_category().message(disk.error) : error.what();
        throw std::runtime_error(fmt::format("cannot write {}: {}", path.string(), reason));
    } catch (const std::system_error& error) {
        throw std::runtime_error(fmt::format("cannot write {}: {}", path.string(), error.code().message()));
    }
}

std::string write_recording(const std::filesystem::path& path, const Recording& recording, const ReadValues& read,
                            const Tick& tick)
{
    return write_file(path, recording, read, tick, {});
}

} // namespace mutualise
