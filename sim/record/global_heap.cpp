#include "global_heap.hpp"

#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace mutualise::hdf5
{

namespace
{

using Bytes = std::vector<unsigned char>;

constexpr std::size_t head_bytes = 16;      // of a collection and of an object
constexpr std::size_t reference_bytes = 16; // length [4], address [8], index [4]
constexpr std::size_t least_collection = 4096;
constexpr unsigned char signature[8] = {'G', 'C', 'O', 'L', 1, 0, 0, 0}; // with version 1 and zeros

std::uint64_t number_at(const unsigned char* from, std::size_t bytes)
{
    std::uint64_t number = 0;
    for (std::size_t i = bytes; i-- > 0;)
        number = number << 8U | from[i];
    return number;
}

/// The file behind an object of HDF5's, read past HDF5.
class RawFile
{
public:
    explicit RawFile(hid_t object)
        : file_(H5Iget_file_id(object), H5Fclose, "asking for the file"), descriptor_(descriptor_of(file_.id()))
    {
        struct stat facts {
        };
        if (fstat(descriptor_, &facts) == 0)
            size_ = static_cast<std::uint64_t>(facts.st_size);
    }

    std::uint64_t size() const { return size_; }

    /// Nothing where the file does not hold as many.
    std::optional<Bytes> read(std::uint64_t address, std::uint64_t count) const
    {
        if (address > size_ || count > size_ - address)
            return std::nullopt;
        Bytes bytes(count);
        std::size_t got = 0;
        while (got < count) {
            const ssize_t now = pread(descriptor_, bytes.data() + got, count - got, static_cast<off_t>(address + got));
            if (now <= 0)
                return std::nullopt;
            got += static_cast<std::size_t>(now);
        }
        return bytes;
    }

private:
    static int descriptor_of(hid_t file)
    {
        void* descriptor = nullptr; // of HDF5's driver for plain files and of ours: an int
        check(H5Fget_vfd_handle(file, H5P_DEFAULT, &descriptor), "asking for the open file");
        return *static_cast<const int*>(descriptor);
    }

    Handle file_;
    int descriptor_;
    std::uint64_t size_ = 0;
};

[[noreturn]] void refuse(const std::string& doing)
{
    throw Error(doing + ": it is damaged: its texts are not where they should be");
}

/// Sizes of a collection's objects, by index.
using Sizes = std::map<std::uint64_t, std::uint64_t>;

/// Objects stand one after the other, each with a head and room in eights; the last is what is free, index 0, unless
/// that is too little for a head.
std::optional<Sizes> objects_of(const Bytes& collection)
{
    Sizes sizes;
    std::size_t at = head_bytes;
    while (collection.size() - at >= head_bytes) {
        const std::uint64_t index = number_at(&collection[at], 2), reserved = number_at(&collection[at + 4], 4);
        const std::uint64_t size = number_at(&collection[at + 8], 8), left = collection.size() - at;
        if (index == 0)
            return size == left ? std::optional(sizes) : std::nullopt;
        if (reserved != 0 || size > left - head_bytes || !sizes.emplace(index, size).second)
            return std::nullopt;
        at += head_bytes + (size + 7) / 8 * 8;
        if (at > collection.size())
            return std::nullopt;
    }
    return sizes;
}

std::optional<Sizes> read_collection(const RawFile& file, std::uint64_t address)
{
    const std::optional<Bytes> head = file.read(address, head_bytes);
    if (!head || std::memcmp(head->data(), signature, sizeof signature) != 0)
        return std::nullopt;
    const std::uint64_t size = number_at(head->data() + 8, 8);
    const std::optional<Bytes> all = size < least_collection ? std::nullopt : file.read(address, size);
    return all ? objects_of(*all) : std::nullopt;
}

} // namespace

void check_texts(hid_t variable, const std::string& doing)
{
    const Handle space(H5Dget_space(variable), H5Sclose, doing);
    const auto count = static_cast<std::uint64_t>(check(H5Sget_simple_extent_npoints(space.id()), doing));
    if (count == 0)
        return;
    const RawFile file(variable);
    const haddr_t offset = H5Dget_offset(variable);
    if (offset == HADDR_UNDEF || count > file.size() / reference_bytes)
        refuse(doing);
    const std::optional<Bytes> references = file.read(offset, count * reference_bytes);
    if (!references)
        refuse(doing);
    std::map<std::uint64_t, Sizes> collections;
    for (std::uint64_t i = 0; i < count; ++i) {
        const unsigned char* reference = &(*references)[i * reference_bytes];
        const std::uint64_t length = number_at(reference, 4), address = number_at(reference + 4, 8),
                            index = number_at(reference + 12, 4);
        if (address == 0 && length == 0 && index == 0) // an empty text
            continue;
        if (!collections.contains(address)) {
            std::optional<Sizes> sizes = read_collection(file, address);
            if (!sizes)
                refuse(doing);
            collections.emplace(address, std::move(*sizes));
        }
        const Sizes& sizes = collections[address];
        const auto object = sizes.find(index);
        if (object == sizes.end() || object->second != length)
            refuse(doing);
    }
}

} // namespace mutualise::hdf5
