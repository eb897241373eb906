/// \file 16-bit attitudes and the thresholds they are compared with.
#include "mutualise/core/fixed_point.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;

namespace
{
/// By trying every attitude; 32768 where none reaches x.
int least_attitude_not_below(double x)
{
    for (int attitude = 0; attitude <= attitude_one; ++attitude)
        if (to_real(static_cast<FixedAttitude>(attitude)) >= x)
            return attitude;
    return attitude_one + 1;
}
} // namespace

TEST_CASE("0 and 1 are attitudes")
{
    CHECK(to_real(0) == 0);
    CHECK(to_real(attitude_one) == 1);
}

TEST_CASE("comparing with the ceiling says exactly that an attitude reaches the threshold")
{
    for (const double x :
         {0.0, 1e-300, 0.1, 0.25, 0.3, 0.5, 0.55, 0.6, 2.0 / 3, 0.75, 0.9, 1 - 1e-16, 1.0, 1.0000001}) {
        INFO(x);
        CHECK(ceil_fixed(x) == least_attitude_not_below(x));
    }
}

TEST_CASE("a threshold at an attitude or one rounding beside it is told apart")
{
    int wrong = 0;
    for (int a = 1; a <= attitude_one; ++a) {
        const double x = to_real(static_cast<FixedAttitude>(a));
        wrong += ceil_fixed(x) != a;
        wrong += ceil_fixed(std::nextafter(x, 0)) != a;
        wrong += ceil_fixed(std::nextafter(x, 2)) != a + 1;
    }
    CHECK(wrong == 0);
}
