/// \file Texts of the command line: an input begins with what it is (`goal`, `set`, `month`, ...), the rest is the
/// text, for `set` one a line. It is refused as the header says, or what was read says the same again.
#include "target.hpp"

#include "mutualise/analysis/outcome.hpp"
#include "mutualise/analysis/until.hpp"
#include "mutualise/core/errors.hpp"
#include "mutualise/core/month.hpp"
#include "mutualise/core/shell.hpp"
#include "mutualise/scenario/reader.hpp"
#include "mutualise/study/share.hpp"
#include "mutualise/study/text_lines.hpp"

#include <cmath>

using namespace mutualise;
using namespace mutualise::fuzz;

namespace
{

void read_outcome(const std::string& text)
{
    const Outcome outcome = parse_outcome(text);
    demand(outcome.categories.size() == 2, "an outcome has no categories", text);
    demand(parse_outcome(outcome.text).text == outcome.text, "an outcome reads back to another", text);
}

void read_goal(const std::string& text)
{
    const Goal goal = parse_goal(text);
    demand(std::isfinite(goal.threshold), "a goal's threshold is not finite", text);
    demand(parse_goal(goal.text).threshold == goal.threshold, "a goal reads back to another", text);
}

void read_until(const std::string& text)
{
    const Until until = parse_until(text);
    demand(until.threshold > 0 && until.confidence > 0 && until.confidence < 1, "a condition makes no sense", text);
}

void read_month(const std::string& text)
{
    const std::optional<Month> month = parse_month(text);
    if (!month)
        return;
    demand(to_string(*month) == text.substr(0, 7), "a month is written as another", text);
    last_day_since_2010(*month);
}

void read_settings(const std::string& text)
{
    static const SystemData data = load_system_data(shipped() / "data");
    std::vector<std::string> settings;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        settings.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    try {
        const ResolvedScenario read = read_scenario(scratch().path("no-levers.toml"), data, settings);
        canonical_text(read.scenario, data);
        effective_text(read, data);
    } catch (const InputError& error) {
        demand(!error.problems().empty(), "a setting is refused without a problem", text);
    }
}

void read_share(const std::string& text)
{
    const Share share = parse_share(text);
    demand(share.shard >= 1 && share.shard <= share.shards, "a share is of no whole", text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(bytes), size);
    const std::string_view kind = input.substr(0, input.find('\n'));
    const std::string text(kind.size() < input.size() ? input.substr(kind.size() + 1) : "");
    try {
        if (kind == "outcome")
            read_outcome(text);
        else if (kind == "goal")
            read_goal(text);
        else if (kind == "until")
            read_until(text);
        else if (kind == "month")
            read_month(text);
        else if (kind == "set")
            read_settings(text);
        else if (kind == "share")
            read_share(text);
        else if (kind == "number")
            number_of(text);
        else if (kind == "word")
            demand(!shell_word(text).empty(), "a word of a command line vanishes");
    } catch (const UsageError& error) {
        demand(*error.what() != '\0', "a text is refused without a reason", text);
    }
    return 0;
}
