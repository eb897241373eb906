"""The page of scenarios: its headline, figures, tables and downloads, held against the recorded files."""
import csv
import re
import time

import h5py
import numpy as np

from held import check, choose, near, number, rows_of


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


def hold_flow(page, files, folder):
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


def hold_download(page, files, folder):
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


def hold(page, files, folder):
    hold_headline(page, files)
    hold_fans(page, files)
    hold_flow(page, files, folder)
    hold_switch(page, files)
    hold_compare(page, files)
    hold_sources(page)
    hold_download(page, files, folder)


def hold_attitudes(page, folder):
    """Bands without mutuals or employees are drawn too."""
    page.open(folder / "attitudes.html")
    rows = page.script(rows_of, "attitudes")
    check(len(rows) > 0 and all(0 < number(row[4]) < 1 for row in rows), "a page of attitudes alone shows them")
