#!/usr/bin/env bash
# Kills sweeps at random moments (kill -9), also as they enter a write and with the disk full, resumes each and compares the
# canonical hash of its file with that of a sweep that was left alone.
#
#   scripts/soak/kill.sh [TRIALS] [COMMAND]     # 200 trials of build/release/mutualise
#
# One trial: 1 to 3 kills, then the same command to its end. Every fourth trial kills as a write is entered, by counting
# the process's writes (strace, where it is installed); every tenth goes to a small tmpfs that is full at first, then too small
# for the merge, then enlarged (as root). Random moments come from a seed: SEED=n.
#
# Exit code 0: all held; 1: something did not; 2: nothing failed, but parts were left out ("not tested: ..."), for want of
# strace, of root, or of trials (of two runs of 10 trials one met no merge).
set -Eeuo pipefail
trap 'echo "line $LINENO failed" >&2; exit 1' ERR # whatever the code of what failed
trials=${1:-200}
command=${2:-build/release/mutualise}
command=$(realpath "$command")
cd "$(dirname "$0")/../.."
RANDOM=${SEED:-1}
work=$(mktemp -d)
disk=$work/disk
clean() {
    mountpoint -q "$disk" 2>/dev/null && umount "$disk"
    rm -rf "$work"
}
trap clean EXIT
sweep=("$command" sweep scenarios/studies/timing.toml --scale 0.01 --replicates 8 --set horizon.last=2015-08 --quiet)
hash_of() { "$command" hash "$1"/timing.h5 | cut -d' ' -f1; }
faults=0
fault() {
    echo "$1"
    faults=$((faults + 1))
}

milliseconds=1000000 # of the quickest of three
for _ in 1 2 3; do
    rm -rf "$work/whole"
    begin=$(date +%s%N)
    "${sweep[@]}" -o "$work/whole" >/dev/null
    took=$((($(date +%s%N) - begin) / 1000000))
    if [ $took -lt $milliseconds ]; then milliseconds=$took; fi
done
whole=$(hash_of "$work/whole")
[[ $whole =~ ^[0-9a-f]{64}$ ]] || { echo "no hash of the sweep left alone: \"$whole\"" && exit 1; }
shard=$("${sweep[@]}" --dry-run | sed -n 's/^\([0-9]*\)\.[0-9]* MB while.*/\1/p') # [MB]
[[ $shard =~ ^[0-9]+$ ]] || { echo "--dry-run does not tell a shard's size: \"$shard\"" && exit 1; }
echo "left alone: $whole, $milliseconds ms, $shard MB while under way"

strace_works=false
command -v strace >/dev/null && strace -qq -o /dev/null true 2>/dev/null && strace_works=true
tmpfs_works=false
mkdir "$disk"
mount -t tmpfs -o size=1m tmpfs "$disk" 2>/dev/null && tmpfs_works=true && umount "$disk"

writes=1
if $strace_works; then
    strace -f -qq -c -o "$work/calls" -e trace=pwrite64 "${sweep[@]}" -o "$work/counted" >/dev/null
    writes=$(awk '$NF == "pwrite64" { print $4 }' "$work/calls")
    [[ $writes =~ ^[1-9][0-9]*$ ]] || { echo "strace counts no writes: \"$writes\"" && exit 1; }
fi

running=0 merging=0 at_writes=0 full=0 finished=0
# Kills one sweep into $1 after a random part of its time, or at a random write.
kill_once() {
    local folder=$1 at_write=$2 status=0
    if $at_write; then
        {
            strace -f -qq -o "$work/trace" -e trace=pwrite64 \
                -e inject=pwrite64:signal=SIGKILL:when=$((RANDOM % writes + 1)) "${sweep[@]}" -o "$folder" || status=$?
        } >"$work/said" 2>&1
    else
        "${sweep[@]}" -o "$folder" >"$work/said" 2>&1 &
        local process=$!
        sleep "$(awk -v ms="$milliseconds" -v r="$RANDOM" 'BEGIN { printf "%.3f", ms * 1.05 * r / 32767 / 1000 }')"
        kill -9 $process 2>/dev/null || true
        wait $process 2>/dev/null || status=$?
    fi
    if [ $status = 0 ]; then
        finished=$((finished + 1))
    elif [ $status != 137 ]; then
        fault "a sweep to be killed ended with $status by itself: $(cat "$work/said")"
    elif $at_write; then
        if grep -q 'pwrite64(.*\(= ?\|<unfinished ...>\)$' "$work/trace"; then
            at_writes=$((at_writes + 1))
        else
            fault "killed by strace, but not in a write: $(tail -n 3 "$work/trace")"
        fi
    elif [ -n "$(find "$folder" -name '*.done' 2>/dev/null)" ]; then
        merging=$((merging + 1))
    else
        running=$((running + 1))
    fi
}

# A disk that is too small for the shard, then for the merge, then large enough.
fill_disk() {
    mount -t tmpfs -o size=2m tmpfs "$disk" || return 1
    for size in 2m $((shard * 1000 / 1049 + 2))m; do
        mount -o remount,size=$size "$disk" || return 1
        if "${sweep[@]}" -o "$disk/study" >/dev/null 2>"$work/said"; then
            echo "a full disk ($size) was not noticed" && return 1
        fi
        grep -q "No space left" "$work/said" || { echo "a full disk ($size) said: $(cat "$work/said")" && return 1; }
        full=$((full + 1))
    done
    mount -o remount,size=400m "$disk"
}

same=0
for trial in $(seq 1 "$trials"); do
    folder=$work/trial
    rm -rf "$folder"
    if $tmpfs_works && [ $((trial % 10)) = 0 ]; then
        fill_disk || fault "trial $trial: not what a full disk should give"
        folder=$disk/study
    fi
    at_write=false
    $strace_works && [ $((trial % 4)) = 0 ] && at_write=true
    for _ in $(seq 1 $((RANDOM % 3 + 1))); do kill_once "$folder" $at_write; done
    "${sweep[@]}" -o "$folder" >/dev/null || fault "trial $trial: the resumed sweep failed"
    left=$(ls "$folder") || true
    if [ "$(hash_of "$folder")" = "$whole" ] && [ "$left" = timing.h5 ]; then
        same=$((same + 1))
    else
        fault "trial $trial: another hash, or files left: $left"
    fi
    ! mountpoint -q "$disk" || umount "$disk"
done
echo "killed while running $running, while merging $merging, at a write $at_writes; finished first $finished; disk full $full"
echo "$same of $trials resumed sweeps have the hash of the one left alone"

missing=""
left_out() { [ "$2" -gt 0 ] || missing="$missing${missing:+, }$1"; }
left_out "kills while running" $running
left_out "kills while merging" $merging
left_out "kills at a write$($strace_works || echo " (no strace)")" $at_writes
left_out "a full disk$($tmpfs_works || echo " (no tmpfs: not root?)")" $full
[ -z "$missing" ] || echo "not tested: $missing"
if [ "$faults" -gt 0 ] || [ "$same" != "$trials" ]; then
    echo "$faults faults"
    exit 1
fi
[ -z "$missing" ] || exit 2
