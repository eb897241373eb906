/// \file Submodel 5.3, the equation itself, for any kind of number: the kernel takes it with 16-bit fixed point, its
/// slow transcription and the benchmarks' plain reference with theirs.
///
///     l_i(t)   = clamp01( shared + own z_i - opposition [union_i] - deterrent pension_i )
///     x_i(t+1) = l_i + w_i (influence_i - l_i)
///     w_i      = w_min + (w_max - w_min) openness_i
///
/// `shared` holds mu_s + sigma (sqrt(r_u) Z_unit + sqrt(r_t) Z_team) + signal_u, `own` is sigma sqrt(1 - r_u - r_t) and
/// `influence` omega mean_team x + (1 - omega) mean_ties x. Friedkin & Johnsen 1990, Social influence and opinions,
/// J. Math. Sociol. 15, doi:10.1080/0022250X.1990.9990069.
#pragma once

#include <algorithm>

namespace mutualise::attitude_equation
{

/// l_i. `opposition` is 0 for those outside the union. Clamped before `shared` is added, so that no sum leaves the
/// range of a narrow number.
template <class Number>
constexpr Number private_leaning(Number shared, Number one, Number own, Number z, Number opposition, Number deterrent,
                                 Number pension)
{
    const Number personal = own * z - opposition - deterrent * pension;
    using std::max, std::min;
    return shared + min(max(personal, -shared), one - shared);
}

/// w_i.
template <class Number>
constexpr Number weight_of_others(Number least, Number span, Number openness)
{
    return least + span * openness;
}

/// x_i(t+1).
template <class Number>
constexpr Number moved(Number leaning, Number influence, Number weight)
{
    return leaning + weight * (influence - leaning);
}

} // namespace mutualise::attitude_equation
