/// \file Which share of a study a worker does: shard i of n, told by hand or by the scheduler that started it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace mutualise
{

/// A worker's part of a study.
struct Share {
    std::uint32_t shard = 1;  ///< counted from 1
    std::uint32_t shards = 1; ///< of the study
    friend bool operator==(const Share&, const Share&) = default;
};

/// "3/8". Throws UsageError.
Share parse_share(const std::string& text);

/// From the variables of a Slurm array (SLURM_ARRAY_TASK_ID, _MIN, _MAX, _STEP, _COUNT), Open MPI
/// (OMPI_COMM_WORLD_RANK, _SIZE) or MPICH and Slurm's srun (PMI_RANK, PMI_SIZE), the first that are set; nothing where
/// none are. `variable` looks one up, null where it is not set. Throws UsageError where they make no sense.
std::optional<Share> share_from_environment(const std::function<const char*(const char*)>& variable);

} // namespace mutualise
