/// \file Orders and ranks of values by their places.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <span>
#include <vector>

namespace mutualise
{

/// The places 0, 1, ..., count - 1 in the order of `before(a, b)`; of equals the lower place first.
template <typename Before>
std::vector<std::size_t> places_by(std::size_t count, Before before)
{
    std::vector<std::size_t> places(count);
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::stable_sort(places.begin(), places.end(), before);
    return places;
}

/// Ranks from 0, by value; equal values share the mean of theirs (Kendall 1945, Biometrika 33).
std::vector<double> mid_ranks(std::span<const double> values);

} // namespace mutualise
