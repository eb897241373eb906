#include "record_file.hpp"

#include "canonical_hash.hpp"
#include "observables.hpp"
#include "whole_file.hpp"

#include <fmt/format.h>
#include <stdexcept>

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

using More = std::function<void(hid_t root, const Axes& axes)>;
using Tick = std::function<void()>;

void put_everything(hid_t file, const Recording& recording, const ReadValues& read, const Tick& tick, const More& more)
{
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

} // namespace

std::string write_file(const std::filesystem::path& path, const Recording& recording, const ReadValues& read,
                       const Tick& tick, const More& more)
{
    check_shape(recording);
    return write_whole(path, [&](hid_t file) { put_everything(file, recording, read, tick, more); });
}

std::string write_recording(const std::filesystem::path& path, const Recording& recording, const ReadValues& read,
                            const Tick& tick)
{
    return write_file(path, recording, read, tick, {});
}

} // namespace mutualise
