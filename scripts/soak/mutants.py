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
import difflib
import itertools
import json
import os
import pathlib
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time

import mutation_points as mutation

ROOT = pathlib.Path(__file__).resolve().parents[2]
TESTS = {"process": ["test_process", "test_run"], "analysis": ["test_analysis"]}
GOLDEN = "golden" # in the names of the tests that compare bytes with recorded ones


def run(command, folder, seconds=600, memory=4 << 30):
    """Status (None: out of time), output and processor time. `seconds` are of processor time; of the clock, 30 times."""
    def limits():
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "output", "w+b") as output:
        child = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output, preexec_fn=limits, start_new_session=True,
                                 env=os.environ | {"TMPDIR": str(folder)})
        clock = threading.Timer(30 * seconds + 60, child.kill)
        clock.start()
        _, status, usage = os.wait4(child.pid, 0)
        clock.cancel()
        output.seek(0)
        text = output.read().decode(errors="replace")
    code = os.waitstatus_to_exitcode(status)
    out_of_time = code in (-signal.SIGXCPU, -signal.SIGKILL)
    return None if out_of_time else code, text, usage.ru_utime + usage.ru_stime


def named(names, folder):
    """Options that run these test cases, which must be there."""
    (folder / "names").write_text("".join(name.replace(",", "\\,") + "\n" for name in names))
    return ["--warn", "NoTests", "--input-file", "names"]


