"""No tolerance on random draws is forgotten: a test that draws and compares with a tolerance is tagged [statistical], or named
here with the reason why no luck is in it; and docs/trust.md counts at least as many checks as the tagged test has lines of them.

A test draws where its text, or a helper of its file that it names, has a word of DRAWS. A tolerance is a matcher's margin
or a number with a point, a power of ten or a factor that a check is above or below; margins of 1e-6 and less are rounding.
"""
import os
import re
import sys
import unittest

ROOT = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else os.getcwd()
DRAWS = re.compile(r"\bStream\b|\b(?:run_key|simulate|synthesise|small_population|run_seeds|run_months|check_ranks"
                   r"|sample_posterior|sample_within)\(|\.(?:uniform|normal)\(\)")
TOLERANCE = re.compile(r"WithinAbs|WithinRel|\.(?:margin|epsilon)\((?!1e-(?:[6-9]|1\d)\))|[<>]=? -?(?:\d+\.\d+|\d+ \*|\d+e-?\d)")
HELPER = re.compile(r"^[\w:<>,&* ]+?\b(\w+)\([^;{}]*\)\s*(?:const)?\s*\{(.*?)^\}", re.M | re.S)
TEST = re.compile(r'TEST_CASE\(\s*((?:"[^"]*"\s*)+)(.*?)\n\{(.*?)\n\}', re.S)
ROW = re.compile(r"^\| (.*?) \| .*? \| ([\d,]+) \| [\d.]+e-\d+ \|$", re.M)

POINTS = "only the places of the points are drawn: what is learned from noiseless values of a smooth function is near it anywhere"
ANCHOR = "an anchor: the shipped data and seeds against the record (docs/trust.md)"
HAPPENS = "that enough happens for the test to judge; the checks themselves are exact"
EXACT = "a comparison of numbers that are given, not of a statistic of draws"
NO_LUCK = {
    "a plane is learned exactly, and so is what was measured without noise": POINTS,
    "a parameter that never moves takes nothing from what the others tell": POINTS,
    "chance's line is the 95 % point of two idle regressors' adjusted R squared": "a function of the number of runs alone",
    "values and interactions are the dividends shared out, and values sum to the total effect to rounding":
        "an identity of any values, here of millions: rounding",
    "luck shared by all rows of a replicate is split off by products of different luck":
        "tilts are written down and points are Sobol's sequence: nothing is drawn but resamples, which move no estimate",
    "what an emulator knows at a point is what the others tell and the point's own value": "Bayes' rule, an identity of any values",
    "each round draws anew, and a record that tells nothing leaves the prior as it is":
        "figures known to a million tell nothing of any draw: the weights are even to rounding",
    "the full population matches every figure of the evidence": ANCHOR,
    "a team has 6 to 18 posts unless its unit has fewer than 6": ANCHOR,
    "in May 2012 16 ± 1 % of the civil service are interested and 15 ± 2 % undecided (F-88)": ANCHOR,
    "from September 2010 to September 2011 the public workforce shrinks as recorded (F-63)": ANCHOR,
    "ballots are neither all nor nothing: the backing of many groups lies well within, and some are lost": ANCHOR,
    "at full scale the initial state is the record's": ANCHOR,
    "a contractor bids for no more tenders than it has teams, the most valuable first": EXACT,
    "an arbiter overrides for good cases only, and is paid a case": EXACT,
    "with tests and bonds at 0, nobody fails one": HAPPENS,
    "under a right and a preference of strength 1, no veto is final and no first contract is contested": HAPPENS,
}


def tests():
    """(name, tagged, drawn, lines with a tolerance) of every test case in C++."""
    for folder, _, names in os.walk(os.path.join(ROOT, "tests")):
        for name in sorted(names):
            if not name.endswith("_test.cpp") or name == "statistical_tests_test.cpp":
                continue
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                text = file.read()
            helpers = {m[1] for m in HELPER.finditer(text) if m[1] != "TEST_CASE" and DRAWS.search(m[2])}
            for case in TEST.finditer(text):
                called = "".join(re.findall(r'"([^"]*)"', case[1]))
                drawn = DRAWS.search(case[3]) or helpers & set(re.findall(r"\w+", case[3]))
                lines = [line for line in case[3].splitlines() if re.search("CHECK|REQUIRE", line) and TOLERANCE.search(line)]
                yield called, "[statistical]" in case[2], bool(drawn), lines


class DrawnTolerances(unittest.TestCase):
    def test_every_test_that_draws_and_compares_with_a_tolerance_is_tagged(self):
        untagged = {name: lines for name, tagged, drawn, lines in tests() if not tagged and drawn and lines}
        for name in set(untagged) - set(NO_LUCK):
            with self.subTest(name):
                self.fail("draws, and has a tolerance:\n" + "\n".join(untagged[name]))
        self.assertEqual(set(NO_LUCK) - set(untagged), set(), "named without need")
        self.assertEqual([name for name, tagged, _, _ in tests() if tagged and name in NO_LUCK], [])

    def test_as_many_checks_are_counted_as_a_test_has_tolerances(self):
        with open(os.path.join(ROOT, "docs/trust.md"), encoding="utf-8") as file:
            counted = {name: int(checks.replace(",", "")) for name, checks in ROW.findall(file.read())}
        seen = 0
        for name, tagged, _, lines in tests():
            if tagged:
                seen += 1
                with self.subTest(name):
                    self.assertLessEqual(len(lines), counted.get(name, 0), "\n".join(lines))
        self.assertEqual(seen, len(counted))


if __name__ == "__main__":
    unittest.main()
