/// \file How a signal ends the work: `run` at the next month, what can be resumed at once. Nothing half-done is left
/// under a final name either way.
#pragma once

#include <stdexcept>
#include <string>

namespace mutualise::cli
{

/// The user or the system asked us to stop. Exit code 128 + signal.
class Interrupted : public std::runtime_error
{
public:
    explicit Interrupted(int signal);
    int exit_code() const { return 128 + signal_; }

private:
    int signal_;
};

/// For work that is safe at any moment: SIGINT, SIGTERM and SIGUSR1 (Slurm's warning) end the process at once, with
/// `last_words` on stderr and 128 + signal.
void end_on_signals(const std::string& last_words);
/// For work in memory: SIGINT and SIGTERM are remembered, and `throw_if_interrupted` throws from then on.
void catch_interrupts();
void throw_if_interrupted();

} // namespace mutualise::cli
