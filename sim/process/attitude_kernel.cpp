#include "attitude_kernel.hpp"

#include <cassert>

namespace mutualise
{

namespace
{

// One compilation of the kernel per instruction set; chosen at run time, so that one binary serves every processor and
// a test can call each. (target_clones would do, but clang 14 does not clone templates and its choice cannot be
// steered.)
template <int width>
void update_baseline(const Population& people, UnitId unit, const RunTerms& run, const UnitTerms& terms, Crowd& crowd)
{
    attitude_kernel::update_unit<width>(people, unit, run, terms, crowd);
}

#if defined(__x86_64__)
template <int width>
[[gnu::target("arch=x86-64-v3")]] void update_avx2(const Population& people, UnitId unit, const RunTerms& run,
                                                   const UnitTerms& terms, Crowd& crowd)
{
    attitude_kernel::update_unit<width>(people, unit, run, terms, crowd);
}

template <int width>
[[gnu::target("arch=x86-64-v4")]] void update_avx512(const Population& people, UnitId unit, const RunTerms& run,
                                                     const UnitTerms& terms, Crowd& crowd)
{
    attitude_kernel::update_unit<width>(people, unit, run, terms, crowd);
}
#endif

template <int width>
UpdateUnit of_set(InstructionSet set)
{
#if defined(__x86_64__)
    if (set == InstructionSet::avx512)
        return update_avx512<width>;
    if (set == InstructionSet::avx2)
        return update_avx2<width>;
#endif
    assert(set == InstructionSet::baseline);
    return update_baseline<width>;
}

} // namespace

void publish_rows()
{
#if defined(__SSE2__)
    _mm_sfence();
#endif
}

UpdateUnit unit_update(int width, InstructionSet set)
{
    switch (width) {
    case 1:
        return of_set<1>(set);
    case 2:
        return of_set<2>(set);
    case 4:
        return of_set<4>(set);
    case 8:
        return of_set<8>(set);
    case 16:
        return of_set<16>(set);
    default:
        assert(width == 32);
        return of_set<32>(set);
    }
}

} // namespace mutualise
