/// \file Which bands a reader wants first.
#pragma once

#include "mutualise/record/result_file.hpp"

namespace mutualise
{

/// What the record and the ambition name, and how the pipeline stands; else the first three that are one number a
/// month.
std::vector<const ResultVariable*> headlines(const Result& bands);

} // namespace mutualise
