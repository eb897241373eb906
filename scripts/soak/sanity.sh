#!/usr/bin/env bash
# Model sanity at scale (docs/trust.md): random valid scenarios, each held against identities, limits, monotone levers,
# relabelled services and a rerun; then ten populations of scale 0.1 against one of scale 1.
#
#   scripts/soak/sanity.sh [COUNT] [PAIRS]     # 1000 scenarios, 32 pairs of scales; builds what it needs
#
# Prints tables of Markdown, as docs/trust.md has them, and every counter-example, shrunk to what it takes (also written to
# build/release/sanity/). Ends with 0 where every property holds, 1 where one does not, 2 where nothing is broken but too
# few scenarios differ to tell (of 80 not every lever can be told), or where PAIRS are too few to break any figure (fewer
# than 25; 0: none). A scenario takes about half a second of a core, a pair about 30; FIRST=n begins at scenario n.
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --preset release -DMUTUALISE_TESTS=ON >/dev/null
cmake --build --preset release --target mutualise-sanity >&2
mkdir -p build/release/sanity
build/release/mutualise-sanity --first "${FIRST:-0}" --count "${1:-1000}" --scale-pairs "${2:-32}" --out build/release/sanity
