#include "record_file.hpp"

#include <fmt/format.h>
#include <limits>
#include <numeric>

namespace mutualise
{

namespace
{

using netcdf::Description;
using netcdf::Dimension;
using netcdf::Dimensions;

/// One number a cell, compressed in chunks of at most 65,536.
template <class Number>
hdf5::Handle put_numbers(hid_t group, const Description& what, const Dimension& over, const std::vector<Number>& values)
{
    hdf5::Handle variable =
        netcdf::create_variable<Number>(group, what, {&over}, {std::clamp<hsize_t>(values.size(), 1, 65536)});
    netcdf::write_block(variable.id(), {0}, {values.size()}, values.data());
    return variable;
}

/// A factor's value in each of the runs at these points.
void put_factor(hid_t group, const Dimension& over, const FactorColumn& factor, const std::vector<std::int32_t>& points)
{
    const std::string meaning = "factor " + factor.name;
    if (factor.numbers.empty()) {
        std::vector<std::string> texts;
        for (const std::int32_t point : points)
            texts.push_back(factor.texts[static_cast<std::size_t>(point)]);
        netcdf::put_text(group, {factor.name, "", meaning}, {&over}, texts);
        return;
    }
    std::vector<double> values;
    for (const std::int32_t point : points) {
        const double value = factor.numbers[static_cast<std::size_t>(point)];
        const bool dated = factor.months && value == value;
        values.push_back(dated ? last_day_since_2010(Month{static_cast<int>(value)}) : netcdf::canonical(value));
    }
    const std::string unit = factor.months ? "days since 2010-01-01 00:00:00" : factor.unit == "-" ? "1" : factor.unit;
    const hdf5::Handle variable = put_numbers(group, {factor.name, unit, meaning}, over, values);
    if (factor.months)
        netcdf::put_attribute(variable.id(), "calendar", "proleptic_gregorian");
}

/// Where runs of these numbers stand in the design, along the axis `over`.
void put_places(hid_t group, const Dimension& over, const Recording& recording, const std::vector<std::uint32_t>& runs)
{
    const StudyRecord& study = *recording.study;
    std::vector<std::int32_t> points, replicates;
    std::vector<std::string> variants;
    for (const std::uint32_t run : runs) {
        points.push_back(static_cast<std::int32_t>(recording.point_of(run)));
        replicates.push_back(static_cast<std::int32_t>(recording.replicate_of(run)));
        variants.push_back(study.variants[study.variant_of_point[recording.point_of(run)]]);
    }
    put_numbers(group, {"point", "1", "number of the design point"}, over, points);
    put_numbers(group, {"replicate", "1", "number of the replicate"}, over, replicates);
    netcdf::put_text(group, {"variant", "", "variant of the scenario"}, {&over}, variants);
    for (const FactorColumn& factor : study.factors)
        put_factor(group, over, factor, points);
}

/// The design as people write it: every factor's value at every point.
void put_design(hid_t root, const Dimension& point, const std::vector<FactorColumn>& factors)
{
    if (factors.empty())
        return;
    std::vector<std::string> names, values;
    for (const FactorColumn& factor : factors)
        names.push_back(factor.name);
    for (std::size_t p = 0; p < point.length; ++p)
        for (const FactorColumn& factor : factors)
            values.push_back(factor.texts[p]);
    const Dimension factor = netcdf::put_coordinate(root, {"factor", "", "factor of the study"}, names);
    netcdf::put_text(root, {"design", "", "value of the factor at the design point"}, {&point, &factor}, values);
}

} // namespace

void put_study(hid_t root, const Axes& axes, const Recording& recording)
{
    const StudyRecord& study = *recording.study;
    netcdf::put_text(root, {"resolved_study", "", "the whole study, defaults included, as TOML"}, {},
                     {study.resolved_study});
    const Dimension variant =
        netcdf::put_coordinate(root, {"base_variant", "", "variant of the scenario"}, study.variants);
    netcdf::put_text(root, {"resolved_scenario", "", "each variant's whole scenario, defaults included, as TOML"},
                     {&variant}, study.scenarios);
    std::vector<std::int32_t> numbers(recording.points());
    std::iota(numbers.begin(), numbers.end(), 0);
    const Dimension point = netcdf::put_coordinate(root, {"design_point", "1", "number of the design point"}, numbers);
    netcdf::put_text(root, {"point_settings", "", "what the point lays over its variant's scenario, as TOML"}, {&point},
                     study.settings);
    std::vector<std::int32_t> variants(study.variant_of_point.begin(), study.variant_of_point.end());
    put_numbers(root, {"point_variant", "1", "row of base_variant"}, point, variants);
    put_numbers(root, {"point_scale", "1", "share of the public sector that was simulated"}, point, study.scale);
    put_numbers(root, {"point_employees", "1", "posts simulated"}, point, study.employees);
    put_design(root, point, study.factors);
    std::vector<std::uint32_t> runs;
    for (const RunLabel& run : recording.runs)
        runs.push_back(run.index);
    put_places(root, axes.run, recording, runs);
}

std::string coordinates_of(const Recording& recording)
{
    std::string names = "seed";
    if (recording.study) {
        names += " point replicate variant";
        for (const FactorColumn& factor : recording.study->factors)
            names += " " + factor.name;
    }
    return names;
}

void put_failures(hid_t root, const Recording& recording)
{
    if (recording.failures.empty())
        return;
    std::vector<std::uint32_t> runs;
    std::vector<std::int32_t> indices;
    std::vector<std::string> seeds, messages;
    for (const RunFailure& failure : recording.failures) {
        runs.push_back(failure.index);
        indices.push_back(static_cast<std::int32_t>(failure.index));
        seeds.push_back(fmt::format("{:016x}", failure.seed));
        messages.push_back(failure.message);
    }
    const hdf5::Handle group = netcdf::create_group(root, "failures");
    const auto run = netcdf::put_coordinate(group.id(), {"failed_run", "1", "number of the run that failed"}, indices);
    netcdf::put_text(group.id(), {"seed", "", "key of the run's random draws, 16 hexadecimal digits"}, {&run}, seeds);
    netcdf::put_text(group.id(), {"message", "", "why the run stopped"}, {&run}, messages);
    if (recording.study)
        put_places(group.id(), run, recording, runs);
}

} // namespace mutualise
