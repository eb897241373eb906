// What the page was made of, and which scenario is looked at.
import {tidy} from "./words.js";

export const data = JSON.parse(document.getElementById("data").textContent);

/** Values of a variable of a result at places along its axes; an axis left out is a list. */
export function at(result, name, places = {}) {
  const variable = result.variables[name];
  if (!variable) return null;
  const lengths = variable.axes.map((axis) => result.axes[axis].length);
  const go = (depth, offset) => {
    if (depth === lengths.length) return variable.values[offset];
    const axis = variable.axes[depth];
    const step = (place) => go(depth + 1, offset * lengths[depth] + place);
    return axis in places ? step(places[axis]) : Array.from({length: lengths[depth]}, (_, i) => step(i));
  };
  return go(0, 0);
}

/** Every scenario drawn, of all files, with what it needs of its file. */
export const scenarios = data.recorded.flatMap((input) => input.scenarios.map((scenario) => ({
  ...scenario, input, months: input.months, services: input.services, labels: input.labels,
  summary: input.points[scenario.point] ?? null
})));

/** The bands of a result of `bands`: scenarios of which nothing but the fans is known. */
const bandNames = ["mean", "standard_error", "p05", "p25", "p50", "p75", "p95"], mostBands = 12;
for (const result of data.results.filter((each) => each.analysis === "bands")) {
  const input = {given: result.given, months: result.axes.time, points: [], outcomes: [], factors: [], study: false,
    sources: [{command: result.command, posts: Infinity}]};
  at(result, "point_name").slice(0, mostBands).forEach((name, point) => {
    const fans = {};
    for (const observable of ["mutuals_live", "employees_in_mutuals"])
      if (result.variables[observable])
        fans[observable] = Object.fromEntries(bandNames.map((statistic) => [statistic, at(result, observable,
          {design_point: point, statistic: result.axes.statistic.indexOf(statistic)})]));
    scenarios.push({name, fans, flow: null, levers: null, runs: [], input, months: input.months, services: [],
      labels: [], summary: null});
  });
}
const seen = new Map();
for (const scenario of scenarios) {
  scenario.recorded = scenario.name;
  scenario.name = tidy(scenario.name);
  const times = (seen.get(scenario.name) ?? 0) + 1;
  seen.set(scenario.name, times);
  if (times > 1) scenario.name += ` (${scenario.input.given})`;
}
scenarios.forEach((scenario, index) => {
  scenario.index = index;
  scenario.colour = `var(--c${index % 8})`;
  const dashes = ["none", "7,3", "2,3", "9,3,2,3", "4,2", "1,2", "12,4", "6,2,1,2,1,2"];
  scenario.dash = dashes[(index + 3 * Math.floor(index / 8)) % 8]; // a second cue; no pair of both comes twice
});

const reached = (scenario) => scenario.fans.employees_in_mutuals?.mean.at(-1) ?? 0;
/** At first the scenario that gets furthest; the first stands beside it as a dashed line. */
export const view = {chosen: scenarios.reduce((best, s, i) => (reached(s) > reached(scenarios[best]) ? i : best), 0),
  listeners: []};

export function choose(index) {
  view.chosen = index;
  for (const listener of view.listeners) listener();
}

export const chosen = () => scenarios[view.chosen];

/** Results of an analysis, in the order given. */
export const resultsOf = (analysis) => data.results.filter((result) => result.analysis === analysis);

/** The outcome of a point: observable at a month. */
export function outcome(input, point, observable, month) {
  const place = input.outcomes.findIndex((o) => o.observable === observable && o.month === month);
  return place < 0 || !point ? null : point.outcomes[place];
}

export const lastMonth = (input) => input.months[input.months.length - 1];

/** Files by name, and the command that makes a figure again. */
export const from = (input) => `From ${input.given}, made by: ${input.sources[0].command}`;
export const fromResult = (result) => `From ${result.given}, made by: ${result.command}`;
