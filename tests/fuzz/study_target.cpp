/// \file Study files: an input is `study.toml` and the scenarios, designs and problem files it may name. It is refused
/// with problems, or its points are made and written in every form.
#include "target.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/study/salib.hpp"
#include "mutualise/study/study.hpp"

#include <algorithm>
#include <cctype>

using namespace mutualise;
using namespace mutualise::fuzz;

namespace
{

/// A million points are allowed and take minutes: that is no finding. Numbers of four digits and more become shorter on
/// the lines that say how many, and long lists of factors are left alone.
std::string with_few_points(std::string text)
{
    constexpr std::size_t digits = 2;
    for (const char* key : {"points", "trajectories", "steps", "step ", "step=", "skip"})
        for (std::size_t at = text.find(key); at != std::string::npos; at = text.find(key, at + 1)) {
            const std::size_t line = std::min(text.find('\n', at), text.size());
            std::size_t run = 0;
            for (std::size_t i = at; i < line; ++i) {
                run = std::isxdigit(static_cast<unsigned char>(text[i])) != 0 || text[i] == '_' ? run + 1 : 0;
                if (run > digits)
                    text[i] = ' ';
            }
        }
    return text;
}

bool has_many_factors(std::string_view text)
{
    std::size_t factors = 0;
    for (std::size_t at = text.find("factor"); at != std::string_view::npos; at = text.find("factor", at + 1))
        ++factors;
    return factors > 8;
}

void write_in_every_form(const Study& study, const SystemData& data)
{
    demand(!study.points.empty(), "a study has no point");
    demand(!canonical_text(study, data).empty(), "a study has no canonical text");
    demand(!design_csv(study).empty(), "a study has no design");
    for (const DesignPoint& point : study.points) {
        demand(point.variant < study.variants.size(), "a point's variant is none");
        demand(point.values.size() == study.factors.size(), "a point has other factors than its study");
    }
    scenario_of(study, study.points.back(), data);
    run_of(study, run_count(study) - 1);
    try {
        salib_problem(study);
        salib_sample(study);
    } catch (const UsageError&) { // a name or distribution that SALib's file has no room for
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    static const SystemData data = load_system_data(shipped() / "data");
    const std::string text = with_few_points({reinterpret_cast<const char*>(bytes), size});
    if (has_many_factors(text))
        return 0;
    scratch().lay(text, "study.toml");
    const std::filesystem::path file = scratch().path("study.toml");
    is_study_file(file);
    try {
        write_in_every_form(read_study(file, data), data);
    } catch (const InputError& error) {
        demand(!error.problems().empty(), "a study is refused without a problem");
    }
    return 0;
}
