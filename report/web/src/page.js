// The page: headline, sections in their order, what is absent and why.
import {drawAll, drawResized, make, pages, select} from "./dom.js";
import {attributionFigures, learnedFigures, sensitivityFigures} from "./bars.js";
import {effectFigures} from "./effects.js";
import {attitudeFigures, fanFigures, serviceFigures} from "./fans.js";
import {flowFigure} from "./flow.js";
import {goalFigures, tableSections} from "./goal.js";
import {leverFigure} from "./levers.js";
import {chosen, choose, data, lastMonth, outcome, resultsOf, scenarios, undrawn, view} from "./state.js";
import {count, monthName, observableNames, percent, shellWord, signed, tidy} from "./words.js";

function sentenceOf(scenario, first) {
  const month = lastMonth(scenario.input);
  const employees = outcome(scenario.input, scenario.summary, "employees_in_mutuals", month);
  const mutuals = outcome(scenario.input, scenario.summary, "mutuals_live", month);
  if (!employees) return null;
  const chance = scenario.summary.chance;
  const paired = data.paired.find((p) => p.observable === "employees_in_mutuals")?.rows.find((r) => r.scenario === scenario.index);
  return make(first ? "p" : "li", first ? {class: "headline"} : {}, "Under ", make("strong", {}, scenario.name), ", ",
    make("strong", {}, count(employees.mean)), ` employees are in employee-led mutuals in ${monthName(month)} on average`,
    ` (90 % of runs: ${count(employees.p05)} to ${count(employees.p95)})`,
    mutuals ? `, in ${count(mutuals.mean)} mutuals (${count(mutuals.p05)} to ${count(mutuals.p95)})` : "", ". ",
    chance ? `${chance.hits} of ${chance.runs} runs reach ${count(data.target)}: a chance of ${percent(chance.estimate)} (90 % interval ${
      percent(chance.low)} to ${percent(chance.high)}).` : "",
    paired && scenario.index > 0 ? ` That is ${signed(paired.mean)} against ${scenarios[0].name} with the same luck (90 % interval ${
      signed(paired.low)} to ${signed(paired.high)}).` : "");
}

function headline() {
  const section = make("section", {id: "headline", "aria-labelledby": "headline-title"},
    make("h2", {id: "headline-title", class: "hidden"}, "In short"));
  const able = scenarios.filter((s) => outcome(s.input, s.summary, "employees_in_mutuals", lastMonth(s.input)));
  if (able.length) {
    const mean = (s) => outcome(s.input, s.summary, "employees_in_mutuals", lastMonth(s.input)).mean;
    const best = able.reduce((a, b) => (mean(b) > mean(a) ? b : a));
    section.append(sentenceOf(best, true));
    const others = able.filter((s) => s !== best).slice(0, 3);
    if (others.length) section.append(make("ul", {class: "others"}, others.map((s) => sentenceOf(s, false))));
  }
  for (const result of resultsOf("target")) {
    const verdicts = result.variables.verdict.values, number = (v) => verdicts.filter((x) => x === v).length;
    section.append(make("p", {class: "verdict"}, make("strong", {}, `${number("feasible")} of ${verdicts.length} settings`),
      ` are shown to reach ${result.settings.goal} with a chance of at least ${percent(+result.settings.probability)}; ${
        number("infeasible")} are shown not to, ${number("undecided")} are undecided and need more runs.`));
  }
  const small = [...data.recorded.flatMap((input) => input.points.map((p) => p.scale)),
    ...data.results.map((result) => +(result.settings.scale ?? 1))].filter((scale) => scale < 0.25);
  if (small.length)
    section.append(make("p", {class: "caution"}, make("strong", {}, "Not to be quoted: "),
      `runs were made at scale ${Math.min(...small)}, and results are quoted from scale 0.25 up.`));
  const lost = data.recorded.reduce((sum, input) => sum + input.leftOut, 0);
  if (lost) section.append(make("p", {class: "caution"}, `${lost} runs failed or are missing and were left out.`));
  for (const given of undrawn)
    section.append(make("p", {class: "note"}, `${given}: nothing is drawn of these bands; mutualise export makes a table of them.`));
  for (const note of data.notes) section.append(make("p", {class: "note"}, note));
  return section;
}

