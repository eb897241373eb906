#include "until.hpp"

#include "mutualise/analysis/text_table.hpp"
#include "mutualise/core/errors.hpp"
#include "mutualise/study/rounds.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace mutualise::cli
{

void require_recordable(const Until& until, const Study& study)
{
    const Outcome& outcome = until.outcome;
    const auto& recorded = study.outputs.observables;
    if (std::find(recorded.begin(), recorded.end(), outcome.observable) == recorded.end())
        throw UsageError(
            fmt::format("--until asks for {}, which the study's [outputs] leave out", spec(outcome.observable).name));
    const auto& months = study.outputs.months;
    for (const auto& month : {outcome.first, outcome.last})
        if (month && !months.empty() && std::find(months.begin(), months.end(), *month) == months.end())
            throw UsageError(
                fmt::format("--until asks for {}, which the study's [outputs] leave out", to_string(*month)));
    const Horizon& horizon = study.variants.front().scenario.horizon;
    for (const auto& month : {outcome.first, outcome.last})
        if (month && (*month < horizon.first - 1 || *month > horizon.last))
            throw UsageError(fmt::format("--until asks for {}, outside the horizon {} to {}", to_string(*month),
                                         to_string(horizon.first), to_string(horizon.last)));
    if (study.seeds != Seeds::common)
        throw UsageError("--until adds replicates, and a study with independent seeds has none to add; "
                         "give it seeds = \"common\"");
}

void sweep_until(const Until& until, const Study& study, const std::filesystem::path& folder,
                 std::uint32_t most_replicates, const RunRound& run_round)
{
    std::vector<std::uint32_t> points(study.points.size());
    std::iota(points.begin(), points.end(), 0U);
    for (;;) {
        const std::vector<std::filesystem::path> files = study_files(folder);
        const StudyValues values = read_study_values(files, std::span(&until.outcome, 1), MissingRuns::refuse);
        const Precision precision = precision_of(values, until);
        fmt::print("{}: half-width {} at {} replicates{}\n", until.outcome.text, thousands(precision.widest, 1),
                   precision.replicates,
                   values.points() > 1 ? fmt::format(" where it is widest ({})", values.point_name(precision.point))
                                       : "");
        const std::uint32_t more = next_round(precision, most_replicates);
        if (more == 0) {
            fmt::print("{}\n", precision.holds
                                   ? fmt::format("{} holds", until.text)
                                   : fmt::format("{} does not hold at {} replicates, the most that were allowed "
                                                 "(--most-replicates); about {} would do",
                                                 until.text, precision.replicates, precision.needed));
            return;
        }
        std::uint32_t first = 0;
        for (const auto& replicates : values.replicates)
            first = std::max(first, replicates.back() + 1);
        run_round(round_of(study, points, first, more), round_folder(folder, static_cast<std::uint32_t>(files.size())));
    }
}

} // namespace mutualise::cli
