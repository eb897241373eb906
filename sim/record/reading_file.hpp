/// \file Whatever goes wrong while a file is read names the file.
#pragma once

#include "hdf5_handles.hpp"
#include "mutualise/record/unreadable.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <new>

namespace mutualise::hdf5
{

/// What a file says in one variable must fit what it says in another: everything that reads it goes by that.
inline void expect(bool fits, const char* what)
{
    if (!fits)
        throw Error(fmt::format("it is damaged: its {} do not fit together", what));
}

/// When an open file was last written to. Values read from before and after a change are of no file.
struct LastWrite {
    long long seconds = 0, nanoseconds = 0, bytes = 0;
    friend bool operator==(const LastWrite&, const LastWrite&) = default;
};
LastWrite last_write(hid_t file);

/// Throws Error where the file has been written to since.
void expect_unchanged(hid_t file, const LastWrite& since);

/// Does the work; throws UnreadableFile where it fails.
template <class Work>
auto reading(const std::filesystem::path& path, Work work)
{
    const QuietErrors quiet;
    try {
        return work();
    } catch (const Error& error) {
        throw UnreadableFile(fmt::format("cannot read {}: {}", path.string(), error.what()));
    } catch (const std::bad_alloc&) {
        throw UnreadableFile(fmt::format("cannot read {}: it holds more than there is memory for", path.string()));
    }
}

} // namespace mutualise::hdf5
