"""The report in a real browser, without a network: browser_test.py COMMAND SOURCES FOLDER.

Makes recorded files and answers with the built command, reports them, opens the pages in Chromium and holds them against the
files, read with h5py alone. Screenshots of three widths and the page as PDF stay in FOLDER. Exits with 77 (skipped) where
Chromium, chromedriver or python3-selenium is not there; scripts/install-packages.sh --tests installs them.
"""
import pathlib
import shutil
import sys

import browser

lacks = browser.missing()
if lacks:  # before what is installed with them is imported
    print(f"skipped: this machine lacks {lacks}")
    sys.exit(77)

import answers  # noqa: E402
import reading  # noqa: E402
import recorded  # noqa: E402
import scenarios  # noqa: E402
import usable  # noqa: E402
from held import Work, check, failures  # noqa: E402

sources, folder = pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
mutualise = Work(sys.argv[1], folder)
widths = (390, 820, 1280)


def main():
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    files = recorded.make(mutualise, sources)
    answers.make(mutualise, sources)
    html = (folder / "report.html").read_bytes()
    check(html == (folder / "again.html").read_bytes(), "the same files give the same bytes")
    check(len(html) <= 5_000_000, f"the page has {len(html) / 1e6:.2f} MB, at most 5")
    check(b"<img" not in html and html.count(b"<script>") == 1, "no name in a file becomes markup")
    with browser.Browser(folder) as page:
        page.look(1280)
        times = page.open(folder / "report.html")
        check(times[1] >= 0, f"everything is drawn: first charts after {times[0]} ms, all after {times[1]} ms")
        busy = page.busy()
        check(busy < 1000, f"for which the page had a processor for {busy} ms, at most a second")
        check(page.script("return typeof hacked") == "undefined", "nothing in a name or description ran")
        scenarios.hold(page, files, folder)
        usable.hold_keyboard(page)
        reading.hold_reading(page, "scenarios")
        for dark in (False, True):
            for width in widths:
                usable.hold_width(page, folder, "report", width, dark)
            usable.hold_accessible(page, sources)
        reading.hold_paper(page, folder)
        scenarios.hold_attitudes(page, folder)
        page.look(1280)
        answers.hold(page, folder)
        reading.hold_reading(page, "answers")
        usable.hold_tab(page, "answers")
        usable.hold_accessible(page, sources)
        for width in widths:
            usable.hold_width(page, folder, "answers", width, False)
        outside, own = page.requests()
        check(not outside and len(set(own)) == 3, f"nothing but the pages themselves is asked for {outside or sorted(set(own))[3:]}")
        complaints = page.complaints()
        check(not complaints, f"the console is silent {complaints[:3]}")
    print(f"{len(failures)} failed; screenshots in {folder}")
    return 1 if failures else 0


sys.exit(main())
