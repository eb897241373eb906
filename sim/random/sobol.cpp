#include "mutualise/random/sobol.hpp"

#include <boost/random/sobol.hpp>
#include <cassert>

namespace mutualise
{

std::vector<std::uint64_t> sobol_points(std::uint32_t dimensions, std::uint32_t first, std::uint32_t count)
{
    assert(dimensions >= 1 && dimensions <= sobol_dimensions);
    boost::random::sobol engine(dimensions); // leaves the origin out
    if (first > 0)
        engine.seed(first - 1);
    std::vector<std::uint64_t> points;
    points.reserve(std::size_t{dimensions} * count);
    for (std::uint32_t i = 0; i < count; ++i)
        for (std::uint32_t d = 0; d < dimensions; ++d)
            points.push_back(first + i == 0 ? 0 : engine());
    return points;
}

} // namespace mutualise