class Build:
    """A copy of what is linked into the tests, so that the tree may be built anew while mutants run."""

    def __init__(self, build, work):
        self.work, self.base = work, work / "base"
        if not (self.base / "commands.json").exists():
            self.copy(build)
        self.commands = json.loads((self.base / "commands.json").read_text())
        self.times, self.originals, self.lock = {}, {}, threading.RLock()

    def copy(self, build):
        shutil.rmtree(self.base, ignore_errors=True)
        shutil.copytree(ROOT / "sim/process", self.base / "source/sim/process")
        shutil.copytree(ROOT / "analysis", self.base / "source/analysis")
        shutil.copytree(ROOT / "include", self.base / "include")
        objects, links = {}, {}
        for entry in json.loads(subprocess.check_output(["ninja", "-C", build, "-t", "compdb"], text=True)):
            if entry["output"].startswith("sim/CMakeFiles/mutualise.dir/"):
                objects["/".join(pathlib.Path(entry["file"]).parts[-2:])] = entry["command"].replace(
                    f"-I{ROOT}/include", f"-I{self.base}/include")
        for test in itertools.chain(*TESTS.values()):
            last = subprocess.check_output(["ninja", "-C", build, "-t", "commands", f"tests/{test}"], text=True).splitlines()[-1]
            links[test] = next(part for part in last.split(" && ") if f" -o tests/{test} " in part)
            shutil.copytree(build / f"tests/CMakeFiles/{test}.dir", self.base / f"tests/CMakeFiles/{test}.dir")
        (self.base / "sim").mkdir()
        shutil.copy(build / "sim/libmutualise.a", self.base / "sim")
        (self.base / "commands.json").write_text(json.dumps({"objects": objects, "links": links}))

    def flags(self, unit):
        """What compiles it, at -O1, quickly and with the bounds of the library's containers checked."""
        flags = [flag for flag in shlex.split(self.commands["objects"][unit])
                 if flag not in ("ccache", "-Werror", "-MD") and not re.match(r"-O\d|-g|-W", flag)]
        return flags[:flags.index("-MT")] + ["-O1", "-w", "-D_GLIBCXX_ASSERTIONS"]

    def headers(self, room):
        """The public headers that the room's sources include, compiled once: most of a mutant's time would go there."""
        with self.lock:
            header = self.base / f"{room.name}.hpp"
            if not header.exists():
                texts = [p.read_text() for p in (self.base / "source" / room).iterdir()]
                lines = set(itertools.chain(*(re.findall(r'^#include (?:<[^>]*>|"mutualise/[^"]*")', t, re.M) for t in texts)))
                first = next(unit for unit in self.commands["objects"] if unit.startswith(room.name + "/"))
                (self.base / "all.hpp").write_text("\n".join(sorted(lines)) + "\n")
                run(self.flags(first) + ["-x", "c++-header", str(self.base / "all.hpp"), "-o", f"{header}.gch"], self.work / "headers")
                (self.base / "all.hpp").rename(header)
            return str(header)

    def compile(self, folder, path, text):
        """The object code of every unit of the room that sees `path` with this text, or None where one does not compile."""
        room = pathlib.Path(path).parent
        if not (folder / room).exists():
            shutil.copytree(self.base / "source" / room, folder / room)
        (folder / path).write_text(text)
        objects = []
        for unit in self.units(path):
            flags = self.flags(f"{room.name}/{pathlib.Path(unit).name}")
            target = folder / (pathlib.Path(unit).name + ".o")
            done = run(flags + ["-include", self.headers(room), "-c", str(folder / unit), "-o", str(target)], folder)
            if done[0] != 0:
                return None
            objects.append(target)
        return objects

    def original(self, path):
        """The object code of the same units unchanged, compiled once, in the same folder of another name as long."""
        with self.lock:
            if path not in self.originals:
                folder = self.work / "mutants" / "000000000000"
                shutil.rmtree(folder, ignore_errors=True)
                objects = self.compile(folder, path, (self.base / "source" / path).read_text())
                self.originals[path] = [o.read_bytes() for o in objects]
            return self.originals[path]

    def units(self, path):
        """The room's .cpp files that include `path`, itself or through others of the room."""
        if path.endswith(".cpp"):
            return [path]
        room, seen = pathlib.Path(path).parent, {pathlib.Path(path).name}
        texts = {p.name: p.read_text() for p in (self.base / "source" / room).iterdir()}
        while True:
            more = {n for n, t in texts.items() if n not in seen and any(f'#include "{s}"' in t for s in seen)}
            if not more:
                return sorted(f"{room}/{n}" for n in seen if n.endswith(".cpp"))
            seen |= more

    def link(self, test, folder, objects):
        """None where it does not link."""
        command = self.commands["links"][test].replace(f" -o tests/{test} ", f" -fuse-ld=gold -o {folder / test} ")
        first = command.index(" tests/CMakeFiles/")
        objects = " ".join(shlex.quote(str(o)) for o in objects)
        done = subprocess.run(command[:first] + " " + objects + command[first:], shell=True, cwd=self.base, capture_output=True)
        return folder / test if done.returncode == 0 else None

    def measure(self):
        """Processor time of each test case of the unchanged program, all of which have to pass."""
        stored = self.base / "times.json"
        if not stored.exists():
            folder, times = self.work / "unchanged", {}
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            for test in itertools.chain(*TESTS.values()):
                program = self.link(test, folder, [])
                names = [n for n in run([program, "--list-test-names-only"], folder)[1].splitlines() if n]
                times[test] = {}
                for name in names:
                    code, text, used = run([program] + named([name], folder), folder)
                    if code != 0:
                        sys.exit(f"the unchanged program fails \"{name}\":\n{text}")
                    times[test][name] = used
            stored.write_text(json.dumps(times))
        self.times = json.loads(stored.read_text())

    def phases(self, path, quick):
        """(program, names, processor time) in the order in which they run: the source's own tests, the fast ones, the others."""
        room, own = pathlib.Path(path).parent.name, ROOT / "tests" / pathlib.Path(path).parent.name
        own = own / f"{pathlib.Path(path).stem}_test.cpp"
        of_source = re.findall(r'TEST_CASE\(\s*"((?:\\.|[^"\\])*)"', own.read_text()) if own.exists() else []

        def phase(test, wanted):
            names = sorted((t, n) for n, t in self.times[test].items() if t < quick and wanted(n, t))
            return test, [n for _, n in names], sum(t for t, _ in names)
        yield phase(f"test_{room}", lambda n, t: n in of_source)
        for test in TESTS[room]:
            yield phase(test, lambda n, t: t < 0.1 and n not in of_source and GOLDEN not in n)
            yield phase(test, lambda n, t: t >= 0.1 and n not in of_source and GOLDEN not in n)
        if room == "process":
            yield phase("test_run", lambda n, t: GOLDEN in n)


def failed_test(text):
    """The name of the first test case that Catch reports."""
    found = re.search(r"^-{70,}\n(.*?)\n-{70,}$", text, re.S | re.M)
    return " ".join(line.strip() for line in found.group(1).splitlines()) if found else "?"


