#!/usr/bin/env bash
# Data races: builds the library and its tests with ThreadSanitizer, against a oneTBB built with it too, and runs every room
# whose code or tests use threads. Ends in one line; exit code 1 where a race was seen or a test failed.
#
#   scripts/soak/races.sh [ROOM...]     # random parallel population process run study analysis
#
# Debian's own libtbb is not instrumented: ThreadSanitizer then reports races that are none, and suppressing them hides real
# ones. So Debian's source of the installed version is fetched (apt-get source; 2 MB; needs dpkg-dev) into build/races and
# built with -DTBB_SANITIZE=thread. First a program with a planted race must be caught and its sound twin must pass.
# Some 45 minutes on two cores that do other work too; a second time as long as the tests, some half of it.
set -euo pipefail
cd "$(dirname "$0")/../.."
rooms=("$@")
[ ${#rooms[@]} -gt 0 ] || rooms=(random parallel population process run study analysis)
work=$PWD/build/races
mkdir -p "$work"
begin=$(date +%s)

# --- oneTBB ---
if ! compgen -G "$work/tbb/*/libtbb.so" >/dev/null; then
    mkdir -p "$work"/apt/{sources,lists/partial}
    sed 's/^Types: deb$/Types: deb-src/' /etc/apt/sources.list.d/debian.sources >"$work/apt/sources/debian.sources"
    apt=(apt-get -q -o "Dir::Etc::sourcelist=/dev/null" -o "Dir::Etc::sourceparts=$work/apt/sources" -o "Dir::State::lists=$work/apt/lists")
    "${apt[@]}" update
    version=$(dpkg-query -W -f='${source:Version}' libtbb-dev)
    (cd "$work" && "${apt[@]}" source "onetbb=$version")
    cmake -G Ninja -S "$work/onetbb-${version%%-*}" -B "$work/tbb" -DCMAKE_BUILD_TYPE=RelWithDebInfo -DTBB_TEST=OFF -DTBB_STRICT=OFF \
        -DTBB_SANITIZE=thread -DTBB_DISABLE_HWLOC_AUTOMATIC_SEARCH=ON -DCMAKE_CXX_FLAGS=-Wno-tsan
    cmake --build "$work/tbb" -j "$(nproc)" --target tbb
fi
LD_LIBRARY_PATH=$(dirname "$(compgen -G "$work/tbb/*/libtbb.so")")
export LD_LIBRARY_PATH
export TSAN_OPTIONS="exitcode=66 log_path=$work/seen"

# --- can it see a race, and does it leave sound code alone? ---
g++ -std=c++20 -O1 -g1 -fsanitize=thread scripts/soak/planted_race.cpp -o "$work/planted" -ltbb
rm -f "$work"/seen.*
"$work/planted" sound || { echo "data races: ThreadSanitizer reports one in a program that has none" && exit 1; }
if "$work/planted" race; then echo "data races: the planted race was not seen" && exit 1; fi
rm -f "$work"/seen.*

# --- the suite ---
cmake -G Ninja -S . -B "$work/suite" -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_FLAGS_RELWITHDEBINFO="-O1 -g1" \
    -DCMAKE_CXX_FLAGS="-fsanitize=thread" -DMUTUALISE_TESTS=ON -DMUTUALISE_BENCHMARKS=OFF
cmake --build "$work/suite" -j "$(nproc)" --target "${rooms[@]/#/test_}"
failed=()
cases=0
for room in "${rooms[@]}"; do
    "$work/suite/tests/test_$room" >"$work/$room.log" 2>&1 || failed+=("$room")
    tail -n 3 "$work/$room.log"
    cases=$((cases + $("$work/suite/tests/test_$room" --list-test-names-only | grep -c . || true)))
done
races=$(cat "$work"/seen.* 2>/dev/null | grep -c "WARNING: ThreadSanitizer: data race" || true)
echo "data races: $races seen in $cases tests of ${rooms[*]}; failed: ${failed[*]:-none}; $(date -u +%F), $(($(date +%s) - begin)) s"
[ "$races" = 0 ] && [ ${#failed[@]} = 0 ]
