#include "axes.hpp"

#include "hdf5_handles.hpp"
#include "record_file.hpp"

#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace mutualise
{

namespace
{

using netcdf::Description;
using netcdf::Dimension;
using Texts = std::vector<std::string>;

struct ParameterTable {
    Texts names, units, sources;
    std::vector<double> values;
};

double as_number(double value) { return value; }
double as_number(bool value) { return value ? 1 : 0; }
double as_number(int value) { return value; }
double as_number(Month value) { return last_day_since_2010(value); }

/// Every parameter in the order of the schedule, named "process.parameter".
ParameterTable list_parameters(const Parameters& parameters)
{
    ParameterTable table;
    for_each_process([&](std::string_view process, auto member, auto fields) {
        const auto& owner = parameters.*member;
        for (const auto& field : fields) {
            table.names.push_back(fmt::format("{}.{}", process, field.name));
            table.units.emplace_back(field.unit == "-" ? "1" : field.unit);
            table.sources.emplace_back(field.source);
            table.values.push_back(std::visit([&](auto value) { return as_number(owner.*value); }, field.member));
        }
    });
    return table;
}

template <class Rows>
Texts names_of(const Rows& rows)
{
    Texts names;
    for (const auto& row : rows)
        names.push_back(row.name);
    return names;
}

template <std::size_t n>
Texts texts(const std::array<std::string_view, n>& names)
{
    return {names.begin(), names.end()};
}

} // namespace

std::string_view axis_name(Axis axis) { return axis_names[static_cast<std::size_t>(axis)]; }

std::vector<std::string> category_names(Axis axis, const SystemData& data)
{
    switch (axis) {
    case Axis::none:
        return {""};
    case Axis::service:
        return names_of(data.services);
    case Axis::region:
        return names_of(data.regions);
    case Axis::owner:
        return texts(owner_names);
    case Axis::stage:
        return texts(stage_names);
    case Axis::route:
        return texts(route_names);
    case Axis::cohort:
        return texts(cohort_names);
    case Axis::cohort_state:
        return texts(cohort_state_names);
    case Axis::reason:
        return texts(reason_names);
    case Axis::pqq_test:
        return texts(pqq_test_names);
    case Axis::winner:
        return texts(winner_names);
    case Axis::tender_kind:
        return texts(tender_names);
    case Axis::lever:
        return texts(lever_names);
    case Axis::level:
        break;
    }
    std::vector<std::string> levels;
    for (int level = 1; level <= max_levels; ++level)
        levels.push_back(std::to_string(level));
    return levels;
}

std::vector<double> numbers_of(const Parameters& parameters) { return list_parameters(parameters).values; }

Dimension put_months(hid_t group, const Description& what, const std::vector<Month>& months, bool growing)
{
    std::vector<std::int32_t> days;
    days.reserve(months.size());
    for (const Month month : months)
        days.push_back(last_day_since_2010(month));
    Dimension axis =
        netcdf::put_coordinate(group, {what.name, "days since 2010-01-01 00:00:00", what.long_name}, days, growing);
    netcdf::put_attribute(axis.scale.id(), "calendar", "proleptic_gregorian");
    netcdf::put_attribute(axis.scale.id(), "standard_name", "time");
    return axis;
}

Month month_ending(int day)
{
    constexpr int century = 36525; // [days]; the calendar's own years end long before an int's days
    if (day < -2 * century || day > 8000 * century / 100)
        throw hdf5::Error(fmt::format("no recorded month ends {} days after 2010-01-01", day));
    Month month = Month::of(2010, 1) + (static_cast<int>(std::floor(day / 30.4375)) - 2);
    while (last_day_since_2010(month) < day)
        ++month;
    return month;
}

namespace
{

void put_named_axes(hid_t root, const SystemData& data, Axes& axes)
{
    const auto put = [&](Axis axis, const std::string& long_name) {
        const auto i = static_cast<std::size_t>(axis);
        const Description what{std::string(axis_names[i]), "", long_name};
        axes.named[i] = netcdf::put_coordinate(root, what, category_names(axis, data));
    };
    put(Axis::service, "service");
    put(Axis::region, "region");
    put(Axis::owner, "who employs");
    put(Axis::stage, "stage of a unit");
    put(Axis::route, "how a proposal was launched");
    put(Axis::cohort, "cohort of a proposal");
    put(Axis::cohort_state, "state of a cohort's proposals");
    put(Axis::reason, "why a proposal ended before founding");
    std::vector<std::int32_t> levels(max_levels);
    std::iota(levels.begin(), levels.end(), 1);
    axes.named[static_cast<std::size_t>(Axis::level)] = netcdf::put_coordinate(
        root, {"level", "1", "manager level, counted from the unit's own manager; deeper trees count at the last"},
        levels);
    put(Axis::pqq_test, "prequalification test");
    put(Axis::winner, "kind of winner of a tender");
    put(Axis::tender_kind, "why a tender was held");
    put(Axis::lever, "policy lever");
}

} // namespace

Axes put_axes(hid_t root, const Recording& recording)
{
    Axes axes;
    std::vector<std::int32_t> indices;
    Texts seeds;
    indices.reserve(recording.runs.size());
    for (const RunLabel& run : recording.runs) {
        indices.push_back(static_cast<std::int32_t>(run.index));
        seeds.push_back(fmt::format("{:016x}", run.seed));
    }
    axes.run = netcdf::put_coordinate(root, {"run", "1", "number of the run within the ensemble"}, indices);
    std::vector<Month> months;
    months.reserve(recording.rows.size());
    for (const int row : recording.rows)
        months.push_back(recording.horizon.month_of_row(row));
    const std::string meaning = recording.rows.front() == 0
                                    ? "last day of the month; the first is the state at the start"
                                    : "last day of the month";
    axes.time = put_months(root, {"time", "", meaning}, months);
    put_named_axes(root, *recording.data, axes);
    const ParameterTable table = list_parameters(Parameters{});
    axes.parameter = netcdf::put_coordinate(root, {"parameter", "", "parameter, as process.name"}, table.names);
    netcdf::put_text(root, {"seed", "", "key of the run's random draws, 16 hexadecimal digits"}, {&axes.run}, seeds);
    netcdf::put_text(root, {"parameter_units", "", "units of the parameter"}, {&axes.parameter}, table.units);
    netcdf::put_text(root, {"parameter_source", "", "evidence for the parameter"}, {&axes.parameter}, table.sources);
    return axes;
}

void put_parameter_values(hid_t root, const Axes& axes, const Recording& recording)
{
    const Description what{"parameter_value", "various", "value of the parameter in the run"};
    const std::vector<hsize_t> chunk{std::min<hsize_t>(axes.run.length, runs_in_chunk), axes.parameter.length};
    const hdf5::Handle variable = netcdf::create_variable<double>(root, what, {&axes.run, &axes.parameter}, chunk);
    netcdf::put_attribute(variable.id(), "comment", "the units of each stand in parameter_units");
    netcdf::put_attribute(variable.id(), "coordinates", coordinates_of(recording) + " parameter_units");
    std::vector<double> values;
    for (std::size_t first = 0; first < recording.runs.size(); first += runs_in_chunk) {
        const std::size_t count = std::min(runs_in_chunk, recording.runs.size() - first);
        values.clear();
        for (std::size_t run = first; run < first + count; ++run) {
            const std::vector<double> row = parameters_of_run(recording, recording.runs[run].index);
            values.insert(values.end(), row.begin(), row.end());
        }
        netcdf::write_block(variable.id(), {first, 0}, {count, axes.parameter.length}, values.data());
    }
}

} // namespace mutualise
