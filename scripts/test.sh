#!/usr/bin/env bash
# Passes the tests: three builds with warnings as errors (g++ -O3, clang++ -O2, and the sanitizers) and each one's ctest.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-packages.sh --tests
export CMAKE_CXX_COMPILER_LAUNCHER=ccache
jobs=$(nproc)

git ls-files '*.hpp' '*.cpp' | xargs clang-format-14 --dry-run -Werror

for preset in clang dev release; do
  cmake --preset "$preset" -DMUTUALISE_TESTS=ON
  cmake --build --preset "$preset" -j "$jobs"
  ctest --preset "$preset" -j "$jobs"
done
