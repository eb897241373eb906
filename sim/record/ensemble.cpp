#include "canonical_hash.hpp"
#include "disk_file.hpp"
#include "logs.hpp"
#include "observables.hpp"
#include "part_file.hpp"

#include <fmt/format.h>
#include <stdexcept>
#include <system_error>

namespace mutualise
{

namespace
{

constexpr std::int32_t model_version = 1; ///< of the specification the processes follow (docs/model.md)

/// Our own mistakes, found before anything is written.
void check_shape(const Ensemble& ensemble)
{
    if (ensemble.runs.empty())
        throw std::runtime_error("no run finished, so there is nothing to record");
    if (!ensemble.data)
        throw std::logic_error("an ensemble without its data tables");
    const AxisLengths lengths{ensemble.data->services.size(), ensemble.data->regions.size()};
    const RunRecord* before = nullptr;
    for (const RunRecord& run : ensemble.runs) {
        const Trajectory& t = run.trajectory;
        if (t.rows() != ensemble.scenario.horizon.rows() || t.lengths().services != lengths.services ||
            t.lengths().regions != lengths.regions)
            throw std::logic_error(
                fmt::format("run {} has other months, services or regions than the scenario", run.index));
        if (run.index > 0x7FFF'FFFF || (before != nullptr && run.index <= before->index))
            throw std::logic_error(fmt::format("run {} is out of order", run.index));
        before = &run;
    }
}

void put_science(hid_t file, const Ensemble& ensemble)
{
    using netcdf::put_attribute;
    const Scenario& scenario = ensemble.scenario;
    put_attribute(file, "title", fmt::format("mutualise: {}, {} runs", scenario.name, ensemble.runs.size()));
    put_attribute(file, "Conventions", "CF-1.8");
    put_attribute(file, "file_format", file_format);
    put_attribute(file, "file_format_version", std::int32_t{file_format_version});
    put_attribute(file, "model_version", model_version);
    put_attribute(file, "scenario", scenario.name);
    put_attribute(file, "description", scenario.description);
    put_attribute(file, "scale", ensemble.scale);
    put_attribute(file, "employees", static_cast<std::int64_t>(ensemble.employees));
    put_attribute(file, "data_digest", ensemble.data->digest);
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

void put_everything(hid_t file, const Ensemble& ensemble)
{
    netcdf::put_attribute(file, "complete", std::int32_t{0});
    put_science(file, ensemble);
    put_provenance(file, ensemble.provenance);
    // From here on, a part that a signal or a power cut leaves behind says of itself that it is not complete.
    hdf5::check(H5Fflush(file, H5F_SCOPE_GLOBAL), "writing the head of the file");
    const Axes axes = put_axes(file, ensemble);
    netcdf::put_text(file, {"resolved_scenario", "", "the whole scenario, defaults included, as TOML"}, {},
                     {ensemble.resolved_scenario});
    put_parameter_values(file, axes, ensemble);
    put_observables(file, axes, ensemble);
    if (ensemble.with_proposals)
        put_proposals(file, ensemble);
    if (ensemble.with_decisions)
        put_decisions(file, ensemble);
    if (ensemble.with_snapshots)
        put_snapshots(file, axes, ensemble);
    put_failures(file, ensemble);
}

/// Everything, through the driver that takes note of what the disk says; asked before the hash reads it all back.
void write_part(const std::string& path, const Ensemble& ensemble, DiskState& disk)
{
    const DiskAccess access(disk);
    hdf5::Handle file = netcdf::create_file(path, access.id());
    put_everything(file.id(), ensemble);
    hdf5::check(H5Fflush(file.id(), H5F_SCOPE_GLOBAL), "writing the file");
    disk.check();
    netcdf::put_attribute(file.id(), "canonical_hash", hash_contents(file.id()));
    hdf5::check(H5Fflush(file.id(), H5F_SCOPE_GLOBAL), "writing the file");
    disk.check();
    netcdf::change_attribute(file.id(), "complete", 1);
    file.close("closing the file");
    disk.check();
}

} // namespace

void write_ensemble(const std::filesystem::path& path, const Ensemble& ensemble)
{
    check_shape(ensemble);
    const hdf5::QuietErrors quiet;
    PartFile part(path);
    DiskState disk;
    try {
        write_part(part.path().string(), ensemble, disk);
        part.place();
    } catch (const hdf5::Error& error) {
        // HDF5 may stumble over what the disk lost: the disk's reason is the true one.
        const std::string reason = disk.error != 0 ? std::generic_category().message(disk.error) : error.what();
        throw std::runtime_error(fmt::format("cannot write {}: {}", path.string(), reason));
    } catch (const std::system_error& error) {
        throw std::runtime_error(fmt::format("cannot write {}: {}", path.string(), error.code().message()));
    }
}

} // namespace mutualise
