/// \file Submodel 5.2, who leaves.
#pragma once

#include "branch_column.hpp"

#include <cstdint>
#include <vector>

namespace mutualise
{

/// A candidate whose word is below the limit of public staff.
struct Leaver {
    std::uint32_t post = 0, luck = 0;
};

/// A month's leavers of one branch in one lane. `monthly` is p_leave of public staff; `leavers` has room for all
/// of the branch's posts.
void take_leavers(const Branch& branch, BranchColumn& column, double monthly, std::vector<Leaver>& leavers);

} // namespace mutualise
