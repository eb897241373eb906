"""What a sample of mutants shows: tables by source and operator, and a list of all to keep with the sources. Used by mutants.py."""
import collections
import csv

from mutation_tests import GOLDEN

COLUMNS = ("seed mutant path line operator from to at_first commit_at_first tests_at_first now commit_now tests_now caught_by "
           "reason").split()


def states(results):
    """Which commits and tests judged these."""
    return ", ".join(f"{commit} (tests {tests})" for commit, tests in sorted({(r["commit"], r["tests"]) for r in results}))


def report(results, seed):
    made, judged = results.mutants(seed), results.judged(seed)
    print(f"\nSeed {seed}: judged at first at {states(first for first, _ in judged.values())}")
    print(f"{'':8}and now at {states(last for _, last in judged.values())}")
    for key in ("file", "operator"):
        print(f"\n{key:42} {'made':>5} {'caught at first':>16} {'by golden runs':>15} {'caught now':>11} {'not caught':>11}")
        rows = collections.defaultdict(collections.Counter)
        for first, last in made.values():
            for name in (first[key], "all"):
                rows[name]["made"] += 1
                rows[name]["first"] += first["status"] == "caught"
                rows[name]["golden"] += first["status"] == "caught" and GOLDEN in first["by"]
                rows[name]["now"] += last["status"] == "caught"
        for name in sorted(rows, key=lambda n: (n == "all", n)):
            row = rows[name]
            print(f"{name:42} {row['made']:5} {row['first']:16} {row['golden']:15} {row['now']:11} {row['made'] - row['now']:11}")
    counts = collections.Counter(first["status"] for first, _ in judged.values())
    print(f"\n{counts['same']} more were the same program, {counts['unbuilt']} did not compile; "
          f"{sum(first['seconds'] for first, _ in judged.values()) / 3600:.1f} hours of the clock, summed over mutants.")
    others = {r["place"] for s, of in results.first.items() if s != seed for r in of.values()} - {""}
    if met := sum(first["place"] in others for first, _ in made.values()):
        print(f"{met} of these were judged under another seed too: tests may have been written for them.")
    for last in results.survivors(seed):
        print(f"\n{last['id']} {last['operator']}: {last['status']}\n{last['diff']}", end="")


def listed(first, last, reason):
    """A row of the list. Lines are one line each."""
    caught = last["status"] == "caught"
    return dict(zip(COLUMNS, (str(first["seed"]), first["id"], first["file"], first["line"], first["operator"],
                              " ".join(first["from"].split()), " ".join(first["to"].split()), first["status"], first["commit"],
                              first["tests"], last["status"], last["commit"], last["tests"], last["by"] if caught else "",
                              "" if caught else reason)))


def write(results, file):
    """Every mutant of the samples there are; a file's other seeds stay, and so do the reasons that someone wrote beside
    mutants that no test catches."""
    old = list(csv.DictReader(file.read_text().splitlines())) if file.exists() else []
    reasons = {(row["seed"], row["mutant"]): row["reason"] for row in old}
    rows = [row for row in old if int(row["seed"]) not in results.first]
    for seed in results.first:
        rows += [listed(first, last, reasons.get((str(seed), known), "")) for known, (first, last) in results.judged(seed).items()]
    rows.sort(key=lambda row: (int(row["seed"]), row["path"], int(row["line"]), row["mutant"]))
    with open(file, "w", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
