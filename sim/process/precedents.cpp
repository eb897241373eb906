/// \file Submodel 5.10: successes and failures as they are seen, and what they teach.
///
///     N_S,u = Σ_j d_uj [live >= 6 months] 2^(-age_j / h)      S = 1 - exp(-N_S / n_S)
///     N_F,u = the same over failed mutuals (weight 1) and lost proposals (0.2)      F = 1 - exp(-N_F / n_F)
///
/// Weights d fall from the own organisation over the same service and region to the same service elsewhere. Counts
/// beyond the own organisation are divided by the population's scale. Silent losses are seen in the own organisation
/// only.
#include "precedent_view.hpp"

#include "mutualise/process/schedule.hpp"
#include "mutualise/random/portable.hpp"

#include <algorithm>

namespace mutualise
{

namespace
{

using Counts = Precedents::Counts;

void clear(std::vector<Counts>& counts) { std::fill(counts.begin(), counts.end(), Counts{}); }

/// Adds to every circle that sees it.
void add(Lane& lane, BranchId b, double Counts::*kind, double weight, bool visible)
{
    const Branch& branch = lane.people->branches[b];
    Precedents& seen = lane.precedents;
    seen.by_organisation[branch.organisation.value].*kind += weight;
    if (!visible)
        return;
    seen.by_branch[b.value].*kind += weight;
    seen.by_service_region[branch.service.value * lane.people->data->regions.size() + branch.region.value].*kind +=
        weight;
    seen.by_service[branch.service.value].*kind += weight;
}

} // namespace

void record_precedents(Lane& lane)
{
    const PrecedentParameters& p = lane.parameters().precedents;
    Precedents& seen = lane.precedents;
    clear(seen.by_branch);
    clear(seen.by_organisation);
    clear(seen.by_service_region);
    clear(seen.by_service);
    const auto faded = [&](int age) { return portable::exp2(-age / p.half_life); };
    for (const Mutual& mutual : lane.mutuals) {
        const int age = lane.row - mutual.founded;
        if (mutual.live && age >= p.visible_months)
            add(lane, lane.people->units[mutual.units.front()].branch, &Counts::success, faded(age), true);
    }
    for (const Precedents::Failure& failure : seen.failures)
        add(lane, failure.branch, &Counts::failure, failure.weight * faded(lane.row - failure.row), failure.visible);
}

Precedent precedents_seen(const Lane& lane, BranchId b)
{
    const PrecedentParameters& p = lane.parameters().precedents;
    const Branch& branch = lane.people->branches[b];
    const Precedents& seen = lane.precedents;
    const Counts &own = seen.by_branch[b.value], &body = seen.by_organisation[branch.organisation.value],
                 &region = seen.by_service_region[branch.service.value * lane.people->data->regions.size() +
                                                  branch.region.value],
                 &service = seen.by_service[branch.service.value];
    const double scale = lane.people->settings.scale;
    const auto weighted = [&](double Counts::*kind) {
        return p.weight_organisation * (body.*kind) +
               (p.weight_region * (region.*kind - own.*kind) + p.weight_service * (service.*kind - region.*kind)) /
                   scale;
    };
    return {1 - portable::exp(-weighted(&Counts::success) / p.success_scale),
            1 - portable::exp(-weighted(&Counts::failure) / p.failure_scale)};
}

double resistance(const Lane& lane, const Manager& manager, const Precedent& seen)
{
    const ReviewParameters& review = lane.parameters().review;
    const PrecedentParameters& p = lane.parameters().precedents;
    return portable::logistic(review.resistance_mean +
                              review.resistance_spread * static_cast<double>(manager.resistance) -
                              p.resistance_success * seen.success + p.resistance_failure * seen.failure);
}

} // namespace mutualise
