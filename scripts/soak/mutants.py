#!/usr/bin/env python3
"""Can the tests fail? Makes small mutants of the processes, the procurement round and the statistics, and counts those
that the quick tests catch.

  cmake --preset release && cmake --build --preset release --target test_process test_run test_analysis
  scripts/soak/mutants.py [--count 200] [--seed 1] [--jobs 2]     # about 8 s of processor time a mutant
  scripts/soak/mutants.py --again [--seed 1]                      # survivors once more, after a build with new tests
  scripts/soak/mutants.py --report [--csv docs/mutants.csv]       # tables by seed; all mutants in a list to keep
  scripts/soak/mutants.py --check

A mutant differs from a source in one place (mutation_points.py). Mutants are chosen by seed, spread evenly over sources and
operators. Each is compiled alone, at -O1 with the library's bounds checked, in a folder of its own, and linked before the
objects of the built tests: the tree is never changed. One that does not compile is no mutant; one with the object code of the
original is the same program; both are counted apart. The tests run quickest first and stop at the first that fails. A crash, 5
times the tests' own processor time, or 4 GiB is caught too. Tests slower than --quick seconds are left out, and the golden
runs come last, so that the table tells what they alone catch.

Results go to results.jsonl in --work, a line a judgement, each with its seed, commit and a digest of the tests' sources; a
killed run goes on where it was, with the sources and tests that it began with (another --work begins anew; --again takes
those built now). --again seeks a survivor by its source, its line and two lines on either side: where no place or several
are like it, it is said to be not found again, and counts as not caught. --check (a test: under 5 s) only tells whether every
source and operator still has its places, and whether survivors are found again.
"""
import argparse
import concurrent.futures
import itertools
import pathlib
import shutil
import sys
import time

import mutation_points as mutation
from mutation_build import ROOT, Build
from mutation_check import check
from mutation_report import report, write
from mutation_results import NOT_FOUND, Results, described, found_again
from mutation_tests import Tests, judge


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=200, help="mutants that compile and differ")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--quick", type=float, default=3, help="[s of processor time] the slowest test that is run")
    options.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release", help="where the tests are built")
    options.add_argument("--work", type=pathlib.Path, default=ROOT / "build/mutants", help="results and copies")
    options.add_argument("--again", action="store_true", help="judge the survivors once more with the tests built now")
    options.add_argument("--report", action="store_true", help="print what there is, by seed")
    options.add_argument("--csv", type=pathlib.Path, help="with --report: a list of all mutants; reasons written in it are kept")
    options.add_argument("--check", action="store_true", help="only look whether there are places to mutate")
    given = options.parse_args()
    if given.csv and not given.report:
        options.error("--csv goes with --report")
    if given.check:
        return check()
    given.work.mkdir(parents=True, exist_ok=True)
    results = Results(given.work / "results.jsonl")
    if given.report:
        for seed in sorted(results.first):
            report(results, seed)
        return write(results, given.csv) if given.csv else None
    if given.again:
        if not results.survivors(given.seed):
            sys.exit(f"no survivors of seed {given.seed} in {results.path}")
        shutil.rmtree(given.work / "base", ignore_errors=True)
    build = Build(given.build.resolve(), given.work.resolve())
    tests = Tests(build)
    tests.measure()
    root = build.base / "source"
    paths = list(itertools.chain(*mutation.sources(root).values()))
    places = mutation.places(root, paths)
    common = {"seed": given.seed} | build.state
    if given.again:
        found, lost = found_again(places, results.survivors(given.seed))
        wanted = iter([(point, survivor["id"]) for point, survivor in found])
        for why, survivor in lost:
            print(f"{survivor['id']} {survivor['file']}, {survivor['operator']}: {NOT_FOUND}: {why}", flush=True)
            results.add(survivor | common | {"status": NOT_FOUND, "how": why, "by": "", "seconds": 0})
    else:
        known = set(results.judged(given.seed))
        wanted = ((p, p.id) for p in mutation.in_order(root, paths, given.seed) if p.id not in known)

    def work(point, known):
        before = time.monotonic()
        folder = given.work.resolve() / "mutants" / point.id
        status, how, by = judge(tests, point, folder, given.quick)
        shutil.rmtree(folder, ignore_errors=True)
        results.add(common | {"id": known, "status": status, "how": how, "by": by, "seconds": round(time.monotonic() - before, 1)}
                    | described(root, point, places))

    with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        pending = set()
        while True:
            if given.again or len(results.mutants(given.seed)) < given.count:
                pending |= {pool.submit(work, *p) for p in itertools.islice(wanted, given.jobs - len(pending))}
            if not pending:
                break
            done, pending = concurrent.futures.wait(pending, return_when=concurrent.futures.FIRST_COMPLETED)
            for future in done:
                future.result()
    report(results, given.seed)


if __name__ == "__main__":
    main()
