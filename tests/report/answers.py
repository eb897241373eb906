"""The page of a small study and its answers: the map over two factors, the settings, Shapley values, the tornado, prior against
posterior. Numbers are held against the result files and, where they are simple, reckoned anew from the recorded runs."""
import h5py
import numpy as np

from held import check, choose, near, number, rows_of

horizon, goal = "2014-12", 6e4

# All on/off combinations of three levers; three trajectories through three parameters; two parameters fitted.
levers = """
base = "SOURCE/scenarios/historical.toml"
replicates = 4
settings.population.scale = 0.02
settings.horizon.last = "2014-12"
design.kind = "factorial"
outputs.observables = ["mutuals_live", "employees_in_mutuals", "lever_cost"]
factor.right.on = "SOURCE/scenarios/right-to-mutualise.toml"
factor.bond.on = "SOURCE/scenarios/bond-exemption.toml"
factor.preference.on = "SOURCE/scenarios/contract-preference.toml"
"""
unsure = """
base = "SOURCE/scenarios/historical.toml"
replicates = 2
settings.population.scale = 0.02
settings.horizon = {last = "2010-09", spin_up_months = 3}
design = {kind = "morris", trajectories = 3, levels = 4, seed = 7}
outputs.observables = ["interested_share"]
factor.unit_part = {key = "parameters.attitudes.unit_share", range = [0.1, 0.5]}
factor.mean = {key = "parameters.attitudes.mean", range = [0.39, 0.51]}
factor.spread = {key = "parameters.attitudes.spread", range = [0.2, 0.35]}
"""
priors = """
base = "SOURCE/scenarios/historical.toml"
seeds = "independent"
settings.posterior = "none"
settings.population.scale = 0.02
settings.horizon = {last = "2010-09", spin_up_months = 3}
design = {kind = "latin_hypercube", points = 10}
outputs.observables = ["interested_share", "undecided_share"]
factor.mean = {key = "parameters.attitudes.mean", range = [0.35, 0.55]}
factor.spread = {key = "parameters.attitudes.spread", range = [0.2, 0.35]}
"""
figures = """
study = "priors.toml"
description = "Who is interested"
seed = 3
waves = {number = 1, points = 24, replicates = 2}
sampler = {particles = 100, moves = 5}
posterior = {candidates = 16, replicates = 2, draws = 12}
statistic.interested = {meaning = "interested", source = "F-88", of = ["interested_share[civil_service]@2010-09"], observed = 0.16, error = 0.005}
statistic.undecided = {meaning = "undecided", source = "F-88", of = ["undecided_share[civil_service]@2010-09"], observed = 0.35, error = 0.01}
"""


def make(mutualise, sources):
    for name, text in {"levers": levers, "unsure": unsure, "priors": priors, "figures": figures}.items():
        (mutualise.folder / f"{name}.toml").write_text(text.replace("SOURCE", str(sources)))
    quiet = ["--progress", "none"]
    mutualise("sweep", "levers.toml", "-o", "levers", *quiet)
    mutualise("target", "levers", "--goal", f"employees_in_mutuals@{horizon} >= {goal}", "--probability", 0.65, "--no-runs",
              "-o", "target.h5", *quiet)
    mutualise("attribute", "levers", "--outcome", f"employees_in_mutuals@{horizon}", "-o", "shares.h5", *quiet)
    mutualise("sweep", "unsure.toml", "-o", "unsure", *quiet)
    mutualise("sensitivity", "unsure", "--outcome", "interested_share[civil_service]@2010-09", "-o", "tornado.h5")
    mutualise("calibrate", "figures.toml", "-o", "fitted", *quiet)
    mutualise("report", "levers", "target.h5", "shares.h5", "tornado.h5", "fitted/figures-calibration.h5", "-o", "answers.html",
              *quiet)


