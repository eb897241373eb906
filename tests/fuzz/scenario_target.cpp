/// \file Scenario files: an input is `scenario.toml` and files it may name. It is refused with problems, or its
/// canonical text reads back to the same text.
#include "target.hpp"

#include "mutualise/scenario/reader.hpp"

using namespace mutualise;
using namespace mutualise::fuzz;

namespace
{

void expect_reads_back(const ResolvedScenario& read, const SystemData& data)
{
    const std::string text = canonical_text(read.scenario, data);
    try {
        const ResolvedScenario back = read_scenario(scratch().write("back.toml", text), data);
        demand(canonical_text(back.scenario, data) == text, "a scenario's canonical text reads back to another", text);
    } catch (const InputError& error) {
        demand(false, "a scenario's canonical text is refused", error.what() + ("\n" + text));
    }
    demand(!effective_text(read, data).empty(), "a scenario has no effective text");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    static const SystemData data = load_system_data(shipped() / "data");
    scratch().lay({reinterpret_cast<const char*>(bytes), size}, "scenario.toml");
    try {
        expect_reads_back(read_scenario(scratch().path("scenario.toml"), data), data);
    } catch (const InputError& error) {
        demand(!error.problems().empty(), "a scenario is refused without a problem");
    }
    return 0;
}
