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
import platform
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build/same-bytes.json"
SEEDS = (1, 20100511, 2**64 - 1)
SCENARIOS = {  # name -> settings: the first and the last draw 24 parameters a run from the posterior
    "historical": [],
    "taskforce": ["posterior=none"],
    "everything": [],
}
RUNS, SCALE, REPLICATES = 37, "0.005", 75  # 37 runs are a batch of 32 lanes and one of 5; 225 are 8 batches

BUILDS = {  # name -> preset, flags instead of the preset's; in the order in which they are built
    "g++ -O3": ("release", None),
    "clang++ -O2": ("clang", None),
    "g++ -O1, ASan and UBSan": ("dev", None),
    "g++ -O0": ("release", "-O0"),
    "clang++ -O0": ("clang", "-O0"),
    "g++ -O2": ("release", "-O2 -DNDEBUG"),
    "clang++ -O3": ("clang", "-O3 -DNDEBUG"),
}
REPEATERS = {"clang++ -O2": 37, "g++ -O1, ASan and UBSan": 5}  # build -> runs that it repeats of g++'s first sweep
FIRST = ROOT / "build/same-bytes.h5"
NO_FMA = "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4"


@dataclass(frozen=True)
class Row:
    build: str = "g++ -O3"
    instructions: str = "widest"
    lanes: int = 32
    threads: int = 2
    libc: str = "with FMA"

    def cells(self):
        return [self.build, self.instructions, str(self.lanes), str(self.threads), self.libc]


ROWS = (
    [Row(), Row(threads=1), Row(threads=3), Row(threads=8)]
    + [Row(instructions=i, lanes=n) for i in ("avx512", "avx2", "baseline") for n in (1, 5, 32)]
    + [Row(libc="without"), Row(libc="without", instructions="baseline", lanes=1, threads=3)]
    + [Row(build="clang++ -O2"), Row(build="clang++ -O2", instructions="avx2", lanes=5, threads=8)]
    + [Row(build="clang++ -O2", instructions="baseline", lanes=1, threads=1, libc="without")]
    + [Row(build="g++ -O1, ASan and UBSan"), Row(build="g++ -O1, ASan and UBSan", instructions="baseline", lanes=5, threads=3)]
    + [Row(build="g++ -O0"), Row(build="g++ -O2"), Row(build="clang++ -O0"), Row(build="clang++ -O3")]
)


def processor_lacks(instructions):
    """Whether rows with these instructions are left out here."""
    flags = Path("/proc/cpuinfo").read_text()
    return instructions == "avx512" and "avx512vl" not in flags or instructions == "avx2" and "avx2" not in flags


def environment(row):
    return os.environ | {"MUTUALISE_INSTRUCTIONS": row.instructions.replace("widest", ""),
                         "GLIBC_TUNABLES": NO_FMA if row.libc == "without" else ""}


def checked(words, **more):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))}\nended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout


def hashes(command, files, env=None):
    return [line.split()[0] for line in checked([command, "hash", *files], env=env).splitlines()]


def run_row(command, row, folder):
    """The canonical hashes of the three scenarios under the three seeds."""
    files = []
    for seed in SEEDS:
        for name, settings in SCENARIOS.items():
            files.append(folder / f"{name}-{seed}.h5")
            words = [command, "run", ROOT / f"scenarios/{name}.toml", "--runs", RUNS, "--scale", SCALE, "--seed", seed,
                     "--threads", row.threads, "--lanes", row.lanes, "--quiet", "--force", "-o", files[-1]]
            checked(words + [word for s in settings for word in ("--set", s)], env=environment(row))
    found = hashes(command, files, environment(row))
    if len(set(found)) != len(found):
        sys.exit("scenarios or seeds share a hash: it does not see what differs")
    return found


# --- sweeps: shares and sittings ---

def write_study(folder):
    text = f"replicates = {REPLICATES}\n"
    for name, settings in SCENARIOS.items():
        text += f'[variant.{name}]\nscenario = "{ROOT}/scenarios/{name}.toml"\n'
        for key, value in (s.split("=") for s in settings):
            text += f'settings.{key} = "{value}"\n'
    study = folder / "matrix.toml"
    study.write_text(text)
    return study


def sweep_words(command, study, seed, into, *more):
    return [str(w) for w in (command, "sweep", study, "-o", into, "--scale", SCALE, "--seed", seed, "--quiet", *more)]


def killed_and_resumed(words, seconds, kills, chance):
    """Kills the sweep at random moments, then lets it end. How many kills met it alive."""
    met = 0
    for _ in range(kills):
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=seconds * chance.random())
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            met += 1
    checked(words)
    return met


def sweep_rows(command, study, folder, say):
    """(what, build, hashes by seed) of each way to sweep the study."""
    chance, rows, took = random.Random(8), [], {}

    def way(what, sweep):
        found, notes = [], 0
        for seed in SEEDS:
            into = folder / f"{len(rows)}-{seed}"
            notes += sweep(seed, into) or 0
            found += hashes(command, [into / "matrix.h5"])
        rows.append([what + (f" ({notes} kills met it alive)" if "killed" in what else ""), found])
        say(rows[-1])

    def alone(seed, into):
        begin = time.monotonic()
        checked(sweep_words(command, study, seed, into))
        took[seed] = time.monotonic() - begin

    def shards(seed, into, *more, kills=0):
        met = 0
        for shard in range(1, 8):
            words = sweep_words(command, study, seed, into, "--shard", f"{shard}/7", *more)
            met += killed_and_resumed(words, took[seed] / 5, kills, chance)
        checked([command, "merge", into])
        return met

    way("one share, one sitting", alone)
    way("7 shards, merged", shards)
    way("killed 3 times, resumed", lambda s, into: killed_and_resumed(sweep_words(command, study, s, into), took[s], 3, chance))
    way("7 shards of 5 lanes on 3 threads, each killed once and resumed, merged",
        lambda s, into: shards(s, into, "--lanes", 5, "--threads", 3, kills=1))
    return rows, folder / f"0-{SEEDS[0]}/matrix.h5"


# --- builds ---

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


# --- the page ---

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
