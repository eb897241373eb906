#include "mutualise/random/portable.hpp"

namespace mutualise::portable
{

double pow(double base, double exponent)
{
    if (exponent == 0 || base == 1)
        return 1;
    return exp(exponent * log(base));
}

double logistic(double x)
{
    if (x >= 0)
        return 1 / (1 + exp(-x));
    const double odds = exp(x);
    return odds / (1 + odds);
}

} // namespace mutualise::portable
