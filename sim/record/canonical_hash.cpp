#include "canonical_hash.hpp"

#include "dimension_names.hpp"
#include "global_heap.hpp"
#include "mutualise/core/digest.hpp"
#include "stored_cells.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <fmt/format.h>
#include <limits>
#include <span>
#include <vector>

namespace mutualise
{

static_assert(std::endian::native == std::endian::little, "values enter the hash as they lie in memory");

namespace
{

using hdf5::check;
using hdf5::GiveBack;
using hdf5::Handle;

/// Root attributes that are part of the science (a result has the last only), and those of variables.
constexpr std::array<const char*, 5> root_attributes{"data_digest", "employees", "model_version", "scale", "analysis"};
constexpr std::array<const char*, 5> variable_attributes{"calendar", "flag_masks", "flag_meanings", "flag_values",
                                                         "units"};

/// How a stored type is named in the hash and read into memory.
struct ValueType {
    std::string name;
    Handle memory;
    std::size_t size = 0; ///< [bytes] of one value in memory
    bool is_text = false;
    bool is_variable_length = false;
};

ValueType text_type(hid_t stored)
{
    ValueType type{"text", {H5Tcopy(stored), H5Tclose, "reading a type"}, H5Tget_size(stored), true, false};
    type.is_variable_length = check(H5Tis_variable_str(stored), "reading a type") > 0;
    return type;
}

ValueType value_type(hid_t stored, const std::string& of)
{
    const H5T_class_t kind = H5Tget_class(stored);
    if (kind == H5T_STRING)
        return text_type(stored);
    if (kind != H5T_INTEGER && kind != H5T_FLOAT)
        throw hdf5::Error(of + " has a type that no recorded file holds");
    Handle memory(H5Tget_native_type(stored, H5T_DIR_ASCEND), H5Tclose, "reading a type");
    const std::size_t size = H5Tget_size(memory.id()); // of a foreign type, more than it has in the file
    const char* name = kind == H5T_FLOAT ? "float" : H5Tget_sign(stored) == H5T_SGN_NONE ? "uint" : "int";
    return {fmt::format("{}{}", name, 8 * size), std::move(memory), size};
}

void add_text(Sha256& digest, std::string_view text)
{
    const std::uint64_t size = text.size();
    digest.update(std::as_bytes(std::span(&size, 1)));
    digest.update(text);
}

template <class Real>
void use_one_nan(std::byte* values, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        Real x;
        std::memcpy(&x, values + i * sizeof x, sizeof x);
        if (x != x)
            x = std::numeric_limits<Real>::quiet_NaN();
        std::memcpy(values + i * sizeof x, &x, sizeof x);
    }
}

/// Numbers as they are (little-endian, every NaN the same); text as its length in 8 bytes, then UTF-8.
void add_values(Sha256& digest, const ValueType& type, std::vector<std::byte>& values)
{
    const std::size_t count = values.size() / type.size;
    if (!type.is_text) {
        if (type.name == "float64")
            use_one_nan<double>(values.data(), count);
        if (type.name == "float32")
            use_one_nan<float>(values.data(), count);
        digest.update(values);
        return;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const char* text = reinterpret_cast<const char*>(values.data() + i * type.size);
        if (type.is_variable_length) {
            std::memcpy(&text, values.data() + i * type.size, sizeof text);
            add_text(digest, text != nullptr ? text : "");
        } else {
            add_text(digest, {text, strnlen(text, type.size)});
        }
    }
}

void add_attribute(Sha256& digest, hid_t object, const char* name, const std::string& of)
{
    const std::string doing = fmt::format("reading the attribute {} of {}", name, of);
    const Handle attribute(H5Aopen(object, name, H5P_DEFAULT), H5Aclose, doing);
    const Handle stored(H5Aget_type(attribute.id()), H5Tclose, doing),
        space(H5Aget_space(attribute.id()), H5Sclose, doing);
    const ValueType type = value_type(stored.id(), of);
    const auto count = static_cast<std::size_t>(check(H5Sget_simple_extent_npoints(space.id()), doing));
    std::vector<std::byte> values(count * type.size);
    const GiveBack taken(type.is_variable_length, type.memory.id(), space.id(), values.data());
    check(H5Aread(attribute.id(), type.memory.id(), values.data()), doing);
    digest.update(fmt::format("attribute {} {} {}\n", name, type.name, count));
    add_values(digest, type, values);
}

/// Values in pieces of whole first-axis rows, aligned with chunks so that each is unpacked once.
void add_pieces(Sha256& digest, hid_t variable, const ValueType& type, const std::vector<hsize_t>& shape,
                const std::string& path)
{
    constexpr std::size_t piece_bytes = std::size_t{8} << 20;
    const std::string doing = "reading " + path;
    const Handle list(H5Dget_create_plist(variable), H5Pclose, doing), file(H5Dget_space(variable), H5Sclose, doing);
    std::vector<hsize_t> chunk(shape.size(), 1), start(shape.size(), 0), count = shape;
    if (H5Pget_layout(list.id()) == H5D_CHUNKED)
        check(H5Pget_chunk(list.id(), static_cast<int>(chunk.size()), chunk.data()), doing);
    std::size_t row_bytes = type.size;
    for (std::size_t i = 1; i < shape.size(); ++i)
        row_bytes *= shape[i];
    const hsize_t chunks_a_piece = std::max<hsize_t>(1, piece_bytes / std::max<std::size_t>(1, row_bytes * chunk[0]));
    std::vector<std::byte> values;
    for (start[0] = 0; start[0] < shape[0]; start[0] += count[0]) {
        count[0] = std::min(chunk[0] * chunks_a_piece, shape[0] - start[0]);
        values.assign(count[0] * row_bytes, std::byte{});
        hdf5::check_chunks(variable, start[0], count[0]);
        const Handle memory(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), H5Sclose, doing);
        check(H5Sselect_hyperslab(file.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr), doing);
        const GiveBack taken(type.is_variable_length, type.memory.id(), memory.id(), values.data());
        check(H5Dread(variable, type.memory.id(), memory.id(), file.id(), H5P_DEFAULT, values.data()), doing);
        add_values(digest, type, values);
    }
}