class Study:
    """The recorded study: the last month's employees, of the whole public sector, by design point and replicate."""

    def __init__(self, path):
        with h5py.File(path) as file:
            self.factors = [name.decode() for name in file["factor"][...]]
            self.design = [[text.decode() for text in row] for row in file["design"][...]]
            points, scale = file["point"][...], file["point_scale"][...]
            last = file["employees_in_mutuals"][:, -1].sum(1) / scale[points]
            self.last = [last[points == point] for point in range(len(self.design))]
            self.hits = [int((values >= goal).sum()) for values in self.last]

    def point(self, **levels):
        return self.design.index([levels[factor] for factor in self.factors])


def names_of(values):
    return [text.decode() for text in values]


def hold_map(page, study, folder):
    with h5py.File(folder / "target.h5") as file:
        names, verdicts = names_of(file["point"][...]), names_of(file["verdict"][...])
        check(list(file["hits"][...]) == study.hits, "target counts the runs that are counted here")
    page.script(choose, "#goal-map-0", "Across", "right")
    page.script(choose, "#goal-map-0", "Up", "preference")
    for bond in ("off", "on"):
        page.script(choose, "#goal-map-0", "bond", bond)
        rows = page.script(rows_of, "goal-map-0")
        points = [study.point(right=r, bond=bond, preference=p) for r in ("off", "on") for p in ("off", "on")]
        check(sorted(row[0] for row in rows) == sorted(names[p] for p in points), f"the map with bond {bond} has its four settings")
        check([number(row[2]) for row in rows] == [study.hits[names.index(row[0])] for row in rows], "with the runs that reach the goal")
        check([row[1] for row in rows] == [verdicts[names.index(row[0])] for row in rows], "and their verdicts")
        cells = page.script("return [...document.querySelectorAll('#goal-map-0 svg text')].map((t) => t.textContent)"
                            ".filter((t) => t.endsWith('%'))")
        check([number(cell.strip("✓? %")) for cell in cells] == [round(100 * study.hits[names.index(row[0])] / 4) for row in rows],
              f"the cells say so: {cells}")
        undecided = sum(row[1] == "undecided" for row in rows)
        hatched = page.script("return document.querySelectorAll(\"#goal-map-0 svg [fill='url(#hatch)'] rect\").length")
        check(hatched == undecided and sum("?" in cell for cell in cells) == undecided, f"the {undecided} undecided are hatched")
    # Read cell by cell: where a cell stands is what its setting says.
    places = page.script("""
        const box = document.querySelector("#goal-map-0 .readable"), said = document.querySelector("#goal-map-0 [aria-live]");
        box.dispatchEvent(new KeyboardEvent("keydown", {key: "Home"}));
        const go = (key) => { box.dispatchEvent(new KeyboardEvent("keydown", {key})); const r = box.querySelector(".mark").getBBox();
          return [said.textContent.split(";")[0], r.x + r.width / 2, r.y + r.height / 2]; };
        return ["Home", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"].map(go);""")
    right = [x > np.mean([p[1] for p in places[:4]]) for _, x, _ in places[:4]]
    upper = [y < np.mean([p[2] for p in places[:4]]) for _, _, y in places[:4]]
    check(len({name for name, _, _ in places[:4]}) == 4 and places[4] == places[0], "arrow keys go round the four cells")
    check([" right" in name for name, _, _ in places[:4]] == right, "settings with the right stand on the right")
    check(["preference" in name for name, _, _ in places[:4]] == upper, "and those with the preference above")


def hold_settings(page, study, folder):
    rows = page.script(rows_of, "goal-settings-0")
    with h5py.File(folder / "target.h5") as file:
        names = names_of(file["point"][...])
        for column, name in ((4, "chance"), (5, "chance_low"), (6, "chance_high"), (9, "cost")):
            true = [file[name][names.index(row[0])] for row in rows]
            check(near([number(row[column]) for row in rows], true), f"the settings' {name}")
    check(near([number(row[7]) for row in rows], [study.last[names.index(row[0])].mean() for row in rows]), "the settings' mean outcome")


def bars(page, figure):
    """Widths of the bars as drawn."""
    return np.array(page.script("return [...document.querySelectorAll(`#${arguments[0]} svg g rect`)].map((r) => +r.getAttribute('width'))",
                                figure))


