#include "mutualise/parameters/precedent.hpp"

#include <array>

namespace mutualise
{

template <>
std::span<const Field<PrecedentParameters>> fields<PrecedentParameters>()
{
    using P = PrecedentParameters;
    static const std::array<Field<P>, 10> list{{
        {"half_life", &P::half_life, "months", 1, 240, "assumed", "h: half-life of a precedent"},
        {"success_scale", &P::success_scale, "mutuals", 0.05, 1000, "assumed",
         "n_S: weighted successes at which S = 1 - 1/e"},
        {"failure_scale", &P::failure_scale, "failures", 0.05, 1000, "assumed",
         "n_F: weighted failures at which F = 1 - 1/e"},
        {"weight_organisation", &P::weight_organisation, "-", 0, 1, "assumed", "d: same organisation"},
        {"weight_region", &P::weight_region, "-", 0, 1, "assumed; F-98", "d: same service and region elsewhere"},
        {"weight_service", &P::weight_service, "-", 0, 1, "assumed; F-98", "d: same service, other regions"},
        {"visible_months", &P::visible_months, "months", 0, 60, "assumed",
         "a mutual counts as a success after this many months"},
        {"public_loss_weight", &P::public_loss_weight, "-", 0, 1, "assumed",
         "weight of a proposal lost in a tender or a court"},
        {"resistance_success", &P::resistance_success, "log-odds", 0, 4, "assumed",
         "c_P: logit rho falls by this times S"},
        {"resistance_failure", &P::resistance_failure, "log-odds", 0, 4, "assumed",
         "c_F: logit rho rises by this times F"},
    }};
    return list;
}

} // namespace mutualise
