"""Every command that README.md, docs/, the scenarios' comments and the scripts print has a subcommand and options that exist."""
import glob
import os
import re
import sys
import unittest

from scratch import Scratch, subcommands

SOURCE = sys.argv.pop()
COMMAND = sys.argv.pop()
CALL = re.compile(r"""(?:\$M|"\$command"|(?:build/release/)?mutualise) +([a-z]+)\b([^`\n]*)""")

# Kinds of files ("mutualise plan") in backticks.
NOT_COMMANDS = {"canonical", "ensemble", "plan", "result", "shard"}


def printed(path):
    """(subcommand, options, line) of each command in a page's shell blocks and in backticks, in a script or scenario."""
    with open(path) as file:
        text = file.read()
    if path.endswith(".md"):
        parts = re.findall(r"^```sh\n(.*?)^```$", text, re.M | re.S) + re.findall(r"`((?:\$M|mutualise) [^`\n]+)`", text)
    elif path.endswith(".toml"):
        parts = re.findall(r"^#   (mutualise .*)$", text, re.M)
    else:
        text = text.replace("\\\n", " ")
        parts = re.findall(r"""^[^#\n]*(?:\bbuild/release/mutualise|(?<![\w./-])mutualise|"\$command") +[a-z].*$""", text, re.M)
    for part in parts:
        for line in part.replace("\\\n", " ").splitlines():
            for name, rest in CALL.findall(re.sub(r"\s#.*", "", line)):
                before = re.split(r"[|;&]|[<>]\(", rest)[0]
                yield name, re.findall(r"(?<![\w'-])(--?[a-z][a-z-]*)", re.sub(r"'[^']*'", "", before)), line


class PrintedCommands(unittest.TestCase):
    def test_every_printed_command_and_option_exists(self):
        scratch = Scratch(COMMAND, SOURCE)
        self.addCleanup(scratch.remove)
        options = {}
        for name in subcommands(scratch):
            text = re.split("^(?:First|Example): ", scratch.must(f"mutualise {name} --help").stdout, flags=re.M)[0]
            options[name] = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", text))
        seen = 0
        paths = [os.path.join(SOURCE, "README.md")]
        for pattern in ["docs/*.md", "scenarios/**/*.toml", "scripts/**/*.sh", "benchmarks/*.md"]:
            paths += sorted(glob.glob(os.path.join(SOURCE, pattern), recursive=True))
        for path in paths:
            for name, used, line in printed(path):
                with self.subTest(f"{os.path.relpath(path, SOURCE)}: {line}"):
                    if name in NOT_COMMANDS - set(options):
                        continue
                    self.assertTrue(name in options, f"there is no command {name}")
                    self.assertEqual(set(used) - options[name], set())
                seen += 1
        self.assertGreater(seen, 60)


if __name__ == "__main__":
    unittest.main()
