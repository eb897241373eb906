#!/usr/bin/env bash
# A study as a Slurm array of 64 shards on four nodes of one host, of which two are killed half-way with their tasks; Slurm
# queues these again, the merge follows, and its hash is compared with that of a sweep on one machine.
#
#   scripts/soak/slurm.sh [COMMAND]     # as root, on Debian: slurm-wlm slurm-client slurm-wlm-basic-plugins munge
#
# It starts its own slurmctld, four slurmd and munged (unless one runs), and ends what it started. About ten minutes, most
# of them Slurm's: it waits two minutes before it starts a requeued task.
#
# Exit code 0: the same hash after tasks were killed and queued again; 1: not; 2: nothing failed, but this was not tested.
set -Eeuo pipefail
trap 'echo "line $LINENO failed" >&2; exit 1' ERR # whatever the code of what failed
for program in slurmctld slurmd sbatch munge; do
    command -v $program >/dev/null || { echo "not tested: $program is not installed" && exit 2; }
done
[ "$(id -u)" = 0 ] || { echo "not tested: not root" && exit 2; }
command=$(realpath "${1:-build/release/mutualise}")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
chmod 755 "$work"
host=$(hostname -s)
export SLURM_CONF=$work/slurm.conf
study=(scenarios/studies/levers-2015.toml --scale 0.01 --replicates 16)

mkdir -p "$work"/{state,log} "$work"/spool.n{1,2,3,4} "$work"/tmp.n{1,2,3,4}
cat >"$SLURM_CONF" <<EOF
ClusterName=soak
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,bf_interval=1
MpiDefault=none
ReturnToService=2
SlurmdTimeout=15
SlurmctldPidFile=$work/slurmctld.pid
StateSaveLocation=$work/state
SlurmctldLogFile=$work/log/slurmctld.log
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
MaxArraySize=10001
SlurmdPidFile=$work/slurmd.%n.pid
SlurmdSpoolDir=$work/spool.%n
SlurmdLogFile=$work/log/slurmd.%n.log
TmpFS=$work/tmp.%n
SlurmdParameters=config_overrides
NodeName=n[1-4] NodeHostname=$host NodeAddr=127.0.0.1 Port=17001-17004 CPUs=2 RealMemory=4000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
EOF

own_munge=false
stop() {
    scancel --user=root 2>/dev/null || true
    sleep 1
    for pid in "$work"/slurmd.n?.pid "$work/slurmctld.pid"; do [ ! -f "$pid" ] || kill "$(cat "$pid")" 2>/dev/null || true; done
    if $own_munge; then kill "$(cat /run/munge/munged.pid)" 2>/dev/null || true; fi
    sleep 1
    rm -rf "$work"
}
trap stop EXIT
if ! munge -n >/dev/null 2>&1; then
    mkdir -p /run/munge
    chown munge:munge /run/munge
    runuser -u munge -- /usr/sbin/munged
    own_munge=true
fi
slurmctld
sleep 2
for node in n1 n2 n3 n4; do slurmd -N $node; done
sleep 3
sinfo -N

# The hash of a merged study, which has to be one.
hash_of() {
    local hash
    hash=$("$command" hash "$1/levers-2015.h5" | cut -d' ' -f1)
    [[ $hash =~ ^[0-9a-f]{64}$ ]] || { echo "no hash of $1: \"$hash\"" >&2 && return 1; }
    echo "$hash"
}

"$command" sweep "${study[@]}" -o "$work/one" --quiet >"$work/one.log"
whole=$(hash_of "$work/one")
echo "one machine: $whole"

# The processes of a node's tasks, and the step daemons above them.
tasks_of() {
    for environment in /proc/[0-9]*/environ; do
        if grep -qszx "SLURMD_NODENAME=$1" "$environment"; then
            process=$(basename "$(dirname "$environment")")
            echo "$process"
            parent=$(awk '$1 == "PPid:" { print $2 }' "/proc/$process/status" 2>/dev/null || echo 1)
            if grep -qs slurmstepd "/proc/$parent/comm"; then echo "$parent"; fi
        fi
    done | sort -u
}

"$command" slurm "${study[@]}" -o "$work/many" --shards 64 --cpus 1 --memory 500M --time 01:00:00
begin=$(date +%s)
in_time() { [ $(($(date +%s) - begin)) -lt 1500 ] || { squeue || true; echo "not done after 1,500 s"; exit 1; }; }
array=$(sbatch --parsable "$work/many/array.sbatch")
merge=$(sbatch --parsable --dependency=afterany:"$array" "$work/many/merge.sbatch")
until [ "$(find "$work/many" -name '*.done' | wc -l)" -ge 28 ]; do
    sleep 0.2
    in_time
done
killed=0
for node in n3 n4; do
    kill -9 "$(cat "$work/slurmd.$node.pid")"
    for process in $(tasks_of $node); do
        if kill -9 "$process" 2>/dev/null; then killed=$((killed + 1)); fi
    done
done
echo "killed two nodes and $killed of their processes after $(find "$work/many" -name '*.done' | wc -l) of 64 shards"
while [ -n "$(squeue -h -j "$array,$merge" 2>/dev/null || true)" ]; do # an error once both have ended and are forgotten
    sleep 2
    in_time
done
cat "$work"/many/merge-*.log
many=$(hash_of "$work/many")
requeued=$(grep -c "requeue.*JobId" "$work/log/slurmctld.log" || true)
echo "four nodes, two killed: $many, after $(($(date +%s) - begin)) s; $requeued lines on requeued tasks in slurmctld's log"
[ "$many" = "$whole" ] || { echo "another hash" && exit 1; }
echo "the same hash"
[ "$killed" -gt 0 ] || { echo "not tested: no process was alive when its node was killed" && exit 2; }
[ "$requeued" -gt 0 ] || { echo "not tested: Slurm queued no task again" && exit 2; }
