// Reading a chart by pointer and by keyboard: a place of it is marked, and what stands there is said in words.
import {make} from "./dom.js";

const ns = "http://www.w3.org/2000/svg";

function shape(tag, name, parent) {
  const element = document.createElementNS(ns, tag);
  element.setAttribute("class", name);
  element.style.display = "none";
  parent.append(element);
  return element;
}

const hide = (element) => { element.style.display = "none"; };

function put(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.style.display = "";
}

/** Pixels on the screen to one of the drawing's. */
const scaleOf = (svg) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width || 1;

/**
 * A holder of a chart that is read place by place; the figure adds what the chart says to the `hint` of its keys. `nearest(event)` and `step(place, key)` give a place, or undefined where there
 * is none; `show(place)` marks it and gives its `lines`, and where they stand: `left` and `right` of what is marked, and `top`.
 */
function reader(chart, hint, {nearest, step, show, clear}) {
  const box = make("div", {class: "readable", tabindex: 0, role: "img", "data-hint": hint}, chart);
  const tip = make("div", {class: "tip", hidden: true, "aria-hidden": "true"});
  const said = make("div", {class: "hidden", "aria-live": "polite"});
  const holder = make("div", {class: "holder"}, box, tip, said);
  let place;
  const go = (to, aloud) => {
    place = to;
    const {lines, left, right, top} = show(place), room = holder.clientWidth;
    tip.replaceChildren(...lines.map((line, i) => make(i ? "div" : "strong", {}, line)));
    tip.hidden = false;
    tip.style.top = `${top}px`;
    tip.style.left = left > room / 2 ? "" : `${left}px`;
    tip.style.right = left > room / 2 ? `${Math.max(0, room - right)}px` : "";
    if (aloud) said.textContent = lines.join("; ");
  };
  const leave = () => {
    tip.hidden = true;
    clear();
  };
  box.addEventListener("pointermove", (event) => {
    const to = nearest(event);
    if (to === undefined) leave();
    else go(to, false);
  });
  box.addEventListener("pointerleave", leave);
  box.addEventListener("blur", leave);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
    const to = step(place, event.key);
    if (to === undefined) return;
    event.preventDefault();
    go(to, true);
  });
  return holder;
}

/** Another month by a key, of so many. */
const otherMonth = (place, key, all) => {
  const to = {ArrowRight: (place ?? -1) + 1, ArrowLeft: (place ?? all) - 1, Home: 0, End: all - 1,
    PageDown: (place ?? -1) + 12, PageUp: (place ?? all) - 12}[key];
  return to === undefined ? undefined : Math.max(0, Math.min(all - 1, to));
};

/** A chart over time: a rule at a month. */
export function readable(svg, times, linesAt) {
  svg.setAttribute("aria-hidden", "true");
  const x = svg.scale("x"), y = svg.scale("y"), places = times.map((time) => x.apply(time));
  const rule = shape("line", "rule", svg);
  const nearest = (event) => {
    const at = (event.clientX - svg.getBoundingClientRect().left) / scaleOf(svg);
    return places.reduce((best, place, i) => (Math.abs(place - at) < Math.abs(places[best] - at) ? i : best), 0);
  };
  return reader(svg, "Arrow keys read month by month.", {nearest, step: (place, key) => otherMonth(place, key, times.length), show: (place) => {
    const at = places[place], scale = scaleOf(svg);
    put(rule, {x1: at, x2: at, y1: Math.min(...y.range), y2: Math.max(...y.range)});
    return {lines: linesAt(place), left: at * scale + 12, right: at * scale - 12, top: 8};
  }, clear: () => hide(rule)});
}

/**
 * A chart of rows, cells or points: each has a `box` [x0, y0, x1, y1] in the drawing's pixels, and its `lines`. One with a `shape`
 * is found by the pointer on that, gets no frame, and is left out by the keys.
 */
