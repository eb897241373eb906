#include "netcdf.hpp"

#include "number_types.hpp"

#include <algorithm>
#include <hdf5_hl.h>

namespace mutualise::netcdf
{

using hdf5::check;
using hdf5::file_type;
using hdf5::memory_type;

namespace
{

/// Creation order is what lets netCDF-C append to the file; object times would make equal runs differ in bytes.
Handle create_list(hid_t kind)
{
    constexpr unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
    Handle list(H5Pcreate(kind), H5Pclose, "making a property list");
    if (kind != H5P_DATASET_CREATE)
        check(H5Pset_link_creation_order(list.id(), order), "tracking link order");
    check(H5Pset_attr_creation_order(list.id(), order), "tracking attribute order");
    check(H5Pset_obj_track_times(list.id(), false), "leaving out object times");
    return list;
}

Handle text_type()
{
    Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "making a text type");
    check(H5Tset_size(type.id(), H5T_VARIABLE), "making a text type");
    check(H5Tset_cset(type.id(), H5T_CSET_UTF8), "making a text type");
    return type;
}

Handle create_space(const Dimensions& axes)
{
    if (axes.empty())
        return {H5Screate(H5S_SCALAR), H5Sclose, "making a scalar space"};
    std::vector<hsize_t> now, most;
    for (const Dimension* axis : axes) {
        now.push_back(axis->length);
        most.push_back(axis->growing ? H5S_UNLIMITED : axis->length);
    }
    return {H5Screate_simple(static_cast<int>(now.size()), now.data(), most.data()), H5Sclose, "making a data space"};
}

/// Shuffle and deflate at level 1: every reader has them, and higher levels cost time for nothing.
void compress(hid_t list, const std::vector<hsize_t>& chunk)
{
    check(H5Pset_chunk(list, static_cast<int>(chunk.size()), chunk.data()), "setting chunks");
    check(H5Pset_shuffle(list), "setting the shuffle filter");
    check(H5Pset_deflate(list, 1), "setting the deflate filter");
}

Handle create_dataset(hid_t group, const Description& what, const Dimensions& axes, hid_t type,
                      const std::vector<hsize_t>& chunk)
{
    const Handle list = create_list(H5P_DATASET_CREATE);
    if (!chunk.empty())
        compress(list.id(), chunk);
    const Handle space = create_space(axes);
    Handle variable(H5Dcreate2(group, what.name.c_str(), type, space.id(), H5P_DEFAULT, list.id(), H5P_DEFAULT),
                    H5Dclose, "creating the variable " + what.name);
    if (!what.units.empty())
        put_attribute(variable.id(), "units", what.units);
    put_attribute(variable.id(), "long_name", what.long_name);
    return variable;
}

void attach_scales(hid_t variable, const Description& what, const Dimensions& axes)
{
    for (std::size_t i = 0; i < axes.size(); ++i)
        check(H5DSattach_scale(variable, axes[i]->scale.id(), static_cast<unsigned>(i)),
              "attaching an axis to " + what.name);
}

void write_text(hid_t variable, const std::string& name, const std::vector<std::string>& values)
{
    std::vector<const char*> texts;
    texts.reserve(values.size());
    for (const std::string& value : values)
        texts.push_back(value.c_str());
    if (!texts.empty())
        check(H5Dwrite(variable, text_type().id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, texts.data()), "writing " + name);
}

} // namespace

Handle create_file(const std::string& path, hid_t access)
{
    const Handle list = create_list(H5P_FILE_CREATE);
    return {H5Fcreate(path.c_str(), H5F_ACC_TRUNC, list.id(), access), H5Fclose, "creating the file"};
}

Handle create_group(hid_t parent, const std::string& name)
{
    const Handle list = create_list(H5P_GROUP_CREATE);
    return {H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, list.id(), H5P_DEFAULT), H5Gclose,
            "creating the group " + name};
}

template <class Number>
Handle create_variable(hid_t group, const Description& what, const Dimensions& axes, const std::vector<hsize_t>& chunk)
{
    Handle variable = create_dataset(group, what, axes, file_type<Number>(), chunk);
    attach_scales(variable.id(), what, axes);
    return variable;
}

