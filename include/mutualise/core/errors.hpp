/// \file What can go wrong, as exceptions caught once in main; each maps to one exit code.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace mutualise
{

/// What the command ends with (docs/architecture.md).
enum class ExitCode { done = 0, internal = 1, usage = 2, invalid_input = 3, some_runs_failed = 4, mismatch = 5 };

/// One thing wrong with the user's input. `line` and `column` count from 1; 0 where the place is not in a file.
struct Problem {
    std::string file;
    int line = 0;
    int column = 0;
    std::string text; ///< key, value, allowed range, nearest valid name
    friend bool operator==(const Problem&, const Problem&) = default;
};

/// Invalid input: every problem found, before anything runs. Exit code 3.
class InputError : public std::runtime_error
{
public:
    explicit InputError(std::vector<Problem> problems);
    const std::vector<Problem>& problems() const { return problems_; }

private:
    std::vector<Problem> problems_;
};

/// A command line that cannot be carried out. Exit code 2.
class UsageError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// One run broke an identity of the model (model section 7): the run stops, the others go on. Exit code 4.
class RunError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// What is there does not fit what is asked for: another study's runs in the folder, another writer, missing shards, a
/// record that a rerun contradicts. Exit code 5.
class Mismatch : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

} // namespace mutualise
