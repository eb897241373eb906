#include "mutualise/parameters/attitude.hpp"

#include <array>

namespace mutualise
{

template <>
std::span<const Field<AttitudeParameters>> fields<AttitudeParameters>()
{
    using P = AttitudeParameters;
    static const std::array<Field<P>, 15> list{{
        {"mean", &P::mean, "-", 0, 1, "F-88; fitted", "mu: mean private leaning of the civil service before signals"},
        {"spread", &P::spread, "-", 0, 0.4, "F-88; fitted", "sigma: standard deviation of private leanings"},
        {"service_spread", &P::service_spread, "-", 0, 0.2, "assumed",
         "standard deviation of mu between other services"},
        {"unit_share", &P::unit_share, "-", 0, 0.6, "assumed; U(.1, .5)",
         "r_u: share of the variance of leanings common to a unit"},
        {"team_share", &P::team_share, "-", 0, 0.4, "assumed; U(0, .2)",
         "r_t: share of the variance of leanings common to a team"},
        {"union_opposition", &P::union_opposition, "-", 0, 0.5, "assumed; F-104",
         "opposition_s: a union member's leaning is lower by this"},
        {"union_density_factor", &P::union_density_factor, "-", 0, 1.5, "assumed",
         "multiplies each service's union density (scenarios/data/services.csv; F-72, F-73)"},
        {"pension_deterrent", &P::pension_deterrent, "-", 0, 0.5, "assumed; F-89",
         "c_pension: the leaning of the most exposed is lower by this without protection"},
        {"influence_least", &P::influence_least, "-", 0, 1, "assumed", "w_min: weight of others for the least open"},
        {"influence_most", &P::influence_most, "-", 0, 0.98, "assumed", "w_max: weight of others for the most open"},
        {"team_weight", &P::team_weight, "-", 0, 1, "assumed",
         "omega: weight of the team mean within influence; the rest is the mean of the ties"},
        {"cuts_signal", &P::cuts_signal, "-", -0.5, 0.5, "assumed; F-95", "a_cuts: shift of the leaning at pressure 1"},
        {"campaign_signal", &P::campaign_signal, "-", 0, 0.5, "assumed",
         "a_campaign: shift of the leaning per unit of campaign intensity"},
        {"ownership_signal", &P::ownership_signal, "-", 0, 0.5, "assumed; F-79",
         "a_own: shift of the leaning of staff in a mutual, once built up"},
        {"ownership_months", &P::ownership_months, "months", 1, 60, "assumed",
         "months over which a_own builds up linearly"},
    }};
    return list;
}

} // namespace mutualise
