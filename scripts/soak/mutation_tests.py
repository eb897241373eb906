"""Whether tests catch a mutant: the tests of its source first, then quickest first. Used by mutants.py."""
import itertools
import json
import pathlib
import re
import shutil
import sys

import mutation_points as mutation
from mutation_build import ROOT, TESTS, run

GOLDEN = "golden"  # in the names of the tests that compare bytes with recorded ones


def named(names, folder):
    """Options that run these test cases, which must be there."""
    (folder / "names").write_text("".join(name.replace(",", "\\,") + "\n" for name in names))
    return ["--warn", "NoTests", "--input-file", "names"]


class Tests:
    """The test cases of a build, and how long each takes."""

    def __init__(self, build):
        self.build, self.times = build, {}

    def measure(self):
        """Processor time of each test case of the unchanged program, all of which have to pass."""
        stored = self.build.base / "times.json"
        if not stored.exists():
            folder, times = self.build.work / "unchanged", {}
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            for test in itertools.chain(*TESTS.values()):
                program = self.build.link(test, folder, [])
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
        room, stem = pathlib.Path(path).parent.name, pathlib.Path(path).stem
        own = [f.read_text() for f in (ROOT / "tests" / room).glob("*_test.cpp") if stem in f.stem]
        of_source = re.findall(r'TEST_CASE\(\s*"((?:\\.|[^"\\])*)"', "".join(own))

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


def judge(tests, point, folder, quick):
    """What became of one mutant: (status, how, by which test)."""
    build = tests.build
    original = (build.base / "source" / point.path).read_text()
    shutil.rmtree(folder, ignore_errors=True)
    objects = build.compile(folder, point.path, mutation.applied(original, point))
    if objects is None:
        return "unbuilt", "", ""
    if [o.read_bytes() for o in objects] == build.original(point.path):
        return "same", "", ""
    programs = {}
    for test, names, seconds in tests.phases(point.path, quick):
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
