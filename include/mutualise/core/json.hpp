/// \file Text as JSON has it.
#pragma once

#include <string>
#include <string_view>

namespace mutualise::json
{

/// In quotes, with quotes, backslashes and control characters escaped (RFC 8259); so are `<`, `>` and `&`, so that it
/// is safe inside a page's script element.
std::string text(std::string_view value);

} // namespace mutualise::json
