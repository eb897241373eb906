#include "disk_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <limits>
#include <memory>
#include <system_error>
#include <type_traits>
#include <unistd.h>

namespace mutualise
{

namespace
{

/// What an access property list carries to the driver.
struct DriverInfo {
    DiskState* state;
};

/// The driver's file; HDF5 sees the first member only.
struct DiskFile {
    H5FD_t seen_by_hdf5;
    int descriptor;
    haddr_t allocated; ///< end of the addresses HDF5 uses
    haddr_t end;       ///< of the file
    DiskState* state;
};
static_assert(std::is_standard_layout_v<DiskFile>);

DiskFile& ours(H5FD_t* file) { return *reinterpret_cast<DiskFile*>(file); }
const DiskFile& ours(const H5FD_t* file) { return *reinterpret_cast<const DiskFile*>(file); }

H5FD_t* open_file(const char* name, unsigned flags, hid_t list, haddr_t)
{
    DiskState* const state = static_cast<const DriverInfo*>(H5Pget_driver_info(list))->state;
    const int access = (flags & H5F_ACC_RDWR) != 0 ? O_RDWR : O_RDONLY;
    const int create = ((flags & H5F_ACC_CREAT) != 0 ? O_CREAT : 0) | ((flags & H5F_ACC_TRUNC) != 0 ? O_TRUNC : 0);
    const int descriptor = open(name, access | create | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        state->error = errno;
        return nullptr;
    }
    const off_t end = lseek(descriptor, 0, SEEK_END);
    auto file = std::make_unique<DiskFile>(DiskFile{{}, descriptor, 0, static_cast<haddr_t>(end), state});
    return &file.release()->seen_by_hdf5;
}

herr_t close_file(H5FD_t* file)
{
    const std::unique_ptr<DiskFile> disk(&ours(file));
    if (close(disk->descriptor) != 0 && disk->state->error == 0)
        disk->state->error = errno;
    return 0;
}

herr_t query(const H5FD_t*, unsigned long* flags)
{
    *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
             H5FD_FEAT_AGGREGATE_SMALLDATA | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
    return 0;
}

haddr_t allocated(const H5FD_t* file, H5FD_mem_t) { return ours(file).allocated; }

herr_t allocate(H5FD_t* file, H5FD_mem_t, haddr_t end)
{
    ours(file).allocated = end;
    return 0;
}

herr_t descriptor_of(H5FD_t* file, hid_t, void** descriptor)
{
    *descriptor = &ours(file).descriptor;
    return 0;
}

haddr_t end_of_file(const H5FD_t* file, H5FD_mem_t) { return ours(file).end; }

/// What lies beyond the end of the file, or was lost, reads as zeros.
herr_t read_bytes(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, size_t size, void* buffer)
{
    DiskFile& disk = ours(file);
    auto* to = static_cast<char*>(buffer);
    while (size > 0) {
        const ssize_t got = pread(disk.descriptor, to, size, static_cast<off_t>(address));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && disk.state->error == 0)
            disk.state->error = errno;
        if (got <= 0)
            break;
        to += got;
        address += static_cast<haddr_t>(got);
        size -= static_cast<size_t>(got);
    }
    std::memset(to, 0, size);
    return 0;
}

herr_t write_bytes(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, size_t size, const void* buffer)
{
    DiskFile& disk = ours(file);
    const auto* from = static_cast<const char*>(buffer);
    disk.end = std::max(disk.end, address + size);
    while (size > 0 && disk.state->error == 0) {
        const ssize_t put = pwrite(disk.descriptor, from, size, static_cast<off_t>(address));
        if (put < 0 && errno != EINTR)
            disk.state->error = errno;
        if (put < 0)
            continue;
        from += put;
        address += static_cast<haddr_t>(put);
        size -= static_cast<size_t>(put);
    }
    return 0;
}

herr_t truncate_file(H5FD_t* file, hid_t, hbool_t)
{
    DiskFile& disk = ours(file);
    if (disk.end == disk.allocated)
        return 0;
    if (ftruncate(disk.descriptor, static_cast<off_t>(disk.allocated)) != 0 && disk.state->error == 0)
        disk.state->error = errno;
    disk.end = disk.allocated;
    return 0;
}

hid_t register_driver()
{
    H5FD_class_t c{};
    c.name = "mutualise_disk";
    c.maxaddr = std::numeric_limits<off_t>::max();
    c.fc_degree = H5F_CLOSE_WEAK;
    c.fapl_size = sizeof(DriverInfo);
    c.open = open_file;
    c.close = close_file;
    c.query = query;
    c.get_eoa = allocated;
    c.set_eoa = allocate;
    c.get_eof = end_of_file;
    c.get_handle = descriptor_of;
    c.read = read_bytes;
    c.write = write_bytes;
    c.truncate = truncate_file;
    const H5FD_mem_t map[] = H5FD_FLMAP_DICHOTOMY;
    std::copy(std::begin(map), std::end(map), c.fl_map);
    return H5FDregister(&c); // keeps a copy
}

} // namespace

void DiskState::check() const
{
    if (error != 0)
        throw std::system_error(error, std::generic_category());
}

DiskAccess::DiskAccess(DiskState& state)
    : driver_(register_driver(), H5FDunregister, "registering the disk driver"),
      list_(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "making a property list")
{
    const DriverInfo note{&state};
    hdf5::check(H5Pset_driver(list_.id(), driver_.id(), &note), "choosing the disk driver");
    hdf5::check(H5Pset_libver_bounds(list_.id(), H5F_LIBVER_V18, H5F_LIBVER_LATEST), "setting the format's version");
}

} // namespace mutualise
