#include "compare_fates.hpp"

#include "mutualise/analysis/proposal_pairs.hpp"
#include "mutualise/record/log_reader.hpp"

#include <algorithm>

namespace mutualise
{

namespace
{

using Decisions = std::vector<std::vector<DecisionRow>>; // by proposal

std::span<const DecisionRow> about(const Decisions& decisions, const ProposalRow* proposal)
{
    if (proposal == nullptr || proposal->proposal >= decisions.size())
        return {};
    return decisions[proposal->proposal];
}

void add_decision(TurnedFate& fate, std::span<const DecisionRow> base, std::span<const DecisionRow> variant)
{
    const auto difference = first_difference(base, variant);
    if (!difference)
        return;
    fate.base_decision = decision_text(difference->base);
    fate.variant_decision = decision_text(difference->variant);
    fate.row = difference->base && difference->variant ? std::min(difference->base->row, difference->variant->row)
               : difference->base                      ? difference->base->row
                                                       : difference->variant->row;
}

} // namespace

void find_turned_fates(CompareResult& comparison, const OpenSide& base, const OpenSide& variant, const Pairing& pairing)
{
    const LogReader base_log(base.file.path()), variant_log(variant.file.path());
    comparison.logged = pairing.paired && base_log.has_proposals() && variant_log.has_proposals();
    if (!comparison.logged)
        return;
    const bool decided = base_log.has_decisions() && variant_log.has_decisions();
    const std::vector<std::string> services = base.file.names(Axis::service), regions = base.file.names(Axis::region);
    for (std::size_t pair = 0; pair < pairing.base.size(); ++pair) {
        const RunLabel& run = base.file.labels().runs[pairing.base[pair]];
        const std::uint32_t other = variant.file.labels().runs[pairing.variant[pair]].index;
        const std::vector<ProposalRow> before = base_log.proposals(run.index), after = variant_log.proposals(other);
        const Decisions base_decisions = decided ? by_proposal(base_log.decisions(run.index)) : Decisions{};
        const Decisions variant_decisions = decided ? by_proposal(variant_log.decisions(other)) : Decisions{};
        for (const ProposalPair& each : pair_proposals(before, after)) {
            const Fate was = fate_of(each.base), is = fate_of(each.variant);
            if ((was == Fate::founded) == (is == Fate::founded))
                continue;
            const ProposalRow& any = each.variant != nullptr ? *each.variant : *each.base;
            TurnedFate fate{run.index,
                            run.seed,
                            any.unit,
                            services.at(any.service),
                            regions.at(any.region),
                            any.staff,
                            is == Fate::founded,
                            fate_text(each.base),
                            fate_text(each.variant),
                            {},
                            {},
                            0};
            fate.row = any.launched;
            if (each.base != nullptr && each.variant != nullptr)
                add_decision(fate, about(base_decisions, each.base), about(variant_decisions, each.variant));
            comparison.turned.push_back(std::move(fate));
        }
    }
    std::stable_sort(comparison.turned.begin(), comparison.turned.end(), [](const TurnedFate& a, const TurnedFate& b) {
        return a.gained != b.gained ? a.gained : a.staff != b.staff ? a.staff > b.staff : false;
    });
}

} // namespace mutualise
