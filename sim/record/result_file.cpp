#include "mutualise/record/result_file.hpp"

#include "axes.hpp"
#include "canonical_hash.hpp"
#include "whole_file.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <list>
#include <stdexcept>

namespace mutualise
{

namespace
{

using netcdf::Dimension;
using netcdf::Dimensions;

constexpr std::size_t most_in_chunk = 65536; // cells: half a megabyte of numbers

template <class Named>
const Named& named(const std::vector<Named>& all, const std::string& name)
{
    const auto found = std::ranges::find(all, name, &Named::name);
    if (found == all.end())
        throw std::out_of_range("the result has no " + name);
    return *found;
}

std::size_t cells_of(const ResultVariable& variable)
{
    return std::visit([](const auto& values) { return values.size(); }, variable.values);
}

/// Our own mistakes, found before anything is written.
void check_shapes(const Result& result)
{
    for (const ResultVariable& variable : result.variables) {
        std::size_t cells = 1;
        for (const std::string& axis : variable.axes)
            cells *= result.axis(axis).length();
        if (cells != cells_of(variable))
            throw std::logic_error(
                fmt::format("{} has {} values where its axes have {} cells", variable.name, cells_of(variable), cells));
    }
}

Dimension put_axis(hid_t file, const ResultAxis& axis)
{
    if (const auto* texts = std::get_if<std::vector<std::string>>(&axis.values))
        return netcdf::put_coordinate(file, {axis.name, "", axis.long_name}, *texts);
    if (const auto* numbers = std::get_if<std::vector<double>>(&axis.values))
        return netcdf::put_coordinate(file, {axis.name, axis.units, axis.long_name}, *numbers);
    return put_months(file, {axis.name, "", axis.long_name}, std::get<std::vector<Month>>(axis.values));
}

/// The longest chunk of whole trailing axes below the most; none where nothing is stored.
std::vector<hsize_t> chunk_of(const Dimensions& axes)
{
    if (std::ranges::any_of(axes, [](const Dimension* axis) { return axis->length == 0; }))
        return {};
    std::vector<hsize_t> chunk(axes.size(), 1);
    std::size_t cells = 1;
    for (std::size_t i = axes.size(); i-- > 0;) {
        chunk[i] = std::clamp<hsize_t>(axes[i]->length, 1, std::max<std::size_t>(1, most_in_chunk / cells));
        cells *= chunk[i];
        if (chunk[i] < axes[i]->length)
            break;
    }
    return chunk;
}

template <class Number>
void put_numbers(hid_t file, const ResultVariable& variable, const Dimensions& axes, std::vector<Number> values)
{
    for (Number& value : values)
        value = netcdf::canonical(value);
    const hdf5::Handle to = netcdf::create_variable<Number>(file, {variable.name, variable.units, variable.long_name},
                                                            axes, chunk_of(axes));
    std::vector<hsize_t> start(axes.size(), 0), count;
    for (const Dimension* axis : axes)
        count.push_back(axis->length);
    if (values.empty())
        return;
    netcdf::write_block(to.id(), start, count, values.data());
}

void put_variable(hid_t file, const ResultVariable& variable, const Dimensions& axes)
{
    if (const auto* texts = std::get_if<std::vector<std::string>>(&variable.values))
        netcdf::put_text(file, {variable.name, "", variable.long_name}, axes, *texts);
    else if (const auto* numbers = std::get_if<std::vector<double>>(&variable.values))
        put_numbers(file, variable, axes, *numbers);
    else
        put_numbers(file, variable, axes, std::get<std::vector<std::int64_t>>(variable.values));
}

/// A table of two columns of text along an axis of its own.
void put_pairs(hid_t file, const std::string& axis, const std::string& column, const std::string& meaning,
               const std::vector<std::pair<std::string, std::string>>& pairs)
{
    if (pairs.empty())
        return;
    std::vector<std::string> names, values;
    for (const auto& [name, value] : pairs) {
        names.push_back(name);
        values.push_back(value);
    }
    const Dimension along = netcdf::put_coordinate(file, {axis, "", meaning}, names);
    netcdf::put_text(file, {column, "", meaning}, {&along}, values);
}

void put_head(hid_t file, const Result& result)
{
    using netcdf::put_attribute;
    put_attribute(file, "title", fmt::format("mutualise {}: {}", result.analysis, result.title));
    put_attribute(file, "Conventions", "CF-1.8");
    put_attribute(file, "file_format", result_format);
    put_attribute(file, "file_format_version", std::int32_t{file_format_version});
    put_attribute(file, "analysis", result.analysis);
    put_provenance(file, result.provenance);
}

} // namespace

std::size_t ResultAxis::length() const
{
    return std::visit([](const auto& each) { return each.size(); }, values);
}

const ResultAxis& Result::axis(const std::string& name) const { return named(axes, name); }
const ResultVariable& Result::variable(const std::string& name) const { return named(variables, name); }
const std::vector<double>& Result::numbers(const std::string& name) const
{
    return std::get<std::vector<double>>(variable(name).values);
}

std::string write_result(const std::filesystem::path& path, const Result& result)
{
    check_shapes(result);
    return write_whole(path, [&](hid_t file) {
        put_head(file, result);
        put_pairs(file, "setting", "setting_value", "choice that decides a number", result.settings);
        std::vector<std::pair<std::string, std::string>> sources;
        for (const ResultSource& source : result.sources)
            sources.emplace_back(source.name, source.hash);
        put_pairs(file, "source", "source_hash", "file that was read, and its canonical hash", sources);
        std::list<Dimension> axes; // stays where it is while variables point to it
        for (const ResultAxis& axis : result.axes)
            axes.push_back(put_axis(file, axis));
        for (const ResultVariable& variable : result.variables) {
            Dimensions over;
            for (const std::string& name : variable.axes)
                over.push_back(&*std::ranges::find(axes, name, &Dimension::name));
            put_variable(file, variable, over);
        }
    });
}

} // namespace mutualise