/** Every point of every file at a glance; scenarios of the same months in one table. */
function glance() {
  const groups = new Map();
  for (const input of data.recorded) {
    const key = input.study ? input.given : JSON.stringify(input.outcomes);
    groups.set(key, [...(groups.get(key) ?? []), input]);
  }
  return [...groups.values()].flatMap((inputs) => {
    const named = (input, p, i) => scenarios.find((s) => s.input === input && s.point === i)?.name ?? tidy(p.name);
    const [first] = inputs, title = inputs.map((input) => input.study ? input.name : named(input, input.points[0], 0)).join(", ");
    const columns = ["scenario", "runs", ...first.outcomes.flatMap((o) => {
      const head = `${observableNames[o.observable]}, ${monthName(o.month)}`;
      return [`${head}: mean`, "5 %", "95 %"];
    }), "P(1,000,000)", "90 % low", "90 % high"];
    const rows = inputs.flatMap((input) => input.points.map((p, i) => [named(input, p, i), p.runs,
      ...p.outcomes.flatMap((o) => (o ? [o.mean, o.p05, o.p95] : [null, null, null])),
      p.chance?.estimate ?? null, p.chance?.low ?? null, p.chance?.high ?? null]));
    const said = first.pointsInAll > first.points.length ? `the first ${first.points.length} of ${first.pointsInAll} points`
      : "all points";
    return [make("h3", {}, first.study ? `${title}, ${said}` : title), ...pages(columns, rows, `Outcomes of ${title}`, 20)];
  });
}

function runTable() {
  const holder = make("div");
  const boxes = make("div", {class: "controls"});
  const fill = () => {
    const s = chosen().runs.length ? chosen() : scenarios.find((each) => each.runs.length);
    boxes.replaceChildren(select("Scenario", scenarios.filter((each) => each.runs.length).map((each) => [each.index, each.name]), s.index, (v) => choose(+v)));
    const all = s.summary?.runs ?? s.runs.length;
    holder.replaceChildren(make("p", {}, s.runs.length < all ? `The first ${s.runs.length} of ${count(all)} runs of ${s.name}. All of them: ` : `All ${count(all)} runs of ${s.name}.`,
      s.runs.length < all ? make("code", {}, `mutualise export ${shellWord(s.input.given)} --observables employees_in_mutuals,mutuals_live -o runs.csv`) : null),
    ...pages(["replicate", "seed", ...s.input.outcomes.map((o) => `${observableNames[o.observable]}, ${monthName(o.month)}`)], s.runs,
      `Runs of ${s.name}`, 25));
  };
  fill();
  view.listeners.push(fill);
  return [scenarios.length > 1 ? boxes : null, holder];
}

function provenance() {
  const rows = [...data.recorded.flatMap((input) => input.sources.map((s) => [s.name, s.command, s.hash, `${s.version} (${s.commit})`,
    s.created, s.runs, s.failed])), ...data.results.map((r) => [r.given, r.command, r.hash, `${r.version} (${r.commit})`, r.created, null, null])];
  const endless = new Set(["4294967295", "18446744073709551615"]); // the largest whole numbers stand for no limit
  const chosenBy = data.results.flatMap((r) => [...Object.entries(r.settings).map(([k, v]) => [r.given, k, endless.has(v) ? "no limit" : v]),
    ...r.sources.map((s) => [r.given, `read ${s.name}`, s.hash])]);
  return [make("p", {}, "This page holds nothing but what these files hold. In the folder they were made in, these commands make it again:"),
    make("pre", {tabindex: 0}, [...new Set([...data.recorded.flatMap((i) => i.sources.map((s) => s.command)), ...data.results.map((r) => r.command)]),
      data.command].join("\n")),
    ...pages(["file", "made by", "canonical hash", "version", "when", "runs", "failed"], rows, "Files"),
    chosenBy.length ? make("h3", {}, "Choices that decide a number") : null,
    ...(chosenBy.length ? pages(["file", "setting", "value"], chosenBy, "Choices", 50) : []),
    make("details", {}, make("summary", {}, "Licences of what this page contains"),
      make("pre", {tabindex: 0}, document.getElementById("licences").textContent))];
}

const study = data.recorded.find((input) => input.factors.length > 0);

