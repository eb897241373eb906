// Which lever did it, which barrier binds, what it depends on.
import * as Plot from "./plot.js";
import {figure, select} from "./dom.js";
import {intervalBars} from "./effects.js";
import {readableRows} from "./hover.js";
import {at, fromResult, resultsOf} from "./state.js";
import {count, list, percent, signed, words} from "./words.js";

function shapley(result, number) {
  let outcome = 0, variant = 0;
  const controls = [];
  if (result.axes.outcome.length > 1)
    controls.push(select("Outcome", result.axes.outcome.map((o, i) => [i, o]), 0, (v) => { outcome = +v; element.again(); }));
  if (result.axes.variant.length > 1)
    controls.push(select("Variant", result.axes.variant.map((o, i) => [i, o]), 0, (v) => { variant = +v; element.again(); }));
  const element = figure({id: `shapley-${number}`, title: "Which lever did it (Shapley values)", controls,
    from: fromResult(result), draw: (width) => {
      const get = (name) => at(result, name, {variant, outcome});
      const value = get("shapley_value"), half = get("shapley_value_halfwidth"), alone = get("alone"), last = get("last");
      const rows = result.axes.lever.map((lever, i) => ({label: words(lever), mean: value[i],
        low: half[i] === null ? null : value[i] - half[i], high: half[i] === null ? null : value[i] + half[i],
        alone: alone[i], last: last[i]})).sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean));
      const chance = /[<>]/.test(result.axes.outcome[outcome]);
      const show = chance ? (v) => `${signed(Math.round(1000 * v) / 10)} points` : signed;
      const svg = intervalBars(rows, width, {value: show,
        lines: (r) => [`added to none: ${show(r.alone)}`, `added to all others: ${show(r.last)}`]});
      return {chart: svg, sentence: `All levers together change ${result.axes.outcome[outcome]} by ${show(get("total"))
      }, from ${chance ? percent(get("none")) : count(get("none"))} to ${chance ? percent(get("all")) : count(get("all"))
      }. Of this ${list(rows.slice(0, 3).map((r) => `${r.label} has ${show(r.mean)}`))}. Shares over all orders in which levers could come; ${
        +(100 * +result.settings.confidence).toFixed(3)} % intervals.`,
      columns: ["lever", "Shapley value", "low", "high", "added to none", "added to all others"],
      rows: rows.map((r) => [r.label, r.mean, r.low, r.high, r.alone, r.last])};
    }});
  return element;
}

function barriers(result, number) {
  return figure({id: `barriers-${number}`, title: `Which barrier binds: employees more if it alone were removed (${
    result.settings.scenario})`, from: fromResult(result), draw: (width) => {
    const get = (name) => at(result, name);
    const more = get("more_employees"), half = get("more_employees_halfwidth"), deaths = get("deaths_mean"),
      live = get("live_mean"), mutuals = get("more_mutuals");
    const rows = result.axes.barrier.map((barrier, i) => ({label: words(barrier), mean: more[i],
      low: half[i] === null ? null : more[i] - half[i], high: half[i] === null ? null : more[i] + half[i],
      deaths: deaths[i], live: live[i], mutuals: mutuals[i]})).filter((r) => r.deaths > 0 || Math.abs(r.mean) > 0)
      .sort((a, b) => b.mean - a.mean);
    if (!rows.length) rows.push({label: "none", mean: 0, low: null, high: null, deaths: 0, live: 0, mutuals: 0});
    const best = rows[0];
    const lines = (r) => [`${count(r.deaths)} deaths a run, ${count(r.live)} of them would have gone live`];
    return {chart: intervalBars(rows, width, {lines}), sentence: `Without “${best.label}” alone, where ${count(best.deaths)
    } proposals a run die, the last month would have ${signed(best.mean)} employees in mutuals; ${count(best.live)
    } of those proposals would have gone live.`,
    columns: ["barrier removed", "deaths a run", "of them live", "mutuals more", "employees more", "low", "high"],
    rows: rows.map((r) => [r.label, r.deaths, r.live, r.mutuals, r.mean, r.low, r.high])};
  }});
}

export const attributionFigures = () => resultsOf("attribute").map((result, i) =>
  result.variables.shapley_value ? shapley(result, i) : barriers(result, i));

