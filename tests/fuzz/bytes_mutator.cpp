/// \file How a binary file is changed: it is seldom cut off or given to libFuzzer, mostly a few bytes are flipped,
/// zeroed or overwritten by those of another place; its size stays.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <random>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed)
{
    std::minstd_rand random(seed);
    const auto below = [&](std::size_t count) { return static_cast<std::size_t>(random()) % count; };
    if (size < 64 || below(20) == 0)
        return LLVMFuzzerMutate(data, size, most);
    if (below(20) == 0)
        return below(size);
    for (std::size_t changes = 1 + below(4); changes > 0; --changes) {
        // Half of the changes in the first tenth: the labels are written before the values.
        const std::size_t at = below(2) == 0 ? below(size) : below(size / 10 + 1);
        const std::size_t length = std::min(size - at, std::size_t{1} << below(4));
        switch (below(4)) {
        case 0:
            data[at] = static_cast<std::uint8_t>(data[at] ^ (1U << below(8)));
            break;
        case 1:
            std::memset(data + at, below(2) == 0 ? 0 : 0xFF, length);
            break;
        case 2:
            std::memmove(data + at, data + below(size - length + 1), length);
            break;
        default:
            data[at] = static_cast<std::uint8_t>(data[at] + below(16) + 249);
        }
    }
    return size;
}
