#include "observables.hpp"

#include <cmath>
#include <fmt/format.h>
#include <stdexcept>

namespace mutualise
{

namespace
{

template <class Number>
Number convert(double value, const ObservableSpec& what, std::uint32_t run)
{
    if constexpr (std::is_same_v<Number, double>) {
        return netcdf::canonical(value);
    } else {
        if (!(std::abs(value) <= std::numeric_limits<Number>::max()) || value != std::floor(value))
            throw std::logic_error(fmt::format("{} in run {} is {}, which is no count", what.name, run, value));
        return static_cast<Number>(value);
    }
}

template <class Number>
void put_observable(hid_t root, const Axes& axes, const Ensemble& ensemble, Observable observable)
{
    const ObservableSpec& what = spec(observable);
    netcdf::Dimensions over{&axes.run, &axes.time};
    for (const Axis axis : {what.first, what.second})
        if (axis != Axis::none)
            over.push_back(&axes[axis]);
    std::vector<hsize_t> chunk, start(over.size(), 0);
    for (const netcdf::Dimension* axis : over)
        chunk.push_back(axis->length);
    const std::size_t runs = ensemble.runs.size();
    chunk[0] = std::min(runs, runs_in_chunk);
    const netcdf::Description described{std::string(what.name), std::string(what.units), std::string(what.long_name)};
    const hdf5::Handle variable = netcdf::create_variable<Number>(root, described, over, chunk);
    netcdf::put_attribute(variable.id(), "coordinates", "seed");
    std::vector<Number> block;
    for (std::size_t first = 0; first < runs; first += runs_in_chunk) {
        const std::size_t last = std::min(first + runs_in_chunk, runs);
        block.clear();
        for (std::size_t r = first; r < last; ++r)
            for (const double value : ensemble.runs[r].trajectory.values(observable))
                block.push_back(convert<Number>(value, what, ensemble.runs[r].index));
        std::vector<hsize_t> count = chunk;
        start[0] = first;
        count[0] = last - first;
        netcdf::write_block(variable.id(), start, count, block.data());
    }
}

} // namespace

void put_observables(hid_t root, const Axes& axes, const Ensemble& ensemble)
{
    for (std::size_t i = 0; i < observable_count; ++i) {
        const auto observable = static_cast<Observable>(i);
        if (spec(observable).kind == ValueKind::count)
            put_observable<std::int32_t>(root, axes, ensemble, observable);
        else
            put_observable<double>(root, axes, ensemble, observable);
    }
}

} // namespace mutualise