void add_scalar(Sha256& digest, hid_t variable, const ValueType& type, hid_t space, const std::string& path)
{
    std::vector<std::byte> values(type.size);
    const GiveBack taken(type.is_variable_length, type.memory.id(), space, values.data());
    check(H5Dread(variable, type.memory.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "reading " + path);
    add_values(digest, type, values);
}

void add_variable(Sha256& digest, hid_t file, const std::string& path, const hdf5::AxisNames& axis_names)
{
    const Handle variable(H5Dopen2(file, path.c_str(), H5P_DEFAULT), H5Dclose, "opening " + path);
    const Handle stored(H5Dget_type(variable.id()), H5Tclose, "reading " + path);
    const Handle space(H5Dget_space(variable.id()), H5Sclose, "reading " + path);
    const ValueType type = value_type(stored.id(), path);
    const int rank = check(H5Sget_simple_extent_ndims(space.id()), "reading " + path);
    std::vector<hsize_t> shape(static_cast<std::size_t>(rank));
    check(H5Sget_simple_extent_dims(space.id(), shape.data(), nullptr), "reading " + path);
    hdf5::cells_of(variable.id(), "reading " + path);
    if (type.is_variable_length)
        hdf5::check_texts(variable.id(), "reading " + path);
    const std::vector<std::string> names = axis_names.of(variable.id(), shape.size(), path);
    std::string axes;
    for (std::size_t i = 0; i < shape.size(); ++i)
        axes += fmt::format(" {}={}", names[i], shape[i]);
    digest.update(fmt::format("variable {} {}{}\n", path, type.name, axes));
    for (const char* name : variable_attributes)
        if (check(H5Aexists(variable.id(), name), "reading " + path) > 0)
            add_attribute(digest, variable.id(), name, path);
    digest.update("values\n");
    if (shape.empty())
        add_scalar(digest, variable.id(), type, space.id(), path);
    else
        add_pieces(digest, variable.id(), type, shape, path);
}

herr_t collect(hid_t file, const char* path, const H5L_info_t* link, void* paths)
{
    H5O_info_t object;
    if (link->type != H5L_TYPE_HARD || H5Oget_info_by_name2(file, path, &object, H5O_INFO_BASIC, H5P_DEFAULT) < 0)
        return -1;
    if (object.type == H5O_TYPE_DATASET)
        static_cast<std::vector<std::string>*>(paths)->push_back(std::string("/") + path);
    return 0;
}

} // namespace

std::string hash_contents(hid_t file)
{
    Sha256 digest;
    digest.update("mutualise canonical hash 1\n");
    for (const char* name : root_attributes)
        if (check(H5Aexists(file, name), "reading the file") > 0)
            add_attribute(digest, file, name, "the file");
    std::vector<std::string> paths;
    // In the file's own order: to sort many links HDF5 1.10 makes a table, and frees what it has not filled where one
    // cannot be read.
    check(H5Lvisit(file, H5_INDEX_NAME, H5_ITER_NATIVE, collect, &paths), "listing the variables");
    std::sort(paths.begin(), paths.end());
    const hdf5::AxisNames axis_names(file, paths);
    for (const std::string& path : paths)
        if (path != "/parameter_source") // words about evidence, not what was run
            add_variable(digest, file, path, axis_names);
    return digest.hex();
}

} // namespace mutualise
