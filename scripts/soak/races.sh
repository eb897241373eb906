#!/usr/bin/env bash
# Data races: builds the library, its tests and the command with ThreadSanitizer, against a oneTBB built with it too, and
# runs every room whose code or tests use threads, then the command on a terminal, with signals (races_command.py). Ends in
# one line; exit code 1 where ThreadSanitizer reported anything or a part failed.
#
#   scripts/soak/races.sh [PART...]     # random parallel population process run record study analysis report sanity cli command
#   scripts/soak/races.sh --check       # builds nothing: is every room run, or left out because it has no threads?
#
# Debian's own libtbb is not instrumented: ThreadSanitizer then reports races that are none, and suppressing them hides real
# ones. So Debian's source of the installed version is fetched (apt-get source; 2 MB; needs dpkg-dev) into build/races and
# built with -DTBB_SANITIZE=thread. First a program with a planted race must be caught and its sound twin must pass; and
# each program must load that oneTBB. Debian's HDF5 is not instrumented either: what it loads and stores itself is not seen,
# its calls for memory, files and locks (pthread's) are. So no report is false for its sake, but a race inside it
# would be missed; it is called by the thread that calls the loops, from no body of a loop.
# About two hours on two cores beside other work (measured in three goes); the room cli takes longest.
set -euo pipefail
cd "$(dirname "$0")/../.."
parts=(random parallel population process run record study analysis report sanity cli command) # report and cli run the command
left_out=(core parameters scenario state) # neither their code nor their tests have threads

# --- is every room in one of the two lists, and the second one right? ---
mapfile -t all < <(sed -n 's/^foreach(room \(.*\))$/\1/p' tests/CMakeLists.txt | tr ' ' '\n')
[ "$(printf '%s\n' "${all[@]}" command | sort)" = "$(printf '%s\n' "${parts[@]}" "${left_out[@]}" | sort)" ] ||
    { echo "data races: a room is neither run nor left out with a reason, or is none" && exit 1; }
for room in "${left_out[@]}"; do
    for folder in "sim/$room" "tests/$room" "include/mutualise/$room"; do
        [ -d "$folder" ] || continue
        ! grep -rnE '^#include ["<](atomic|thread|mutex|shared_mutex|condition_variable|future|tbb/|oneapi/|mutualise/parallel/)' "$folder" ||
            { echo "data races: $room is left out, but has threads" && exit 1; }
    done
done
[ "${1:-}" != --check ] || { echo "data races: ${#parts[@]} parts, ${#left_out[@]} rooms without threads" && exit 0; }
[ $# = 0 ] || parts=("$@")
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
tbb=$(compgen -G "$work/tbb/*/libtbb.so")
LD_LIBRARY_PATH=$(dirname "$tbb")
export LD_LIBRARY_PATH
export TSAN_OPTIONS="exitcode=66 log_path=$work/seen"

nm -D "$tbb" | grep __tsan_func_entry >/dev/null || { echo "data races: $tbb is not instrumented" && exit 1; }
# Ends all where a program is not instrumented or does not load that oneTBB.
sound_program() {
    local loaded
    loaded=$(ldd "$1" | awk '$1 ~ /^libtbb/ { print $3 }')
    if ! nm -D "$1" | grep __tsan_func_entry >/dev/null || [ "$(realpath -q "$loaded")" != "$(realpath "$tbb")" ]; then
        echo "data races: $1 is not instrumented, or loads another oneTBB: $loaded"
        exit 1
    fi
}

# --- can it see a race, and does it leave sound code alone? ---
g++ -std=c++20 -O1 -g1 -fsanitize=thread scripts/soak/planted_race.cpp -o "$work/planted" -ltbb
sound_program "$work/planted"
rm -f "$work"/seen.*
"$work/planted" sound || { echo "data races: ThreadSanitizer reports one in a program that has none" && exit 1; }
if "$work/planted" race; then echo "data races: the planted race was not seen" && exit 1; fi
rm -f "$work"/seen.*

# --- the rooms, and the command ---
cmake -G Ninja -S . -B "$work/suite" -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_FLAGS_RELWITHDEBINFO="-O1 -g1" \
    -DCMAKE_CXX_FLAGS="-fsanitize=thread" -DMUTUALISE_TESTS=ON -DMUTUALISE_BENCHMARKS=OFF
targets=("${parts[@]/#/test_}")
cmake --build "$work/suite" -j "$(nproc)" --target "${targets[@]/test_command/mutualise-command}"
command=$work/suite/mutualise
failed=()
cases=0
for part in "${parts[@]}"; do
    case $part in report | cli | command) sound_program "$command" ;; esac
    if [ "$part" = command ]; then
        scripts/soak/races_command.py "$command" || failed+=("$part")
        continue
    fi
    program=$work/suite/tests/test_$part
    sound_program "$program"
    "$program" >"$work/$part.log" 2>&1 || failed+=("$part")
    tail -n 3 "$work/$part.log"
    cases=$((cases + $("$program" --list-test-names-only | grep -c . || true)))
done
reports=$(cat "$work"/seen.* 2>/dev/null | grep -c "WARNING: ThreadSanitizer" || true)
echo "data races: $reports reports in $cases tests of ${parts[*]}; failed: ${failed[*]:-none}; $(date -u +%F), $(($(date +%s) - begin)) s"
[ "$reports" = 0 ] && [ ${#failed[@]} = 0 ]
