#include "reading_file.hpp"

#include <sys/stat.h>

namespace mutualise::hdf5
{

LastWrite last_write(hid_t file)
{
    void* descriptor = nullptr; // of HDF5's driver for plain files: an int (H5Fget_vfd_handle)
    check(H5Fget_vfd_handle(file, H5P_DEFAULT, &descriptor), "asking for the open file");
    struct stat facts {
    };
    if (fstat(*static_cast<const int*>(descriptor), &facts) != 0)
        throw Error("it cannot be asked about");
    return {facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec, facts.st_size};
}

void expect_unchanged(hid_t file, const LastWrite& since)
{
    if (!(last_write(file) == since))
        throw Error("it changed while it was read");
}

} // namespace mutualise::hdf5
