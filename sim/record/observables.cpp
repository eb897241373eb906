#include "observables.hpp"

#include "record_file.hpp"

#include <cmath>
#include <fmt/format.h>
#include <numeric>
#include <stdexcept>

namespace mutualise
{

namespace
{

std::int32_t count_of(double value, Observable observable, std::uint32_t run)
{
    if (!(std::abs(value) <= std::numeric_limits<std::int32_t>::max()) || value != std::floor(value))
        throw std::logic_error(fmt::format("{} in run {} is {}, which is no count", spec(observable).name, run, value));
    return static_cast<std::int32_t>(value);
}

template <class Number>
void put_observable(hid_t root, const Axes& axes, const Recording& recording, Observable observable,
                    const ReadValues& read, std::vector<Number> ValueBlock::*values, const std::function<void()>& tick)
{
    const ObservableSpec& what = spec(observable);
    netcdf::Dimensions over{&axes.run, &axes.time};
    for (const Axis axis : {what.first, what.second})
        if (axis != Axis::none)
            over.push_back(&axes[axis]);
    std::vector<hsize_t> chunk, start(over.size(), 0);
    for (const netcdf::Dimension* axis : over)
        chunk.push_back(axis->length);
    const std::size_t runs = recording.runs.size();
    chunk[0] = std::min(runs, runs_in_chunk);
    const netcdf::Description described{std::string(what.name), std::string(what.units), std::string(what.long_name)};
    const hdf5::Handle variable = netcdf::create_variable<Number>(root, described, over, chunk);
    netcdf::put_attribute(variable.id(), "coordinates", coordinates_of(recording));
    ValueBlock block;
    for (std::size_t first = 0; first < runs; first += runs_in_chunk) {
        std::vector<hsize_t> count = chunk;
        start[0] = first;
        count[0] = std::min(runs_in_chunk, runs - first);
        block.clear();
        read(observable, first, count[0], block);
        if ((block.*values).size() != std::accumulate(count.begin(), count.end(), hsize_t{1}, std::multiplies<>{}))
            throw std::logic_error(fmt::format("{}: values of another shape than the file's", what.name));
        netcdf::write_block(variable.id(), start, count, (block.*values).data());
        if (tick)
            tick();
    }
}

} // namespace

void ValueBlock::clear()
{
    counts.clear();
    reals.clear();
}

std::vector<int> all_rows(const Horizon& horizon)
{
    std::vector<int> rows(static_cast<std::size_t>(horizon.rows()));
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

std::vector<Observable> all_observables()
{
    std::vector<Observable> all;
    for (std::size_t i = 0; i < observable_count; ++i)
        all.push_back(static_cast<Observable>(i));
    return all;
}

std::optional<Observable> observable_named(std::string_view name)
{
    for (const Observable observable : all_observables())
        if (spec(observable).name == name)
            return observable;
    return std::nullopt;
}

void append_values(const Trajectory& trajectory, Observable observable, std::span<const int> rows, std::uint32_t run,
                   ValueBlock& block)
{
    const std::span<const double> values = trajectory.values(observable);
    const std::size_t cells = values.size() / static_cast<std::size_t>(trajectory.rows());
    const bool counts = spec(observable).kind == ValueKind::count;
    for (const int row : rows)
        for (const double value : values.subspan(static_cast<std::size_t>(row) * cells, cells))
            if (counts)
                block.counts.push_back(count_of(value, observable, run));
            else
                block.reals.push_back(netcdf::canonical(value));
}

void put_observables(hid_t root, const Axes& axes, const Recording& recording, const ReadValues& read,
                     const std::function<void()>& tick)
{
    for (const Observable observable : recording.observables)
        if (spec(observable).kind == ValueKind::count)
            put_observable(root, axes, recording, observable, read, &ValueBlock::counts, tick);
        else
            put_observable(root, axes, recording, observable, read, &ValueBlock::reals, tick);
}

} // namespace mutualise
