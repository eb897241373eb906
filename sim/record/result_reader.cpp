/// \file Reading an analysis's result back.
#include "mutualise/record/result_file.hpp"

#include "axes.hpp"
#include "canonical_hash.hpp"
#include "hdf5_read.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <hdf5_hl.h>
#include <stdexcept>

namespace mutualise
{

namespace
{

using hdf5::Handle;

herr_t take_link(hid_t, const char* name, const H5L_info_t*, void* names)
{
    static_cast<std::vector<std::string>*>(names)->emplace_back(name);
    return 0;
}

/// Variables in the order in which they were made.
std::vector<std::string> variable_names(hid_t file)
{
    std::vector<std::string> names;
    hdf5::check(H5Literate(file, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, take_link, &names), "listing the variables");
    return names;
}

herr_t take_scale(hid_t, unsigned, hid_t scale, void* name)
{
    std::array<char, 256> text{};
    const ssize_t length = H5DSget_scale_name(scale, text.data(), text.size());
    *static_cast<std::string*>(name) = text.data();
    return length < 0 ? -1 : 1;
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

ResultVariable read_variable(hid_t file, hid_t variable, const std::string& name)
{
    ResultVariable read{
        name, hdf5::text_attribute(variable, "long_name"), hdf5::text_attribute(variable, "units"), {}, {}};
    const std::size_t rank = hdf5::extent_of(variable).size();
    for (unsigned i = 0; i < rank; ++i) {
        std::string axis;
        hdf5::check(H5DSiterate_scales(variable, i, nullptr, take_scale, &axis), "reading the axes of " + name);
        read.axes.push_back(axis);
    }
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
    for (std::size_t i = 0; i < names.size(); ++i)
        pairs.emplace_back(names[i], values.at(i));
    return pairs;
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
    for (const std::string& name : variable_names(file)) {
        if (name == "setting" || name == "setting_value" || name == "source" || name == "source_hash")
            continue;
        const Handle variable = hdf5::open_variable(file, name);
        if (hdf5::check(H5DSis_scale(variable.id()), "reading " + name) > 0)
            result.axes.push_back(read_axis(file, variable.id(), name));
        else
            result.variables.push_back(read_variable(file, variable.id(), name));
    }
    return result;
}

} // namespace

Result read_result(const std::filesystem::path& path)
{
    const hdf5::QuietErrors quiet;
    try {
        const Handle file = hdf5::open_whole(path.string(), result_format);
        return read(file.id());
    } catch (const hdf5::Error& error) {
        throw std::runtime_error(fmt::format("cannot read {}: {}", path.string(), error.what()));
    }
}

} // namespace mutualise
