"""The report in a real browser, without a network: browser_test.py COMMAND SOURCES FOLDER.

Makes recorded files and answers with the built command, reports them, opens the pages in Chromium and holds them against the
files, read with h5py alone. Screenshots of three widths and the page as PDF stay in FOLDER. Exits with 77 (skipped) where
Chromium, chromedriver or python3-selenium is not there; scripts/install-packages.sh --tests installs them.
"""
import csv
import pathlib
import re
import shutil
import sys
import time

import browser

lacks = browser.missing()
if lacks:  # before what is installed with them is imported
    print(f"skipped: this machine lacks {lacks}")
    sys.exit(77)

import h5py  # noqa: E402
import numpy as np  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402

import answers  # noqa: E402
import reading  # noqa: E402
from held import Work, check, choose, failures, near, number, rows_of  # noqa: E402

sources, folder = pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
mutualise = Work(sys.argv[1], folder)
widths = (390, 820, 1280)


def make_files():
    """Three scenarios under the same luck, two of them of one name that would be markup, and a comparison."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    hostile = folder / "<img src=x onerror=hacked=1>.toml"
    hostile.write_text(f'base = "{sources}/scenarios/taskforce.toml"\n'
                       'description = "</script><script>hacked=1</script>"\n')
    mutualise("run", sources / "scenarios/historical.toml", hostile, "--runs", 4, "--scale", 0.02, "-o", "runs/",
              "--progress", "none")
    mutualise("run", hostile, "--set", "lever.right.strength=0.5", "--runs", 4, "--scale", 0.02, "-o", "it's weaker.h5",
              "--progress", "none")
    files = [folder / "runs/historical.h5", folder / f"runs/{hostile.stem}.h5", folder / "it's weaker.h5"]
    mutualise("compare", *files[:2], "-o", "compared.h5", "--progress", "none")
    given = ["runs/historical.h5", f"runs/{hostile.stem}.h5", "it's weaker.h5", "compared.h5"]
    mutualise("report", *given, "-o", "report.html", "--progress", "none")
    mutualise("report", *given, "-o", "again.html", "--progress", "none")
    mutualise("bands", files[0], "--observables", "mean_attitude", "-o", "attitudes.h5", "--progress", "none")
    mutualise("report", "attitudes.h5", "-o", "attitudes.html", "--progress", "none")
    answers.make(mutualise, sources)
    return files


class Recorded:
    """A recorded file as h5py reads it: counts of the whole public sector."""

    def __init__(self, path):
        with h5py.File(path) as file:
            scale = file.attrs["scale"]
            self.months = len(file["time"])
            self.services = [name.decode() for name in file["service"][...]]
            self.seeds = [seed.decode() for seed in file["seed"][...]]
            self.of = {name: file[name][...] / scale for name in
                       ("employees_in_mutuals", "mutuals_live", "launches", "mutuals_founded", "exits")}
            self.name = file.attrs["scenario"].decode()

    def total(self, name):
        return self.of[name].reshape(*self.of[name].shape[:2], -1).sum(2)


def hold_fans(page, files):
    for name, figure in (("mutuals_live", "fan-mutuals-live"), ("employees_in_mutuals", "fan-employees-in-mutuals")):
        rows = page.script(rows_of, figure)
        for file in files:
            shown = [row for row in rows if row[0] == file.name]
            total = file.total(name)
            check(len(shown) == file.months, f"{figure}: every month of {file.name}")
            check(near([number(row[2]) for row in shown], total.mean(0)), f"{figure}: means of {file.name}")
            for column, p in zip(range(4, 9), (0.05, 0.25, 0.5, 0.75, 0.95)):
                check(near([number(row[column]) for row in shown], np.quantile(total, p, axis=0)),
                      f"{figure}: {p} quantile of {file.name}")


def hold_headline(page, files):
    best = max(files, key=lambda file: file.total("employees_in_mutuals")[:, -1].mean())
    employees = best.total("employees_in_mutuals")[:, -1]
    text = page.script("return document.querySelector('.headline').textContent")
    check(best.name in text and f"{int(employees.mean() + 0.5):,}" in text,
          "the headline names the scenario that gets furthest and its mean")
    band = re.search(r"90 % of runs: ([\d,.]+) to ([\d,.]+)\)", text)
    check(band and np.allclose([number(each) for each in band.groups()], np.quantile(employees, [0.05, 0.95]), atol=0.51),
          "and the interval of 90 % of runs")
    check(f"{(employees >= 1e6).sum()} of {len(employees)} runs reach 1,000,000" in text, "and the chance of the target")


def hold_flow(page, files):
    page.script(rows_of, "flow")
    for file in files:
        page.script(choose, "#flow", "Scenario", file.name)
        rows = {row[3]: number(row[4]) for row in page.script(rows_of, "flow")}
        launched, founded = file.total("launches").sum(1).mean(), file.total("mutuals_founded").sum(1).mean()
        dead = file.total("exits").sum(1).mean()
        check(near([rows["launched"], rows["founded"]], [launched, founded]), f"flow: launched and founded of {file.name}")
        check(near([sum(v for k, v in rows.items() if k.startswith("died:"))], [dead], 1e-5), "flow: deaths add up")
        check(abs(launched - founded - dead - rows["still in hand"]) < 1e-4 * launched, "flow: the rest is in hand")
        drawn = page.script("return document.querySelector('#flow [role=img]').getAttribute('aria-label')")
        check(file.name in drawn, "flow: the picture's text names the scenario")
    label = page.script("return JSON.parse(document.getElementById('data').textContent).recorded[0].labels[0]")
    page.script(choose, "#flow", "Service", label)
    page.script(choose, "#flow", "Until", "June 2012")
    rows = {row[3]: number(row[4]) for row in page.script(rows_of, "flow")}
    with h5py.File(folder / "runs/historical.h5") as read:
        june = [i for i, day in enumerate(read["time"][...]) if np.datetime64("2010-01-01") + day == np.datetime64("2012-06-30")][0]
    last = files[-1].of["launches"][:, : june + 1, 0].sum((1, 2)).mean()
    check(near([rows["launched"]], [last]), "flow: one service until June 2012")


def hold_switch(page, files):
    for file in files:
        page.script(choose, ".bar", "Scenario", file.name)
        said = page.script("return document.querySelector('#services-employees .sentence').textContent")
        check(said.startswith(file.name), f"small multiples are of {file.name}")
        rows = page.script("return [...document.querySelectorAll('#runs tbody tr')].map((r) => [...r.children].map((c) => c.textContent))")
        check([row[1] for row in rows] == file.seeds, f"runs are those of {file.name}")
        check(near([number(row[-1]) for row in rows], file.total("employees_in_mutuals")[:, -1]), "with their outcomes")
    rows = page.script(rows_of, "services-employees")
    labels = page.script("return JSON.parse(document.getElementById('data').textContent).recorded[0].labels")
    for s, label in enumerate(labels):
        shown = [number(row[4]) for row in rows if row[1] == label]
        true = np.quantile(files[-1].of["employees_in_mutuals"][:, :, s], 0.5, axis=0)
        if shown:
            check(near(shown[:20], true[: len(shown[:20])]), f"medians of {label}")


def hold_compare(page, files):
    rows = page.script(rows_of, "compare-0-employees-in-mutuals")
    difference = (files[1].total("employees_in_mutuals") - files[0].total("employees_in_mutuals")).mean(0)
    check(near([number(row[3]) for row in rows], difference), "the comparison's differences")
    paired = page.script(rows_of, "paired-employees-in-mutuals")
    last = [file.total("employees_in_mutuals")[:, -1] for file in files]
    check([row[0] for row in paired] == [file.name for file in files[1:]], "scenarios of one name are told apart")
    check(near([number(row[3]) for row in paired], [(each - last[0]).mean() for each in last[1:]]),
          "and so are their paired effects at the end")
    rows = page.script("""
        const figure = document.getElementById("paired-employees-in-mutuals"), said = figure.querySelector("[aria-live]");
        return ["Home", "End"].map((key) => {
          figure.querySelector(".readable").dispatchEvent(new KeyboardEvent("keydown", {key}));
          return said.textContent.split("; ")[0];
        });""")
    check(rows == [file.name for file in files[1:]], f"rows of bars have the names of their scenarios {rows}")
    said = page.script("return [...document.querySelectorAll('#headline .headline, #headline li')].map((e) => e.textContent)")
    for file, each in zip(files[1:], last[1:]):
        text = next(line for line in said if line.startswith(f"Under {file.name}, "))
        told = re.search(r"That is ([+−]?[\d,.]+) against", text)
        check(told and abs(number(told[1].replace("+", "")) - (each - last[0]).mean()) < 0.51, f"the headline's difference of {file.name}")
    seen = page.script("return [...document.querySelectorAll('#glance tbody tr')].map((r) => r.firstChild.textContent)")
    check(seen == [file.name for file in files], "at a glance each has its own name")


def hold_sources(page):
    """A figure names the files that it shows, and no others."""
    text = "return document.querySelector('#fan-mutuals-live .from').textContent"
    check("historical.h5" in page.script(text) and "it's weaker.h5" in page.script(text), "a figure names every file shown")
    page.script("document.querySelector('#fan-mutuals-live input').click()")
    check("historical.h5 and" not in page.script(text) and "it's weaker.h5" in page.script(text), "and none that is not")
    page.script("document.querySelector('#fan-mutuals-live input').click()")


def hold_attitudes(page):
    """Bands without mutuals or employees are drawn too."""
    page.open(folder / "attitudes.html")
    rows = page.script(rows_of, "attitudes")
    check(len(rows) > 0 and all(0 < number(row[4]) < 1 for row in rows), "a page of attitudes alone shows them")


def hold_tab(page, name):
    """Tab goes to everything that can be used."""
    wanted = page.script("""
        document.activeElement.blur(); scrollTo(0, 0);
        const all = [...document.querySelectorAll("a[href], button:not([disabled]), select, input, summary, [tabindex='0']")]
          .filter((e) => e.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}));
        all.forEach((e, i) => { e.dataset.stop = i; });
        return all.length;""")
    seen = set()
    for _ in range(wanted + 20):
        page.driver.switch_to.active_element.send_keys(Keys.TAB)
        seen.add(page.script("return document.activeElement.dataset.stop"))
    check(len(seen - {None}) == wanted, f"{name}: Tab reaches all {wanted} controls, charts and tables ({len(seen - {None})})")


def hold_keyboard(page):
    hold_tab(page, "report")
    chart = page.driver.find_element(By.CSS_SELECTOR, "#fan-employees-in-mutuals .readable")
    page.script("arguments[0].focus()", chart)
    chart.send_keys(Keys.END)
    said = page.script("return document.querySelector('#fan-employees-in-mutuals [aria-live]').textContent")
    check(said.startswith("December 2015") and "historical:" in said, f"the end of the chart is read out: {said[:60]}")
    chart.send_keys(Keys.ARROW_LEFT)
    said = page.script("return document.querySelector('#fan-employees-in-mutuals [aria-live]').textContent")
    check(said.startswith("November 2015"), "and the month before it")


def hold_download(page, files):
    page.script("document.querySelector('#fan-mutuals-live .csv').click()")
    path = folder / "fan-mutuals-live.csv"
    for _ in range(100):
        if path.exists() and path.stat().st_size > 0:
            break
        time.sleep(0.1)
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    shown = [float(row[2]) for row in rows if row[0] == files[0].name]
    check(near(shown, files[0].total("mutuals_live").mean(0)), "the CSV holds the same means")


def hold_accessible(page):
    page.script((sources / "tests/report/axe/axe.min.js").read_text())
    found = page.driver.execute_async_script(
        "const done = arguments[0]; axe.run(document).then((r) => done(r.violations.map((v) => "
        "[v.impact, v.id, v.nodes.length, v.nodes[0].html.slice(0, 120)])))")
    for each in found:
        print("        axe:", *each)
    check(not [v for v in found if v[0] in ("serious", "critical")], "axe-core finds nothing serious or critical")


def hold_width(page, name, width, dark):
    page.look(width, dark)
    page.open(folder / f"{name}.html")
    time.sleep(0.5)
    wide = page.script("return document.documentElement.scrollWidth")
    check(wide <= width, f"nothing of {name} hangs over at {width} pixels ({wide})")
    if width >= 820:
        hidden = page.script("return [...document.querySelectorAll('.chart .scroll')].map((e) => e.scrollWidth - e.clientWidth)")
        check(not any(each > 0 for each in hidden), f"and no chart is scrolled sideways {hidden}")
    page.picture(folder / f"{name}-{width}-{'dark' if dark else 'light'}.png")


def main():
    files = [Recorded(path) for path in make_files()]
    files[2].name += " (it's weaker.h5)"
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
        hold_headline(page, files)
        hold_fans(page, files)
        hold_flow(page, files)
        hold_switch(page, files)
        hold_compare(page, files)
        hold_sources(page)
        hold_download(page, files)
        hold_keyboard(page)
        reading.hold_reading(page, "scenarios")
        for dark in (False, True):
            for width in widths:
                hold_width(page, "report", width, dark)
            hold_accessible(page)
        reading.hold_paper(page, folder)
        hold_attitudes(page)
        page.look(1280)
        answers.hold(page, folder)
        reading.hold_reading(page, "answers")
        hold_tab(page, "answers")
        hold_accessible(page)
        for width in widths:
            hold_width(page, "answers", width, False)
        outside, own = page.requests()
        check(not outside and len(set(own)) == 3, f"nothing but the pages themselves is asked for {outside or sorted(set(own))[3:]}")
        complaints = page.complaints()
        check(not complaints, f"the console is silent {complaints[:3]}")
    print(f"{len(failures)} failed; screenshots in {folder}")
    return 1 if failures else 0


sys.exit(main())
