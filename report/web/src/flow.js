// Where proposals went, from launch to mutual, with deaths by reason.
import {sankey, sankeyLinkHorizontal} from "d3-sankey";
import {figure, make, select} from "./dom.js";
import {readableBoxes} from "./hover.js";
import {chosen, choose, from, scenarios, view} from "./state.js";
import {count, list, monthName, percent, words} from "./words.js";

const ns = "http://www.w3.org/2000/svg";

const stages = [
  {id: "building", label: "built", dies: (r) => r === "lost_ballot" || r === "abandoned_building"},
  {id: "review", label: "approved", dies: (r) => r.startsWith("vetoed_")},
  {id: "procurement", label: "contract won",
    dies: (r) => /^failed_|^outbid$|^tender_abandoned$|^legal_challenge$/.test(r)},
  {id: "mobilising", label: "mutual", dies: (r) => r === "abandoned_mobilising"}
];

/** Sums of a flow's channels at a date, of one service or of all. */
function totals(flow, date, service) {
  const at = {};
  for (const [name, values] of Object.entries(flow.channels)) {
    const row = values[date];
    at[name] = service < 0 ? row.reduce((sum, value) => sum + value, 0) : row[service];
  }
  return at;
}

/** Nodes and links; every proposal launched comes to one end: mutual, a reason, or still in hand. */
function graphOf(at) {
  const links = [], labels = new Map();
  const link = (source, target, value, kind) => {
    if (value > 1e-9) links.push({source, target, value, kind});
  };
  labels.set("launched", "launched");
  let launched = 0;
  for (const [name, value] of Object.entries(at).filter(([name]) => name.startsWith("launched:"))) {
    const route = name.slice(9);
    labels.set(name, words(route));
    link(name, "launched", value, "route");
    launched += value;
  }
  const deaths = Object.entries(at).filter(([name]) => name.startsWith("died:")).map(([name, value]) =>
    [name.slice(5), value]);
  const dead = deaths.reduce((sum, [, value]) => sum + value, 0), founded = at.founded ?? 0;
  const hand = Math.max(0, launched - dead - founded);
  const passed = deaths.filter(([reason]) => reason === "transferred_public");
  labels.set("hand", "still in hand");
  link("launched", "hand", hand, "hand");
  for (const [reason, value] of passed) {
    labels.set(`died:${reason}`, words(reason));
    link("launched", `died:${reason}`, value, "death");
  }
  let before = "launched", left = launched - hand - passed.reduce((sum, [, value]) => sum + value, 0);
  for (const stage of stages) {
    const merged = new Map();
    for (const [reason, value] of deaths.filter(([reason]) => stage.dies(reason))) {
      const one = reason.startsWith("vetoed_level_") ? "vetoed_manager" : reason;
      merged.set(one, (merged.get(one) ?? 0) + value);
    }
    for (const [reason, value] of merged) {
      labels.set(`died:${reason}`, reason === "vetoed_manager" ? "vetoed by a manager" : words(reason));
      link(before, `died:${reason}`, value, "death");
      left -= value;
    }
    const next = stage.id === "mobilising" ? "founded" : stage.id;
    labels.set(next, stage.label);
    link(before, next, Math.max(0, left), "life");
    before = next;
  }
  const used = new Set(links.flatMap((l) => [l.source, l.target]));
  return {nodes: [...labels].filter(([id]) => used.has(id)).map(([id, label]) => ({id, label})), links, launched, hand,
    founded, dead, deaths};
}

