# `mutualise_options`: what every target of ours is compiled with.
add_library(mutualise_options INTERFACE)
# The same bytes from every compiler and instruction set: no contraction into fused multiply-adds.
target_compile_options(mutualise_options INTERFACE -ffp-contract=off)
target_compile_options(mutualise_options INTERFACE -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-stringop-overflow>) # g++ 12 at -O3 reports false ones on std::string joins
if(MUTUALISE_WERROR)
  target_compile_options(mutualise_options INTERFACE -Werror)
endif()
if(MUTUALISE_SANITIZE)
  target_compile_options(mutualise_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(mutualise_options INTERFACE -fsanitize=address,undefined)
endif()
