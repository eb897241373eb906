// What one scenario changes against another under the same luck: over time, at the end, and along the flow.
import * as Plot from "./plot.js";
import {figure} from "./dom.js";
import {readable, readableRows} from "./hover.js";
import {at, data, from, fromResult, resultsOf, scenarios} from "./state.js";
import {count, list, monthEnd, monthName, observableNames, short, shortened, signed, words} from "./words.js";

/** Bars with intervals and their values beside them; rows of {label, mean, low, high}. `lines(row)`: what else is told of one. */
export function intervalBars(rows, width, options = {}) {
  const left = Math.min(width * 0.42, 16 + 6.6 * Math.max(...rows.map((r) => r.label.length)));
  const value = options.value ?? signed;
  const low = Math.min(0, ...rows.map((r) => r.low ?? r.mean)), high = Math.max(0, ...rows.map((r) => r.high ?? r.mean));
  const span = high - low || 1;
  const both = (r) => (r.low !== null && r.low !== undefined ? `${value(r.mean)} (${value(r.low)} to ${value(r.high)})`
    : value(r.mean));
  // The values stand beside the bars: room for the longest of them, short ones where the page is narrow.
  const plain = width - left - 12, needed = (text) => 12 + 6.6 * Math.max(...rows.map((r) => text(r).length));
  const wide = needed(both) < 0.6 * plain, room = Math.min(0.75 * plain, needed(wide ? both : (r) => value(r.mean)));
  const more = span * room / (plain - room);
  const svg = Plot.plot({width, height: 32 + 30 * rows.length, marginLeft: left, marginRight: 12, marginTop: 24,
    marginBottom: 8, x: {domain: [low - (low < 0 ? 0.06 * span : 0), high + more], grid: true, axis: "top",
      label: options.label ?? null, tickFormat: (d) => (options.ticks ?? short)(d), ticks: wide ? 6 : 3},
    y: {domain: rows.map((r) => r.label), label: null, tickSize: 0,
      tickFormat: (d) => (d.length * 6.6 + 12 > left ? `${d.slice(0, Math.max(4, Math.floor(left / 6.6) - 3))}…` : d)},
    marks: [
      Plot.barX(rows, {x: "mean", y: "label", fill: (d) => (d.mean < 0 ? "var(--c1)" : "var(--c0)"), fillOpacity: 0.75,
        insetTop: 6, insetBottom: 6}),
      Plot.ruleX([0]),
      Plot.ruleY(rows.filter((r) => r.low !== null && r.low !== undefined), {x1: "low", x2: "high", y: "label",
        stroke: "var(--ink)", strokeWidth: 2.5}),
      Plot.text(rows, {x: (d) => Math.max(d.mean, d.high ?? d.mean, 0), y: "label", textAnchor: "start", dx: 6,
        text: (d) => (wide ? both(d) : value(d.mean)), fill: "var(--ink)"})
    ], color: {type: "identity"}});
  return readableRows(svg, rows, {key: (r) => r.label, lines: (r) => [r.label, both(r), ...(options.lines?.(r) ?? [])]});
}

function pairedFigure({observable, month, rows: given}) {
  const paired = {observable, month, base: scenarios[0].name, rows: given.map((r) => ({...r, name: scenarios[r.scenario].name}))};
  return figure({id: `paired-${paired.observable.replaceAll("_", "-")}`,
    title: `What each changes: ${observableNames[paired.observable]} in ${monthName(paired.month)}, against ${paired.base}`,
    draw: (width) => {
      const short = shortened(paired.rows.map((r) => r.name));
      const rows = paired.rows.map((r, i) => ({...r, label: short[i]}));
      const best = [...rows].sort((a, b) => b.mean - a.mean)[0];
      return {chart: intervalBars(rows, width, {lines: (r) => [`${r.pairs} pairs of runs`]}), from: from([scenarios[0], ...rows.map((r) => scenarios[r.scenario])]), sentence: `Against ${paired.base}, run by run with the same luck, ${
        best.name} has ${signed(best.mean)} ${observableNames[paired.observable]} in ${monthName(paired.month)
        } (90 % interval of the mean ${signed(best.low)} to ${signed(best.high)}, ${best.pairs} pairs of runs)${
        rows.length > 1 ? `, the most of ${rows.length}` : ""}.`,
        columns: ["scenario", "against", "pairs of runs", "mean difference", "90 % low", "90 % high"],
        rows: rows.map((r) => [r.name, paired.base, r.pairs, r.mean, r.low, r.high])};
    }});
}

