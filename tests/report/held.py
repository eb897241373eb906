"""What every check of a page needs: the command, numbers as the page writes them, and reading its tables."""
import subprocess

import numpy as np

failures = []


def check(holds, what):
    print(("ok      " if holds else "FAILED  ") + what)
    if not holds:
        failures.append(what)


class Work:
    """The command, run in the folder of the test."""

    def __init__(self, command, folder):
        self.command, self.folder = command, folder

    def __call__(self, *arguments):
        done = subprocess.run([self.command, *map(str, arguments)], cwd=self.folder, capture_output=True, text=True)
        if done.returncode != 0:
            raise AssertionError(f"{arguments} ended with {done.returncode}\n{done.stderr}")
        return done.stdout


def number(text):
    return float("nan") if text == "–" else float(text.replace(",", "").replace("−", "-"))


def near(shown, true, tolerance=1e-6):
    return len(shown) == len(true) and np.allclose(shown, true, rtol=tolerance, atol=1e-9, equal_nan=True)


# All rows of the table of a figure, page after page.
rows_of = """
const figure = document.getElementById(arguments[0]), details = figure.querySelector("details");
details.open = true;
const all = () => {
  const rows = [...figure.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent));
  const later = [...figure.querySelectorAll(".pager button")].find((b) => b.textContent === "Later rows" && !b.disabled);
  later?.click();
  return later ? [...rows, ...all()] : rows;
};
return new Promise((done) => setTimeout(() => done(all()), 300));"""

# Chooses a text in the select box of a name.
choose = """
const label = [...document.querySelectorAll(arguments[0] + " label")].find((l) => l.textContent.startsWith(arguments[1]));
const box = label.querySelector("select");
box.value = [...box.options].find((o) => o.textContent === arguments[2]).value;
box.dispatchEvent(new Event("change", {bubbles: true}));
return new Promise((done) => setTimeout(done, 400));"""
