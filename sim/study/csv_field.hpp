/// \file A field of a CSV file.
#pragma once

#include <string>

namespace mutualise
{

/// RFC 4180: quoted where it must be or where it holds a blank (which our own reader drops from bare cells), or always.
std::string csv_field(const std::string& text, bool always = false);

} // namespace mutualise
