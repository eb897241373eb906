// Which settings reach the goal: a map over two factors, and every setting with its verdict.
import * as Plot from "./plot.js";
import {figure, make, pages, select} from "./dom.js";
import {readableBoxes, readableRows} from "./hover.js";
import {at, data, fromResult, resultsOf} from "./state.js";
import {count, list, percent, shellWord, shortened, tidy, words} from "./words.js";

const ns = "http://www.w3.org/2000/svg";

/** The recorded study that the result's settings are points of, if it was given. */
function studyOf(result) {
  return data.recorded.find((input) => input.factors.length > 0 && input.pointsInAll === result.axes.point.length &&
    input.points.every((point, i) => point.name === result.axes.point[i]));
}

function settingsOf(result) {
  return result.axes.point.map((name, i) => ({name: tidy(name), point: i, verdict: at(result, "verdict", {point: i}),
    chance: at(result, "chance", {point: i}), low: at(result, "chance_low", {point: i}),
    high: at(result, "chance_high", {point: i}), hits: at(result, "hits", {point: i}), runs: at(result, "runs", {point: i}),
    outcome: at(result, "outcome", {point: i}), cost: at(result, "cost", {point: i}),
    level: at(result, "level", {point: i})}));
}

function hatch(svg) {
  const pattern = document.createElementNS(ns, "pattern");
  for (const [name, value] of Object.entries({id: "hatch", width: 7, height: 7, patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)"})) pattern.setAttribute(name, value);
  const line = document.createElementNS(ns, "line");
  for (const [name, value] of Object.entries({x1: 0, y1: 0, x2: 0, y2: 7, "stroke-width": 2.6, stroke: "var(--ink)",
    "stroke-opacity": 0.55})) line.setAttribute(name, value);
  pattern.append(line);
  const defs = document.createElementNS(ns, "defs");
  defs.append(pattern);
  svg.prepend(defs);
}

/** Values of a factor in their order. */
function levelsOf(factor) {
  const seen = new Map();
  factor.texts.forEach((text, i) => { if (!seen.has(text)) seen.set(text, factor.numbers[i] ?? null); });
  const all = [...seen];
  if (all.every(([, number]) => number !== null)) all.sort((a, b) => a[1] - b[1]);
  return all.map(([text]) => text);
}

/** How far the mean chance moves over a factor's values. */
function reach(factor, settings) {
  const means = levelsOf(factor).map((level) => {
    const chances = settings.filter((s) => factor.texts[s.point] === level).map((s) => s.chance).filter((c) => c !== null);
    return chances.length ? chances.reduce((a, b) => a + b, 0) / chances.length : 0;
  });
  return Math.max(...means) - Math.min(...means);
}

function map(result, number, study) {
  const settings = settingsOf(result);
  const order = study.factors.map((_, i) => i).sort((a, b) => reach(study.factors[b], settings) - reach(study.factors[a], settings));
  let across = order[0], up = order[1] ?? -1;
  const best = [...settings].sort((a, b) => (b.chance ?? -1) - (a.chance ?? -1) || b.outcome - a.outcome)[0];
  const held = study.factors.map((factor) => factor.texts[best.point]);
  const grid = study.factors.every((factor) => levelsOf(factor).length <= 30);
  const boxes = make("div", {class: "controls inner"});
  const fill = () => {
    const names = study.factors.map((factor, i) => [i, factor.name]);
    boxes.replaceChildren(select("Across", names, across, (v) => { if (+v === up) up = across; across = +v; fill(); element.again(); }),
      ...(up >= 0 ? [select("Up", names, up, (v) => { if (+v === across) across = up; up = +v; fill(); element.again(); })] : []),
      ...(grid ? study.factors.map((factor, i) => [factor, i]).filter(([, i]) => i !== across && i !== up).map(([factor, i]) =>
        select(factor.name, levelsOf(factor).map((l) => [l, l]), held[i], (v) => { held[i] = v; element.again(); })) : []));
  };
  const element = figure({id: `goal-map-${number}`, title: `Chance of the goal, over two factors: ${result.settings.goal}`,
    controls: [boxes], from: fromResult(result), draw: (width) => {
      const x = study.factors[across], y = up >= 0 ? study.factors[up] : null;
      const shown = settings.filter((s) => !grid || study.factors.every((factor, i) => i === across || i === up ||
        factor.texts[s.point] === held[i]));
      const rows = shown.map((s) => ({...s, x: grid ? x.texts[s.point] : x.numbers[s.point],
        y: y ? (grid ? y.texts[s.point] : y.numbers[s.point]) : ""}));
      const columns = levelsOf(x), wide = Math.min(width, 120 + columns.length * 130), lines = y ? levelsOf(y).reverse() : [""];
      const chart = grid
        ? Plot.plot({width: wide, style: {maxWidth: `${wide}px`}, height: (columns.length > 8 ? 92 : 60) + lines.length * Math.max(34, Math.min(64, 360 / lines.length)),
          marginLeft: 84, marginBottom: columns.length > 8 ? 78 : 46, padding: 0.04, x: {domain: columns, label: x.name, labelOffset: columns.length > 8 ? 70 : 40, tickRotate: columns.length > 8 ? -40 : 0},
          y: {domain: lines, label: y ? y.name : null},
          marks: [Plot.cell(rows, {x: "x", y: "y", fill: "var(--c0)", fillOpacity: (d) => 0.06 + 0.6 * (d.chance ?? 0),
            stroke: "var(--line)"}),
          Plot.cell(rows.filter((r) => r.verdict === "undecided"), {x: "x", y: "y", fill: "url(#hatch)"}),
          Plot.text(rows, {x: "x", y: "y", text: (d) => `${d.verdict === "feasible" ? "✓ " : d.verdict === "undecided" ? "? " : ""}${percent(d.chance)}`,
            fill: "var(--ink)", stroke: "var(--surface)", strokeWidth: 4, fontWeight: 600,
            fontSize: columns.length > 10 || width < 480 ? 9 : 12})]})
        : Plot.plot({width, height: 380, marginLeft: 60, grid: true, x: {label: `${x.name} →`}, y: {label: y ? `↑ ${y.name}` : null},
          marks: [Plot.dot(rows, {x: "x", y: "y", r: 7, fill: "var(--c0)", fillOpacity: (d) => 0.08 + 0.8 * (d.chance ?? 0),
            stroke: "var(--c0)", symbol: (d) => (d.verdict === "feasible" ? "square" : d.verdict === "undecided" ? "triangle" : "circle")}),
          Plot.dot(rows.filter((r) => r.verdict === "undecided"), {x: "x", y: "y", r: 7, fill: "url(#hatch)", symbol: "triangle"})],
          symbol: {type: "identity"}});
      hatch(chart);
      const px = chart.scale("x"), py = chart.scale("y"), around = grid ? 0 : 9;
      const boxOf = (r) => [px.apply(r.x) - around, py.apply(r.y) - around, px.apply(r.x) + (px.bandwidth ?? around),
        py.apply(r.y) + (py.bandwidth ?? around)];
      const read = readableBoxes(chart, rows.map((r) => ({box: boxOf(r), lines: [r.name, `${r.verdict}: ${r.hits} of ${r.runs} runs, ${
        percent(r.chance)} (${percent(r.low)} to ${percent(r.high)})`, `mean outcome ${count(r.outcome)}`]})));
      const verdicts = (v) => rows.filter((r) => r.verdict === v).length;
      const top = [...rows].sort((a, b) => (b.chance ?? -1) - (a.chance ?? -1))[0];
      const others = grid ? study.factors.map((factor, i) => [factor, i]).filter(([, i]) => i !== across && i !== up)
        .map(([factor, i]) => `${factor.name} ${held[i]}`) : [];
      return {chart: read, sentence: `${verdicts("feasible")} of these ${rows.length} settings are feasible (✓${grid ? "" : ", squares"}), ${
        verdicts("undecided")} undecided (${grid ? "? and hatched" : "hatched triangles"}), ${verdicts("infeasible")
      } infeasible at a wanted chance of ${percent(+result.settings.probability)}. ${top ? `The highest chance is ${percent(top.chance)} (exact interval ${
        percent(top.low)} to ${percent(top.high)}), at ${top.name}.` : ""}${others.length ? ` Held: ${list(others)}.` : ""}`,
      columns: ["setting", "verdict", "hits", "runs", "chance", "low", "high"],
      rows: rows.map((r) => [r.name, r.verdict, r.hits, r.runs, r.chance, r.low, r.high])};
    }});
  fill();
  return element;
}

function ranking(result, number) {
  const settings = settingsOf(result).sort((a, b) => (b.chance ?? -1) - (a.chance ?? -1) || b.outcome - a.outcome);
  return figure({id: `goal-settings-${number}`, title: `Settings by their chance of the goal: ${result.settings.goal}`,
    from: fromResult(result), draw: (width) => {
      const short = shortened(settings.map((s) => s.name));
      const rows = settings.slice(0, 20).map((s, i) => ({...s, label: `${i + 1}. ${short[i]}`}));
      const left = Math.min(width * 0.45, 16 + 6.4 * Math.max(...rows.map((r) => r.label.length)));
      const chart = Plot.plot({width, height: 50 + 26 * rows.length, marginLeft: left, marginRight: 90, marginTop: 30,
        marginBottom: 6, x: {domain: [0, 1], axis: "top", grid: true, label: width < 500 ? null : "chance", ticks: width < 500 ? 2 : 5, tickFormat: (d) => percent(d)},
        y: {domain: rows.map((r) => r.label), label: null, tickSize: 0, tickFormat: (d) => (d.length * 6.4 + 16 > left
          ? `${d.slice(0, Math.floor(left / 6.4) - 3)}…` : d)},
        marks: [Plot.ruleX([+result.settings.probability], {stroke: "var(--target)", strokeDasharray: "4,4"}),
          Plot.ruleY(rows, {x1: "low", x2: "high", y: "label", stroke: "var(--c0)", strokeWidth: 5, strokeOpacity: 0.4}),
          Plot.dot(rows, {x: "chance", y: "label", r: 4.5, fill: "var(--c0)", symbol: (d) => (d.verdict === "feasible" ? "square"
            : d.verdict === "undecided" ? "triangle" : "circle")}),
          Plot.text(rows, {frameAnchor: "right", y: "label", text: "verdict", textAnchor: "start", dx: 14, fill: "var(--ink)"})],
        symbol: {type: "identity"}});
      const number = (v) => settings.filter((s) => s.verdict === v).length;
      const best = settings[0];
      const read = readableRows(chart, rows, {key: (r) => r.label, lines: (r) => [r.name, `${r.verdict}: ${r.hits} of ${r.runs} runs, ${
        percent(r.chance)} (${percent(r.low)} to ${percent(r.high)})`, `mean outcome ${count(r.outcome)}`]});
      return {chart: read, sentence: `Of ${settings.length} settings, ${number("feasible")} reach the goal with a chance of at least ${
        percent(+result.settings.probability)} at ${percent(+result.settings.confidence)} confidence, ${number("undecided")} are undecided and ${
        number("infeasible")} fall short. First is ${best.name}: ${best.hits} of ${best.runs} runs (${percent(best.chance)}, exact interval ${
        percent(best.low)} to ${percent(best.high)}), mean outcome ${count(best.outcome)}.${settings.length > 20 ? " The first 20 are drawn, all are in the numbers." : ""}`,
      columns: ["setting", "verdict", "hits", "runs", "chance", "low", "high", "mean outcome", "goal met with the wanted chance", "mean cost"],
      rows: settings.map((s) => [s.name, s.verdict, s.hits, s.runs, s.chance, s.low, s.high, s.outcome, s.level, s.cost])};
    }});
}

function dates(result) {
  if (!result.axes.combination) return [];
  const get = (name) => at(result, name);
  const certified = get("latest_certified"), estimated = get("latest_estimated"), undecided = get("latest_undecided"),
    warnings = get("not_monotone");
  return [make("h3", {}, "How late can one start?"), ...pages(["setting", "latest certified", "latest by share of runs",
    "latest still undecided", "note"], result.axes.combination.map((c, i) => [c, certified[i] || "none", estimated[i] || "none",
    undecided[i] || "none", warnings[i]]), "Latest starts")];
}

export function goalFigures() {
  return resultsOf("target").flatMap((result, i) => {
    const study = studyOf(result);
    return [study ? map(result, i, study) : make("p", {class: "absent"},
      `No map over two factors: the values of the settings' factors are in the study that ${result.given} was made from. `,
      make("code", {}, `mutualise report STUDY ${shellWord(result.given)} -o report.html`)), ranking(result, i), ...dates(result)];
  });
}

/** Answers that are tables: boxes of `discover`, rankings of `robustness`. */
export function tableSections() {
  const boxes = resultsOf("discover").flatMap((result) => {
    const names = result.axes.box ?? [];
    return [make("h3", {}, `Where it works: ${result.title}`), names.length
      ? pages(["box", "in words", "density", "coverage", "share of points", "p-value"],
        names.map((b, i) => [b, at(result, "restrictions", {box: i}), at(result, "density", {box: i}),
          at(result, "coverage", {box: i}), at(result, "mass", {box: i}), at(result, "p_value", {box: i})]), result.title)
      : make("p", {}, "No box was found that chance would not make."), make("p", {class: "from"}, fromResult(result))].flat();
  });
  const robust = resultsOf("robustness").flatMap((result) => [make("h3", {}, `What is robust: ${result.settings.outcome}`),
    ...pages(["package", "criterion", "value", "standard error", "rank", "first in share of resamples"],
      result.axes.variant.flatMap((v, i) => result.axes.criterion.map((c, j) => [v, words(c), ...["value", "standard_error",
        "rank", "first"].map((n) => at(result, n, {variant: i, criterion: j}))])).filter((r) => r[2] !== null), result.title),
    make("p", {class: "from"}, fromResult(result))]);
  return [...boxes, ...robust];
}
