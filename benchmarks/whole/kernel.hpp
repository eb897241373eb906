/// \file The attitude kernel as a run meets it: the real population, staff leaving and coming, every column filled.
#pragma once

#include "../../sim/process/attitude_terms.hpp"
#include "measure.hpp"

#include "mutualise/population/population.hpp"

#include <string>

namespace mutualise::bench
{

/// Nanoseconds an employee, month and run.
struct KernelTime {
    Spread nanoseconds;
    std::string hash; ///< of the attitudes after the timed months
};

/// Months of the historical scenario's first year, timed; turnover between them is not.
KernelTime time_kernel(const Population& people, const Scenario& scenario, int lanes, int threads, InstructionSet set,
                       int repeats);

/// The same equation one run at a time in 32-bit floats, as a plain program would have it: the reference. It does less
/// than the kernel - one leaning (0.46) and one union density (0.56) for all, no newcomers, no sums - so that the
/// kernel's advantage is understated.
Spread time_reference(const Population& people, int repeats);

/// Least memory traffic of the pass [bytes an employee, month and run]. An employee's row is streamed in (2 bytes a
/// run) and one is written (2), the tie that is far away brings a line of 64 bytes, whatever part of it is used; the
/// other ties lie in lines streamed in anyway; tie numbers and traits serve all runs. Writes are counted once, as in
/// triad.
double least_traffic(const Population& people, int lanes);

} // namespace mutualise::bench
