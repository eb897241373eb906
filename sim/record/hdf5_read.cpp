#include "hdf5_read.hpp"

#include "global_heap.hpp"
#include "number_types.hpp"

#include <array>
#include <fmt/format.h>

namespace mutualise::hdf5
{

namespace
{

/// Calls transfer(memory space, file space) for the first-axis rows [first, first + count) of so many cells each.
template <class Transfer>
void with_rows(hid_t variable, std::size_t first, std::size_t count, std::size_t row, Transfer transfer)
{
    Extent size = extent_of(variable);
    std::size_t found = size.empty() ? 0 : 1;
    for (std::size_t i = 1; i < size.size(); ++i)
        found *= size[i];
    if (found != row || first > size[0] || count > size[0] - first)
        throw Error("a variable has another shape than it should");
    std::array<hsize_t, H5S_MAX_RANK> start{};
    start[0] = first;
    size[0] = count;
    const Handle file(H5Dget_space(variable), H5Sclose, "reading a variable");
    check(H5Sselect_hyperslab(file.id(), H5S_SELECT_SET, start.data(), nullptr, size.data(), nullptr),
          "selecting cells");
    const Handle memory(H5Screate_simple(static_cast<int>(size.size()), size.data(), nullptr), H5Sclose,
                        "making a data space");
    transfer(memory.id(), file.id());
}

} // namespace

bool has_variable(hid_t group, const std::string& name) { return H5Lexists(group, name.c_str(), H5P_DEFAULT) > 0; }

Handle open_variable(hid_t group, const std::string& name)
{
    return {H5Dopen2(group, name.c_str(), H5P_DEFAULT), H5Dclose, "opening the variable " + name};
}

bool holds_numbers(hid_t variable)
{
    const Handle type(H5Dget_type(variable), H5Tclose, "reading a variable");
    return H5Tget_class(type.id()) != H5T_STRING;
}

std::vector<std::string> read_texts(hid_t group, const std::string& name)
{
    const std::string doing = "reading " + name;
    const Handle variable = open_variable(group, name);
    const Handle type(H5Dget_type(variable.id()), H5Tclose, doing), space(H5Dget_space(variable.id()), H5Sclose, doing);
    if (H5Tis_variable_str(type.id()) <= 0)
        throw Error(name + " is no text");
    std::vector<char*> values(cells_of(variable.id(), doing));
    check_texts(variable.id(), doing);
    std::vector<std::string> texts;
    if (values.empty())
        return texts;
    const GiveBack taken(true, type.id(), space.id(), values.data());
    check(H5Dread(variable.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), doing);
    for (const char* value : values)
        texts.emplace_back(value == nullptr ? "" : value);
    return texts;
}

std::string read_text(hid_t group, const std::string& name)
{
    const std::vector<std::string> texts = read_texts(group, name);
    if (texts.size() != 1)
        throw Error(fmt::format("{} holds {} texts, not one", name, texts.size()));
    return texts.front();
}

template <class Number>
std::vector<Number> read_numbers(hid_t group, const std::string& name)
{
    const std::string doing = "reading " + name;
    const Handle variable = open_variable(group, name);
    std::vector<Number> values(cells_of(variable.id(), doing));
    if (const Extent size = extent_of(variable.id()); !size.empty())
        check_chunks(variable.id(), 0, size[0]);
    if (!values.empty())
        check(H5Dread(variable.id(), memory_type<Number>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), doing);
    return values;
}

template std::vector<std::int32_t> read_numbers<std::int32_t>(hid_t, const std::string&);
template std::vector<std::uint32_t> read_numbers<std::uint32_t>(hid_t, const std::string&);
template std::vector<std::int64_t> read_numbers<std::int64_t>(hid_t, const std::string&);
template std::vector<double> read_numbers<double>(hid_t, const std::string&);

void read_rows(hid_t variable, hid_t type, std::size_t first, std::size_t count, std::size_t row, void* to)
{
    with_rows(variable, first, count, row, [&](hid_t memory, hid_t in_file) {
        check_chunks(variable, first, count);
        check(H5Dread(variable, type, memory, in_file, H5P_DEFAULT, to), "reading values");
    });
}

void write_rows(hid_t variable, hid_t type, std::size_t first, std::size_t count, std::size_t row, const void* from)
{
    with_rows(variable, first, count, row, [&](hid_t memory, hid_t in_file) {
        check(H5Dwrite(variable, type, memory, in_file, H5P_DEFAULT, from), "writing values");
    });
}

} // namespace mutualise::hdf5
