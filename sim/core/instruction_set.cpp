#include "mutualise/core/instruction_set.hpp"

#include "mutualise/core/errors.hpp"

#include <array>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace mutualise
{

bool supported(InstructionSet set)
{
#if defined(__x86_64__)
    const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                      __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma");
    if (set == InstructionSet::avx512)
        return avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512vl");
    if (set == InstructionSet::avx2)
        return avx2;
#endif
    return set == InstructionSet::baseline;
}

InstructionSet widest_supported()
{
    for (const InstructionSet set : {InstructionSet::avx512, InstructionSet::avx2})
        if (supported(set))
            return set;
    return InstructionSet::baseline;
}

InstructionSet instruction_set_named(const char* name)
{
    if (name == nullptr || *name == '\0')
        return widest_supported();
    constexpr std::array<std::pair<std::string_view, InstructionSet>, 3> names{
        {{"baseline", InstructionSet::baseline}, {"avx2", InstructionSet::avx2}, {"avx512", InstructionSet::avx512}}};
    for (const auto& [known, set] : names)
        if (known == name) {
            if (!supported(set))
                throw UsageError("MUTUALISE_INSTRUCTIONS=" + std::string(name) + ": this processor does not have them");
            return set;
        }
    throw UsageError("MUTUALISE_INSTRUCTIONS=" + std::string(name) + " must be baseline, avx2 or avx512");
}

InstructionSet instructions_in_use()
{
    static const InstructionSet set = instruction_set_named(std::getenv("MUTUALISE_INSTRUCTIONS"));
    return set;
}

} // namespace mutualise
