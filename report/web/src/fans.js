// Fans over time: all scenarios together, and one scenario by service.
import * as Plot from "./plot.js";
import {check, figure, make, printing} from "./dom.js";
import {readable, readablePanels} from "./hover.js";
import {smallChart} from "./small.js";
import {chosen, data, from, lastMonth, scenarios, view} from "./state.js";
import {count, list, monthEnd, monthName, observableNames, short, shortened} from "./words.js";

const wholeSector = (scenario) => scenario.input.sources[0].posts / (scenario.summary?.scale ?? 1) > 3e6;

function key(scenario) {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("viewBox", "0 0 28 10");
  svg.setAttribute("class", "key");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(ns, "line");
  for (const [name, value] of Object.entries({x1: 0, x2: 28, y1: 5, y2: 5, "stroke-width": 3,
    "stroke-dasharray": scenario.dash})) line.setAttribute(name, value);
  line.style.stroke = scenario.colour;
  svg.append(line);
  return svg;
}

function observedOf(observable, shown) {
  return shown.some(wholeSector) ? data.observed.filter((figure) => figure.observable === observable) : [];
}

function fanChart(observable, shown, withTarget, width) {
  const marks = [];
  const times = shown[0].months.map(monthEnd);
  const observed = observedOf(observable, shown);
  const highest = Math.max(...shown.flatMap((s) => s.fans[observable].p95), ...observed.map((o) => o.high));
  for (const s of shown) {
    const fan = s.fans[observable], of = s.months.map(monthEnd);
    const rows = of.map((time, i) => ({time, low: fan.p05[i], below: fan.p25[i], middle: fan.p50[i],
      above: fan.p75[i], high: fan.p95[i]}));
    marks.push(Plot.areaY(rows, {x: "time", y1: "low", y2: "high", fill: s.colour, fillOpacity: 0.14}),
      Plot.areaY(rows, {x: "time", y1: "below", y2: "above", fill: s.colour, fillOpacity: 0.2}),
      Plot.lineY(rows, {x: "time", y: "middle", stroke: s.colour, strokeWidth: 2.2, strokeDasharray: s.dash}));
  }
  for (const o of observed)
    marks.push(o.low === o.high
      ? Plot.dot([o], {x: () => monthEnd(o.month), y: "low", symbol: "diamond", r: 5, fill: "var(--ink)",
        stroke: "var(--surface)"})
      : Plot.ruleX([o], {x: () => monthEnd(o.month), y1: "low", y2: "high", stroke: "var(--ink)", strokeWidth: 3}));
  marks.push(Plot.text(observed, {x: (o) => monthEnd(o.month), y: "high", text: (o) => `record: ${o.source}`, dy: -10,
    dx: 4, textAnchor: (width < 500 ? "end" : "middle"), fill: "var(--ink)", stroke: "var(--surface)",
    strokeWidth: 4, fontSize: 11}));
  if (withTarget)
    marks.push(Plot.ruleY([data.target], {stroke: "var(--target)", strokeWidth: 2, strokeDasharray: "4,4"}),
      Plot.text([data.target], {y: (d) => d, text: () => "target: 1,000,000", frameAnchor: "left", dx: 6, dy: -8,
        fill: "var(--target)", fontWeight: 600, stroke: "var(--surface)", strokeWidth: 4}));
  // Names at the ends of the lines, pushed apart where they would meet.
  const names = shortened(shown.map((s) => s.name));
  const ends = shown.map((s, i) => ({s, name: names[i], at: s.fans[observable].p50.at(-1) ?? 0})).sort((a, b) => a.at - b.at);
  const top = withTarget ? Math.max(highest, data.target * 1.05) : highest * 1.06 || 1;
  const height = 380, room = top * 15 / (height - 60);
  let last = -Infinity;
  for (const end of ends) last = end.y = Math.max(end.at, last + room);
  const over = Math.max(0, last - top);
  for (let i = ends.length - 1, limit = top; i >= 0 && over > 0; --i, limit = ends[i + 1].y - room)
    ends[i].y = Math.min(ends[i].y, limit);
  const margin = width < 500 ? 12 : Math.min(230, 24 + 7 * Math.max(...names.map((name) => name.length)));
  if (width >= 500)
    marks.push(Plot.text(ends, {x: times.at(-1), y: "y", text: (d) => (d.name.length > 30 ? `${d.name.slice(0, 29)}…` : d.name), fill: (d) => d.s.colour, textAnchor: "start", dx: 8, fontWeight: 600}));
  const svg = Plot.plot({width, height, marginLeft: 52, marginRight: margin, marginTop: 26,
    x: {type: "utc", label: null, ticks: "1 year", tickFormat: "%Y"}, color: {type: "identity"},
    y: {domain: [0, top], grid: true, label: `↑ ${observableNames[observable]}`, tickFormat: (d) => short(d)},
    marks: [Plot.ruleY([0]), ...marks]});
  return {svg, times, highest};
}

