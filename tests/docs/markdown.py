"""The code blocks of a Markdown page, in order."""
import re


def blocks(path):
    """(language, text, line of its first line) of each fenced block."""
    with open(path) as file:
        text = file.read()
    for match in re.finditer(r"^```(\w+)\n(.*?)^```$", text, re.M | re.S):
        yield match.group(1), match.group(2), text[:match.start(2)].count("\n") + 1
