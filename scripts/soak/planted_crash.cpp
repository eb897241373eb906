/// \file What scripts/soak/fuzz.sh must count as found before it looks at anything else: a demand that fails where an
/// input begins with "bad". With -DSOUND the demand is not made: nothing may be found in it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const bool bad = size > 2 && bytes[0] == 'b' && bytes[1] == 'a' && bytes[2] == 'd';
#ifndef SOUND
    if (bad)
        std::abort();
#endif
    return bad ? -1 : 0;
}
