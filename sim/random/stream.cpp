#include "mutualise/random/stream.hpp"

#include "mutualise/random/portable.hpp"

#include <Random123/philox.h>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

namespace mutualise
{

namespace
{
std::array<std::uint32_t, 2> halves(std::uint64_t x)
{
    return {static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(x >> 32)};
}

std::array<std::uint32_t, 4> philox(const std::array<std::uint32_t, 4>& counter,
                                    const std::array<std::uint32_t, 2>& key)
{
    const r123::Philox4x32::ctr_type block =
        r123::Philox4x32{}({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
    return {block[0], block[1], block[2], block[3]};
}

/// An odd multiple of 2^-53: symmetric about 1/2, and 1 - u is exact.
double to_uniform(std::uint32_t low, std::uint32_t high)
{
    const std::uint64_t bits = static_cast<std::uint64_t>(high) << 32 | low;
    return static_cast<double>(static_cast<std::int64_t>(bits >> 11 | 1)) * 0x1p-53;
}

/// A gamma variate of shape >= 1 (Marsaglia & Tsang 2000, ACM TOMS 26, doi:10.1145/358407.358414).
double gamma_from_one(Stream& stream, double shape)
{
    const double d = shape - 1.0 / 3;
    const double c = 1 / std::sqrt(9 * d);
    for (;;) {
        const double x = stream.normal();
        const double root = 1 + c * x;
        const double u = stream.uniform();
        if (root <= 0)
            continue;
        const double v = root * root * root;
        if (u < 1 - 0.0331 * (x * x) * (x * x) || portable::log(u) < 0.5 * x * x + d * (1 - v + portable::log(v)))
            return d * v;
    }
}

/// The logarithm of a gamma variate: small shapes give values below the least double.
double log_gamma_variate(Stream& stream, double shape)
{
    if (shape >= 1)
        return portable::log(gamma_from_one(stream, shape));
    const double whole = portable::log(gamma_from_one(stream, shape + 1));
    return whole + portable::log(stream.uniform()) / shape;
}
} // namespace

std::array<std::uint32_t, 4> first_counter(Purpose purpose, std::uint32_t entity, std::uint32_t step,
                                           std::uint32_t counterpart)
{
    assert(counterpart < 1U << 24);
    return {0, entity, step, static_cast<std::uint32_t>(purpose) << 24 | counterpart};
}

Stream::Stream(RunKey key, Purpose purpose, std::uint32_t entity, std::uint32_t step, std::uint32_t counterpart)
    : key_(halves(key.seed)), counter_(first_counter(purpose, entity, step, counterpart))
{
}

Stream::result_type Stream::operator()()
{
    if (used_ == block_.size()) {
        block_ = philox(counter_, key_);
        ++counter_[0];
        used_ = 0;
    }
    return block_[used_++];
}

double Stream::uniform()
{
    const std::uint32_t low = (*this)();
    return to_uniform(low, (*this)());
}

double Stream::normal() { return portable::normal_quantile(uniform()); }

double Stream::gamma(double shape)
{
    assert(shape > 0);
    return shape >= 1 ? gamma_from_one(*this, shape) : portable::exp(log_gamma_variate(*this, shape));
}

double Stream::beta(double alpha, double beta)
{
    assert(alpha > 0 && beta > 0);
    const double log_a = log_gamma_variate(*this, alpha);
    return portable::logistic(log_a - log_gamma_variate(*this, beta));
}

// Lemire 2019 (ACM TOMACS 29, doi:10.1145/3230636): the high word of a product, without its few surplus low words.
std::uint32_t Stream::below(std::uint32_t bound)
{
    assert(bound > 0);
    const std::uint32_t surplus = (0U - bound) % bound; // 2^32 mod bound
    for (;;) {
        const std::uint64_t product = static_cast<std::uint64_t>((*this)()) * bound;
        if (static_cast<std::uint32_t>(product) >= surplus)
            return static_cast<std::uint32_t>(product >> 32);
    }
}

std::vector<std::uint32_t> shuffled(Stream& stream, std::uint32_t count)
{
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    for (std::uint32_t i = count; i > 1; --i)
        std::swap(order[i - 1], order[stream.below(i)]);
    return order;
}

double uniform(RunKey key, Purpose purpose, std::uint32_t entity, std::uint32_t step, std::uint32_t counterpart)
{
    const auto block = philox(first_counter(purpose, entity, step, counterpart), halves(key.seed));
    return to_uniform(block[0], block[1]);
}

// Philox2x32 under one key is a bijection of 64 bits, so the seeds of one base are distinct for certain.
RunKey run_key(std::uint64_t base, std::uint32_t index)
{
    const auto [low, high] = halves(base);
    const r123::Philox2x32::ctr_type image = r123::Philox2x32{}({{index, high}}, {{low}});
    return RunKey{static_cast<std::uint64_t>(image[1]) << 32 | image[0]};
}

} // namespace mutualise
