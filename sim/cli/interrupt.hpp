/// \file SIGINT and SIGTERM end the work at the next month; nothing half-done is left under a final name.
#pragma once

#include <stdexcept>

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

void catch_interrupts();
void throw_if_interrupted();

} // namespace mutualise::cli
