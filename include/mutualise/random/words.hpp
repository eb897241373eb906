/// \file The words of a stream many at a time, for the few loops that take them by the million.
#pragma once

#include "mutualise/random/stream.hpp"

#include <array>
#include <cstdint>

namespace mutualise
{

/// The same words in the same order as `Stream(key, purpose, entity, step, counterpart)` gives one by one.
class Words
{
public:
    Words(RunKey key, Purpose purpose, std::uint32_t entity, std::uint32_t step, std::uint32_t counterpart = 0);

    std::uint32_t operator()()
    {
        if (used_ == words_.size())
            refill();
        return words_[used_++];
    }

private:
    void refill();

    RunKey key_;
    std::array<std::uint32_t, 4> counter_; ///< of the next block
    std::array<std::uint32_t, 64> words_;  ///< sixteen blocks
    std::size_t used_ = 64;
};

} // namespace mutualise