template <class Number>
void write_block(hid_t variable, const std::vector<hsize_t>& start, const std::vector<hsize_t>& count,
                 const Number* values)
{
    if (start.empty()) {
        check(H5Dwrite(variable, memory_type<Number>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values), "writing a value");
        return;
    }
    const Handle file(H5Dget_space(variable), H5Sclose, "writing values");
    check(H5Sselect_hyperslab(file.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
          "selecting cells");
    const Handle memory(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), H5Sclose,
                        "making a data space");
    check(H5Dwrite(variable, memory_type<Number>(), memory.id(), file.id(), H5P_DEFAULT, values), "writing values");
}

void put_text(hid_t group, const Description& what, const Dimensions& axes, const std::vector<std::string>& values)
{
    const Handle variable = create_dataset(group, what, axes, text_type().id(), {});
    attach_scales(variable.id(), what, axes);
    write_text(variable.id(), what.name, values);
}

template <class Number>
Dimension put_coordinate(hid_t group, const Description& what, const std::vector<Number>& values, bool growing)
{
    Dimension axis{what.name, values.size(), growing, {}};
    const std::vector<hsize_t> chunk{std::clamp<hsize_t>(values.size(), 1, 65536)};
    axis.scale = create_dataset(group, what, {&axis}, file_type<Number>(), chunk);
    check(H5DSset_scale(axis.scale.id(), what.name.c_str()), "making an axis of " + what.name);
    if (!values.empty())
        write_block(axis.scale.id(), {0}, {axis.length}, values.data());
    return axis;
}

Dimension put_coordinate(hid_t group, const Description& what, const std::vector<std::string>& values)
{
    Dimension axis{what.name, values.size(), false, {}};
    axis.scale = create_dataset(group, what, {&axis}, text_type().id(), {});
    check(H5DSset_scale(axis.scale.id(), what.name.c_str()), "making an axis of " + what.name);
    write_text(axis.scale.id(), what.name, values);
    return axis;
}

void link_coordinate(hid_t from, const std::string& name, hid_t to)
{
    check(H5Lcreate_hard(from, name.c_str(), to, name.c_str(), H5P_DEFAULT, H5P_DEFAULT), "linking the axis " + name);
}

using Extent = std::vector<hsize_t>;
template Handle create_variable<std::int8_t>(hid_t, const Description&, const Dimensions&, const Extent&);
template Handle create_variable<std::int16_t>(hid_t, const Description&, const Dimensions&, const Extent&);
template Handle create_variable<std::int32_t>(hid_t, const Description&, const Dimensions&, const Extent&);
template Handle create_variable<std::int64_t>(hid_t, const Description&, const Dimensions&, const Extent&);
template Handle create_variable<std::uint32_t>(hid_t, const Description&, const Dimensions&, const Extent&);
template Handle create_variable<float>(hid_t, const Description&, const Dimensions&, const Extent&);
template Handle create_variable<double>(hid_t, const Description&, const Dimensions&, const Extent&);
template void write_block<std::int8_t>(hid_t, const Extent&, const Extent&, const std::int8_t*);
template void write_block<std::int16_t>(hid_t, const Extent&, const Extent&, const std::int16_t*);
template void write_block<std::int32_t>(hid_t, const Extent&, const Extent&, const std::int32_t*);
template void write_block<std::int64_t>(hid_t, const Extent&, const Extent&, const std::int64_t*);
template void write_block<std::uint32_t>(hid_t, const Extent&, const Extent&, const std::uint32_t*);
template void write_block<float>(hid_t, const Extent&, const Extent&, const float*);
template void write_block<double>(hid_t, const Extent&, const Extent&, const double*);
template Dimension put_coordinate<std::int32_t>(hid_t, const Description&, const std::vector<std::int32_t>&, bool);
template Dimension put_coordinate<std::int64_t>(hid_t, const Description&, const std::vector<std::int64_t>&, bool);
template Dimension put_coordinate<std::uint32_t>(hid_t, const Description&, const std::vector<std::uint32_t>&, bool);
template Dimension put_coordinate<double>(hid_t, const Description&, const std::vector<double>&, bool);

} // namespace mutualise::netcdf
