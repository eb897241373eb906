#include "canonical_hash.hpp"
#include "hdf5_attributes.hpp"
#include "mutualise/record/ensemble.hpp"
#include "open_whole.hpp"
#include "reading_file.hpp"

namespace mutualise
{

std::string canonical_hash(const std::filesystem::path& path)
{
    return hdf5::reading(path, [&] {
        const hdf5::Handle file = hdf5::open_whole(path.string());
        const hdf5::LastWrite before = hdf5::last_write(file.id());
        std::string hash = hash_contents(file.id());
        hdf5::expect_unchanged(file.id(), before);
        return hash;
    });
}

std::string recorded_hash(const std::filesystem::path& path)
{
    return hdf5::reading(path,
                         [&] { return hdf5::text_attribute(hdf5::open_whole(path.string()).id(), "canonical_hash"); });
}

} // namespace mutualise
