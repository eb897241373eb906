#include "until.hpp"

#include "mutualise/analysis/text_table.hpp"
#include "mutualise/core/errors.hpp"
#include "mutualise/study/rounds.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace mutualise::cli
{

void require_precision(const Until& until, const Study& study, const SystemData& data)
{
    require_recordable(until.outcome, study, data);
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
