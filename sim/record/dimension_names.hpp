/// \file The names of variables' axes, as dimension scales say them (HDF5's Dimension Scale Specification): each scale
/// lists the variables along which it runs. The variables' own lists lie in the global heap, which has no checksums,
/// and HDF5's functions for all this take types and lengths on trust: where a file is damaged they read past their
/// ends.
#pragma once

#include "hdf5_handles.hpp"

#include <map>
#include <string>
#include <vector>

namespace mutualise::hdf5
{

/// Is the variable a coordinate: an axis of others?
bool is_scale(hid_t variable);

/// The axes of all variables among which a file's scales are.
class AxisNames
{
public:
    /// `paths` lead to every scale; others among them do no harm.
    AxisNames(hid_t file, const std::vector<std::string>& paths);
    /// The name of each axis of a variable: a coordinate's is its own. Throws Error where an axis has none.
    std::vector<std::string> of(hid_t variable, std::size_t rank, const std::string& path) const;

private:
    void take(hid_t scale, const std::string& path);

    std::map<std::pair<haddr_t, unsigned>, std::string> names_; ///< by variable and axis
};

} // namespace mutualise::hdf5