function fanSentence(observable, shown, highest, withTarget) {
  const parts = shown.slice(0, 4).map((s) => {
    const fan = s.fans[observable];
    return `${s.name}: median ${count(fan.p50.at(-1))} (90 % of runs ${count(fan.p05.at(-1))} to ${
      count(fan.p95.at(-1))})`;
  });
  const more = shown.length > 4 ? `; and ${shown.length - 4} more in the numbers` : "";
  const observed = observedOf(observable, shown).map((o) => `${o.words} (${o.source})`);
  let text = `${observableNames[observable][0].toUpperCase()}${observableNames[observable].slice(1)} in ${
    monthName(lastMonth(shown[0].input))}, whole public sector. ${parts.join("; ")}${more}.`;
  if (observed.length) text += ` The record has ${list(observed)}.`;
  if (observable === "employees_in_mutuals" && !withTarget && highest > 0 && data.target > highest)
    text += ` The target of 1,000,000 is ${count(Math.round(10 * data.target / highest) / 10)} times the top of this chart.`;
  return `${text} Bands hold 50 % and 90 % of runs, lines are medians.`;
}

function fanFigure(observable) {
  const able = scenarios.filter((s) => s.fans[observable]);
  if (!able.length) return null;
  let shown = able.length <= 3 ? [...able] : [able[0], able.at(-1)];
  let withTarget = observable === "employees_in_mutuals" &&
    Math.max(...able.flatMap((s) => s.fans[observable].p95)) > data.target / 3;
  const controls = able.length > 1 ? able.map((s) => check(s.name, shown.includes(s), (on) => {
    shown = able.filter((each) => each === s ? on : shown.includes(each));
    if (!shown.length) shown = [able[view.chosen] ?? able[0]];
    element.again();
  }, key(s))) : [];
  if (observable === "employees_in_mutuals")
    controls.push(check("as high as the target", withTarget, (on) => { withTarget = on; element.again(); }));
  const element = figure({
    id: `fan-${observable.replaceAll("_", "-")}`,
    title: observable === "mutuals_live" ? "Mutuals" : "Employees in mutuals", controls,
    draw: (width) => {
      const {svg, times, highest} = fanChart(observable, shown, withTarget, width);
      const sentence = fanSentence(observable, shown, highest, withTarget);
      const holder = readable(svg, times, (i) => [monthName(shown[0].months[i]), ...shown.map((s) => {
        const fan = s.fans[observable];
        return `${s.name}: ${count(fan.p50[i])} (${count(fan.p05[i])} to ${count(fan.p95[i])})`;
      })]);
      return {chart: holder, sentence, from: from(shown),
        columns: ["scenario", "month", "mean", "standard error", "5 %", "25 %", "median", "75 %", "95 %"],
        rows: shown.flatMap((s) => s.months.map((month, i) => [s.name, month, ...["mean", "standard_error", "p05",
          "p25", "p50", "p75", "p95"].map((name) => s.fans[observable][name][i])]))};
    }});
  return element;
}

export const fanFigures = () => ["mutuals_live", "employees_in_mutuals"].map(fanFigure).filter(Boolean);

/** A small chart of one category: the scenario chosen as a band, the first scenario as a thin dashed line. */
function panel(scenario, base, variable, category, label, width, domain) {
  const fan = scenario.fans[variable], of = base === scenario ? null : base.fans[variable]?.p50[category];
  const drawn = smallChart({months: scenario.months, low: fan.p05[category], high: fan.p95[category],
    middle: fan.p50[category], other: of ? scenario.months.map((month) => of[base.months.indexOf(month)] ?? null) : null,
    domain, colour: scenario.colour, width, height: printing() ? 92 : 120});
  return {...drawn, element: make("div", {class: "panel"}, make("div", {class: "panel-title"}, label), drawn.svg)};
}

