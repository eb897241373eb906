#!/usr/bin/env python3
"""The same bytes from every compiler, optimisation, instruction set, C library path, sanitizer, number of threads and
lanes, share and sitting: builds and runs the matrix and writes docs/reproducibility.md with one table of hashes.

    scripts/soak/same_bytes.py               # all rows: seven builds of the command, some 25 minutes on two idle cores
    scripts/soak/same_bytes.py --only clang   # the builds whose name begins so alone; the page says what was not run
    scripts/soak/same_bytes.py --built "g++ -O3=build/release/mutualise"   # takes this for the command of that build

Not the full product: every level of every factor in at least one row, and the pairs that may interact (compiler and
optimisation; instruction set and lanes). A row that was measured on the same sources is not run again (--fresh: it is);
build folders (build/same-bytes-*) are deleted after use. Ends with exit code 1 where a hash differs.
"""
import argparse
import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from same_bytes_matrix import BUILDS, NO_FMA, REPEATERS, ROOT, ROWS, processor_lacks
from same_bytes_page import page
from same_bytes_runs import checked, run_row, sweep_rows, write_study

KEPT = ROOT / "build/same-bytes.json"
FIRST = ROOT / "build/same-bytes.h5"


def build(name, jobs):
    preset, flags = BUILDS[name]
    folder = ROOT / "build" / ("same-bytes-" + "".join(c for c in name if c.isalnum()))
    words = ["cmake", "--preset", preset, "-B", folder, "-DMUTUALISE_TESTS=OFF", "-DMUTUALISE_BENCHMARKS=OFF"]
    if flags is not None:
        words += [f"-DCMAKE_CXX_FLAGS_RELEASE={flags}", "-DMUTUALISE_WERROR=OFF"]
    begin = time.monotonic()
    checked(words, cwd=ROOT)
    checked(["cmake", "--build", folder, "-j", jobs, "--target", "mutualise-command"], cwd=ROOT)
    return folder / "mutualise", time.monotonic() - begin


def sources_key():
    """Changes with anything that the command is made of or reads."""
    digest = hashlib.sha256()
    trees = ["CMakeLists.txt", "CMakePresets.json", "cmake", "include", "sim", "analysis", "report", "scenarios"]
    listed = checked(["git", "ls-files", "-co", "--exclude-standard", *trees], cwd=ROOT).split("\n")
    for file in sorted(f for f in listed if f and (ROOT / f).is_file()):
        digest.update(file.encode() + b"\0" + hashlib.sha256((ROOT / file).read_bytes()).digest())
    return digest.hexdigest()


def libm_differs():
    """Whether the C library's functions give other bits without FMA here: else those rows would show nothing."""
    code = "import math; print(hash(tuple(f(i / 7919) for f in (math.exp, math.sin) for i in range(1, 100000))))"
    found = {checked(["/usr/bin/python3", "-c", code], env=os.environ | {"GLIBC_TUNABLES": t}) for t in ("", NO_FMA)}
    return len(found) == 2


def main():
    take = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    take.add_argument("--only", default="", help="the builds whose name begins so alone")
    take.add_argument("--jobs", default=os.cpu_count(), help="compilations at a time")
    take.add_argument("--fresh", action="store_true", help="run every row again")
    take.add_argument("--built", action="append", default=[], metavar="NAME=FILE", help="a build's command that is there already")
    options = take.parse_args()
    there = {name: Path(file).resolve() for name, file in (given.split("=") for given in options.built)}
    key = sources_key()
    kept = json.loads(KEPT.read_text()) if KEPT.exists() and not options.fresh else {}
    if kept.get("key") != key:
        kept = {"key": key, "rows": {}, "builds": {}, "repro": {}}
    kept["libm"] = "" if libm_differs() else ". Without FMA the C library here gives the same bits: those rows show nothing"

    def keep():
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(kept, indent=1))

    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        for name in (n for n in BUILDS if n.startswith(options.only)):
            rows = [r for r in ROWS if r.build == name and repr(r) not in kept["rows"] and not processor_lacks(r.instructions)]
            sweeps = name == "g++ -O3" and "sweeps" not in kept
            repeats = name in REPEATERS and name not in kept["repro"]
            if not rows and not sweeps and not repeats:
                continue
            if name in there:
                command = there[name]
            else:
                command, kept["builds"][name] = build(name, options.jobs)
                print(f"{name}: built in {kept['builds'][name]:.0f} s", flush=True)
            for row in rows:
                begin = time.monotonic()
                found = run_row(command, row, scratch)
                kept["rows"][repr(row)] = {"hashes": found, "seconds": time.monotonic() - begin}
                first = kept["rows"].get(repr(ROWS[0]), {}).get("hashes", found)
                print(", ".join(row.cells()), *(h[:8] for h in found), "same" if found == first else "DIFFERENT", flush=True)
                keep()
            if sweeps:
                begin = time.monotonic()
                kept["sweeps"], first = sweep_rows(command, write_study(scratch), scratch, lambda r: print(*r, flush=True))
                kept["sweep_seconds"] = time.monotonic() - begin
                shutil.copy(first, FIRST)
                keep()
            if repeats and FIRST.exists():
                few = [word for run in range(REPEATERS[name]) for word in ("--run", run)]
                said = checked([command, "repro", FIRST, "--quiet", *few]).splitlines()[0]
                kept["repro"][name] = said.split(": ")[1]
                print(name, "repro:", kept["repro"][name], flush=True)
                keep()
            if name not in there:
                shutil.rmtree(command.parent)
    kept["date"] = time.strftime("%Y-%m-%d", time.gmtime())
    keep()
    if repr(ROWS[0]) not in kept["rows"] or "sweeps" not in kept:
        return 0  # nothing to compare with yet
    text = page(kept)
    (ROOT / "docs/reproducibility.md").write_text(text)
    print(text.split("\n\n")[2])
    return 1 if "DIFFERENT" in text else 0


if __name__ == "__main__":
    sys.exit(main())
