#!/usr/bin/env python3
"""Can the tests fail? Makes small mutants of the processes, the procurement round and the statistics, and counts those
that the quick tests catch.

  cmake --preset release && cmake --build --preset release --target test_process test_run test_analysis
  scripts/soak/mutants.py [--count 200] [--seed 1] [--jobs 2]     # about 3 s of processor time a mutant
  scripts/soak/mutants.py --again                                 # survivors once more, after a build with new tests
  scripts/soak/mutants.py --report | --check

A mutant differs from a source in one place (mutation_points.py). Mutants are chosen by seed, spread evenly over sources and
operators. Each is compiled alone, at -O1 with the library's bounds checked, in a folder of its own, and linked before the
objects of the built tests: the tree is never changed. One that does not compile is no mutant; one with the object code of the
original is the same program; both are counted apart. The tests run quickest first and stop at the first that fails. A crash, 5
times the tests' own processor time, or 4 GiB is caught too. Tests slower than --quick seconds are left out, and the golden
runs come last, so that the table tells what they alone catch.

Results go to build/mutants/results.jsonl, a line a mutant; a killed run goes on where it was, with the sources and tests that
it began with (remove build/mutants to begin anew). --check (a test: under 5 s)
only tells whether every source and operator still has its places.
"""
import argparse
import collections
import concurrent.futures
import itertools
import pathlib
import shutil
import sys
import time

import mutation_points as mutation
from mutation_build import ROOT, Build
from mutation_results import Results, difference, found_again, report
from mutation_tests import Tests, judge


def check():
    """Every source of some length and every operator has places, and a seed always chooses the same ones."""
    paths = list(itertools.chain(*mutation.sources(ROOT).values()))
    operators = collections.Counter()
    for path in paths:
        found = {o: len(p) for o, p in mutation.points(ROOT, path).items()}
        operators.update(found)
        if path.endswith(".cpp") and sum(found.values()) < 5:
            sys.exit(f"{path} has {sum(found.values())} places only")
    few = [o for o, n in operators.items() if n < 50]
    if few or len(operators) < 10:
        sys.exit(f"too few places of {few or 'some operators'}: {dict(operators)}")
    once, twice = (list(itertools.islice(mutation.in_order(ROOT, paths, 1), 200)) for _ in range(2))
    if once != twice or len({p.path for p in once}) < 0.9 * len(paths):
        sys.exit("the choice is not the same twice, or not even")
    print(f"{sum(operators.values())} places in {len(paths)} sources: {dict(operators)}")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=200, help="mutants that compile and differ")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--quick", type=float, default=3, help="[s of processor time] the slowest test that is run")
    options.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release", help="where the tests are built")
    options.add_argument("--work", type=pathlib.Path, default=ROOT / "build/mutants", help="results and copies")
    options.add_argument("--again", action="store_true", help="judge the survivors once more with the tests built now")
    options.add_argument("--report", action="store_true", help="print what there is")
    options.add_argument("--check", action="store_true", help="only look whether there are places to mutate")
    given = options.parse_args()
    if given.check:
        return check()
    given.work.mkdir(parents=True, exist_ok=True)
    results = Results(given.work / "results.jsonl")
    if given.report:
        return report(results)
    if given.again:
        shutil.rmtree(given.work / "base", ignore_errors=True)
    build = Build(given.build.resolve(), given.work.resolve())
    tests = Tests(build)
    tests.measure()
    root = build.base / "source"
    order = mutation.in_order(root, list(itertools.chain(*mutation.sources(root).values())), given.seed)
    if given.again:
        wanted = found_again(root, order, [r for r in results.last.values() if r["status"] == "survived"])
    else:
        wanted = ((p, p.id) for p in order if p.id not in results.last)

    def work(point, known):
        before = time.monotonic()
        folder = given.work.resolve() / "mutants" / point.id
        status, how, by = judge(tests, point, folder, given.quick)
        shutil.rmtree(folder, ignore_errors=True)
        results.add({"id": known, "file": point.path, "operator": point.operator, "status": status, "how": how, "by": by,
                     "seconds": round(time.monotonic() - before, 1), "diff": difference(root, point)})

    with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        pending = set()
        while True:
            if given.again or len(results.mutants(results.last)) < given.count:
                pending |= {pool.submit(work, *p) for p in itertools.islice(wanted, given.jobs - len(pending))}
            if not pending:
                break
            done, pending = concurrent.futures.wait(pending, return_when=concurrent.futures.FIRST_COMPLETED)
            for future in done:
                future.result()
    report(results)


if __name__ == "__main__":
    main()
