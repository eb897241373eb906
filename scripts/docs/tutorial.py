#!/usr/bin/env python3
"""Runs docs/tutorial.md in a scratch folder and fills in its outputs; with --check says whether they are still true.

    scripts/docs/tutorial.py [--check] [COMMAND]        COMMAND: build/release/mutualise

Comments before a block: <!-- not run: WHY -->, <!-- fails with CODE -->.
A comment after it, <!-- output -->, is followed by what came out; <!-- output: from "TEXT" N lines --> by the part that begins
at the first line with TEXT. Progress and times are left away.
"""
import difflib
import os
import re
import sys

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(SOURCE, "tests/docs"))
from scratch import Scratch  # noqa: E402

PAGE = os.path.join(SOURCE, "docs/tutorial.md")
BLOCK = re.compile(r"(?:^<!-- (?P<before>(?!output)[^\n]*) -->\n)?^```sh\n(?P<script>.*?)^```\n"
                   r"(?:(?P<mark><!-- output(?P<part>[^\n]*) -->\n)(?:```text\n.*?^```\n)?)?", re.M | re.S)
PASSING = re.compile(r"^(took |.*\d+ of \d+ \(\d+ %\), \d+ s spent|.*: synthesised in )")


def shown(done, part):
    """What a reader sees: standard output, then messages; without progress and times."""
    lines = [line.rstrip() for line in (done.stdout + done.stderr).splitlines() if not PASSING.match(line)]
    wanted = re.fullmatch(r': from "(.*)" (\d+) lines', part)
    if part and not wanted:
        sys.exit(f"{PAGE}: what is <!-- output{part} -->?")
    if wanted:
        start = next((i for i, line in enumerate(lines) if wanted[1] in line), None)
        if start is None:
            sys.exit(f"{PAGE}: no line holds {wanted[1]!r}")
        lines = lines[start:start + int(wanted[2])]
    while lines and not lines[-1]:
        lines.pop()
    return "```text\n" + "".join(line + "\n" for line in lines) + "```\n"


def filled(page, scratch):
    def run(match):
        before, expected = match["before"] or "", 0
        if before.startswith("not run: "):
            return match[0]
        if before.startswith("fails with "):
            expected = int(before.split()[-1])
        elif before:
            sys.exit(f"{PAGE}: what is <!-- {before} -->?")
        done = scratch.run(match["script"])
        if done.returncode != expected:
            sys.exit(f"{PAGE}:\n{match['script']}ended with {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
        block = match[0] if not match["mark"] else match[0][:match.start("mark") - match.start()] + match["mark"]
        return block + (shown(done, match["part"]) if match["mark"] else "")

    return BLOCK.sub(run, page)


def main(arguments):
    check = "--check" in arguments
    names = [each for each in arguments if each != "--check"]
    scratch = Scratch(names[0] if names else os.path.join(SOURCE, "build/release/mutualise"), SOURCE)
    try:
        with open(PAGE) as file:
            old = file.read()
        new = filled(old, scratch)
    finally:
        scratch.remove()
    if check and new != old:
        difference = difflib.unified_diff(old.splitlines(), new.splitlines(), "docs/tutorial.md", "what comes out", lineterm="")
        sys.exit("\n".join(difference) + "\nscripts/docs/tutorial.py writes the outputs anew")
    if not check:
        with open(PAGE, "w") as file:
            file.write(new)


if __name__ == "__main__":
    main(sys.argv[1:])
