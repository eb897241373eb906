#include "interrupt.hpp"

#include <csignal>
#include <unistd.h>

namespace mutualise::cli
{

namespace
{
volatile std::sig_atomic_t caught = 0;
void remember(int signal) { caught = signal; }

std::string words;
void end_now(int signal)
{
    if (write(STDERR_FILENO, words.data(), words.size()) < 0)
        _exit(128 + signal);
    _exit(128 + signal);
}
} // namespace

Interrupted::Interrupted(int signal) : std::runtime_error("interrupted; no unfinished file is left"), signal_(signal) {}

void end_on_signals(const std::string& last_words)
{
    words = "\n" + last_words + "\n";
    for (const int signal : {SIGINT, SIGTERM, SIGUSR1})
        std::signal(signal, end_now);
}

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
