"""What same_bytes.py finds in its rows, and the page that it writes of them: docs/reproducibility.md."""
from same_bytes_matrix import BUILDS, EVERYTHING, NO_FMA, REPEATERS, REPLICATES, ROWS, RUNS, SCALE, SCENARIOS, SEEDS, recording


def rows_of(kept):
    """The rows that were run, in the matrix's order; they are compared with the first."""
    return [row for row in ROWS if repr(row) in kept["rows"]]


def missing(kept):
    return ([", ".join(row.cells()) for row in ROWS if repr(row) not in kept["rows"]] + ["the sweeps"] * ("sweeps" not in kept)
            + [f"repeats by {name}" for name in REPEATERS if name not in kept["repro"]])


def different(kept):
    rows = [kept["rows"][repr(row)]["hashes"] for row in rows_of(kept)]
    sweeps = [found for _, found in kept.get("sweeps", {}).get("ways", [])]
    return sum(found != group[0] for group in (rows, sweeps) for found in group)


def verdict(kept):
    """A sentence and an exit code: 1 where hashes differ, 2 where not everything was run."""
    if different(kept):
        return f"**{different(kept)} rows disagree.**", 1
    if missing(kept):
        return f"{len(rows_of(kept))} of {len(ROWS)} rows ran and agree; not everything was run.", 2
    return "All agree.", 0


def table(head, rows):
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *rows]) + "\n"


def same(found, first):
    return "same" if found == first else "**DIFFERENT**"


def span(dates):
    return f"on {min(dates)}" if min(dates) == max(dates) else f"from {min(dates)} to {max(dates)}"


def sweeps_text(kept):
    if "sweeps" not in kept:
        return "Not run.\n"
    ways = kept["sweeps"]["ways"]
    rows = [[what, *(h[:16] for h in found), same(found, ways[0][1])] for what, found in ways]
    repeats = "; ".join(f"by `{name}` {said}" for name, said in kept["repro"].items())
    return f"""{len(SCENARIOS) * REPLICATES} runs: the three scenarios under {REPLICATES} seeds each. `g++ -O3`; the first sixteen digits of the hash by base seed.
Logs and snapshots are no part of a sweep's file.

{table(["how", *("seed " + str(s) for s in SEEDS), "as the first"], rows)}
`mutualise repro`, of the first file: {repeats or "not run"}.
"""


def builds_text(kept):
    rows = [[name, BUILDS[name][0], facts["compiler"], f"{facts['seconds']:.0f} s" if facts["seconds"] else "was there",
             facts["date"], facts["commit"], facts["sha256"]] for name in BUILDS for facts in kept["builds"].get(name, [])]
    return table(["build", "preset", "compiler", "built in", "date", "commit", "SHA-256"], rows)


def page(kept):
    ran = rows_of(kept)
    entries = [kept["rows"][repr(row)] for row in ran] + ([kept["sweeps"]] if "sweeps" in kept else [])
    dates, commits, machines = ({entry[what] for entry in entries} for what in ("date", "commit", "machine"))
    reference = kept["rows"][repr(ran[0])]["hashes"]
    rows = [[*row.cells(), *(h[:8] for h in kept["rows"][repr(row)]["hashes"]),
             same(kept["rows"][repr(row)]["hashes"], reference)] for row in ran]
    named = [[name, str(seed), f"`{reference[3 * s + n]}`"] for s, seed in enumerate(SEEDS) for n, name in enumerate(SCENARIOS)]
    seconds = sum(kept["rows"][repr(row)]["seconds"] for row in ran)
    sweeping = f"{kept['sweeps']['seconds']:.0f} s of sweeps" if "sweeps" in kept else "no sweeps"
    left_out = f"Not run: {'; '.join(missing(kept))}.\n\n" if missing(kept) else ""
    heads = [f"{name[:4]} {s + 1}" for s in range(len(SEEDS)) for name in SCENARIOS]
    nothing = any(row.libc == "without" and not kept["rows"][repr(row)]["libm_differs"] for row in ran)
    shown = " Without FMA the C library there gave the same bits: those rows show nothing." if nothing else ""
    name, seed = "everything", SEEDS[1]
    return f"""# Reproducibility

Results depend on scenario, seed and version alone. This page is written by `scripts/soak/same_bytes.py`, which builds what it lists,
or checks a command that was there against the compiler, flags and sources of its build, and runs it. Rows were run
{span(dates)} at commit {', '.join(sorted(commits))}, on {'; and on '.join(sorted(machines))}.

{verdict(kept)[0]} {len(rows)} rows of {RUNS} runs for each of three scenarios (`historical` and `everything` with the posterior's draws,
`taskforce` without) and three seeds at scale {SCALE}, May 2010 to December 2015, with all that can be recorded
(`{' '.join(EVERYTHING)}`): {seconds:.0f} s of runs, {sweeping}.{shown}

## One recording, made in every way

The first eight digits of the canonical hash (`mutualise hash`) of each scenario's recorded file, by seed ({', '.join(map(str, SEEDS))}).
*Instructions*: what the two hottest loops run with (`MUTUALISE_INSTRUCTIONS`). *Lanes*: runs advanced together (`--lanes`).
*C library*: its variants with and without fused multiply-add (`GLIBC_TUNABLES={NO_FMA}`).

{table(["build", "instructions", "lanes", "threads", "C library", *heads, "as the first"], rows)}
{left_out}In full:

{table(["scenario", "seed", "canonical hash"], named)}
One of them again, which a test does too (`tests/docs/reproducibility_test.py`):

```sh
mutualise {' '.join(recording(name, seed))} -o {name}.h5
mutualise hash {name}.h5   # {reference[3 + list(SCENARIOS).index(name)]}
```

## One study, swept in every way

{sweeps_text(kept)}
## Builds

Wall times beside whatever else ran, short where the compiler's cache was warm; the commit that the command was built of, and the first digits of its file's SHA-256.

{builds_text(kept)}"""
