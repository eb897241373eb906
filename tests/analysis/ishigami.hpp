/// \file The function of Ishigami & Homma (1990).
#pragma once

#include <cmath>
#include <vector>

namespace mutualise::testing
{

/// u in the unit cube; inputs spread over (-pi, pi), a = 7, b = 0.1.
inline double ishigami(const std::vector<double>& u)
{
    constexpr double pi = 3.14159265358979323846;
    const double x = pi * (2 * u[0] - 1), y = pi * (2 * u[1] - 1), z = pi * (2 * u[2] - 1);
    return std::sin(x) + 7 * std::sin(y) * std::sin(y) + 0.1 * z * z * z * z * std::sin(x);
}

} // namespace mutualise::testing
