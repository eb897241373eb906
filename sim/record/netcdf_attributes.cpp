#include "netcdf.hpp"

#include "number_types.hpp"

#include <algorithm>

namespace mutualise::netcdf
{

using hdf5::check;

namespace
{

void put_attribute(hid_t object, const char* name, hid_t file, hid_t memory, hid_t space, const void* value)
{
    const std::string doing = std::string("writing the attribute ") + name;
    const Handle attribute(H5Acreate2(object, name, file, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose, doing);
    check(H5Awrite(attribute.id(), memory, value), doing);
}

template <class Number>
void put_number(hid_t object, const char* name, Number value)
{
    const Handle space(H5Screate(H5S_SCALAR), H5Sclose, "making a scalar space");
    put_attribute(object, name, hdf5::file_type<Number>(), hdf5::memory_type<Number>(), space.id(), &value);
}

} // namespace

/// Fixed length, as netCDF-C itself writes text attributes; HDF5 has no text of length 0, so an empty one holds one
/// NUL.
void put_attribute(hid_t object, const char* name, std::string_view text)
{
    const std::string ended(text);
    const Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "making a text type");
    check(H5Tset_size(type.id(), std::max<std::size_t>(text.size(), 1)), "making a text type");
    check(H5Tset_strpad(type.id(), H5T_STR_NULLPAD), "making a text type");
    check(H5Tset_cset(type.id(), H5T_CSET_UTF8), "making a text type");
    const Handle space(H5Screate(H5S_SCALAR), H5Sclose, "making a scalar space");
    put_attribute(object, name, type.id(), type.id(), space.id(), ended.c_str());
}

void put_attribute(hid_t object, const char* name, std::int32_t value) { put_number(object, name, value); }
void put_attribute(hid_t object, const char* name, std::int64_t value) { put_number(object, name, value); }
void put_attribute(hid_t object, const char* name, double value) { put_number(object, name, value); }

void put_attribute(hid_t object, const char* name, std::span<const std::int8_t> values)
{
    const hsize_t length = values.size();
    const Handle space(H5Screate_simple(1, &length, nullptr), H5Sclose, "making a data space");
    put_attribute(object, name, H5T_STD_I8LE, H5T_NATIVE_INT8, space.id(), values.data());
}

void change_attribute(hid_t object, const char* name, std::int32_t value)
{
    const std::string doing = std::string("changing the attribute ") + name;
    const Handle attribute(H5Aopen(object, name, H5P_DEFAULT), H5Aclose, doing);
    check(H5Awrite(attribute.id(), H5T_NATIVE_INT32, &value), doing);
}

} // namespace mutualise::netcdf
