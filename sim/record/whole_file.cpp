#include "whole_file.hpp"

#include "canonical_hash.hpp"
#include "disk_file.hpp"
#include "mutualise/record/part_file.hpp"
#include "netcdf.hpp"

#include <fmt/format.h>
#include <stdexcept>
#include <system_error>

namespace mutualise
{

namespace
{

/// Everything, through the driver that takes note of what the disk says; asked before the hash reads it all back.
std::string write_part(const std::string& path, const std::function<void(hid_t)>& put, DiskState& disk)
{
    const DiskAccess access(disk);
    hdf5::Handle file = netcdf::create_file(path, access.id());
    netcdf::put_attribute(file.id(), "complete", std::int32_t{0});
    put(file.id());
    hdf5::check(H5Fflush(file.id(), H5F_SCOPE_GLOBAL), "writing the file");
    disk.check();
    const std::string hash = hash_contents(file.id());
    netcdf::put_attribute(file.id(), "canonical_hash", hash);
    hdf5::check(H5Fflush(file.id(), H5F_SCOPE_GLOBAL), "writing the file");
    disk.check();
    netcdf::change_attribute(file.id(), "complete", 1);
    file.close("closing the file");
    disk.check();
    return hash;
}

} // namespace

std::string write_whole(const std::filesystem::path& path, const std::function<void(hid_t)>& put)
{
    const hdf5::QuietErrors quiet;
    PartFile part(path);
    DiskState disk;
    try {
        const std::string hash = write_part(part.path().string(), put, disk);
        part.place();
        return hash;
    } catch (const hdf5::Error& error) {
        // HDF5 may stumble over what the disk lost: the disk's reason is the true one.
        const std::string reason = disk.error != 0 ? std::generic_category().message(disk.error) : error.what();
        throw std::runtime_error(fmt::format("cannot write {}: {}", path.string(), reason));
    } catch (const std::system_error& error) {
        throw std::runtime_error(fmt::format("cannot write {}: {}", path.string(), error.code().message()));
    }
}

void put_provenance(hid_t file, const Provenance& from)
{
    using netcdf::put_attribute;
    put_attribute(file, "version", from.version);
    put_attribute(file, "commit", from.commit);
    put_attribute(file, "compiler", from.compiler);
    put_attribute(file, "flags", from.flags);
    put_attribute(file, "command_line", from.command_line);
    put_attribute(file, "created", from.created);
    put_attribute(file, "history", from.created + ": " + from.command_line);
}

} // namespace mutualise
