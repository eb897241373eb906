/// \file The same proposals in two runs.
#include "mutualise/analysis/barriers.hpp"
#include "mutualise/analysis/proposal_pairs.hpp"

#include <set>

namespace mutualise
{

namespace
{

/// Units, by stable id, that are away, or on their way, with a proposal of this run.
std::set<std::uint32_t> gone_units(std::span<const ProposalRow> rows)
{
    std::set<std::uint32_t> gone;
    for (const ProposalRow& row : rows)
        for (std::uint32_t unit = row.unit; fate_of(&row) != Fate::died && unit < row.unit + row.units; ++unit)
            gone.insert(unit);
    return gone;
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

Fates match_fates(std::span<const ProposalRow> base, std::span<const ProposalRow> without, const Barrier& barrier)
{
    const std::set<std::uint32_t> gone = gone_units(without);
    Fates fates;
    for (const ProposalPair& pair : pair_proposals(base, without)) {
        if (fate_of(pair.base) != Fate::died || (barrier.removed >> pair.base->reason & 1U) == 0)
            continue;
        ++fates.deaths;
        switch (fate_of(pair.variant)) {
        case Fate::never_launched:
            ++(gone.count(pair.base->unit) != 0 ? fates.gone_before : fates.not_launched);
            break;
        case Fate::founded:
            ++fates.live;
            break;
        case Fate::died:
            ++fates.died[static_cast<std::size_t>(pair.variant->reason)];
            break;
        case Fate::in_hand:
            ++fates.in_hand;
            break;
        }
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
