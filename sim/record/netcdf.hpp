/// \file HDF5 written so that it is also netCDF-4: dimension scales on every axis, variable-length text, creation order
/// tracked, no times (docs/file_format.md; Unidata, "NetCDF-4 format", netCDF User's Guide, appendix C).
#pragma once

#include "hdf5_handles.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mutualise::netcdf
{

using hdf5::Handle;

/// An axis: a coordinate variable that is an HDF5 dimension scale.
struct Dimension {
    std::string name;
    hsize_t length = 0;
    bool growing = false; ///< unlimited in netCDF's words: may hold nothing
    Handle scale;
};
using Dimensions = std::vector<const Dimension*>;

/// What a reader sees of a variable besides its values. No `units` on text.
struct Description {
    std::string name;
    std::string units;
    std::string long_name;
};

/// The one NaN that is recorded: its sign and payload would otherwise depend on the compiler.
template <class Number>
Number canonical(Number x)
{
    return x != x ? std::numeric_limits<Number>::quiet_NaN() : x;
}

/// Creates or empties `path`, reached as the access property list says.
Handle create_file(const std::string& path, hid_t access);
Handle create_group(hid_t parent, const std::string& name);

void put_attribute(hid_t object, const char* name, std::string_view text);
void put_attribute(hid_t object, const char* name, std::int32_t value);
void put_attribute(hid_t object, const char* name, std::int64_t value);
void put_attribute(hid_t object, const char* name, double value);
void put_attribute(hid_t object, const char* name, std::span<const std::int8_t> values);
/// Writes over a scalar int32 attribute.
void change_attribute(hid_t object, const char* name, std::int32_t value);

/// A variable of numbers, compressed in chunks of the given lengths (none: scalar or contiguous), scales attached.
template <class Number>
Handle create_variable(hid_t group, const Description& what, const Dimensions& axes, const std::vector<hsize_t>& chunk);

/// Writes the block of `count` cells from `start`, row-major; the one value of a variable without axes.
template <class Number>
void write_block(hid_t variable, const std::vector<hsize_t>& start, const std::vector<hsize_t>& count,
                 const Number* values);

/// A whole text variable: one string a cell (exactly one where there are no axes).
void put_text(hid_t group, const Description& what, const Dimensions& axes, const std::vector<std::string>& values);

/// A dimension with its coordinate values.
template <class Number>
Dimension put_coordinate(hid_t group, const Description& what, const std::vector<Number>& values, bool growing = false);
Dimension put_coordinate(hid_t group, const Description& what, const std::vector<std::string>& values);

/// The coordinate under the same name in another group, so that xarray finds it there.
void link_coordinate(hid_t from, const std::string& name, hid_t to);

} // namespace mutualise::netcdf
