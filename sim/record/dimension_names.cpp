#include "dimension_names.hpp"

#include "hdf5_attributes.hpp"
#include "hdf5_read.hpp"

#include <cstddef>

namespace mutualise::hdf5
{

namespace
{

constexpr const char* list_name = "REFERENCE_LIST";

/// A variable along which a scale runs.
struct Use {
    hobj_ref_t variable;
    unsigned axis;
};

Handle use_type(const std::string& doing)
{
    Handle type(H5Tcreate(H5T_COMPOUND, sizeof(Use)), H5Tclose, doing);
    check(H5Tinsert(type.id(), "dataset", offsetof(Use, variable), H5T_STD_REF_OBJ), doing);
    check(H5Tinsert(type.id(), "dimension", offsetof(Use, axis), H5T_NATIVE_UINT), doing);
    return type;
}

bool has_member(hid_t type, const char* name, H5T_class_t kind)
{
    const int place = H5Tget_member_index(type, name);
    return place >= 0 && H5Tget_member_class(type, static_cast<unsigned>(place)) == kind;
}

haddr_t address_of(hid_t variable, const std::string& doing)
{
    H5O_info_t facts;
    check(H5Oget_info2(variable, &facts, H5O_INFO_BASIC), doing);
    return facts.addr;
}

} // namespace

bool is_scale(hid_t variable) { return text_attribute(variable, "CLASS") == "DIMENSION_SCALE"; }

AxisNames::AxisNames(hid_t file, const std::vector<std::string>& paths)
{
    for (const std::string& path : paths) {
        const Handle variable = open_variable(file, path);
        if (is_scale(variable.id()) && H5Aexists(variable.id(), list_name) > 0)
            take(variable.id(), path);
    }
}

void AxisNames::take(hid_t scale, const std::string& path)
{
    const std::string doing = "reading what runs along " + path;
    const Handle list(H5Aopen(scale, list_name, H5P_DEFAULT), H5Aclose, doing);
    const Handle type(H5Aget_type(list.id()), H5Tclose, doing), space(H5Aget_space(list.id()), H5Sclose, doing);
    if (H5Tget_class(type.id()) != H5T_COMPOUND || !has_member(type.id(), "dataset", H5T_REFERENCE) ||
        !has_member(type.id(), "dimension", H5T_INTEGER))
        throw Error(doing + ": it is no list of variables");
    std::vector<Use> uses(static_cast<std::size_t>(check(H5Sget_simple_extent_npoints(space.id()), doing)));
    if (!uses.empty())
        check(H5Aread(list.id(), use_type(doing).id(), uses.data()), doing);
    const std::string name = text_attribute(scale, "NAME");
    for (const Use& use : uses)
        names_[{use.variable, use.axis}] = name;
}

std::vector<std::string> AxisNames::of(hid_t variable, std::size_t rank, const std::string& path) const
{
    const std::string doing = "reading the axes of " + path;
    if (is_scale(variable))
        return std::vector<std::string>(rank, text_attribute(variable, "NAME"));
    const haddr_t address = rank == 0 ? HADDR_UNDEF : address_of(variable, doing);
    std::vector<std::string> names;
    for (unsigned axis = 0; axis < rank; ++axis) {
        const auto found = names_.find({address, axis});
        if (found == names_.end())
            throw Error(doing + ": one has no scale");
        names.push_back(found->second);
    }
    return names;
}

} // namespace mutualise::hdf5
