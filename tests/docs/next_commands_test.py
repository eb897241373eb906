"""What a command suggests next works as printed, and what that suggests too, until nothing is suggested."""
import os
import shlex
import sys
import unittest

from scratch import Scratch

SOURCE = sys.argv.pop()
COMMAND = sys.argv.pop()


class NextCommands(unittest.TestCase):
    def setUp(self):
        self.scratch = Scratch(COMMAND, SOURCE)

    def tearDown(self):
        self.scratch.remove()

    def chain(self, line):
        """The subcommands that were run, one after the other."""
        names = []
        while line:
            done = self.scratch.must(line)
            names.append(shlex.split(line)[1])
            self.assertNotIn("next:", done.stdout)
            suggested = [text for text in done.stderr.splitlines() if text.startswith("next: ")]
            self.assertLessEqual(len(suggested), 1)
            line = suggested[0][len("next: "):] if suggested else ""
            self.assertLess(len(names), 10)
        return names

    small = "--scale 0.01 --set horizon.last=2012-07"

    def test_from_two_scenarios_to_their_report(self):
        run = f"mutualise run scenarios/historical.toml scenarios/taskforce.toml --runs 2 -o results {self.small}"
        self.assertEqual(self.chain(run), ["run", "compare", "report"])
        self.assertTrue(os.path.exists(self.scratch.path("results/report.html")))
        compare = "mutualise compare results/historical.h5 results/taskforce.h5 -o compared.h5"
        done = self.scratch.must(compare)
        self.assertIn("results/taskforce.h5 compared.h5 -o results/report-2.html", done.stderr)
        self.assertEqual(self.chain(compare + " --force"), ["compare", "report"])

    def test_two_points_of_a_study_are_those_the_report_draws(self):
        self.scratch.must("mutualise sweep scenarios/studies/timing.toml -o timing --replicates 2 --set horizon.last=2014-12 "
                          "--scale 0.01")
        done = self.scratch.must("mutualise compare timing#0 timing#2")
        self.assertIn(" report timing --points 0,2 -o report.html", done.stderr)
        self.assertEqual(self.chain("mutualise compare timing#2 timing#0")[-1], "report")

    def test_a_run_that_was_not_recorded_is_recorded_then_looked_at(self):
        self.assertEqual(self.chain(f"mutualise run scenarios/historical.toml --runs 2 {self.small}"),
                         ["run", "run", "bands", "export"])
        logged = "--log-proposals --log-decisions --snapshots 2011-06,2012-06"
        self.scratch.must("rm results.h5")
        done = self.scratch.must(f"mutualise run scenarios/historical.toml --runs 1 {logged} {self.small}")
        self.assertIn(f" {logged} -o results.h5", done.stderr)

    def test_from_a_design_to_its_target(self):
        self.assertEqual(self.chain("mutualise design scenarios/studies/timing.toml --set horizon.last=2014-12"),
                         ["design", "sweep", "bands", "target", "export"])
        self.assertEqual(self.chain("mutualise merge timing"), ["merge", "bands", "target", "export"])
        self.assertEqual(self.chain("mutualise status timing")[:2], ["status", "bands"])
        target = "mutualise target timing --goal 'employees_in_mutuals@2014-12 >= 1e5' --no-runs -o target.h5"
        self.assertEqual(self.chain(target), ["target", "report"])

    def test_names_are_quoted_and_quiet_is_quiet(self):
        self.assertEqual(self.chain("mutualise run scenarios/historical.toml --runs 2 "
                                    f"-o \"it's a name.h5\" {self.small}"), ["run", "bands", "export"])
        self.assertEqual(self.chain(f"mutualise run scenarios/historical.toml --runs 2 --quiet -o q.h5 {self.small}"),
                         ["run"])


if __name__ == "__main__":
    unittest.main()
