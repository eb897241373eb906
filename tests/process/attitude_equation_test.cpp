// The equation of submodel 5.3 against values worked by hand, and 16-bit products against their definition.
#include "../../sim/process/attitude_equation.hpp"
#include "../../sim/process/fixed16.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::attitude_equation;

TEST_CASE("a private leaning is what is shared plus one's own, less the union's and the pension's part")
{
    // 0.45 + 0.2 * 0.5 - 0.06 - 0.08 * 0.25
    CHECK(private_leaning(0.45, 1.0, 0.2, 0.5, 0.06, 0.08, 0.25) == Approx(0.47));
    CHECK(private_leaning(0.45, 1.0, 0.2, -0.5, 0.0, 0.08, 1.0) == Approx(0.27));
}

TEST_CASE("a private leaning stays between 0 and 1")
{
    CHECK(private_leaning(0.45, 1.0, 0.2, 3.0, 0.0, 0.0, 0.0) == Approx(1));
    CHECK(private_leaning(0.45, 1.0, 0.2, -3.0, 0.0, 0.0, 0.0) == Approx(0).margin(1e-15));
    CHECK(private_leaning(1.5, 1.0, 0.2, -3.0, 0.0, 0.0, 0.0) == Approx(0.9)); // clamped as a whole, not in parts
    CHECK(private_leaning(-0.5, 1.0, 0.2, 3.0, 0.0, 0.0, 0.0) == Approx(0.1));
}

TEST_CASE("the most open give others the largest weight, the least open the smallest")
{
    CHECK(weight_of_others(0.1, 0.6, 0.0) == Approx(0.1));
    CHECK(weight_of_others(0.1, 0.6, 0.5) == Approx(0.4));
    CHECK(weight_of_others(0.1, 0.6, 1.0) == Approx(0.7));
}

TEST_CASE("an attitude lies between leaning and influence, at the weight of others")
{
    CHECK(moved(0.2, 0.6, 0.25) == Approx(0.3));
    CHECK(moved(0.2, 0.6, 0.0) == Approx(0.2));
    CHECK(moved(0.6, 0.2, 0.75) == Approx(0.3));
}

TEST_CASE("a 16-bit product is the nearest to a b / 2^15, a half upwards")
{
    for (int a = -32767; a <= 32767; a += 331)
        for (int b = -32767; b <= 32767; b += 173) {
            const Fixed16 product = Fixed16{static_cast<std::int16_t>(a)} * Fixed16{static_cast<std::int16_t>(b)};
            REQUIRE(product.value == std::floor(static_cast<double>(a) * b / 32768 + 0.5));
        }
}

TEST_CASE("a number is kept or becomes 0, by the condition")
{
    CHECK(only_if(true, Fixed16{-1234}).value == -1234);
    CHECK(only_if(false, Fixed16{-1234}).value == 0);
}
