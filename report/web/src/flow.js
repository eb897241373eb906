// Where proposals went, from launch to mutual, with deaths by reason.
import {sankey, sankeyLinkHorizontal} from "d3-sankey";
import {figure, make, select} from "./dom.js";
import {chosen, choose, from, scenarios, view} from "./state.js";
import {count, list, monthName, words} from "./words.js";

const ns = "http://www.w3.org/2000/svg";

const stages = [
  {id: "building", label: "past building", dies: (r) => r === "lost_ballot" || r === "abandoned_building"},
  {id: "review", label: "past review", dies: (r) => r.startsWith("vetoed_")},
  {id: "procurement", label: "past procurement",
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

function drawSankey(graph, width) {
  const ends = graph.nodes.filter((n) => !graph.links.some((l) => l.source === n.id)).length;
  const height = Math.max(320, 30 * ends + 40);
  const layout = sankey().nodeId((n) => n.id).nodeWidth(12).nodePadding(14).nodeSort(null)
    .extent([[2, 24], [width - 225, height - 12]]);
  const {nodes, links} = layout({nodes: graph.nodes.map((n) => ({...n})), links: graph.links.map((l) => ({...l}))});
  const svg = shape("svg", {viewBox: `0 0 ${width} ${height}`, width, height, class: "sankey"}, make("div"));
  const paths = shape("g", {fill: "none"}, svg);
  for (const l of links) {
    const path = shape("path", {d: sankeyLinkHorizontal()(l), "stroke-width": Math.max(1, l.width),
      class: `flow ${l.kind}`}, paths);
    shape("title", {}, path).textContent = `${l.source.label} → ${l.target.label}: ${count(l.value)}`;
  }
  for (const n of nodes) {
    const kind = n.id.startsWith("died:") ? "death" : n.id === "founded" ? "life end" : n.id === "hand" ? "hand" : "life";
    const box = shape("rect", {x: n.x0, y: n.y0, width: n.x1 - n.x0, height: Math.max(1, n.y1 - n.y0),
      class: `node ${kind}`}, svg);
    shape("title", {}, box).textContent = `${n.label}: ${count(n.value)}`;
    const terminal = n.sourceLinks.length === 0;
    const beside = terminal || n.targetLinks.length === 0; // stages have their names above them
    const text = shape("text", beside ? {x: n.x1 + 6, y: (n.y0 + n.y1) / 2, dy: "0.35em"}
      : {x: (n.x0 + n.x1) / 2, y: n.y0 - 6, "text-anchor": "middle"}, svg);
    text.textContent = `${kind === "death" ? "✕ " : n.id === "founded" ? "● " : ""}${n.label} ${count(n.value)}`;
  }
  return svg;
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
      const holder = make("div", {class: "scroll", tabindex: 0, role: "region",
        "aria-label": "Flow of proposals, may be scrolled sideways"});
      const picture = make("div", {role: "img"});
      holder.append(picture);
      const sentence = graph.launched > 0
        ? `${where}, mean of runs: of ${count(graph.launched)} proposals launched, ${count(graph.founded)} became ` +
          `mutuals, ${count(graph.dead)} died and ${count(graph.hand)} are still in hand.` +
          (worst.length ? ` Most deaths: ${list(worst.map(([r, v]) => `${words(r)} (${count(v)})`))}.` : "")
        : `${where}: no proposal was launched.`;
      picture.setAttribute("aria-label", sentence);
      if (graph.launched > 0) picture.append(drawSankey(graph, Math.max(width - 2, 860)));
      else picture.append(make("p", {class: "absent"}, "Nothing was launched here."));
      holder.dataset.own = "yes";
      return {chart: holder, sentence, from: from([s]), columns: ["scenario", "service", "until", "what", "proposals a run"],
        rows: [[s.name, service < 0 ? "all" : s.services[service], s.flow.dates[date], "launched", graph.launched],
          ...Object.entries(totals(s.flow, date, service)).map(([name, value]) => [s.name,
            service < 0 ? "all" : s.services[service], s.flow.dates[date], name, value]),
          [s.name, service < 0 ? "all" : s.services[service], s.flow.dates[date], "still in hand", graph.hand]]};
    }});
  view.listeners.push(() => { fill(); element.again(); });
  return element;
}