def judge(build, point, folder, quick):
    """What became of one mutant: (status, how, by which test)."""
    original = (build.base / "source" / point.path).read_text()
    shutil.rmtree(folder, ignore_errors=True)
    objects = build.compile(folder, point.path, mutation.applied(original, point))
    if objects is None:
        return "unbuilt", "", ""
    if [o.read_bytes() for o in objects] == build.original(point.path):
        return "same", "", ""
    programs = {}
    for test, names, seconds in build.phases(point.path, quick):
        if not names:
            continue
        if test not in programs:
            programs[test] = build.link(test, folder, objects)
            if programs[test] is None:
                return "unbuilt", "link", ""
        code, text, _ = run([programs[test], "--abort"] + named(names, folder), folder, 5 * seconds + 5)
        if code != 0:
            how = "time" if code is None else "crash" if code < 0 or "fatal error" in text else "failed"
            return "caught", how, f"{test}: {failed_test(text)}"
    return "survived", "", ""


class Results:
    """A line a judgement; a mutant's last one holds, its first one tells what the tests caught before new ones were written."""

    def __init__(self, path):
        self.path, self.lock = path, threading.RLock()
        self.first, self.last = {}, {}
        for line in path.read_text().splitlines() if path.exists() else []:
            self.take(json.loads(line))

    def take(self, result):
        self.first.setdefault(result["id"], result)
        self.last[result["id"]] = result

    def add(self, result):
        with self.lock:
            self.take(result)
            with open(self.path, "a") as file:
                file.write(json.dumps(result) + "\n")

    def mutants(self, of):
        return [r for r in of.values() if r["status"] in ("caught", "survived")]


def report(results):
    for key in ("file", "operator"):
        print(f"\n{key:42} {'made':>5} {'caught':>7} {'by golden runs':>15} {'survived':>9}")
        rows = collections.defaultdict(collections.Counter)
        for r in results.mutants(results.last):
            for name in (r[key], "all"):
                rows[name]["made"] += 1
                rows[name][r["status"]] += 1
                rows[name]["golden"] += GOLDEN in r["by"]
        for name in sorted(rows, key=lambda n: (n == "all", n)):
            row = rows[name]
            print(f"{name:42} {row['made']:5} {row['caught']:7} {row['golden']:15} {row['survived']:9}")
    counts = collections.Counter(r["status"] for r in results.last.values())
    at_first = results.mutants(results.first)
    print(f"\n{counts['same']} more were the same program, {counts['unbuilt']} did not compile.")
    print(f"At first {sum(r['status'] == 'caught' for r in at_first)} of {len(at_first)} were caught; "
          f"{sum(r['seconds'] for r in results.last.values()) / 3600:.1f} hours of the clock, summed over mutants.")
    for r in results.last.values():
        if r["status"] == "survived":
            print(f"\n{r['id']} {r['operator']}\n{r['diff']}", end="")


def difference(root, point):
    text = (root / point.path).read_text()
    lines = difflib.unified_diff(text.splitlines(True), mutation.applied(text, point).splitlines(True), point.path, point.path, n=1)
    return "".join(lines)


def change(diff):
    """What a mutant makes of which lines, wherever they stand."""
    return tuple(line[0] + line[1:].strip() for line in diff.splitlines() if re.match(r"[-+](?![-+]{2} )", line))


def found_again(root, order, survivors):
    """Survivors' places in sources that may have moved since: (point, the id it had)."""
    wanted = {(r["operator"], change(r["diff"])): r["id"] for r in survivors}
    lines = {key[1][0][1:] for key in wanted}
    texts = {}
    for point in order:
        text = texts.setdefault(point.path, (root / point.path).read_text())
        if text[text.rfind("\n", 0, point.start) + 1:].split("\n", 1)[0].strip() in lines:
            if known := wanted.pop((point.operator, change(difference(root, point))), None):
                yield point, known
    for gone in wanted.values():
        print(f"{gone}: its line is no more", flush=True)


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
    build.measure()
    root = build.base / "source"
    order = mutation.in_order(root, list(itertools.chain(*mutation.sources(root).values())), given.seed)
    if given.again:
        wanted = found_again(root, order, [r for r in results.last.values() if r["status"] == "survived"])
    else:
        wanted = ((p, p.id) for p in order if p.id not in results.last)

    def work(point, known):
        before = time.monotonic()
        folder = given.work.resolve() / "mutants" / point.id
        status, how, by = judge(build, point, folder, given.quick)
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
