/// \file The same proposals in two runs.
#include "mutualise/analysis/barriers.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace mutualise
{

namespace
{

constexpr std::uint8_t founded_flag = 16; ///< of ProposalRow

bool is_founded(const ProposalRow& row) { return (row.flags & founded_flag) != 0; }
bool has_died(const ProposalRow& row) { return row.reason >= 0; }

std::uint32_t place_of(const UnitPlaces& places, std::uint32_t stable)
{
    const auto found = std::lower_bound(places.begin(), places.end(), std::pair(stable, std::uint32_t{0}));
    return found->second;
}

/// A proposal's first unit and how often that was proposed before.
using Attempt = std::pair<std::uint32_t, std::uint32_t>;

/// The proposals of one run in the order of launch.
struct Launches {
    std::vector<ProposalRow> rows;
    std::vector<Attempt> attempts; ///< by row
    std::map<Attempt, std::size_t> row_of;
    std::map<std::uint32_t, std::vector<std::size_t>> covering; ///< rows, by place of a unit

    Launches(std::span<const ProposalRow> log, const UnitPlaces& places) : rows(log.begin(), log.end())
    {
        std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.proposal < b.proposal; });
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const std::uint32_t first = place_of(places, rows[i].unit);
            attempts.emplace_back(first, static_cast<std::uint32_t>(covering[first].size()));
            row_of.emplace(attempts.back(), i);
            for (std::uint32_t unit = first; unit < first + rows[i].units; ++unit)
                covering[unit].push_back(i);
        }
    }
};

/// Is the unit away, or on its way, with a proposal of this run?
bool is_gone(const Launches& run, std::uint32_t unit)
{
    const auto found = run.covering.find(unit);
    return found != run.covering.end() && std::any_of(found->second.begin(), found->second.end(),
                                                      [&](std::size_t i) { return !has_died(run.rows[i]); });
}

Barrier group(std::string name, std::initializer_list<ExitReason> reasons)
{
    Barrier barrier{std::move(name), 0};
    for (const ExitReason reason : reasons)
        barrier.removed |= std::uint32_t{1} << static_cast<int>(reason);
    return barrier;
}

std::uint32_t between(ExitReason first, ExitReason last)
{
    std::uint32_t bits = 0;
    for (int reason = static_cast<int>(first); reason <= static_cast<int>(last); ++reason)
        bits |= std::uint32_t{1} << reason;
    return bits;
}

} // namespace

Fates& Fates::operator+=(const Fates& other)
{
    deaths += other.deaths;
    live += other.live;
    in_hand += other.in_hand;
    gone_before += other.gone_before;
    not_launched += other.not_launched;
    for (std::size_t reason = 0; reason < died.size(); ++reason)
        died[reason] += other.died[reason];
    return *this;
}

std::uint64_t Fates::died_elsewhere() const
{
    std::uint64_t sum = 0;
    for (const std::uint64_t count : died)
        sum += count;
    return sum;
}

UnitPlaces places_of_units(const Population& people)
{
    UnitPlaces places;
    for (const UnitId unit : people.units.ids())
        places.emplace_back(people.units[unit].stable, unit.value);
    std::sort(places.begin(), places.end());
    return places;
}

Fates match_fates(std::span<const ProposalRow> base, std::span<const ProposalRow> without, const Barrier& barrier,
                  const UnitPlaces& places)
{
    const Launches stood(base, places), fell(without, places);
    Fates fates;
    for (std::size_t i = 0; i < stood.rows.size(); ++i) {
        if (!has_died(stood.rows[i]) || (barrier.removed >> stood.rows[i].reason & 1U) == 0)
            continue;
        ++fates.deaths;
        const auto found = fell.row_of.find(stood.attempts[i]);
        if (found == fell.row_of.end()) {
            ++(is_gone(fell, stood.attempts[i].first) ? fates.gone_before : fates.not_launched);
            continue;
        }
        const ProposalRow& row = fell.rows[found->second];
        if (is_founded(row))
            ++fates.live;
        else if (has_died(row))
            ++fates.died[static_cast<std::size_t>(row.reason)];
        else
            ++fates.in_hand;
    }
    return fates;
}

std::vector<Barrier> usual_barriers()
{
    using enum ExitReason;
    std::vector<Barrier> barriers;
    for (std::size_t reason = 0; reason < reason_names.size(); ++reason)
        barriers.push_back({std::string(reason_names[reason]), std::uint32_t{1} << reason});
    const std::uint32_t managers = between(vetoed_level_1, vetoed_level_8),
                        vetoes = between(vetoed_level_1, vetoed_leadership),
                        tests = between(failed_pqq_turnover, failed_pqq_track_record);
    const std::uint32_t bond = group("", {failed_bond}).removed;
    barriers.push_back({"every manager", managers});
    barriers.push_back({"every veto", vetoes});
    barriers.push_back({"the whole PQQ", tests});
    barriers.push_back({"PQQ and bond", tests | bond});
    barriers.push_back({"every veto, PQQ and bond", vetoes | tests | bond});
    return barriers;
}

} // namespace mutualise
