#include "hdf5_read.hpp"

#include "canonical_hash.hpp"
#include "global_heap.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fstream>
#include <system_error>

namespace mutualise::hdf5
{

namespace
{

// clang-format off
template <class Number> hid_t memory_type();
template <> hid_t memory_type<std::int32_t>() { return H5T_NATIVE_INT32; }
template <> hid_t memory_type<std::uint32_t>() { return H5T_NATIVE_UINT32; }
template <> hid_t memory_type<std::int64_t>() { return H5T_NATIVE_INT64; }
template <> hid_t memory_type<double>() { return H5T_NATIVE_DOUBLE; }
// clang-format on

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

/// One chunk: there, in the file, and of its full size where it was not packed. `at` is its first cell.
void check_chunk(hid_t variable, const Extent& at, hsize_t unpacked, hsize_t file_bytes)
{
    unsigned not_applied = 0; // filters, by bit: HDF5 leaves out one that does not make the chunk smaller
    haddr_t address = HADDR_UNDEF;
    hsize_t bytes = 0;
    check(H5Dget_chunk_info_by_coord(variable, at.data(), &not_applied, &address, &bytes), "looking for a chunk");
    if (address == HADDR_UNDEF || bytes > file_bytes || address > file_bytes - bytes ||
        (not_applied != 0 && bytes != unpacked))
        throw Error("it is damaged: a part of a variable is missing");
}

} // namespace

void check_chunks(hid_t variable, hsize_t first, hsize_t count)
{
    const std::string doing = "looking for a variable's chunks";
    const Handle list(H5Dget_create_plist(variable), H5Pclose, doing), type(H5Dget_type(variable), H5Tclose, doing),
        file(H5Iget_file_id(variable), H5Fclose, doing);
    const Extent size = extent_of(variable);
    if (H5Pget_layout(list.id()) != H5D_CHUNKED || std::ranges::count(size, hsize_t{0}) > 0 || count == 0)
        return;
    Extent chunk(size.size()), at(size.size());
    check(H5Pget_chunk(list.id(), static_cast<int>(chunk.size()), chunk.data()), doing);
    hsize_t unpacked = H5Tget_size(type.id()), file_bytes = 0;
    for (const hsize_t length : chunk)
        unpacked *= length;
    check(H5Fget_filesize(file.id(), &file_bytes), doing);
    for (at[0] = first / chunk[0] * chunk[0]; at[0] < first + count;) {
        check_chunk(variable, at, unpacked, file_bytes);
        std::size_t axis = size.size() - 1; // the next chunk: the last axis moves fastest
        for (at[axis] += chunk[axis]; axis > 0 && at[axis] >= size[axis]; at[axis] += chunk[axis])
            at[axis--] = 0;
    }
}

std::size_t cells_of(hid_t variable, const std::string& doing)
{
    const Handle space(H5Dget_space(variable), H5Sclose, doing), type(H5Dget_type(variable), H5Tclose, doing),
        file(H5Iget_file_id(variable), H5Fclose, doing);
    const auto count = static_cast<std::size_t>(check(H5Sget_simple_extent_npoints(space.id()), doing));
    hsize_t bytes = 0;
    check(H5Fget_filesize(file.id(), &bytes), doing);
    bytes = std::min(bytes, H5Dget_storage_size(variable));
    constexpr hsize_t most_unpacked = 1032;
    if (count > 0 && count > most_unpacked * bytes / std::max<std::size_t>(1, H5Tget_size(type.id())))
        throw Error(doing + ": it says that it is larger than the file can hold");
    return count;
}

bool has_variable(hid_t group, const std::string& name) { return H5Lexists(group, name.c_str(), H5P_DEFAULT) > 0; }

Handle open_variable(hid_t group, const std::string& name)
{
    return {H5Dopen2(group, name.c_str(), H5P_DEFAULT), H5Dclose, "opening the variable " + name};
}

Extent extent_of(hid_t variable)
{
    const Handle space(H5Dget_space(variable), H5Sclose, "reading a variable");
    Extent extent(static_cast<std::size_t>(check(H5Sget_simple_extent_ndims(space.id()), "reading a variable")));
    check(H5Sget_simple_extent_dims(space.id(), extent.data(), nullptr), "reading a variable");
    return extent;
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

Handle open_whole(const std::string& path, const char* format)
{
    if (!std::ifstream(path))
        throw Error(std::generic_category().message(errno));
    if (std::filesystem::is_directory(path))
        throw Error(std::generic_category().message(EISDIR));
    if (H5Fis_hdf5(path.c_str()) <= 0)
        throw Error("it is not an HDF5 file");
    Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "it is damaged or cut off");
    const std::string found = text_attribute(file.id(), "file_format");
    if (found != file_format && found != result_format)
        throw Error("it is an HDF5 file, but not a mutualise ensemble");
    if (format != nullptr && found != format)
        throw Error(fmt::format("it is a {}, not a {}", found, format));
    const int version = number_attribute(file.id(), "file_format_version");
    if (version != file_format_version)
        throw Error(
            fmt::format("its format is version {}; this program reads version {}", version, file_format_version));
    if (number_attribute(file.id(), "complete") != 1)
        throw Error("it is unfinished: its writer was stopped before the end");
    return file;
}

} // namespace mutualise::hdf5
