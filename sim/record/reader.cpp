#include "canonical_hash.hpp"
#include "hdf5_read.hpp"
#include "mutualise/record/ensemble.hpp"

#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// Opens, then does; every failure names the file.
template <class Work>
std::string read(const std::filesystem::path& path, Work work)
{
    const hdf5::QuietErrors quiet;
    try {
        const hdf5::Handle file = hdf5::open_whole(path.string());
        return work(file.id());
    } catch (const hdf5::Error& error) {
        throw std::runtime_error(fmt::format("cannot read {}: {}", path.string(), error.what()));
    }
}

} // namespace

std::string canonical_hash(const std::filesystem::path& path) { return read(path, hash_contents); }

std::string recorded_hash(const std::filesystem::path& path)
{
    return read(path, [](hid_t file) { return hdf5::text_attribute(file, "canonical_hash"); });
}

} // namespace mutualise
