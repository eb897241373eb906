#include "canonical_hash.hpp"
#include "mutualise/record/ensemble.hpp"

#include <fmt/format.h>
#include <fstream>
#include <system_error>

namespace mutualise
{

namespace
{

using hdf5::Handle;

/// Text of a root attribute; nothing where there is none.
std::string text_attribute(hid_t file, const char* name)
{
    if (H5Aexists(file, name) <= 0)
        return {};
    const Handle attribute(H5Aopen(file, name, H5P_DEFAULT), H5Aclose, "reading an attribute");
    const Handle type(H5Aget_type(attribute.id()), H5Tclose, "reading an attribute");
    if (H5Tget_class(type.id()) != H5T_STRING || H5Tis_variable_str(type.id()) > 0)
        return {};
    std::string text(H5Tget_size(type.id()), '\0');
    hdf5::check(H5Aread(attribute.id(), type.id(), text.data()), "reading an attribute");
    return text.substr(0, text.find('\0'));
}

/// Whole number in a root attribute; -1 where there is none.
int number_attribute(hid_t file, const char* name)
{
    if (H5Aexists(file, name) <= 0)
        return -1;
    const Handle attribute(H5Aopen(file, name, H5P_DEFAULT), H5Aclose, "reading an attribute");
    const Handle space(H5Aget_space(attribute.id()), H5Sclose, "reading an attribute");
    int value = -1;
    if (H5Sget_simple_extent_npoints(space.id()) == 1)
        H5Aread(attribute.id(), H5T_NATIVE_INT, &value);
    return value;
}

/// Opens a file of ours that is whole; throws hdf5::Error with the reason otherwise.
Handle open_whole(const std::string& path)
{
    if (!std::ifstream(path))
        throw hdf5::Error(std::generic_category().message(errno));
    if (std::filesystem::is_directory(path))
        throw hdf5::Error(std::generic_category().message(EISDIR));
    if (H5Fis_hdf5(path.c_str()) <= 0)
        throw hdf5::Error("it is not an HDF5 file");
    Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "it is damaged or cut off");
    if (text_attribute(file.id(), "file_format") != file_format)
        throw hdf5::Error("it is an HDF5 file, but not a mutualise ensemble");
    const int version = number_attribute(file.id(), "file_format_version");
    if (version != file_format_version)
        throw hdf5::Error(
            fmt::format("its format is version {}; this program reads version {}", version, file_format_version));
    if (number_attribute(file.id(), "complete") != 1)
        throw hdf5::Error("it is unfinished: its writer was stopped before the end");
    return file;
}

/// Opens, then does; every failure names the file.
template <class Work>
std::string read(const std::filesystem::path& path, Work work)
{
    const hdf5::QuietErrors quiet;
    try {
        const Handle file = open_whole(path.string());
        return work(file.id());
    } catch (const hdf5::Error& error) {
        throw std::runtime_error(fmt::format("cannot read {}: {}", path.string(), error.what()));
    }
}

} // namespace

std::string canonical_hash(const std::filesystem::path& path) { return read(path, hash_contents); }

std::string recorded_hash(const std::filesystem::path& path)
{
    return read(path, [](hid_t file) { return text_attribute(file, "canonical_hash"); });
}

} // namespace mutualise
