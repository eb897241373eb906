/// \file SALib's files: an input is a problem, then `@file sample` and `@file outputs`. It is refused with problems, or
/// its rows are those of a known design, or refused as none.
#include "target.hpp"

#include "mutualise/analysis/foreign_sample.hpp"
#include "mutualise/analysis/sobol_indices.hpp"
#include "mutualise/core/errors.hpp"

using namespace mutualise;
using namespace mutualise::fuzz;

namespace
{

template <class Work>
void may_refuse(Work work)
{
    try {
        work();
    } catch (const InputError& error) {
        demand(!error.problems().empty(), "a sample is refused without a problem");
    }
}

void expect_sound(const ForeignSample& sample)
{
    const InputMatrix& inputs = sample.inputs;
    demand(inputs.values.size() == inputs.rows * inputs.names.size() && inputs.lower.size() == inputs.names.size() &&
               inputs.upper.size() == inputs.names.size() && inputs.line.size() == inputs.rows,
           "a sample's inputs have another shape than they say");
    for (const ReplicatedOutput& output : sample.outputs)
        demand(output.rows == inputs.rows && output.values.size() == inputs.rows, "an output has other rows");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    scratch().lay({reinterpret_cast<const char*>(bytes), size}, "problem");
    may_refuse([] {
        const ForeignSample sample =
            read_foreign_sample(scratch().path("problem"), scratch().path("sample"), scratch().path("outputs"));
        expect_sound(sample);
        for (const SecondOrder order : {SecondOrder::automatic, SecondOrder::yes, SecondOrder::no})
            may_refuse([&] { saltelli_layout(sample.inputs, order); });
        may_refuse([&] { morris_layout(sample.inputs); });
    });
    return 0;
}