function shape(tag, attributes, parent) {
  const element = document.createElementNS(ns, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent.append(element);
  return element;
}

const letter = 6.5; // pixels of one at 12, about; assumed

const labelOf = (n, value) => `${n.id.startsWith("died:") ? "✕ " : n.id === "founded" ? "● " : ""}${n.label} ${count(value)}`;

/** Places of nodes and links: room for the routes' names after the first column, for the ends' names after the last. */
function layoutOf(graph, width) {
  const leaves = (id) => graph.links.filter((l) => l.source === id), enters = (id) => graph.links.filter((l) => l.target === id);
  const valueOf = (n) => [leaves(n.id), enters(n.id)].reduce((most, links) => Math.max(most, links.reduce((s, l) => s + l.value, 0)), 0);
  const roomFor = (some) => 16 + letter * Math.max(0, ...graph.nodes.filter(some).map((n) => labelOf(n, valueOf(n)).length));
  const after = roomFor((n) => !leaves(n.id).length), before = roomFor((n) => !enters(n.id).length);
  const ends = graph.nodes.filter((n) => !leaves(n.id).length).length, height = Math.max(340, 30 * ends + 54);
  const {nodes, links} = sankey().nodeId((n) => n.id).nodeWidth(12).nodePadding(16).nodeSort(null)
    .extent([[2, 38], [width - after, height - 12]])({nodes: graph.nodes.map((n) => ({...n})), links: graph.links.map((l) => ({...l}))});
  const deepest = Math.max(...nodes.map((n) => n.layer)), second = 14 + before, each = (width - after - 12 - second) / (deepest - 1);
  if (each > 12)
    for (const n of nodes) {
      n.x0 = n.layer === 0 ? 2 : second + (n.layer - 1) * each;
      n.x1 = n.x0 + 12;
    }
  // Links leave and arrive in the order of where they go to and come from, as nodes stand at last; those who live on leave last.
  const lives = (l) => (l.kind === "life" ? 1 : 0);
  for (const n of nodes) {
    let leave = n.y0, arrive = n.y0;
    for (const l of n.sourceLinks.sort((a, b) => lives(a) - lives(b) || a.target.y0 - b.target.y0)) leave += l.width, l.y0 = leave - l.width / 2;
    for (const l of n.targetLinks.sort((a, b) => a.source.y0 - b.source.y0)) arrive += l.width, l.y1 = arrive - l.width / 2;
  }
  return {nodes, links, height};
}

function drawSankey(graph, width) {
  const {nodes, links, height} = layoutOf(graph, width);
  const svg = shape("svg", {viewBox: `0 0 ${width} ${height}`, width, height, class: "sankey"}, make("div"));
  const paths = shape("g", {fill: "none"}, svg), items = [];
  const share = (value) => `${percent(value / graph.launched)} of all launched`;
  for (const l of links) {
    const path = shape("path", {d: sankeyLinkHorizontal()(l), "stroke-width": Math.max(1, l.width),
      class: `flow ${l.kind}`}, paths);
    items.push({shape: path, box: [l.source.x1 + 12, l.y0, l.source.x1 + 12, l.y0],
      lines: [`${l.source.label} → ${l.target.label}`, `${count(l.value)} proposals a run, ${share(l.value)}`]});
  }
  const named = [];
  for (const n of nodes) {
    const kind = n.id.startsWith("died:") ? "death" : n.id === "founded" ? "life end" : n.id === "hand" ? "hand" : "life";
    shape("rect", {x: n.x0, y: n.y0, width: n.x1 - n.x0, height: Math.max(1, n.y1 - n.y0), class: `node ${kind}`}, svg);
    const beside = n.sourceLinks.length === 0 || n.targetLinks.length === 0; // stages have their names above them
    const text = shape("text", beside ? {x: n.x1 + 6, y: (n.y0 + n.y1) / 2, dy: "0.35em"}
      : {x: (n.x0 + n.x1) / 2, y: n.y0 - 6, "text-anchor": "middle"}, svg);
    if (beside) text.textContent = labelOf(n, n.value);
    else // two short lines, so that neighbours do not meet
      [n.label, count(n.value)].forEach((line, i) => {
        shape("tspan", {x: (n.x0 + n.x1) / 2, dy: i ? "1.15em" : "-1.15em"}, text).textContent = line;
      });
    named.push({box: [n.x0 - 2, n.y0 - 2, n.x1 + 2, Math.max(n.y0 + 1, n.y1) + 2],
      lines: [n.label, `${count(n.value)} proposals a run, ${share(n.value)}`]});
  }
  return readableBoxes(svg, [...named, ...items], "Arrow keys go from stage to stage.");
}

export function flowFigure() {
  const able = scenarios.filter((s) => s.flow);
  if (!able.length) return null;
  const of = () => (chosen().flow ? chosen() : able[0]);
  let date = of().flow.dates.length - 1, service = -1;
  const boxes = make("div", {class: "controls inner"});
  const fill = () => {
    const s = of();
    date = Math.min(date, s.flow.dates.length - 1);
    boxes.replaceChildren(
      select("Scenario", able.map((each) => [each.index, each.name]), s.index, (value) => choose(+value)),
      select("Service", [[-1, "all services"], ...s.labels.map((label, i) => [i, label])], service, (value) => {
        service = +value;
        element.again();
      }),
      select("Until", s.flow.dates.map((d, i) => [i, monthName(d)]), date, (value) => {
        date = +value;
        element.again();
      }));
  };
  fill();
  const element = figure({id: "flow", title: "From launch to mutual: where proposals went", wide: true,
    controls: [boxes], draw: (width) => {
      const s = of(), graph = graphOf(totals(s.flow, date, service));
      const worst = [...graph.deaths].sort((a, b) => b[1] - a[1]).filter(([, value]) => value > 0).slice(0, 3);
      const where = `${s.name}, ${service < 0 ? "all services" : s.labels[service]}, until ${monthName(s.flow.dates[date])}`;
      const narrow = 640; // pixels below which names would meet: it is scrolled sideways then
      const sentence = graph.launched > 0
        ? `${where}, mean of runs: of ${count(graph.launched)} proposals launched, ${count(graph.founded)} became ` +
          `mutuals, ${count(graph.dead)} died and ${count(graph.hand)} are still in hand.` +
          (worst.length ? ` Most deaths: ${list(worst.map(([r, v]) => `${words(r)} (${count(v)})`))}.` : "")
        : `${where}: no proposal was launched.`;
      const chart = graph.launched <= 0 ? make("p", {class: "absent"}, "Nothing was launched here.")
        : width >= narrow ? drawSankey(graph, width) : make("div", {},
          make("p", {class: "note sideways"}, "Drag the picture sideways to see all of it."),
          make("div", {class: "scroll"}, drawSankey(graph, narrow)));
      return {chart, sentence, from: from([s]), columns: ["scenario", "service", "until", "what", "proposals a run"],
        rows: [[s.name, service < 0 ? "all" : s.services[service], s.flow.dates[date], "launched", graph.launched],
          ...Object.entries(totals(s.flow, date, service)).map(([name, value]) => [s.name,
            service < 0 ? "all" : s.services[service], s.flow.dates[date], name, value]),
          [s.name, service < 0 ? "all" : s.services[service], s.flow.dates[date], "still in hand", graph.hand]]};
    }});
  view.listeners.push(() => { fill(); element.again(); });
  return element;
}
