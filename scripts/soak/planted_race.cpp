// What races.sh proves itself with: a loop in parallel that counts in one shared integer (`race`) or in an atomic
// (`sound`).
#include <atomic>
#include <cstdio>
#include <cstring>
#include <oneapi/tbb/parallel_for.h>

int main(int argc, char** argv)
{
    const bool race = argc > 1 && std::strcmp(argv[1], "race") == 0;
    long shared = 0;
    std::atomic<long> counted = 0;
    oneapi::tbb::parallel_for(0, 1'000'000, [&](int i) {
        if (race)
            shared += i;
        else
            counted += i;
    });
    std::printf("%ld\n", race ? shared : counted.load());
}
