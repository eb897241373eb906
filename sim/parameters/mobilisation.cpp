#include "mutualise/parameters/mobilisation.hpp"

#include <array>

namespace mutualise
{

template <>
std::span<const Field<MobilisationParameters>> fields<MobilisationParameters>()
{
    using P = MobilisationParameters;
    static const std::array<Field<P>, 13> list{{
        {"months", &P::months, "months", 0.5, 36, "assumed; fitted", "mean time from award to transfer"},
        {"shape", &P::shape, "-", 0.5, 50, "assumed", "shape of that Gamma time"},
        {"abandonment", &P::abandonment, "1/month", 0, 0.5, "assumed; F-33; fitted",
         "monthly hazard of giving up, outside the Right to Request"},
        {"abandonment_request", &P::abandonment_request, "1/month", 0, 0.5, "assumed; F-25; fitted",
         "monthly hazard of giving up, Right to Request cohorts"},
        {"challenge_base", &P::challenge_base, "log-odds", -12, 12, "assumed; F-105",
         "c0: legal challenge at 10 million pounds a year"},
        {"challenge_value", &P::challenge_value, "log-odds", -2, 2, "assumed",
         "c_v: weight of ln(value / 10 million pounds)"},
        {"challenge_direct", &P::challenge_direct, "log-odds", -2, 4, "assumed; F-105",
         "c_d: added where the award was direct"},
        {"challenge_density", &P::challenge_density, "log-odds", -2, 4, "assumed; F-104",
         "c_u: weight of the service's union density"},
        {"challenge_months", &P::challenge_months, "months", 0.5, 36, "assumed", "mean delay by a challenge"},
        {"challenge_end", &P::challenge_end, "-", 0, 1, "assumed; F-105",
         "p_end: chance that a challenge ends the transfer"},
        {"pension_bond_chance", &P::pension_bond_chance, "-", 0, 1, "assumed",
         "chance that a council transfer needs a pension-admission bond"},
        {"pension_bond_share", &P::pension_bond_share, "-", 0, 0.5, "assumed", "that bond over annual value"},
        {"pension_guarantee_chance", &P::pension_guarantee_chance, "-", 0, 1, "assumed",
         "chance that the host guarantees the pension fund instead"},
    }};
    return list;
}

} // namespace mutualise