def hold_bars(page, figure, rows, what):
    check(sum(abs(number(row[1])) > 0 for row in rows) > 1, f"{what}: more than one is there")
    values = np.array([abs(number(row[1])) for row in rows])
    drawn = bars(page, figure)
    check(len(drawn) == len(values) and np.allclose(drawn * values.max(), values * drawn.max(), atol=0.01 * values.max() * drawn.max()),
          f"{what} are as long as their numbers")


def hold_shapley(page, study, folder):
    rows = page.script(rows_of, "shapley-0")
    with h5py.File(folder / "shares.h5") as file:
        names = names_of(file["lever"][...])
        value, half = file["shapley_value"][0, 0], file["shapley_value_halfwidth"][0, 0]
    of = [names.index(row[0]) for row in rows]
    for column, true in ((1, value), (2, value - half), (3, value + half)):
        check(near([number(row[column]) for row in rows], true[of], 1e-5), f"Shapley values: column {column}")
    means = {tuple(levels): values.mean() for levels, values in zip(study.design, study.last)}
    check(near([sum(number(row[1]) for row in rows)], [means["on", "on", "on"] - means["off", "off", "off"]], 1e-5),
          "they add up to what all levers change in the recorded runs")
    alone = [means[tuple("on" if f == name else "off" for f in study.factors)] - means["off", "off", "off"]
             for name in (row[0] for row in rows)]
    check(near([number(row[4]) for row in rows], alone), "what each adds to none is that of the recorded runs")
    hold_bars(page, "shapley-0", rows, "Shapley bars")


def hold_tornado(page, folder):
    rows = page.script(rows_of, "tornado-0")
    with h5py.File(folder / "tornado.h5") as file:
        names = names_of(file["factor"][...])
        mu, conf, size, floor = (file[name][0, 0] for name in ("mu", "mu_conf", "mu_star", "noise_floor"))
    of = [names.index(row[0].replace(" ", "_")) for row in rows]
    for column, true in ((1, mu), (2, mu - conf), (3, mu + conf), (4, size), (5, floor)):
        check(near([number(row[column]) for row in rows], true[of], 1e-5), f"the tornado: column {column}")
    check(sorted(of, key=lambda i: -size[i]) == of, "the largest effect stands first")
    hold_bars(page, "tornado-0", rows, "the tornado's bars")


def hold_learned(page, folder):
    rows, checks = page.script(rows_of, "learned-0"), page.script(rows_of, "checks-0")
    with h5py.File(folder / "fitted/figures-calibration.h5") as file:
        names = names_of(file["parameter"][...])
        of = [names.index(row[0]) for row in rows]
        for first, name in ((1, "prior"), (6, "posterior")):
            check(near(np.ravel([[number(cell) for cell in row[first:first + 5]] for row in rows]), file[name][...][of].ravel(), 1e-5),
                  f"quantiles of the {name}")
        check(near([number(row[11]) for row in rows], file["divergence"][...][of], 1e-5), "what was learned, in nats")
        statistics = names_of(file["statistic"][...])
        tail = [file["tail"][statistics.index(row[0])] for row in checks]
        check(near([number(row[6]) for row in checks], tail, 1e-5), "where the record lies among the fitted model's runs")
    # In the drawing a bar spans the 90 %, stretched to that of the prior: all priors are equally wide.
    spans = bars(page, "learned-0").reshape(4, len(rows))  # prior 90 %, 50 %, posterior 90 %, 50 %
    true = np.array([[number(r[10]) - number(r[6]), number(r[5]) - number(r[1])] for r in rows]).T
    check(np.allclose(spans[0], spans[0][0]) and np.allclose(spans[2] / spans[0], true[0] / true[1], atol=0.02),
          "the posterior's bars beside the prior's are as wide as the numbers")


def hold(page, folder):
    page.open(folder / "answers.html")
    study = Study(folder / "levers/levers.h5")
    hold_map(page, study, folder)
    hold_settings(page, study, folder)
    hold_shapley(page, study, folder)
    hold_tornado(page, folder)
    hold_learned(page, folder)
