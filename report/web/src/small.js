// A small chart over time, drawn by hand: a page has a hundred of them, and Plot takes some milliseconds for each.
import {short} from "./words.js";

const ns = "http://www.w3.org/2000/svg";

function shape(tag, attributes, parent) {
  const element = document.createElementNS(ns, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent.append(element);
  return element;
}

/** Three to five round numbers in a domain. */
export function roundNumbers(low, high) {
  const span = high - low;
  if (!(span > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(span / 2));
  const step = power * [5, 2, 1].find((times) => span / (power * times) >= 2 || times === 1);
  const from = Math.ceil(low / step - 1e-9), to = Math.floor(high / step + 1e-9);
  return Array.from({length: to - from + 1}, (_, i) => +((from + i) * step).toPrecision(12));
}

/**
 * `months` as "2012-06"; `low`, `high`, `middle` by month, `other` a dashed line or null, `domain` of y. Gives the drawing and where
 * its months stand, for whoever reads it by pointer.
 */
export function smallChart({months, low, high, middle, other, domain, colour, width, height}) {
  const left = 40, right = width - 8, top = 8, bottom = height - 22;
  const [from, to] = domain, tidy = (v) => Math.round(10 * v) / 10;
  const x = (i) => tidy(left + (months.length > 1 ? i / (months.length - 1) : 0.5) * (right - left));
  const y = (v) => tidy(bottom - (v - from) / (to - from || 1) * (bottom - top));
  const xs = months.map((_, i) => x(i));
  const svg = shape("svg", {viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true"}, new DocumentFragment());
  for (const v of roundNumbers(from, to)) {
    shape("line", {x1: left, x2: right, y1: y(v), y2: y(v), class: "grid"}, svg);
    shape("text", {x: left - 5, y: y(v), dy: "0.32em", "text-anchor": "end"}, svg).textContent = short(v);
  }
  const januaries = months.map((month, i) => [month, i]).filter(([month]) => month.endsWith("-01") && +month.slice(0, 4) % 2 === 0);
  for (const [month, i] of januaries)
    shape("text", {x: x(i), y: height - 6, "text-anchor": "middle"}, svg).textContent = month.slice(0, 4);
  const runs = (values) => { // stretches without gaps
    const all = [[]];
    values.forEach((v, i) => (v === null || v === undefined ? all.push([]) : all.at(-1).push(i)));
    return all.filter((each) => each.length);
  };
  const line = (values) => runs(values).map((is) => `M${is.map((i) => `${xs[i]},${y(values[i])}`).join("L")}`).join("");
  const area = runs(high).map((is) => `M${is.map((i) => `${xs[i]},${y(high[i])}`).join("L")}L${
    [...is].reverse().map((i) => `${xs[i]},${y(low[i])}`).join("L")}Z`).join("");
  shape("path", {d: area, class: "band"}, svg).style.fill = colour;
  shape("path", {d: line(middle), class: "middle"}, svg).style.stroke = colour;
  if (other) shape("path", {d: line(other), class: "other"}, svg);
  shape("line", {x1: left, x2: right, y1: y(from), y2: y(from), class: "base"}, svg);
  return {svg, xs, top, bottom};
}
