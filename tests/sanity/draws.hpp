/// \file The numbers of one random scenario: a pure function of its number and of what they are for.
#pragma once

#include "mutualise/random/stream.hpp"

#include <cmath>

namespace mutualise::testing
{

class Draws
{
public:
    enum Part : std::uint32_t { settings, parameters, levers, generosity, labels, choice, room };
    Draws(std::uint32_t number, Part part) : stream_(RunKey{0x5A17'11F0}, Purpose::test, number, part) {}

    double unit() { return stream_.uniform(); }
    double between(double lower, double upper) { return lower + (upper - lower) * unit(); }
    double log_between(double lower, double upper) { return std::exp(between(std::log(lower), std::log(upper))); }
    bool chance(double probability) { return unit() < probability; }
    int below(int bound) { return static_cast<int>(stream_.below(static_cast<std::uint32_t>(bound))); }
    int within(int least, int most) { return least + below(most - least + 1); }

private:
    Stream stream_;
};

} // namespace mutualise::testing
