# Headers that most sources include, read once a target: a third of what a source takes to compile is reading them.
# CMAKE_DISABLE_PRECOMPILE_HEADERS=ON goes without everywhere.
function(mutualise_precompile target)
  target_precompile_headers(${target} PRIVATE <algorithm> <array> <charconv> <cmath> <cstdint> <filesystem> <fstream>
    <functional> <limits> <map> <numeric> <optional> <set> <span> <stdexcept> <string> <string_view> <variant> <vector>
    <fmt/format.h> ${ARGN})
  # No time stamps in them, or a compiler cache could not tell that they are the same.
  target_compile_options(${target} PRIVATE "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
endfunction()
