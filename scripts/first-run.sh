#!/usr/bin/env bash
# Installs what is missing, builds the release, and runs the main job: the historical scenario and the taskforce package
# at full scale, 32 runs each with common random numbers. Leaves results/historical.h5, results/taskforce.h5, what
# differs (compared.h5 and, as text, compared.txt), and a report of all, report.html.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-packages.sh
cmake --preset release -DMUTUALISE_TESTS=OFF -DMUTUALISE_BENCHMARKS=OFF -DMUTUALISE_PRECOMPILE=ON
cmake --build --preset release
build/release/mutualise run scenarios/historical.toml scenarios/taskforce.toml --runs 32 -o results/ --force
build/release/mutualise compare results/historical.h5 results/taskforce.h5 -o results/compared.h5 --force --progress none \
  > results/compared.txt 2> >(grep -v '^next: ' >&2)  # what it suggests next is the next line
build/release/mutualise report results/historical.h5 results/taskforce.h5 results/compared.h5 -o results/report.html --force
echo "next: change a lever, for instance"
echo "  build/release/mutualise run scenarios/taskforce.toml --set lever.right.strength=0.5 -o weaker.h5"
