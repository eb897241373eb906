"""Whether there are places to mutate, and whether a survivor is found again in its place alone. Used by mutants.py."""
import collections
import itertools
import pathlib
import sys
import tempfile

import mutation_points as mutation
from mutation_build import ROOT
from mutation_results import described, found_again

SUM = "int sum(int a, int b)\n{{\n    int c = {0};\n    int d = 0;\n    c = a + b;\n    d = c;\n    c = d;\n    return c;\n}}\n"


def check_places():
    """Every source of some length and every operator has places, nearly all of them unlike any other, and a seed always chooses
    the same ones."""
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
    alike = sum(len(points) for points in mutation.places(ROOT, paths).values() if len(points) > 1)
    if alike > 0.01 * sum(operators.values()): # 12 of 10,003 when it was written
        sys.exit(f"{alike} places cannot be told from others")
    print(f"{sum(operators.values())} places in {len(paths)} sources, {alike} of them like another: {dict(operators)}")


def check_found_again():
    """The same line in two sources, twice in one, moved, surrounded by other lines, and gone."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)

        def places(**texts):
            for name, text in texts.items():
                (root / f"{name}.cpp").write_text(text)
            return mutation.places(root, [f"{name}.cpp" for name in texts])

        def survivors(places):
            points = [p for here in places.values() for p in here if p.operator == "plus for minus"]
            return [described(root, p, places) for p in sorted(points, key=lambda p: (p.path, p.start))]

        def expect(what, places, wanted, lines):
            found, lost = found_again(places, wanted)
            stand = [(p.path, (root / p.path).read_text().count("\n", 0, p.start) + 1) for p, _ in found]
            if stand != lines or len(lost) != len(wanted) - len(lines):
                sys.exit(f"{what}: found at {stand}, lost {[why for why, _ in lost]}")

        one = SUM.format(1)
        both = survivors(places(a=one, b=one))
        expect("two sources alike", places(a=one, b=one), both, [("a.cpp", 5), ("b.cpp", 5)])
        expect("moved in one source", places(a="int zero;\n\n" + one, b=one), both, [("a.cpp", 7), ("b.cpp", 5)])
        expect("gone from one source", places(a="int zero;\n", b=one), both, [("b.cpp", 5)])
        expect("other lines around it", places(a=SUM.format(2), b=one), both, [("b.cpp", 5)])
        expect("twice in a source since", places(a=one + one, b=one), both, [("b.cpp", 5)])
        expect("twice in a source when made, once now", places(a=one, b=one), survivors(places(a=one + one, b=one)), [("b.cpp", 5)])


def check():
    check_places()
    check_found_again()