function panels(id, title, variable, names, options = {}) {
  if (!scenarios.some((s) => s.fans[variable])) return null;
  let same = options.same ?? false;
  const controls = options.fixed ? [] : [check("same scale for all", same, (on) => { same = on; element.again(); })];
  const element = figure({id, title, controls, draw: (width) => {
    const s = chosen().fans[variable] ? chosen() : scenarios.find((each) => each.fans[variable]);
    const fan = s.fans[variable], labels = names(s);
    const highest = (c) => Math.max(0, ...fan.p95[c].filter((v) => v !== null));
    const shown = fan.p50.map((_, c) => c).filter((c) => options.fixed ? fan.p50[c].some((v) => v !== null)
      : highest(c) > 0).sort((a, b) => options.fixed ? a - b : fan.p50[b].at(-1) - fan.p50[a].at(-1)
      || highest(b) - highest(a));
    const top = Math.max(1e-9, ...shown.map(highest));
    const across = Math.max(1, Math.floor((width + 12) / (width < 500 ? 150 : printing() ? 132 : 210)));
    const each = Math.floor((width - 12 * (across - 1)) / across);
    const fixed = options.fixed?.(shown.flatMap((k) => [...fan.p05[k], ...fan.p95[k]]).filter((v) => v !== null));
    const charts = shown.map((c) => panel(s, scenarios[0], variable, c, labels[c], each,
      fixed ?? [0, (same ? top : highest(c) * 1.05) || 1]));
    const grid = make("div", {class: "panels", style: `grid-template-columns: repeat(${across}, minmax(0, 1fr))`},
      charts.map((chart) => chart.element));
    const leaders = shown.slice(0, 3).map((c) => `${labels[c]} ${count(fan.p50[c].at(-1))} (90 % of runs ${
      count(fan.p05[c].at(-1))} to ${count(fan.p95[c].at(-1))})`);
    const none = fan.p50.length - shown.length;
    const beside = s === scenarios[0] ? "" : ` Dashed: ${scenarios[0].name}.`;
    const sentence = `${s.name}, medians in ${monthName(lastMonth(s.input))}: ${leaders.length ? list(leaders)
      : "none above zero"}.${none ? ` ${none} more have none.` : ""} Bands hold 90 % of runs.${beside}`;
    const first = s === scenarios[0] ? null : scenarios[0].fans[variable];
    const lines = (i, month) => {
      const c = shown[i], other = first?.p50[c]?.[scenarios[0].months.indexOf(s.months[month])];
      return [`${labels[c]}, ${monthName(s.months[month])}`, `${s.name}: ${count(fan.p50[c][month])} (${count(fan.p05[c][month])
      } to ${count(fan.p95[c][month])})`, ...(other === undefined ? [] : [`${scenarios[0].name}: ${count(other)}`])];
    };
    return {chart: readablePanels(grid, charts, lines),
      from: from(scenarios[0].fans[variable] ? [scenarios[0], s] : [s]), sentence,
      columns: ["scenario", options.axis ?? "service", "month", "5 %", "median", "95 %"],
      rows: shown.flatMap((c) => s.months.map((month, i) => [s.name, labels[c], month, fan.p05[c][i], fan.p50[c][i],
        fan.p95[c][i]]))};
  }});
  view.listeners.push(element.again);
  return element;
}

const tight = (values) => [Math.min(...values), Math.max(...values)];

export const serviceFigures = () => [
  panels("services-employees", "Employees in mutuals, by service", "employees_in_mutuals_by_service", (s) => s.labels),
  panels("services-mutuals", "Mutuals, by service", "mutuals_live_by_service", (s) => s.labels)].filter(Boolean);

export const attitudeFigures = () => [
  panels("attitudes", "Attitude of staff towards a mutual, by service (0 against, 1 for)", "mean_attitude",
    (s) => s.labels, {fixed: tight}),
  panels("interest", "Share of staff interested (attitude at least 0.6), by service", "interested_share",
    (s) => s.labels, {fixed: tight}),
  panels("resistance", "Resistance of managers, by level counted from the unit’s own manager", "manager_resistance",
    (s) => s.fans.manager_resistance.p50.map((_, i) => `level ${i + 1}`), {fixed: tight, axis: "level"})
].filter(Boolean);
