// What the page was made of, and which scenario is looked at.
import {list, tidy, words} from "./words.js";

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

/** A band of one point: by statistic the months, or lists of them by service or level. */
function bandOf(result, name, point) {
  const of = (statistic) => at(result, name, {design_point: point, statistic: result.axes.statistic.indexOf(statistic)});
  const byCategory = (months) => (Array.isArray(months[0]) ? months[0].map((_, c) => months.map((row) => row[c])) : months);
  return Object.fromEntries(bandNames.map((statistic) => [statistic, byCategory(of(statistic))]));
}

/** The bands of a result of `bands`: scenarios of which nothing but the fans is known. */
const bandNames = ["mean", "standard_error", "p05", "p25", "p50", "p75", "p95"], mostBands = 12;
const bands = data.results.filter((each) => each.analysis === "bands");
for (const result of bands.filter((each) => each.axes.time)) {
  const input = {given: result.given, months: result.axes.time, points: [], outcomes: [], factors: [], study: false, // of how many posts is not told
    sources: [{command: result.command, posts: 0}]};
  at(result, "point_name").slice(0, mostBands).forEach((name, point) => {
    const fans = Object.fromEntries(Object.keys(result.variables).filter((variable) => variable !== "point_name")
      .map((variable) => [variable, bandOf(result, variable, point)]));
    const services = result.axes.service ?? [];
    scenarios.push({name, fans, flow: null, levers: null, runs: [], input, months: input.months, services,
      labels: services.map(words), summary: null});
  });
}
/** Files of bands of which nothing is drawn. */
export const undrawn = bands.filter((each) => !each.axes.time).map((each) => each.given);

const taken = new Set();
for (const scenario of scenarios) {
  const own = tidy(scenario.name), given = scenario.input.given;
  scenario.name = own;
  for (let times = 1; taken.has(scenario.name); ++times)
    scenario.name = times > 1 ? `${own} (${given}, ${times})` : `${own} (${given})`;
  taken.add(scenario.name);
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

/** The files of the scenarios shown, and the commands that made them. */
export function from(shown) {
  const made = new Map(), most = 3;
  for (const input of new Set(shown.map((scenario) => scenario.input))) {
    const commands = [...new Set(input.sources.map((source) => source.command))], more = commands.length - most;
    const how = commands.slice(0, most).join("; ") + (more > 0 ? `; and ${more} more, listed at the end` : "");
    made.set(how, [...new Set([...(made.get(how) ?? []), input.given])]);
  }
  return [...made].map(([how, files]) => `From ${list(files)}, made by: ${how}`).join(". ");
}
export const fromResult = (result) => `From ${result.given}, made by: ${result.command}`;
