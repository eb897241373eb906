#!/usr/bin/env bash
# Gives every reader files and texts that nobody meant, under AddressSanitizer and UndefinedBehaviorSanitizer.
#
#   scripts/soak/fuzz.sh [MINUTES]     # 60 in all, in equal parts; the builds (10 minutes on two cores) come on top
#
# Six targets of libFuzzer read in memory (tests/fuzz/*_target.cpp): scenario files, study files, data tables, SALib's files,
# texts of options, recorded files. The seventh, `commands`, gives wrong recorded files to every command that reads one
# (tests/fuzz/commands.py). First a planted crash must be counted as found (planted_crash.cpp) and its sound twin must pass.
# Prints one table with the commit and the date: target, executions, branches reached, inputs kept, findings. Ends with 1
# where there are findings, where a target's log and the files it left do not agree, or where one ended before its time or
# executed nothing. What is found and what the targets have learnt stay in results/fuzz (FUZZ_FOLDER) for the next time;
# findings of an earlier round are in its folder `earlier`. JOBS=n runs n targets at a time (1).
set -euo pipefail
minutes=${1:-60}
cd "$(dirname "$0")/../.."
work=$(realpath -m "${FUZZ_FOLDER:-results/fuzz}")
targets=(scenario study tables salib options recorded)
seconds=$(awk -v m="$minutes" 'BEGIN { printf "%d", m * 60 / 7 + 0.5 }')
python=/usr/bin/python3
export LSAN_OPTIONS="suppressions=$PWD/tests/hdf5_leaks.txt:print_suppressions=0"
seed=${SEED:-$(date +%s)}
stamp="commit $(git describe --always --dirty), $(date -u '+%F %R') UTC, $minutes minutes, seed $seed for commands"

