// When each lever is in force.
import * as Plot from "./plot.js";
import {figure} from "./dom.js";
import {readableRows} from "./hover.js";
import {chosen, from, scenarios, view} from "./state.js";
import {list, monthEnd, monthName, words} from "./words.js";

export function leverFigure() {
  const able = scenarios.filter((s) => s.levers);
  if (!able.length) return null;
  const element = figure({id: "levers", title: "Levers: when each is in force",
    draw: (width) => {
      const s = chosen().levers ? chosen() : able[0];
      const first = monthEnd(s.months[0]), last = monthEnd(s.months.at(-1));
      const start = (text) => { const [y, m] = text.split("-"); return new Date(Date.UTC(+y, +m - 1, 1)); };
      const rows = s.levers.map((lever, i) => {
        const until = lever.until ? start(lever.until) : last;
        return {...lever, row: `${i}`, label: words(lever.kind), x1: new Date(Math.max(first, start(lever.from))),
          x2: new Date(Math.min(last, until)), known: new Date(Math.max(first, start(lever.announced))),
          colour: Object.keys(kinds).indexOf(lever.kind)};
      }).filter((lever) => lever.x1 < lever.x2).sort((a, b) => a.colour - b.colour || a.x1 - b.x1);
      rows.forEach((row, i) => { row.row = i; });
      const narrow = width < 560;
      const label = (d) => (narrow ? `${d.label} · ${words(d.id)}`
        : `${d.label} · ${words(d.id)} (${d.services} service${d.services === 1 ? "" : "s"})`);
      // A name begins where its bar does, or ends at the margin where it would hang over.
      const fits = (d) => (d.x1 - first) / (last - first) * (width - 12) + 6.4 * label(d).length < width - 12;
      const texts = (some, anchor) => [Plot.text(some, {x: anchor === "start" ? "x1" : () => last, y: "row", text: label,
        textAnchor: anchor, dx: anchor === "start" ? 5 : -5, fill: "var(--ink)", stroke: "var(--surface)", strokeWidth: 3,
        fontSize: narrow ? 10 : 12})];
      const chart = Plot.plot({width, height: 40 + 26 * rows.length, marginLeft: 4, marginRight: 8, marginTop: 22,
        marginBottom: 6, x: {type: "utc", domain: [first, last], axis: "top", grid: true, label: null, ticks: "1 year", tickFormat: "%Y"},
        y: {axis: null, domain: [-0.5, rows.length - 0.5], reverse: true},
        marks: [
          Plot.rect(rows, {x1: "x1", x2: "x2", y1: (d) => d.row - 0.42, y2: (d) => d.row + 0.42,
            fill: (d) => `var(--c${d.colour % 8})`, fillOpacity: 0.28, stroke: (d) => `var(--c${d.colour % 8})`}),
          Plot.dot(rows.filter((d) => d.known < d.x1), {x: "known", y: "row", symbol: "triangle", r: 4,
            fill: "var(--ink)"}),
          ...texts(rows.filter(fits), "start"), ...texts(rows.filter((d) => !fits(d)), "end")], color: {type: "identity"}});
      const now = rows.filter((d) => !d.until || monthEnd(d.until) > last).map((d) => `${d.label} (from ${
        monthName(d.from)})`);
      const read = readableRows(chart, rows, {key: (d) => d.row, half: 0.46, lines: (d) => [`${d.label} · ${words(d.id)}`,
        `from ${monthName(d.from)}${d.until ? ` until ${monthName(d.until)}` : ""}${d.known < d.x1 ? `, announced ${monthName(d.announced)}` : ""}`,
        `${d.services} service${d.services === 1 ? "" : "s"}${d.how ? `; ${d.how}` : ""}`]});
      return {chart: read, from: from([s]), sentence: rows.length ? `${s.name}: ${rows.length} spells of levers; in force at the end: ${
        now.length ? list(now) : "none"}. A triangle marks an announcement ahead of the start.`
        : `${s.name} has no lever.`,
        columns: ["scenario", "lever", "name", "announced", "from", "until", "services", "how"],
        rows: s.levers.map((l) => [s.name, l.kind, l.id, l.announced, l.from, l.until ?? "never", l.services, l.how])};
    }});
  view.listeners.push(element.again);
  return element;
}

const kinds = {right_to_mutualise: 0, bond_exemption: 1, contract_preference: 2, pqq_proportionality: 3,
  support_programme: 4, pension_protection: 5, awareness_campaign: 6, divestment_deadline: 7};
