"""What became of mutants: the file of results, its report, and where survivors stand in sources that moved. Used by mutants.py."""
import collections
import difflib
import json
import re
import threading

import mutation_points as mutation
from mutation_tests import GOLDEN


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
