/// \file A recorded file that cannot be read: missing, damaged, unfinished, another's.
#pragma once

#include <stdexcept>

namespace mutualise
{

/// The text names the file and the reason. Exit code 3, as for any input file that is of no use.
class UnreadableFile : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

} // namespace mutualise
