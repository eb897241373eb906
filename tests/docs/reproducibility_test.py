"""docs/reproducibility.md is of these sources: one of its recordings, made again as it says, has the hash that it gives."""
import os
import re
import sys
import unittest

from markdown import blocks
from scratch import Scratch

SOURCE = sys.argv.pop()
COMMAND = sys.argv.pop()
PAGE = os.path.join(SOURCE, "docs/reproducibility.md")
AGAIN = "measure it anew: scripts/soak/same_bytes.py"


class Reproducibility(unittest.TestCase):
    def test_a_recording_made_again_has_the_hash_of_the_page(self):
        scratch = Scratch(COMMAND, SOURCE)
        self.addCleanup(scratch.remove)
        shell = [text for language, text, _ in blocks(PAGE) if language == "sh"]
        self.assertEqual(len(shell), 1, f"the page has no recording to make again; {AGAIN}")
        run, hashed = shell[0].splitlines()
        name, seed = re.search(r"scenarios/(\w+)\.toml .*--seed (\d+)", run).groups()
        with open(PAGE) as file:
            said = re.search(rf"^\| {name} \| {seed} \| `([0-9a-f]{{64}})` \|$", file.read(), re.M)[1]
        self.assertTrue(hashed.endswith(f"# {said}"), f"the page gives two hashes; {AGAIN}")
        scratch.must(run)
        self.assertEqual(scratch.must(hashed).stdout.split()[0], said, f"results moved since the page; {AGAIN}")


if __name__ == "__main__":
    unittest.main()
