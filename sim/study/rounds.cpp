#include "mutualise/study/rounds.hpp"

#include <fmt/format.h>

namespace mutualise
{

Study round_of(const Study& study, std::span<const std::uint32_t> points, std::uint32_t first, std::uint32_t replicates)
{
    if (study.seeds != Seeds::common)
        throw UsageError(
            fmt::format("{} has independent seeds: replicates can only be added to common ones", study.name));
    Study round = study;
    round.first_replicate = first;
    round.replicates = replicates;
    round.design = {};
    round.design.kind = DesignKind::list;
    round.points.clear();
    for (const std::uint32_t point : points) {
        round.points.push_back(study.points.at(point));
        round.design.rows.push_back({study.variants[round.points.back().variant].id, round.points.back().values});
    }
    round.notices.clear();
    return round;
}

std::filesystem::path round_folder(const std::filesystem::path& study_folder, std::uint32_t round)
{
    return study_folder / "rounds" / fmt::format("{:04}", round);
}

} // namespace mutualise
