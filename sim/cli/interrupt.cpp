#include "interrupt.hpp"

#include <csignal>

namespace mutualise::cli
{

namespace
{
volatile std::sig_atomic_t caught = 0;
void remember(int signal) { caught = signal; }
} // namespace

Interrupted::Interrupted(int signal) : std::runtime_error("interrupted; no unfinished file is left"), signal_(signal) {}

void catch_interrupts()
{
    std::signal(SIGINT, remember);
    std::signal(SIGTERM, remember);
}

void throw_if_interrupted()
{
    if (caught != 0)
        throw Interrupted(caught);
}

} // namespace mutualise::cli
