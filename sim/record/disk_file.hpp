/// \file HDF5's way to the disk, for writing: a driver that takes note of the first failure and lets HDF5 finish in
/// peace.
///
/// HDF5 1.10 cannot close a file whose last writes fail: on a full disk it crashes in H5Fclose, or at exit ("infinite
/// loop closing library"). So a failed write is remembered here and reported to HDF5 as done; whoever writes asks
/// `error` before believing in the file, and throws it away.
#pragma once

#include "hdf5_handles.hpp"

namespace mutualise
{

/// What befell one file on its way to the disk. Must outlive the open file.
struct DiskState {
    int error = 0; ///< errno of the first failure; 0: none
    /// Throws std::system_error after a failure.
    void check() const;
};

/// An access property list whose files are written through the driver; `state` takes note.
class DiskAccess
{
public:
    explicit DiskAccess(DiskState& state);
    hid_t id() const { return list_.id(); }

private:
    hdf5::Handle driver_;
    hdf5::Handle list_;
};

} // namespace mutualise
