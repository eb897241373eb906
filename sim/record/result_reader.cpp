/// \file Reading an analysis's result back.
#include "mutualise/record/result_file.hpp"

#include "axes.hpp"
#include "canonical_hash.hpp"
#include "dimension_names.hpp"
#include "hdf5_attributes.hpp"
#include "hdf5_read.hpp"
#include "open_whole.hpp"
#include "reading_file.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

using hdf5::Handle;

/// A link's place in the order in which they were made, and its name.
using MadeLink = std::pair<std::int64_t, std::string>;

herr_t take_link(hid_t, const char* name, const H5L_info_t* link, void* links)
{
    static_cast<std::vector<MadeLink>*>(links)->emplace_back(link->corder, name);
    return 0;
}

/// Variables in the order in which they were made; sorted here, not by HDF5 1.10 (canonical_hash.cpp, hash_contents).
std::vector<std::string> variable_names(hid_t file)
{
    std::vector<MadeLink> links;
    hdf5::check(H5Literate(file, H5_INDEX_NAME, H5_ITER_NATIVE, nullptr, take_link, &links), "listing the variables");
    std::sort(links.begin(), links.end());
    std::vector<std::string> names;
    for (const MadeLink& link : links)
        names.push_back(link.second);
    return names;
}

template <class Values>
Values read_values(hid_t file, hid_t variable, const std::string& name)
{
    if (!hdf5::holds_numbers(variable))
        return hdf5::read_texts(file, name);
    const Handle type(H5Dget_type(variable), H5Tclose, "reading " + name);
    if constexpr (std::is_constructible_v<Values, std::vector<std::int64_t>>)
        if (H5Tget_class(type.id()) == H5T_INTEGER)
            return hdf5::read_numbers<std::int64_t>(file, name);
    return hdf5::read_numbers<double>(file, name);
}

ResultAxis read_axis(hid_t file, hid_t variable, const std::string& name)
{
    ResultAxis axis{name, hdf5::text_attribute(variable, "long_name"), hdf5::text_attribute(variable, "units"), {}};
    if (hdf5::text_attribute(variable, "calendar").empty()) {
        axis.values = read_values<decltype(axis.values)>(file, variable, name);
        return axis;
    }
    std::vector<Month> months;
    for (const std::int32_t day : hdf5::read_numbers<std::int32_t>(file, name))
        months.push_back(month_ending(day));
    axis.values = std::move(months);
    axis.units.clear();
    return axis;
}

ResultVariable read_variable(hid_t file, hid_t variable, const std::string& name, const hdf5::AxisNames& axes)
{
    ResultVariable read{
        name, hdf5::text_attribute(variable, "long_name"), hdf5::text_attribute(variable, "units"), {}, {}};
    read.axes = axes.of(variable, hdf5::extent_of(variable).size(), name);
    read.values = read_values<decltype(read.values)>(file, variable, name);
    return read;
}

std::vector<std::pair<std::string, std::string>> read_pairs(hid_t file, const std::string& axis,
                                                            const std::string& column)
{
    std::vector<std::pair<std::string, std::string>> pairs;
    if (!hdf5::has_variable(file, axis))
        return pairs;
    const auto names = hdf5::read_texts(file, axis), values = hdf5::read_texts(file, column);
    if (values.size() != names.size())
        throw hdf5::Error(fmt::format("{} and {} are not as many", axis, column));
    for (std::size_t i = 0; i < names.size(); ++i)
        pairs.emplace_back(names[i], values[i]);
    return pairs;
}

/// Every variable must have as many values as its axes have cells: everything that reads it goes by that.
void check_shapes(const Result& result)
{
    for (const ResultVariable& variable : result.variables) {
        std::size_t cells = 1;
        for (const std::string& name : variable.axes) {
            const auto axis = std::ranges::find(result.axes, name, &ResultAxis::name);
            if (axis == result.axes.end())
                throw hdf5::Error(fmt::format("{} has an axis {} that is not there", variable.name, name));
            cells *= axis->length();
        }
        if (cells != std::visit([](const auto& values) { return values.size(); }, variable.values))
            throw hdf5::Error(variable.name + " has another shape than its axes");
    }
}

Result read(hid_t file)
{
    Result result;
    result.analysis = hdf5::text_attribute(file, "analysis");
    const std::string title = hdf5::text_attribute(file, "title"),
                      head = fmt::format("mutualise {}: ", result.analysis);
    result.title = title.starts_with(head) ? title.substr(head.size()) : title;
    result.settings = read_pairs(file, "setting", "setting_value");
    for (const auto& [name, hash] : read_pairs(file, "source", "source_hash"))
        result.sources.push_back({name, hash});
    result.provenance = {hdf5::text_attribute(file, "version"),      hdf5::text_attribute(file, "commit"),
                         hdf5::text_attribute(file, "compiler"),     hdf5::text_attribute(file, "flags"),
                         hdf5::text_attribute(file, "command_line"), hdf5::text_attribute(file, "created")};
    const std::vector<std::string> names = variable_names(file);
    const hdf5::AxisNames axes(file, names);
    for (const std::string& name : names) {
        if (name == "setting" || name == "setting_value" || name == "source" || name == "source_hash")
            continue;
        const Handle variable = hdf5::open_variable(file, name);
        if (hdf5::is_scale(variable.id()))
            result.axes.push_back(read_axis(file, variable.id(), name));
        else
            result.variables.push_back(read_variable(file, variable.id(), name, axes));
    }
    check_shapes(result);
    return result;
}

} // namespace

Result read_result(const std::filesystem::path& path)
{
    return hdf5::reading(path, [&] {
        const Handle file = hdf5::open_whole(path.string(), result_format);
        const hdf5::LastWrite before = hdf5::last_write(file.id());
        Result result = read(file.id());
        hdf5::expect_unchanged(file.id(), before);
        return result;
    });
}

} // namespace mutualise
