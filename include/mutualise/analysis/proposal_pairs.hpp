/// \file Proposals of two runs that share their random numbers, side by side: whose fate turned, and where.
#pragma once

#include "mutualise/state/trajectory.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mutualise
{

/// What became of a proposal by the horizon.
enum class Fate : std::uint8_t { never_launched, died, in_hand, founded };
inline constexpr std::array<std::string_view, 4> fate_names{"never launched", "died", "in hand", "founded"};

/// One first unit's proposal in both runs, after as many earlier ones that covered the unit. Draws are keyed by unit
/// and attempt, so both had the same luck; null where the unit never got so far in that run.
struct ProposalPair {
    const ProposalRow* base = nullptr;
    const ProposalRow* variant = nullptr;
};

/// Every proposal of either run once, by unit and attempt.
std::vector<ProposalPair> pair_proposals(std::span<const ProposalRow> base, std::span<const ProposalRow> variant);

/// How it ended; of null: never launched.
Fate fate_of(const ProposalRow* proposal);
/// "founded", "failed_bond", "in hand (review)", "never launched".
std::string fate_text(const ProposalRow* proposal);

/// The first decision that came out otherwise, or that one of the two never came to.
struct FirstDifference {
    std::optional<DecisionRow> base,
        variant; ///< at the same place in the order of decisions; nothing: no such decision
};

/// Compares the decisions about two proposals in order. Nothing where they are the same. `base` and `variant` hold the
/// decisions of one proposal each.
std::optional<FirstDifference> first_difference(std::span<const DecisionRow> base,
                                                std::span<const DecisionRow> variant);

/// The decisions about each proposal of a run, by the proposal's number.
std::vector<std::vector<DecisionRow>> by_proposal(std::span<const DecisionRow> decisions);

/// "manager_veto at level 2: yes", "no decision": short, for tables.
std::string decision_text(const std::optional<DecisionRow>& decision);

} // namespace mutualise