# PROGRAM NAME SECONDS FOLDER INPUTS...: the inputs once, which the forks would pass over where one of them ends the process;
# then libFuzzer, which goes on after what it finds. Leaves FOLDER/NAME.log and FOLDER/findings/NAME-*.
fuzz() {
    local program=$1 name=$2 share=$3 folder=$4 most=4096 code=0
    shift 4
    [ "$name" = recorded ] && most=1000000
    local settings=("-max_len=$most" -timeout=20 -rss_limit_mb=3000 -artifact_prefix="$folder/findings/$name-")
    [ -e "$folder/keys.dict" ] && settings+=(-dict="$folder/keys.dict")
    "$program" -runs=0 "${settings[@]}" "$@" >"$folder/$name.log" 2>&1 || echo "KEPT INPUTS: ended with $?" >>"$folder/$name.log"
    "$program" -fork=1 -ignore_crashes=1 -ignore_timeouts=1 -ignore_ooms=1 -max_total_time="$share" "${settings[@]}" "$@" \
        >>"$folder/$name.log" 2>&1 || code=$?
    echo "ENDED WITH $code" >>"$folder/$name.log"
}
row() { printf '%-10s %12s %10s %8s %9s\n' "$@"; }
# NAME SECONDS FOLDER: the row of a target, and below it what is wrong with it; fails where something is.
judge() {
    local name=$1 share=$2 log=$3/$1.log executions branches kept said time files wrong=()
    # "#123: cov: 45 ft: 67 corp: 8 exec/s 910 oom/timeout/crash: 0/0/0 time: 11s job: 3 dft_time: 0"
    read -r executions branches kept said < <(awk '/^#[0-9]+: cov: .* oom\/timeout\/crash: [0-9]+\/[0-9]+\/[0-9]+ time:/ {
        split($11, n, "/"); gsub("[#:]", "", $1); line = $1 " " $3 " " $7 " " n[1] + n[2] + n[3] } END { print line }' "$log") || true
    time=$(sed -n 's/^INFO: exiting: [0-9]* time: \([0-9]*\)s$/\1/p' "$log" | tail -n 1)
    files=$(find "$3/findings" -regextype egrep -regex ".*/$name-(crash|oom|timeout|leak)-[^/]*" | wc -l)
    row "$name" "${executions:-none}" "${branches:--}" "${kept:--}" "$files"
    [ "${executions:-0}" -gt 0 ] || wrong+=("executed nothing")
    [ "$files" -eq 0 ] || wrong+=("findings")
    [ "${said:-0}" -eq 0 ] || [ "$files" -gt 0 ] || wrong+=("the log counts $said findings, no file is left of them")
    ! grep -aq '^KEPT INPUTS: ended' "$log" || wrong+=("an input it was given ends it")
    grep -aq '^ENDED WITH 0$' "$log" || [ "$files" -gt 0 ] || wrong+=("$(grep -a '^ENDED' "$log" || echo 'no end')")
    [ $((10 * ${time:-0})) -ge $((9 * share)) ] || wrong+=("ended after ${time:-no} of $share seconds")
    [ ${#wrong[@]} -eq 0 ] || { printf '    %s\n' "${wrong[@]/#/$name: }" && return 1; }
}
# FOLDER: the same of the commands, whose last line is written when their time is over.
judge_commands() {
    local executions kept said files wrong=()
    read -r executions kept said < <(sed -n \
        's/^commands: \([0-9]*\) executions, \([0-9]*\) true files, \([0-9]*\) findings$/\1 \2 \3/p' "$1/commands.log") || true
    files=$(find "$1/findings" -mindepth 1 -maxdepth 1 -name 'finding-*' | wc -l)
    row commands "${executions:-none}" - "${kept:--}" "$files"
    [ "${executions:-0}" -gt 0 ] || wrong+=("executed nothing, or ended before its time")
    [ "$files" -eq 0 ] || wrong+=("findings")
    [ "${said:-none}" = "$files" ] || wrong+=("the log counts ${said:-no} findings, $files are left")
    [ ${#wrong[@]} -eq 0 ] || { printf '    %s\n' "${wrong[@]/#/commands: }" && return 1; }
}

# --- is what is found counted? ---
planted=$work/planted
rm -rf "$planted"
mkdir -p "$planted"/{findings,kept,true}
clang++-14 -std=c++20 -O1 -g1 -fsanitize=fuzzer,address scripts/soak/planted_crash.cpp -o "$planted/crash"
clang++-14 -std=c++20 -O1 -g1 -fsanitize=fuzzer,address -DSOUND scripts/soak/planted_crash.cpp -o "$planted/sound"
for twin in crash sound; do fuzz "$planted/$twin" $twin 5 "$planted" "$planted/kept"; done
must_fail() { # WORDS NAME SECONDS
    if judge "$2" "$3" "$planted" >"$planted/judged" || ! grep -q "$1" "$planted/judged"; then
        echo "fuzzing: it is not seen that a target has $1:" && cat "$planted/judged" && exit 1
    fi
}
must_fail 'crash: findings' crash 5
must_fail 'ended after' sound 1000
judge sound 5 "$planted" >"$planted/judged" || { echo "fuzzing: a sound target is blamed:" && cat "$planted/judged" && exit 1; }
grep -aE 'oom/timeout/crash: 0/0/[1-9]' -q "$planted/crash.log" || { echo "fuzzing: libFuzzer's log has another form" && exit 1; }
rm "$planted"/findings/*
must_fail 'no file is left' crash 5
printf bad >"$planted/kept/bad"
fuzz "$planted/crash" crash 1 "$planted" "$planted/kept"
must_fail 'an input it was given' crash 1
: >"$planted/sound.log"
must_fail 'executed nothing' sound 5
echo "fuzzing: the planted crash is counted, its sound twin passes, cut off logs do not"

cmake --fresh --preset fuzz >/dev/null
cmake --build --preset fuzz -j "$(nproc)" --target fuzzers
cmake --fresh --preset dev >/dev/null # an old folder of another compiler would lose its flags
cmake --build --preset dev -j "$(nproc)" --target mutualise-command
nm build/dev/mutualise | grep __asan_init >/dev/null || { echo "fuzzing: the command has no sanitizer" && exit 1; }
mkdir -p "$work/findings"
if [ -n "$(ls -A "$work/findings")" ]; then
    mkdir -p "$work/earlier"
    mv -T "$work/findings" "$work/earlier/$(date -u +%Y%m%dT%H%M%S)"
    mkdir "$work/findings"
fi

# Every key, name and word that a file may hold: from the shipped files and the documents of their formats.
{
    grep -ohE '^ *\[?[a-z_.]+|"[a-z_]+"' scenarios/*.toml scenarios/studies/*.toml scenarios/librarians/*.toml
    head -qn 1 scenarios/data/*.csv | tr ',' '\n'
    grep -ohE '`[a-z_.@]+`' docs/scenarios.md docs/studies.md docs/file_format.md
} | tr -d ' "[`' | awk 'length > 2 && length < 40 { print "\"" $0 "\"" }' | sort -u >"$work/keys.dict"
echo '"@file "' >>"$work/keys.dict"

rm -rf "$work/true" # files of an older format would be refused at the door
"$python" tests/fuzz/commands.py build/dev/mutualise --executions 0 --seeds "$work/true" >/dev/null
# A command that always ends with 1 must be found out as well.
"$python" tests/fuzz/commands.py /bin/false --executions 3 --keep "$planted/findings" --seeds "$work/true" >"$planted/commands.log" || true
if judge_commands "$planted" >"$planted/judged" || ! grep -q 'commands: findings' "$planted/judged" || grep -q counts "$planted/judged"; then
    echo "fuzzing: it is not seen that a command has findings:" && cat "$planted/judged" && exit 1
fi

mkdir -p "$work"/{scenario,study,tables,salib,options,recorded}
cp scenarios/*.toml "$work/scenario"
for file in scenarios/studies/*.toml; do sed 's|"\.\./|"|' "$file" >"$work/study/$(basename "$file")"; done
cp "$work"/true/*.h5 "$work"/true/halves/*.plan "$work"/true/halves/*.done "$work/recorded"

commands() {
    "$python" tests/fuzz/commands.py build/dev/mutualise --minutes "$(awk -v s="$seconds" 'BEGIN { print s / 60 }')" \
        --seed "$seed" --keep "$work/findings" --seeds "$work/true" >"$work/commands.log" 2>&1 || true
}
begin=$(date +%s)
for target in "${targets[@]}"; do
    while [ "$(jobs -rp | wc -l)" -ge "${JOBS:-1}" ]; do wait -n; done
    fuzz "build/fuzz/tests/fuzz_$target" "$target" "$seconds" "$work" "$work/$target" "tests/fuzz/corpus/$target" &
done
while [ "$(jobs -rp | wc -l)" -ge "${JOBS:-1}" ]; do wait -n; done
commands &
wait

failed=0
echo "$stamp, $seconds seconds for each target"
row target executions branches kept findings
for target in "${targets[@]}"; do judge "$target" "$seconds" "$work" || failed=1; done
judge_commands "$work" || failed=1
echo "$(($(date +%s) - begin)) seconds; findings are in $work/findings"
exit $failed
