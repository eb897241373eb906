#!/usr/bin/env bash
# Passes the tests: two builds with warnings as errors (clang++ under the sanitizers, g++ -O3) and each one's ctest.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-packages.sh --tests
export CMAKE_CXX_COMPILER_LAUNCHER=ccache CCACHE_SLOPPINESS=pch_defines,time_macros # as precompiled headers need
jobs=$(nproc)

git ls-files '*.hpp' '*.cpp' | xargs clang-format-14 --dry-run -Werror

for preset in dev release; do
  cmake --fresh --preset "$preset" -DMUTUALISE_TESTS=ON
  cmake --build --preset "$preset" -j "$jobs"
  ctest --preset "$preset" -j "$jobs"
done
