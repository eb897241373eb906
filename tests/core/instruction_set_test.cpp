#include "mutualise/core/errors.hpp"
#include "mutualise/core/instruction_set.hpp"

#include <catch2/catch.hpp>
#include <utility>

using namespace mutualise;
using Catch::Contains;

TEST_CASE("without a name the widest instruction set of the processor is in use")
{
    CHECK(instruction_set_named(nullptr) == widest_supported());
    CHECK(instruction_set_named("") == widest_supported());
    CHECK(supported(widest_supported()));
}

TEST_CASE("an instruction set is taken by its name where the processor has it, and refused where not")
{
    CHECK(instruction_set_named("baseline") == InstructionSet::baseline);
    for (const auto& [name, set] :
         {std::pair("avx2", InstructionSet::avx2), std::pair("avx512", InstructionSet::avx512)}) {
        if (supported(set))
            CHECK(instruction_set_named(name) == set);
        else
            CHECK_THROWS_WITH(instruction_set_named(name), Contains("this processor does not have them"));
    }
    for (const char* wrong : {"AVX2", "avx", "sse", "avx512 "})
        CHECK_THROWS_WITH(instruction_set_named(wrong), Contains(wrong) && Contains("baseline, avx2 or avx512"));
}