const sections = [
  ["fans", "How many, and how sure", () => fanFigures(), "No recorded file with mutuals or employees was given.",
    "mutualise run scenarios/historical.toml --runs 32 -o h.h5"],
  ["glance", "Scenarios at a glance", () => glance(), "No recorded file was given.",
    "mutualise run scenarios/historical.toml --runs 32 -o h.h5"],
  ["services", "By service", () => serviceFigures(), "No recorded file with mutuals or employees by service was given.",
    "mutualise run scenarios/historical.toml --runs 32 -o h.h5"],
  ["flows", "Where proposals die", () => [flowFigure()].filter(Boolean),
    "The files do not record launches, exits and foundings of every month.", "mutualise run scenarios/historical.toml --runs 32 -o h.h5"],
  ["timeline", "Levers", () => [leverFigure()].filter(Boolean), "No scenario's levers could be read.",
    "mutualise run scenarios/taskforce.toml --runs 32 -o t.h5"],
  ["effects", "What levers change, with the same luck", () => effectFigures(),
    "One scenario alone, or scenarios of other seeds, has nothing to be paired with.",
    `mutualise compare BASE.h5 VARIANT.h5 -o compared.h5`],
  ["goal", "Which settings reach the target", () => goalFigures(), "No result of target was given.",
    `mutualise target ${study ? shellWord(study.given) : "STUDY"} --goal 'employees_in_mutuals@2015-12 >= 1e6' --no-runs -o target.h5`],
  ["shares", "Which lever did it", () => attributionFigures(), "No result of attribute was given.",
    `mutualise attribute ${study ? shellWord(study.given) : "STUDY"} --outcome employees_in_mutuals@2015-12 -o shares.h5`],
  ["unsure", "What we are most unsure of", () => sensitivityFigures(), "No result of sensitivity was given.",
    "mutualise sensitivity STUDY --outcome employees_in_mutuals@2015-12 -o sensitivity.h5"],
  ["learned", "What the record taught", () => learnedFigures(), "No result of calibrate was given.",
    "mutualise calibrate scenarios/calibration/record-2012.toml -o results/record-2012"],
  ["tables", "Where it works, and what is robust", () => tableSections(), "No result of discover or robustness was given.",
    "mutualise discover STUDY --goal 'employees_in_mutuals@2015-12 >= 1e6' -o boxes.h5"],
  ["attitudes-section", "Attitudes and resistance", () => attitudeFigures(), "The files do not record attitudes or managers' resistance.",
    "mutualise run scenarios/historical.toml --runs 32 -o h.h5"],
  ["runs", "Runs", () => (scenarios.some((s) => s.runs.length) ? runTable() : []), "No recorded file was given.", "mutualise run scenarios/historical.toml --runs 32 -o h.h5"],
  ["provenance", "Where every number comes from", () => provenance(), "", ""]
];

export function build() {
  const page = document.getElementById("page");
  const main = make("main", {id: "main", tabindex: -1}, headline());
  const top = make("header", {}, make("a", {href: "#main", class: "skip"}, "Skip to the report"), make("p", {class: "kicker"}, "mutualise report"),
    make("h1", {}, data.title));
  if (scenarios.length > 1) {
    const bar = make("div", {class: "bar", role: "group", "aria-label": "Scenario looked at"});
    const fill = () => {
      const focused = bar.contains(document.activeElement);
      bar.replaceChildren(select("Scenario looked at below", scenarios.map((s) => [s.index, s.name]), view.chosen, (v) => choose(+v)));
      if (focused) bar.querySelector("select").focus();
    };
    fill();
    view.listeners.push(fill);
    main.append(bar);
  }
  const there = [], missing = [];
  for (const [id, title, content, why, command] of sections) {
    const parts = content().filter(Boolean);
    if (!parts.length) {
      missing.push(make("li", {id}, make("strong", {}, `${title}. `), `${why} This gives it: `, make("code", {}, command)));
      continue;
    }
    there.push([id, title]);
    main.append(make("section", {id, "aria-labelledby": `${id}-heading`}, make("h2", {id: `${id}-heading`}, title), ...parts));
  }
  if (missing.length) {
    there.push(["absent", "Not in this report"]);
    main.append(make("section", {id: "absent", "aria-labelledby": "absent-heading"}, make("h2", {id: "absent-heading"},
      "Not in this report"), make("ul", {class: "missing"}, missing)));
  }
  top.append(make("nav", {"aria-label": "Sections"}, make("ul", {}, there.map(([id, title]) =>
    make("li", {}, make("a", {href: `#${id}`}, title))))));
  page.append(top, main, make("footer", {}, make("p", {},
    "Counts and money are those of the whole public sector. Made by mutualise; this page loads nothing from anywhere.")));
  const told = (name) => { document.documentElement.dataset[name] = String(Math.round(performance.now())); };
  drawAll(() => told("complete"));
  told("ready");
  let waiting;
  new ResizeObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(drawResized, 60);
  }).observe(main);
  // For paper all is drawn at the width of a page (report.css), and back again.
  const paper = (on) => {
    document.documentElement.classList.toggle("printing", on);
    drawResized();
  };
  window.addEventListener("beforeprint", () => paper(true));
  window.addEventListener("afterprint", () => paper(false));
}
