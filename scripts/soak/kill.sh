#!/usr/bin/env bash
# Kills sweeps at random moments (kill -9), also inside their writes and with the disk full, resumes each and compares the
# canonical hash of its file with that of a sweep that was left alone.
#
#   scripts/soak/kill.sh [TRIALS] [COMMAND]     # 200 trials of build/release/mutualise
#
# One trial: 1 to 3 kills, then the same command to its end. Every fourth trial kills inside a write, by counting the
# process's writes (strace, where it is installed); every tenth goes to a small tmpfs that is full at first, then too small
# for the merge, then enlarged (as root). Random moments come from a seed: SEED=n.
set -eu
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

milliseconds=1000000 # of the quickest of three
for _ in 1 2 3; do
    rm -rf "$work/whole"
    begin=$(date +%s%N)
    "${sweep[@]}" -o "$work/whole" >/dev/null
    took=$((($(date +%s%N) - begin) / 1000000))
    if [ $took -lt $milliseconds ]; then milliseconds=$took; fi
done
whole=$(hash_of "$work/whole")
shard=$("${sweep[@]}" --dry-run | sed -n 's/^\([0-9]*\)\.[0-9]* MB while.*/\1/p') # [MB]
echo "left alone: $whole, $milliseconds ms, $shard MB while under way"

strace_works=false
command -v strace >/dev/null && strace -qq -o /dev/null true 2>/dev/null && strace_works=true
tmpfs_works=false
mkdir "$disk"
mount -t tmpfs -o size=1m tmpfs "$disk" 2>/dev/null && tmpfs_works=true && umount "$disk"

writes=1
$strace_works && writes=$(strace -f -c -e trace=pwrite64 "${sweep[@]}" -o "$work/counted" 2>&1 >/dev/null |
    awk '$NF == "pwrite64" { print $4 }')

running=0 merging=0 inside=0 full=0 finished=0
# Kills one sweep into $1 after a random part of its time, or at a random write.
kill_once() {
    local folder=$1 at_write=$2
    if $at_write; then
        {
            strace -f -qq -o /dev/null -e trace=pwrite64 \
                -e inject=pwrite64:signal=SIGKILL:when=$((RANDOM % writes + 1)) "${sweep[@]}" -o "$folder" || true
        } >/dev/null 2>&1
        inside=$((inside + 1))
        return 0
    fi
    "${sweep[@]}" -o "$folder" >/dev/null 2>&1 &
    local process=$!
    sleep "$(awk -v ms="$milliseconds" -v r="$RANDOM" 'BEGIN { printf "%.3f", ms * 1.05 * r / 32767 / 1000 }')"
    if kill -9 $process 2>/dev/null; then
        if [ -n "$(find "$folder" -name '*.done' 2>/dev/null)" ]; then merging=$((merging + 1)); else running=$((running + 1)); fi
    else
        finished=$((finished + 1))
    fi
    wait $process 2>/dev/null || true
}

# A disk that is too small for the shard, then for the merge, then large enough.
fill_disk() {
    mount -t tmpfs -o size=2m tmpfs "$disk"
    for size in 2m $((shard * 1000 / 1049 + 2))m; do
        mount -o remount,size=$size "$disk"
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
        fill_disk || true
        folder=$disk/study
    fi
    at_write=false
    $strace_works && [ $((trial % 4)) = 0 ] && at_write=true
    for _ in $(seq 1 $((RANDOM % 3 + 1))); do kill_once "$folder" $at_write; done
    "${sweep[@]}" -o "$folder" >/dev/null || echo "trial $trial: the resumed sweep failed"
    left=$(ls "$folder")
    if [ "$(hash_of "$folder")" = "$whole" ] && [ "$left" = timing.h5 ]; then
        same=$((same + 1))
    else
        echo "trial $trial: another hash, or files left: $left"
    fi
    ! mountpoint -q "$disk" || umount "$disk"
done
echo "killed while running $running, while merging $merging, inside a write $inside; finished first $finished; disk full $full"
echo "$same of $trials resumed sweeps have the hash of the one left alone"
[ "$same" = "$trials" ]
