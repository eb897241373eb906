"""Every chart of a report as a PNG: gallery.py PAGE FOLDER [WIDTH]."""
import pathlib
import sys

import browser

page, folder = sys.argv[1], pathlib.Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
with browser.Browser() as chromium:
    chromium.look(int(sys.argv[3]) if len(sys.argv) > 3 else 900)
    chromium.open(page)
    for figure in chromium.script("return [...document.querySelectorAll('figure')].map((f) => f.id)"):
        chromium.picture(folder / f"{figure}.png", f"#{figure}")
        print(folder / f"{figure}.png")