export function readableBoxes(svg, items, hint = "Arrow keys read it piece by piece.") {
  svg.setAttribute("aria-hidden", "true");
  const frame = shape("rect", "mark", svg), reach = 14; // pixels beside a box that still count as on it; assumed
  const away = (v, low, high) => Math.max(low - v, 0, v - high);
  const centre = ({box: [x0, y0, x1, y1]}) => [(x0 + x1) / 2, (y0 + y1) / 2];
  const least = (candidates, cost) => candidates.reduce((best, i) => (best === undefined || cost(i) < cost(best) ? i : best), undefined);
  const all = items.map((_, i) => i).filter((i) => !items[i].shape);
  const nearest = (event) => {
    const on = items.findIndex((each) => each.shape && each.shape === event.target);
    if (on >= 0) return on;
    const rect = svg.getBoundingClientRect(), scale = scaleOf(svg);
    const x = (event.clientX - rect.left) / scale, y = (event.clientY - rect.top) / scale;
    const far = (i) => Math.hypot(away(x, items[i].box[0], items[i].box[2]), away(y, items[i].box[1], items[i].box[3]));
    const best = least(all, far);
    return best !== undefined && far(best) <= reach ? best : undefined;
  };
  const step = (place, key) => {
    if (!all.length || !/^(Arrow|Home$|End$)/.test(key)) return undefined;
    if (key === "Home" || place === undefined) return all[0];
    if (key === "End") return all.at(-1);
    const [x, y] = centre(items[place]), [dx, dy] = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[key];
    const ahead = (i) => dx * (centre(items[i])[0] - x) + dy * (centre(items[i])[1] - y);
    const aside = (i) => Math.abs(dy * (centre(items[i])[0] - x)) + Math.abs(dx * (centre(items[i])[1] - y));
    return least(all.filter((i) => ahead(i) > 0.5 && aside(i) <= 3 * ahead(i)), (i) => ahead(i) + 2 * aside(i)) ?? place;
  };
  return reader(svg, hint, {nearest, step, show: (place) => {
    const [x0, y0, x1, y1] = items[place].box, scale = scaleOf(svg);
    if (items[place].shape) hide(frame);
    else put(frame, {x: x0, y: y0, width: x1 - x0, height: y1 - y0, rx: 3});
    return {lines: items[place].lines, left: x0 * scale, right: x1 * scale, top: y1 * scale + 5};
  }, clear: () => hide(frame)});
}

/** The rows of a chart with a band or point scale in y. */
export function readableRows(svg, rows, {key, half = 0.5, lines}) {
  const y = svg.scale("y"), [left, right] = svg.scale("x").range;
  return readableBoxes(svg, rows.map((row, i) => {
    const at = key(row, i), [top, bottom] = y.bandwidth === undefined ? [y.apply(at - half), y.apply(at + half)]
      : [y.apply(at) - (y.bandwidth ? 0 : y.step / 2), y.apply(at) + (y.bandwidth || y.step / 2)];
    return {box: [left, Math.min(top, bottom), right, Math.max(top, bottom)], lines: lines(row, i)};
  }), "Arrow keys read row by row.");
}

/** Small charts side by side, each with `svg` and places of its months (`xs`): a rule in one of them at a month. */
export function readablePanels(grid, panels, linesAt) {
  const rules = panels.map(() => null);
  let last;
  const clear = () => { if (last) hide(last); };
  const nearest = (event) => {
    const panel = panels.findIndex((each) => each.element.contains(event.target));
    if (panel < 0) return undefined;
    const {svg, xs} = panels[panel], at = (event.clientX - svg.getBoundingClientRect().left) / scaleOf(svg);
    return [panel, xs.reduce((best, x, i) => (Math.abs(x - at) < Math.abs(xs[best] - at) ? i : best), 0)];
  };
  const step = (place, key) => {
    if (!panels.length) return undefined;
    const [panel, month] = place ?? [0, undefined];
    const by = {ArrowUp: -1, ArrowDown: 1}[key];
    if (by) return [Math.max(0, Math.min(panels.length - 1, place ? panel + by : 0)), month ?? panels[panel].xs.length - 1];
    const to = otherMonth(month, key, panels[panel].xs.length);
    return to === undefined ? undefined : [panel, to];
  };
  return reader(grid, "Arrow keys left and right read month by month, up and down chart by chart.", {nearest, step, show: ([panel, month]) => {
    clear();
    const {element, svg, xs, top, bottom} = panels[panel], scale = scaleOf(svg);
    last = rules[panel] ??= shape("line", "rule", svg);
    put(last, {x1: xs[month], x2: xs[month], y1: top, y2: bottom});
    const left = element.offsetLeft + xs[month] * scale;
    return {lines: linesAt(panel, month), left: left + 12, right: left - 12, top: element.offsetTop + element.offsetHeight};
  }, clear});
}