function compareFigures(result, number) {
  const percent = `${+(100 * +result.settings.confidence).toFixed(3)} %`;
  const months = result.axes.time, statistics = result.axes.statistic;
  const place = (name) => statistics.indexOf(name);
  const same = result.settings.base === result.settings.variant;
  const [base, variant] = ["base", "variant"].map((side, i) => result.settings[side] +
    (same && result.sources[i] ? ` (${result.sources[i].name})` : ""));
  const over = ["mutuals_live", "employees_in_mutuals"].filter((name) => result.variables[name]).map((name) =>
    figure({id: `compare-${number}-${name.replaceAll("_", "-")}`,
      title: `${variant} less ${base}: ${observableNames[name]}`, from: fromResult(result), draw: (width) => {
        const of = (statistic) => at(result, name, {statistic: place(statistic)});
        const difference = of("difference"), low = of("low"), high = of("high");
        const times = months.map(monthEnd);
        const rows = times.map((time, i) => ({time, middle: difference[i], low: low[i], high: high[i]}));
        const svg = Plot.plot({width, height: 300, marginLeft: 52, marginRight: 16, marginTop: 24,
          x: {type: "utc", label: null, ticks: "1 year", tickFormat: "%Y"}, y: {grid: true, label: `↑ difference of ${observableNames[name]}`,
            tickFormat: (d) => short(d)},
          marks: [Plot.ruleY([0]), Plot.areaY(rows, {x: "time", y1: "low", y2: "high", fill: "var(--c0)",
            fillOpacity: 0.22}), Plot.lineY(rows, {x: "time", y: "middle", stroke: "var(--c0)", strokeWidth: 2.2})]});
        const end = rows.at(-1);
        const sentence = `In ${monthName(months.at(-1))}, ${variant} has ${signed(end.middle)} ${observableNames[name]
        } against ${base} (${percent} interval of the mean difference ${signed(end.low)} to ${signed(end.high)}), ${
          result.settings.paired === "yes" ? "run by run with the same luck" : "of independent runs"}, ${
          result.settings.runs} runs a side.`;
        return {chart: readable(svg, times, (i) => [monthName(months[i]),
          `${signed(difference[i])} (${signed(low[i])} to ${signed(high[i])})`]), sentence,
        columns: ["month", base, variant, "difference", "standard error", "low", "high", "runs"],
        rows: months.map((month, i) => [month, ...["base", "variant", "difference", "standard_error", "low", "high",
          "runs"].map((statistic) => of(statistic)[i])])};
      }}));
  if (result.variables.flow)
    over.push(figure({id: `compare-${number}-flow`, title: `Where proposals go: ${variant} less ${base}`,
      from: fromResult(result), draw: (width) => {
        const rows = result.axes.step.map((step, i) => {
          const of = (statistic) => at(result, "flow", {step: i, statistic: place(statistic)});
          return {label: step.startsWith("died: ") ? `✕ ${words(step.slice(6))}` : step, base: of("base"),
            variant: of("variant"), mean: of("difference"), low: of("low"), high: of("high")};
        }).filter((r) => r.base > 0 || r.variant > 0);
        const most = [...rows].sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean)).slice(0, 3);
        return {chart: intervalBars(rows, width, {lines: (r) => [`${base}: ${count(r.base)}`, `${variant}: ${count(r.variant)}`]}), sentence: `A run of ${variant} differs from ${base} most in ${
          list(most.map((r) => `${r.label.replace("✕ ", "deaths: ")} (${signed(r.mean)})`))}; ${percent} intervals.`,
        columns: ["step", base, variant, "difference", "low", "high"],
        rows: rows.map((r) => [r.label, r.base, r.variant, r.mean, r.low, r.high])};
      }}));
  return over;
}

export function effectFigures() {
  return [...data.paired.map(pairedFigure), ...resultsOf("compare").flatMap(compareFigures)];
}
