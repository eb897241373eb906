"""The page that same_bytes.py writes of its rows: docs/reproducibility.md."""
import os
import platform
from pathlib import Path

from same_bytes_matrix import BUILDS, NO_FMA, REPLICATES, ROWS, RUNS, SCALE, SCENARIOS, SEEDS
from same_bytes_runs import checked


def machine():
    model = next(l.split(":")[1].strip() for l in Path("/proc/cpuinfo").read_text().splitlines() if l.startswith("model name"))
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 2**20
    system = next(l.split('"')[1] for l in Path("/etc/os-release").read_text().splitlines() if l.startswith("PRETTY_NAME"))
    versions = [checked([c, "--version"]).splitlines()[0] for c in ("g++", "clang++-14")]
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB; {system}, glibc {platform.libc_ver()[1]}; {'; '.join(versions)}"


def table(head, rows):
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *rows]) + "\n"


def page(kept):
    reference = kept["rows"][repr(ROWS[0])]["hashes"]
    rows, left_out, disagree = [], [], 0
    for row in ROWS:
        if repr(row) not in kept["rows"]:
            left_out.append(", ".join(row.cells()))
            continue
        found = kept["rows"][repr(row)]["hashes"]
        disagree += found != reference
        rows.append([*row.cells(), *(h[:8] for h in found), "same" if found == reference else "**DIFFERENT**"])
    studies = []
    for what, found in kept["sweeps"]:
        disagree += found != kept["sweeps"][0][1]
        studies.append([what, *(h[:16] for h in found), "same" if found == kept["sweeps"][0][1] else "**DIFFERENT**"])
    named = [[name, str(seed), f"`{reference[3 * s + n]}`"] for s, seed in enumerate(SEEDS) for n, name in enumerate(SCENARIOS)]
    seconds = sum(kept["rows"][repr(r)]["seconds"] for r in ROWS if repr(r) in kept["rows"])
    builds = [[name, BUILDS[name][0], f"{kept['builds'][name]:.0f} s"] for name in BUILDS if name in kept["builds"]]
    built = f"\n## Builds\n\nWall times, where the compiler's cache was not warm.\n\n{table(['build', 'preset', 'built in'], builds)}" if builds else ""
    missing = f"Not run: {'; '.join(left_out)}.\n\n" if left_out else ""
    heads = [f"{name[:4]} {s + 1}" for s in range(3) for name in SCENARIOS]
    verdict = "All agree." if disagree == 0 else f"**{disagree} rows disagree.**"
    return f"""# Reproducibility

Results depend on scenario, seed and version alone. This page is written by `scripts/soak/same_bytes.py`, which builds and runs
what it lists; it was last run on {kept['date']}, on this machine: {machine()}.

{verdict} {len(rows)} rows of {RUNS} runs for each of three scenarios (`historical` and `everything` with the posterior's draws,
`taskforce` without) and three seeds at scale {SCALE}, May 2010 to December 2015: {seconds:.0f} s of runs, {kept['sweep_seconds']:.0f} s
of sweeps{kept['libm']}.

## One recording, made in every way

The first eight digits of the canonical hash (`mutualise hash`) of each scenario's recorded file, by seed ({', '.join(map(str, SEEDS))}).
*Instructions*: what the two hottest loops run with (`MUTUALISE_INSTRUCTIONS`). *Lanes*: runs advanced together (`--lanes`).
*C library*: its variants with and without fused multiply-add (`GLIBC_TUNABLES={NO_FMA}`).

{table(["build", "instructions", "lanes", "threads", "C library", *heads, "as the first"], rows)}
{missing}In full:

{table(["scenario", "seed", "canonical hash"], named)}
## One study, swept in every way

{3 * REPLICATES} runs: the three scenarios under {REPLICATES} seeds each. `g++ -O3`; the first sixteen digits of the hash by base seed.

{table(["how", *("seed " + str(s) for s in SEEDS), "as the first"], studies)}
`mutualise repro`, of the first file: {'; '.join(f'by `{name}` {said}' for name, said in kept['repro'].items())}.
{built}"""