function sensitivity(result, number) {
  const sobol = result.settings.method === "sobol";
  let output = result.axes.output.length - 1, variant = 0;
  const controls = [];
  if (result.axes.output.length > 1)
    controls.push(select("Outcome", result.axes.output.map((o, i) => [i, o]), output, (v) => { output = +v; element.again(); }));
  if (result.axes.variant.length > 1)
    controls.push(select("Variant", result.axes.variant.map((o, i) => [i, o]), 0, (v) => { variant = +v; element.again(); }));
  const element = figure({id: `tornado-${number}`, title: sobol ? "What we are most unsure of (share of the variance)"
    : "What we are most unsure of (effect of each factor over its range)", controls, from: fromResult(result),
  draw: (width) => {
    const get = (name) => at(result, name, {variant, output});
    const main = get(sobol ? "ST" : "mu"), conf = get(sobol ? "ST_conf" : "mu_conf"),
      second = get(sobol ? "S1" : "mu_star"), size = sobol ? main : second;
    const floor = sobol ? null : get("noise_floor");
    const rows = result.axes.factor.map((factor, i) => ({label: words(factor), mean: main[i],
      low: conf[i] === null ? null : main[i] - conf[i], high: conf[i] === null ? null : main[i] + conf[i],
      second: second[i], size: size[i], floor: floor?.[i] ?? null})).sort((a, b) => b.size - a.size);
    const show = sobol ? (v) => count(v, 1) : signed;
    const lines = (r) => [sobol ? `first order: ${count(r.second, 1)}` : `mean size: ${count(r.second)}`,
      ...(r.floor === null ? [] : [`of luck alone: ${count(r.floor)}`])];
    return {chart: intervalBars(rows, width, {value: show, lines}), sentence: sobol
      ? `Of the variance of ${result.axes.output[output]} that the factors bring, the share left if all others were known: ${
        list(rows.slice(0, 3).map((r) => `${r.label} ${percent(r.mean)}`))}.`
      : `Moved over its whole range, a factor changes ${result.axes.output[output]} on average by: ${
        list(rows.slice(0, 3).map((r) => `${r.label} ${signed(r.mean)} (in size ${count(r.second)})`))}. Sorted by size.`,
    columns: sobol ? ["factor", "total index", "low", "high", "first order"]
      : ["factor", "mu", "low", "high", "mu*", "mu* of luck alone"],
    rows: rows.map((r) => [r.label, r.mean, r.low, r.high, r.second, ...(sobol ? [] : [r.floor])])};
  }});
  return element;
}

export const sensitivityFigures = () => resultsOf("sensitivity").map(sensitivity);

/** Prior beside posterior, each stretched to the prior's 90 % range. */
function learned(result, number) {
  return figure({id: `learned-${number}`, title: "What the record taught: prior against posterior", from: fromResult(result),
    draw: (width) => {
      const quantile = (p) => result.axes.quantile.findIndex((q) => Math.abs(q - p) < 1e-9);
      const divergence = at(result, "divergence");
      const rows = result.axes.parameter.map((parameter, i) => {
        const of = (name, p) => at(result, name, {parameter: i, quantile: quantile(p)});
        const prior = [0.05, 0.25, 0.5, 0.75, 0.95].map((p) => of("prior", p));
        const posterior = [0.05, 0.25, 0.5, 0.75, 0.95].map((p) => of("posterior", p));
        const place = (v) => (v - prior[0]) / (prior[4] - prior[0] || 1);
        return {label: words(parameter), prior, posterior, learned: divergence[i], at: prior.map(place),
          then: posterior.map(place)};
      }).sort((a, b) => b.learned - a.learned);
      const left = Math.min(width * 0.4, 190);
      const each = 34, half = (name, up) => rows.flatMap((r, i) => [{i, name, values: r[name], y: i + up, r}]);
      const bars = [...half("at", -0.17), ...half("then", 0.17)];
      const prior = bars.filter((b) => b.name === "at"), posterior = bars.filter((b) => b.name === "then");
      const low = Math.min(0, ...bars.map((b) => b.values[0])), high = Math.max(1, ...bars.map((b) => b.values[4]));
      const thin = (rows, colour, dash) => [
        Plot.rect(rows, {x1: (d) => d.values[0], x2: (d) => d.values[4], y1: (d) => d.y - 0.13, y2: (d) => d.y + 0.13,
          fill: colour, fillOpacity: 0.2, stroke: colour, strokeDasharray: dash}),
        Plot.rect(rows, {x1: (d) => d.values[1], x2: (d) => d.values[3], y1: (d) => d.y - 0.13, y2: (d) => d.y + 0.13,
          fill: colour, fillOpacity: 0.45}),
        Plot.dot(rows, {x: (d) => d.values[2], y: "y", r: 3.5, symbol: dash ? "circle" : "diamond", fill: colour,
          stroke: "var(--surface)"})];
      const chart = Plot.plot({width, height: 60 + each * rows.length, marginLeft: left, marginRight: 64, marginTop: 34,
        marginBottom: 20, x: {domain: [low, high], axis: "top", label: width < 500 ? null : "share of the prior’s 90 % range", ticks: width < 500 ? 2 : 5, grid: true,
          tickFormat: (d) => percent(d)},
        y: {domain: [-0.6, rows.length - 0.4], reverse: true, axis: null},
        marks: [...thin(prior, "var(--c5)", "3,2"), ...thin(posterior, "var(--c0)", ""),
          Plot.text(rows, {x: low, y: (_, i) => i, text: "label", textAnchor: "end", dx: -8, fill: "var(--ink)",
            fontSize: 11}),
          Plot.text(rows, {frameAnchor: "right", y: (_, i) => i, textAnchor: "start", dx: 6, fill: "var(--ink)",
            text: (d) => `${count(d.learned, 1)} nat`, fontSize: 11})]});
      const told = (values) => `${count(values[2])} (${count(values[0])} to ${count(values[4])})`;
      const read = readableRows(chart, rows, {key: (_, i) => i, lines: (r) => [r.label, `prior: ${told(r.prior)}`,
        `posterior: ${told(r.posterior)}`, `learned: ${count(r.learned, 1)} nat`]});
      const nothing = rows.filter((r) => r.learned < 0.05).length;
      return {chart: read, sentence: `Above, dashed with a circle: the prior; below, solid with a diamond: the posterior (90 %, 50 %, median). The record taught most of ${
        list(rows.slice(0, 3).map((r) => `${r.label} (${count(r.learned, 1)} nat)`))}; of ${nothing} of ${rows.length
      } parameters it taught next to nothing (below 0.05 nat).`,
      columns: ["parameter", ...["prior", "posterior"].flatMap((n) => ["5 %", "25 %", "median", "75 %", "95 %"].map((q) => `${n} ${q}`)),
        "learned [nat]"],
      rows: rows.map((r) => [r.label, ...r.prior, ...r.posterior, r.learned])};
    }});
}

