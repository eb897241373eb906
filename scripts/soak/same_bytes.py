#!/usr/bin/env python3
"""The same bytes from every compiler, optimisation, instruction set, C library path, sanitizer, number of threads and
lanes, share and sitting: builds and runs the matrix and writes docs/reproducibility.md with one table of hashes.

    scripts/soak/same_bytes.py               # all rows: eight builds of the command, 90 minutes on two busy cores
    scripts/soak/same_bytes.py --only clang   # the builds whose name begins so alone; the page says what was not run
    scripts/soak/same_bytes.py --built "g++ -O3=build/release/mutualise"   # takes this, if it is that build of these sources

Not the full product: every level of every factor in at least one row, and the pairs that may interact (compiler and
optimisation; instruction set and lanes). A row that was measured on the same sources, with the same compilers and matrix, is
not run again (--fresh: it is); nothing is kept once the sources move. Build folders (build/same-bytes-*) are deleted
after use. Ends with exit code 1 where a hash differs, 2 where rows, sweeps or repeats are missing.
"""
import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from same_bytes_build import build, facts_of, matrix_key, stamp
from same_bytes_matrix import BUILDS, NO_FMA, REPEATERS, ROOT, ROWS, processor_lacks
from same_bytes_page import page, rows_of, verdict
from same_bytes_runs import checked, run_row, sweep_rows, write_study

KEPT = ROOT / "build/same-bytes.json"


class Kept:
    """What was measured on these sources, in earlier sittings too, and the first sweep's file."""

    def __init__(self, fresh):
        self.found = json.loads(KEPT.read_text()) if KEPT.exists() and not fresh else {}
        key = matrix_key()
        if self.found.get("key") != key:
            self.found = {"key": key, "rows": {}, "builds": {}, "repro": {}}
        self.sweep = KEPT.parent / f"same-bytes-{key[:16]}.h5"

    def require_same_sources(self):
        if matrix_key() != self.found["key"]:
            sys.exit("the sources, the compilers or the matrix changed while it ran: run it again on a tree that nobody changes")

    def write(self):
        self.require_same_sources()
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(self.found, indent=1))


def libm_differs():
    """Whether the C library's functions give other bits without FMA here: else those rows would show nothing."""
    code = "import math; print(hash(tuple(f(i / 7919) for f in (math.exp, math.sin) for i in range(1, 100000))))"
    found = {checked(["/usr/bin/python3", "-c", code], env=os.environ | {"GLIBC_TUNABLES": t}) for t in ("", NO_FMA)}
    return len(found) == 2


def measure_row(kept, command, row, scratch):
    begin = time.monotonic()
    found = run_row(command, row, scratch)
    entry = {"hashes": found, "seconds": time.monotonic() - begin, **stamp()}
    if row.libc == "without":
        entry["libm_differs"] = libm_differs()
    kept.found["rows"][repr(row)] = entry
    kept.write()
    first = kept.found["rows"][repr(rows_of(kept.found)[0])]["hashes"]
    print(", ".join(row.cells()), *(h[:8] for h in found), "same" if found == first else "DIFFERENT", flush=True)


def measure_sweeps(kept, command, scratch):
    begin = time.monotonic()
    ways, first = sweep_rows(command, write_study(scratch), scratch, lambda r: print(*r, flush=True))
    for old in KEPT.parent.glob("same-bytes-*.h5"):
        old.unlink()
    KEPT.parent.mkdir(exist_ok=True)
    shutil.copy(first, kept.sweep)
    kept.found["sweeps"] = {"ways": ways, "seconds": time.monotonic() - begin, **stamp()}
    kept.found["repro"] = {}
    kept.write()


def repeat(kept, command, name):
    few = [word for run in range(REPEATERS[name]) for word in ("--run", run)]
    said = checked([command, "repro", kept.sweep, "--quiet", *few]).splitlines()[0]
    kept.found["repro"][name] = said.split(": ")[1]
    kept.write()
    print(name, "repro:", kept.found["repro"][name], flush=True)


def measure(kept, name, there, jobs, scratch):
    """What is missing of one build."""
    rows = [r for r in ROWS if r.build == name and repr(r) not in kept.found["rows"] and not processor_lacks(r.instructions)]
    sweeps = name == "g++ -O3" and ("sweeps" not in kept.found or not kept.sweep.exists())
    repeats = name in REPEATERS and name not in kept.found["repro"] and kept.sweep.exists()
    if not rows and not sweeps and not repeats:
        return
    kept.require_same_sources()
    command, facts = (there[name], facts_of(name, there[name])) if name in there else build(name, jobs)
    print(f"{name}: {facts['compiler']}, commit {facts['commit']}, SHA-256 {facts['sha256']}", flush=True)
    kept.found["builds"].setdefault(name, []).append(facts)
    kept.write()
    for row in rows:
        measure_row(kept, command, row, scratch)
    if sweeps:
        measure_sweeps(kept, command, scratch)
    if repeats:
        repeat(kept, command, name)
    if name not in there:
        shutil.rmtree(command.parent)


def main():
    take = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    take.add_argument("--only", default="", help="the builds whose name begins so alone")
    take.add_argument("--jobs", default=os.cpu_count(), help="compilations at a time")
    take.add_argument("--fresh", action="store_true", help="run every row again")
    take.add_argument("--built", action="append", default=[], metavar="NAME=FILE", help="a build's command that is there already")
    options = take.parse_args()
    there = {name: Path(file).resolve() for name, file in (given.split("=") for given in options.built)}
    names = [name for name in BUILDS if name.startswith(options.only)]
    if not names or not set(there) <= set(BUILDS):
        take.error(f"builds are {', '.join(BUILDS)}")
    kept = Kept(options.fresh)
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            measure(kept, name, there, options.jobs, Path(scratch))
    kept.write()
    if not kept.found["rows"]:
        print("no row was run")
        return 2
    (ROOT / "docs/reproducibility.md").write_text(page(kept.found))
    said, code = verdict(kept.found)
    print(said)
    return code


if __name__ == "__main__":
    sys.exit(main())
