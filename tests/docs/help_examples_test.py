"""Every subcommand's help ends in an example, and every example works as printed, after what it says comes first."""
import shutil
import sys
import unittest

from scratch import Scratch, subcommands

SOURCE = sys.argv.pop()
COMMAND = sys.argv.pop()


class HelpExamples(unittest.TestCase):
    def setUp(self):
        self.scratch = Scratch(COMMAND, SOURCE)
        self.done = set()

    def tearDown(self):
        self.scratch.remove()

    def once(self, line):
        if line not in self.done:
            self.scratch.must(line)
            self.done.add(line)

    def test_every_example_works_as_printed(self):
        names = subcommands(self.scratch)
        self.assertGreaterEqual(len(names), 24)
        for name in names:
            with self.subTest(name):
                text = self.scratch.must(f"mutualise {name} --help").stdout
                examples = [line for line in text.splitlines() if line.startswith("Example: ")]
                self.assertEqual(len(examples), 1, text)
                self.assertIn(f"mutualise {name}", examples[0])
                if "man -l" in examples[0] and not shutil.which("man"):
                    continue
                for line in text.splitlines():
                    if line.startswith("First: "):
                        self.once(line[len("First: "):])
                self.once(examples[0][len("Example: "):])

    def test_every_command_that_the_help_names_first_is_there(self):
        text = self.scratch.must("mutualise --help").stdout
        first = [line for line in text.splitlines() if line.startswith("First: ")]
        self.assertEqual(len(first), 1)
        self.once(first[0][len("First: "):].split(", then")[0])


if __name__ == "__main__":
    unittest.main()
