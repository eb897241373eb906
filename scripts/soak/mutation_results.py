"""What became of mutants: the file of results, and where survivors stand in sources that moved. Used by mutants.py."""
import difflib
import json
import sys
import threading

import mutation_points as mutation

NOT_FOUND = "not found again"


class Results:
    """A line a judgement. Under each seed a mutant's first one tells what the tests caught before new ones were written, its
    last one what they catch now."""

    def __init__(self, path):
        self.path, self.lock = path, threading.RLock()
        self.first, self.last = {}, {}
        for line in path.read_text().splitlines() if path.exists() else []:
            self.take(json.loads(line))

    def take(self, result):
        if "place" not in result:
            sys.exit(f"{self.path} is of an older form, without seeds and places: begin in another folder (--work)")
        self.first.setdefault(result["seed"], {}).setdefault(result["id"], result)
        self.last.setdefault(result["seed"], {})[result["id"]] = result

    def add(self, result):
        with self.lock:
            self.take(result)
            with open(self.path, "a") as file:
                file.write(json.dumps(result) + "\n")

    def judged(self, seed):
        """(first, last) of each mutant of a seed, by id."""
        return {known: (first, self.last[seed][known]) for known, first in self.first.get(seed, {}).items()}

    def mutants(self, seed):
        """Those of them that compiled to another program when they were made."""
        return {known: pair for known, pair in self.judged(seed).items() if pair[0]["status"] in ("caught", "survived")}

    def survivors(self, seed):
        return [last for _, last in self.mutants(seed).values() if last["status"] != "caught"]


def difference(root, point):
    text = (root / point.path).read_text()
    lines = difflib.unified_diff(text.splitlines(True), mutation.applied(text, point).splitlines(True), point.path, point.path, n=1)
    return "".join(lines)


def described(root, point, places):
    """What a result says of the mutant itself. A place that several mutants share is none: it could not be told again."""
    text = (root / point.path).read_text()
    place = mutation.place(text, point)
    return {"place": place if len(places[place]) == 1 else "", "file": point.path, "line": text.count("\n", 0, point.start) + 1,
            "operator": point.operator, "from": text[point.start:point.end], "to": point.replacement,
            "diff": difference(root, point)}


def found_again(places, survivors):
    """(found, lost): (point, the result that it had), and (why not, the result), of sources that may have moved since."""
    found, lost = [], []
    for survivor in survivors:
        here = places.get(survivor["place"], []) if survivor["place"] else None
        if here is None:
            lost.append(("several mutants shared its place when it was made", survivor))
        elif len(here) != 1:
            lost.append((f"{len(here) or 'no'} places are like its own", survivor))
        else:
            found.append((here[0], survivor))
    return found, lost
