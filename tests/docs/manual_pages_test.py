"""The manual pages and the completion say what the help says."""
import glob
import os
import re
import shutil
import subprocess
import sys
import unittest

from scratch import Scratch, subcommands

SOURCE = sys.argv.pop()
COMMAND = sys.argv.pop()


def plain(roff):
    """A page's words without roff's marks."""
    text = re.sub(r"\\f[BIR]", "", roff)
    for mark, character in [("\\-", "-"), ("\\(aq", "'"), ("\\(ga", "`"), ("\\(ti", "~"), ("\\(ha", "^"), ("\\&", ""),
                            ("\\e", "\\")]:
        text = text.replace(mark, character)
    return text


class ManualPages(unittest.TestCase):
    def setUp(self):
        self.scratch = Scratch(COMMAND, SOURCE)
        self.scratch.must("mutualise man -o pages")
        self.names = subcommands(self.scratch)

    def tearDown(self):
        self.scratch.remove()

    def page(self, name):
        with open(self.scratch.path(f"pages/{name}.1")) as file:
            return file.read()

    def test_there_is_a_page_a_command_and_one_of_the_program_that_names_them_all(self):
        pages = {os.path.basename(path) for path in glob.glob(self.scratch.path("pages/*"))}
        self.assertEqual(pages, {"mutualise.1"} | {f"mutualise-{name}.1" for name in self.names})
        for name in self.names:
            self.assertIn(f"mutualise-{name} (1)", plain(self.page("mutualise")))

    def test_a_page_has_every_option_of_the_help_and_its_example(self):
        for name in self.names:
            with self.subTest(name):
                page = plain(self.page(f"mutualise-{name}"))
                text = self.scratch.must(f"mutualise {name} --help").stdout
                options = set(re.findall(r"--[a-z][a-z-]+", text.split("Options:")[1].split("First:")[0].split("Example:")[0]))
                for option in options:
                    self.assertIn(option, page)
                self.assertIn(re.search(r"^Example: (.*)$", text, re.M).group(1), page)
                self.assertEqual(self.scratch.must(f"mutualise man {name}").stdout, self.page(f"mutualise-{name}"))
        self.assertEqual(self.scratch.run("mutualise man nothing").returncode, 2)

    @unittest.skipUnless(shutil.which("groff"), "groff is not installed")
    def test_groff_has_no_complaint(self):
        for path in sorted(glob.glob(self.scratch.path("pages/*"))):
            done = subprocess.run(["groff", "-man", "-Tascii", "-ww", "-z", path], capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stderr), (0, ""), path)

    def test_they_are_installed(self):
        subprocess.run(["cmake", "--install", os.path.dirname(COMMAND), "--prefix", self.scratch.path("usr")], check=True,
                       capture_output=True)
        installed = glob.glob(self.scratch.path("usr/share/man/man1/*.1"))
        self.assertEqual(len(installed), len(self.names) + 1)
        self.assertTrue(os.path.exists(self.scratch.path("usr/share/bash-completion/completions/mutualise")))

    def test_bash_completes_commands_and_options(self):
        script = "source <(mutualise completion); COMP_WORDS=(mutualise {}); COMP_CWORD={}; _mutualise; echo ${{COMPREPLY[*]}}"
        self.assertEqual(self.scratch.must(script.format("sw", 1)).stdout.split(), ["sweep"])
        self.assertEqual(self.scratch.must(script.format("''", 1)).stdout.split(),
                         self.names + ["--help", "--version"])
        self.assertEqual(self.scratch.must(script.format("run --scal", 2)).stdout.split(), ["--scale"])


if __name__ == "__main__":
    unittest.main()
