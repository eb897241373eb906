#include "open_whole.hpp"

#include "canonical_hash.hpp"
#include "hdf5_attributes.hpp"

#include <cerrno>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <system_error>

namespace mutualise::hdf5
{

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
