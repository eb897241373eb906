#!/usr/bin/env bash
# Gives every reader files and texts that nobody meant, under AddressSanitizer and UndefinedBehaviorSanitizer.
#
#   scripts/soak/fuzz.sh [MINUTES]     # 60 in all, in equal parts; the builds (10 minutes on two cores) come on top
#
# Six targets of libFuzzer read in memory (tests/fuzz/*_target.cpp): scenario files, study files, data tables, SALib's files,
# texts of options, recorded files. The seventh, `commands`, gives wrong recorded files to every command that reads one
# (tests/fuzz/commands.py). Prints one table: target, executions, branches reached, inputs kept, findings. Findings and
# what the targets have learnt stay in results/fuzz (FUZZ_FOLDER) for the next time; ends with 1 where there are findings.
# JOBS=n runs n targets at a time (1).
set -euo pipefail
minutes=${1:-60}
cd "$(dirname "$0")/../.."
work=$(realpath -m "${FUZZ_FOLDER:-results/fuzz}")
targets=(scenario study tables salib options recorded)
seconds=$(awk -v m="$minutes" 'BEGIN { printf "%d", m * 60 / 7 + 0.5 }')
python=/usr/bin/python3
export LSAN_OPTIONS="suppressions=$PWD/tests/hdf5_leaks.txt:print_suppressions=0"

cmake --preset fuzz >/dev/null
cmake --build --preset fuzz -j "$(nproc)" --target fuzzers
cmake --preset dev >/dev/null
cmake --build --preset dev -j "$(nproc)" --target mutualise-command
mkdir -p "$work/findings"
find "$work/findings" -mindepth 1 -delete

# Every key, name and word that a file may hold: from the shipped files and the documents of their formats.
{
    grep -ohE '^ *\[?[a-z_.]+|"[a-z_]+"' scenarios/*.toml scenarios/studies/*.toml scenarios/librarians/*.toml
    head -qn 1 scenarios/data/*.csv | tr ',' '\n'
    grep -ohE '`[a-z_.@]+`' docs/scenarios.md docs/studies.md docs/file_format.md
} | tr -d ' "[`' | awk 'length > 2 && length < 40 { print "\"" $0 "\"" }' | sort -u >"$work/keys.dict"
echo '"@file "' >>"$work/keys.dict"

"$python" tests/fuzz/commands.py build/dev/mutualise --executions 0 --seeds "$work/true" >/dev/null
mkdir -p "$work"/{scenario,study,tables,salib,options,recorded}
cp scenarios/*.toml "$work/scenario"
for file in scenarios/studies/*.toml; do sed 's|"\.\./|"|' "$file" >"$work/study/$(basename "$file")"; done
cp "$work"/true/*.h5 "$work"/true/halves/*.plan "$work"/true/halves/*.done "$work/recorded" 2>/dev/null || true

fuzz() {
    local most=4096
    [ "$1" = recorded ] && most=1000000
    "build/fuzz/tests/fuzz_$1" -fork=1 -ignore_crashes=1 -ignore_timeouts=1 -ignore_ooms=1 -max_total_time="$seconds" \
        -max_len=$most -timeout=20 -rss_limit_mb=3000 -dict="$work/keys.dict" -artifact_prefix="$work/findings/$1-" \
        "$work/$1" "tests/fuzz/corpus/$1" >"$work/$1.log" 2>&1 || true
}
commands() {
    "$python" tests/fuzz/commands.py build/dev/mutualise --minutes "$(awk -v s="$seconds" 'BEGIN { print s / 60 }')" \
        --seed "${SEED:-$(date +%s)}" --keep "$work/findings" --seeds "$work/true" >"$work/commands.log" 2>&1 || true
}
begin=$(date +%s)
for target in "${targets[@]}"; do
    while [ "$(jobs -rp | wc -l)" -ge "${JOBS:-1}" ]; do wait -n; done
    fuzz "$target" &
done
while [ "$(jobs -rp | wc -l)" -ge "${JOBS:-1}" ]; do wait -n; done
commands &
wait

findings=0
printf '%-10s %12s %10s %8s %9s\n' target executions branches kept findings
for target in "${targets[@]}"; do
    # "#123: cov: 45 ft: 67 corp: 8 exec/s 910 oom/timeout/crash: 0/0/0 time: 11s ..."
    line=$(grep -aE '^#[0-9]+: cov:' "$work/$target.log" | tail -n 1)
    read -r executions branches kept found < <(awk '{ split($10, n, "/"); gsub("[#:]", "", $1);
        print $1, $3, $7, n[1] + n[2] + n[3] }' <<<"$line")
    printf '%-10s %12s %10s %8s %9s\n' "$target" "$executions" "$branches" "$kept" "$found"
    findings=$((findings + found))
done
read -r executions kept found < <(sed -n 's/^commands: \([0-9]*\) executions, \([0-9]*\) true files, \([0-9]*\) findings$/\1 \2 \3/p' \
    "$work/commands.log")
printf '%-10s %12s %10s %8s %9s\n' commands "$executions" - "$kept" "$found"
findings=$((findings + found))
echo "$(($(date +%s) - begin)) seconds; findings are in $work/findings"
[ "$findings" -eq 0 ]
