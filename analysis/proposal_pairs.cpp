#include "mutualise/analysis/proposal_pairs.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <utility>

namespace mutualise
{

namespace
{

/// First unit and attempt: how many proposals covered that unit before. A branch's units have consecutive stable ids.
using Key = std::pair<std::uint32_t, std::uint32_t>;

std::vector<std::pair<Key, const ProposalRow*>> keyed(std::span<const ProposalRow> proposals)
{
    std::vector<const ProposalRow*> rows;
    for (const ProposalRow& row : proposals)
        rows.push_back(&row);
    std::sort(rows.begin(), rows.end(),
              [](const ProposalRow* a, const ProposalRow* b) { return a->proposal < b->proposal; });
    std::map<std::uint32_t, std::uint32_t> attempts; // by unit
    std::vector<std::pair<Key, const ProposalRow*>> keys;
    for (const ProposalRow* row : rows) {
        keys.push_back({{row->unit, attempts[row->unit]}, row});
        for (std::uint32_t unit = row->unit; unit < row->unit + row->units; ++unit)
            ++attempts[unit];
    }
    return keys;
}

bool same(const DecisionRow& a, const DecisionRow& b)
{
    return a.decision == b.decision && a.counterpart == b.counterpart && a.outcome == b.outcome;
}

} // namespace

std::vector<ProposalPair> pair_proposals(std::span<const ProposalRow> base, std::span<const ProposalRow> variant)
{
    std::map<Key, ProposalPair> pairs;
    for (const auto& [key, row] : keyed(base))
        pairs[key].base = row;
    for (const auto& [key, row] : keyed(variant))
        pairs[key].variant = row;
    std::vector<ProposalPair> all;
    for (const auto& [key, pair] : pairs)
        all.push_back(pair);
    return all;
}

Fate fate_of(const ProposalRow* proposal)
{
    if (proposal == nullptr)
        return Fate::never_launched;
    if ((proposal->flags & proposal_flag::founded) != 0)
        return Fate::founded;
    return proposal->reason >= 0 ? Fate::died : Fate::in_hand;
}

std::string fate_text(const ProposalRow* proposal)
{
    switch (fate_of(proposal)) {
    case Fate::died:
        return std::string(reason_names[static_cast<std::size_t>(proposal->reason)]);
    case Fate::in_hand:
        return fmt::format("in hand ({})", stage_names[proposal->stage]);
    case Fate::never_launched:
    case Fate::founded:
        break;
    }
    return std::string(fate_names[static_cast<std::size_t>(fate_of(proposal))]);
}

std::optional<FirstDifference> first_difference(std::span<const DecisionRow> base, std::span<const DecisionRow> variant)
{
    const std::size_t both = std::min(base.size(), variant.size());
    for (std::size_t i = 0; i < both; ++i)
        if (!same(base[i], variant[i]))
            return FirstDifference{base[i], variant[i]};
    if (base.size() == variant.size())
        return std::nullopt;
    FirstDifference difference;
    if (base.size() > both)
        difference.base = base[both];
    if (variant.size() > both)
        difference.variant = variant[both];
    return difference;
}

std::vector<std::vector<DecisionRow>> by_proposal(std::span<const DecisionRow> decisions)
{
    std::vector<std::vector<DecisionRow>> all;
    for (const DecisionRow& row : decisions) {
        if (row.proposal >= all.size())
            all.resize(row.proposal + 1);
        all[row.proposal].push_back(row);
    }
    return all;
}

std::string decision_text(const std::optional<DecisionRow>& decision)
{
    if (!decision)
        return "no decision";
    const auto kind = static_cast<Decision>(decision->decision);
    std::string text(decision_names.at(decision->decision));
    const bool by_manager = kind == Decision::manager_veto || kind == Decision::override_veto ||
                            kind == Decision::invoke_right || kind == Decision::appeal;
    if (by_manager && decision->counterpart > 0)
        text += decision->counterpart == counterpart::finance      ? " (finance)"
                : decision->counterpart == counterpart::leadership ? " (leadership)"
                                                                   : fmt::format(" (level {})", decision->counterpart);
    return text + (decision->outcome != 0 ? ": yes" : ": no");
}

} // namespace mutualise
