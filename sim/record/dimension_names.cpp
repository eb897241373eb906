#include "dimension_names.hpp"

#include "hdf5_read.hpp"

namespace mutualise::hdf5
{

namespace
{

constexpr const char* list_name = "DIMENSION_LIST";

/// A list for each axis of references to its scales: the type and length that the specification gives.
bool is_sound(hid_t type, hid_t space, std::size_t rank)
{
    if (H5Tget_class(type) != H5T_VLEN || H5Sget_simple_extent_npoints(space) != static_cast<hssize_t>(rank))
        return false;
    const Handle element(H5Tget_super(type), H5Tclose, "reading a type");
    return H5Tequal(element.id(), H5T_STD_REF_OBJ) > 0;
}

std::string scale_name(hid_t variable, const hvl_t& scales, const std::string& doing)
{
    if (scales.len == 0)
        throw Error(doing + ": one has no scale");
    const Handle scale(H5Rdereference2(variable, H5P_DEFAULT, H5R_OBJECT, scales.p), H5Oclose, doing);
    return text_attribute(scale.id(), "NAME");
}

} // namespace

bool is_scale(hid_t variable) { return text_attribute(variable, "CLASS") == "DIMENSION_SCALE"; }

std::vector<std::string> axis_names(hid_t variable, std::size_t rank, const std::string& of)
{
    if (rank == 0)
        return {};
    if (is_scale(variable))
        return std::vector<std::string>(rank, text_attribute(variable, "NAME"));
    const std::string doing = "reading the axes of " + of;
    const Handle attribute(H5Aopen(variable, list_name, H5P_DEFAULT), H5Aclose, doing);
    const Handle type(H5Aget_type(attribute.id()), H5Tclose, doing),
        space(H5Aget_space(attribute.id()), H5Sclose, doing);
    if (!is_sound(type.id(), space.id(), rank))
        throw Error(doing + ": they are no lists of scales");
    std::vector<hvl_t> scales(rank);
    const GiveBack taken(true, type.id(), space.id(), scales.data());
    check(H5Aread(attribute.id(), type.id(), scales.data()), doing);
    std::vector<std::string> names;
    for (const hvl_t& each : scales)
        names.push_back(scale_name(variable, each, doing));
    return names;
}

} // namespace mutualise::hdf5
