/// \file The order of a study's runs: replicate by replicate, so that any first part of it is balanced over the points.
#include "mutualise/study/study.hpp"

#include <cassert>

namespace mutualise
{

std::uint64_t run_count(const Study& study) { return std::uint64_t{study.replicates} * study.points.size(); }

StudyRun run_of(const Study& study, std::uint64_t index)
{
    assert(index < run_count(study));
    StudyRun run;
    run.index = static_cast<std::uint32_t>(index);
    run.point = static_cast<std::uint32_t>(index % study.points.size());
    run.replicate = study.first_replicate + static_cast<std::uint32_t>(index / study.points.size());
    run.key = run_key(study.seed, study.seeds == Seeds::common ? run.replicate : run.index);
    return run;
}

} // namespace mutualise
