#include "stored_cells.hpp"

#include <algorithm>

namespace mutualise::hdf5
{

namespace
{

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

Extent extent_of(hid_t variable)
{
    const Handle space(H5Dget_space(variable), H5Sclose, "reading a variable");
    Extent extent(static_cast<std::size_t>(check(H5Sget_simple_extent_ndims(space.id()), "reading a variable")));
    check(H5Sget_simple_extent_dims(space.id(), extent.data(), nullptr), "reading a variable");
    return extent;
}

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

} // namespace mutualise::hdf5
