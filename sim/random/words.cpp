#include "mutualise/random/words.hpp"

#include "philox_blocks.hpp"

namespace mutualise
{

Words::Words(RunKey key, Purpose purpose, std::uint32_t entity, std::uint32_t step, std::uint32_t counterpart)
    : key_(key), counter_(first_counter(purpose, entity, step, counterpart))
{
}

void Words::refill()
{
    static const PhiloxBlocks blocks = philox_blocks(instructions_in_use());
    blocks(counter_, key_.seed, words_.data());
    counter_[0] += philox_blocks_at_once;
    used_ = 0;
}

} // namespace mutualise
