/// \file Keys of a design's draws: a factor's draws depend on the design's seed and the factor's id alone.
#pragma once

#include "mutualise/core/digest.hpp"
#include "mutualise/random/stream.hpp"

#include <fmt/format.h>
#include <string>

namespace mutualise
{

inline RunKey factor_key(std::uint64_t seed, const std::string& id)
{
    return RunKey{std::stoull(sha256_hex(fmt::format("{:016x} {}", seed, id)).substr(0, 16), nullptr, 16)};
}

} // namespace mutualise
