#include "hdf5_attributes.hpp"

#include <fmt/format.h>

namespace mutualise::hdf5
{

namespace
{

/// One value, not a list of them: what is read into room for one.
bool is_single(hid_t attribute)
{
    const Handle space(H5Aget_space(attribute), H5Sclose, "reading an attribute");
    return H5Sget_simple_extent_npoints(space.id()) == 1;
}

} // namespace

std::string text_attribute(hid_t object, const char* name)
{
    if (H5Aexists(object, name) <= 0)
        return {};
    const Handle attribute(H5Aopen(object, name, H5P_DEFAULT), H5Aclose, "reading an attribute");
    const Handle type(H5Aget_type(attribute.id()), H5Tclose, "reading an attribute");
    if (H5Tget_class(type.id()) != H5T_STRING || H5Tis_variable_str(type.id()) > 0 || !is_single(attribute.id()))
        return {};
    std::string text(H5Tget_size(type.id()), '\0');
    check(H5Aread(attribute.id(), type.id(), text.data()), "reading an attribute");
    return text.c_str();
}

int number_attribute(hid_t object, const char* name)
{
    if (H5Aexists(object, name) <= 0)
        return -1;
    const Handle attribute(H5Aopen(object, name, H5P_DEFAULT), H5Aclose, "reading an attribute");
    int value = -1;
    if (is_single(attribute.id()))
        H5Aread(attribute.id(), H5T_NATIVE_INT, &value);
    return value;
}

double real_attribute(hid_t object, const char* name)
{
    const Handle attribute(H5Aopen(object, name, H5P_DEFAULT), H5Aclose, fmt::format("reading the attribute {}", name));
    double value = 0;
    if (!is_single(attribute.id()))
        throw Error(fmt::format("the attribute {} is no single number", name));
    check(H5Aread(attribute.id(), H5T_NATIVE_DOUBLE, &value), "reading an attribute");
    return value;
}

} // namespace mutualise::hdf5