function checks(result, number) {
  return figure({id: `checks-${number}`, title: "What the fitted model says of the record", from: fromResult(result),
    draw: (width) => {
      const quantile = (p) => result.axes.quantile.findIndex((q) => Math.abs(q - p) < 1e-9);
      const rows = result.axes.statistic.map((statistic, i) => {
        const of = (p) => at(result, "predictive", {statistic: i, quantile: quantile(p)});
        return {label: words(statistic), figure: at(result, "figure", {statistic: i}), evidence: at(result, "evidence",
          {statistic: i}), tail: at(result, "tail", {statistic: i}), low: of(0.05), middle: of(0.5), high: of(0.95),
        implausible: at(result, "implausibility", {statistic: i})};
      });
      const chart = Plot.plot({width, height: 46 + 24 * rows.length, marginLeft: Math.min(width * 0.5, 230),
        marginRight: 16, marginTop: 34, marginBottom: 8, x: {domain: [0, 1], axis: "top", grid: true, ticks: width < 500 ? 2 : 5,
          label: width < 500 ? null : "share of the fitted model’s runs below the record’s figure", tickFormat: (d) => percent(d)},
        y: {domain: rows.map((r) => r.label), label: null, tickSize: 0,
          tickFormat: (d) => (d.length > width * 0.5 / 6.4 ? `${d.slice(0, Math.floor(width * 0.5 / 6.4) - 2)}…` : d)},
        marks: [Plot.ruleX([0.05, 0.95], {strokeDasharray: "3,3"}),
          Plot.dot(rows, {x: "tail", y: "label", r: 5, symbol: (d) => (d.tail < 0.05 || d.tail > 0.95 ? "times" : "circle"),
            stroke: (d) => (d.tail < 0.05 || d.tail > 0.95 ? "var(--c1)" : "var(--c0)"), strokeWidth: 2.5})],
        color: {type: "identity"}, symbol: {type: "identity"}});
      const out = rows.filter((r) => r.tail < 0.05 || r.tail > 0.95);
      const read = readableRows(chart, rows, {key: (r) => r.label, lines: (r) => [r.label, `record: ${r.figure} (${r.evidence})`,
        `fitted model: median ${count(r.middle)} (${count(r.low)} to ${count(r.high)})`, `${percent(r.tail)} of its runs below the record`]});
      return {chart: read, sentence: `Across: the share of the fitted model’s runs below the record’s figure. ${rows.length - out.length} of ${rows.length} figures of the record lie within the middle 90 % of the fitted model’s runs${
        out.length ? `; outside, marked ✕: ${list(out.map((r) => r.label))}` : ""}.`,
      columns: ["statistic", "record", "evidence", "runs 5 % (as fitted)", "runs median", "runs 95 %", "share below", "implausibility"],
      rows: rows.map((r) => [r.label, r.figure, r.evidence, r.low, r.middle, r.high, r.tail, r.implausible])};
    }});
}

export const learnedFigures = () => resultsOf("calibrate").flatMap((result, i) => [learned(result, i), checks(result, i)]);
