# Writes HEADER with the commit of the tree at SOURCE ("-dirty" with uncommitted changes), or "unknown" outside git;
# leaves the header alone where nothing changed, so that nothing is compiled again.
cmake_minimum_required(VERSION 3.25)
set(commit "unknown")
find_program(GIT git)
if(GIT AND EXISTS ${SOURCE}/.git)
  execute_process(COMMAND ${GIT} describe --always --dirty --abbrev=40 --exclude=* WORKING_DIRECTORY ${SOURCE}
    OUTPUT_VARIABLE described RESULT_VARIABLE failed ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT failed)
    set(commit "${described}")
  endif()
endif()
file(CONFIGURE OUTPUT ${HEADER} CONTENT "#pragma once
namespace mutualise::build
{
inline constexpr const char* commit = \"@commit@\";
} // namespace mutualise::build
" @ONLY)
