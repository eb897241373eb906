// Elements and figures. Text goes in as text, never as markup: a name in a file cannot become a tag.
import {formatter} from "./words.js";

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export function select(label, options, chosen, changed) {
  const box = make("select", {onchange: (event) => changed(event.target.value)},
    options.map(([value, text]) => make("option", {value, selected: String(value) === String(chosen)}, text)));
  return make("label", {class: "control"}, make("span", {}, label), box);
}

export function check(label, chosen, changed, key) {
  const box = make("input", {type: "checkbox", checked: chosen, onchange: (event) => changed(event.target.checked)});
  return make("label", {class: "control check"}, box, key ?? null, make("span", {}, label));
}

function csvField(value) {
  const text = value === null || value === undefined ? "" : String(value);
  // A text that begins like a formula must not become one in a spreadsheet.
  const safe = typeof value !== "number" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvText(columns, rows) {
  return [columns, ...rows].map((row) => row.map(csvField).join(",")).join("\r\n") + "\r\n";
}

function download(name, text) {
  const url = URL.createObjectURL(new Blob(["\ufeff", text], {type: "text/csv"}));
  const link = make("a", {href: url, download: name});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

export function tableOf(columns, rows, caption) {
  const cell = (value) => typeof value === "number"
    ? make("td", {class: "number"}, formatter({maximumSignificantDigits: 7}).format(value))
    : make("td", {class: /^[0-9a-f]{16}$|^\d{4}-\d\d-\d\dT/.test(value) ? "whole" : String(value).length > 24 ? "long" : null}, value === null || value === undefined ? "–" : String(value));
  return make("table", {class: columns.length > 10 ? "many" : null}, make("caption", {}, caption),
    make("thead", {}, make("tr", {}, columns.map((column) => make("th", {scope: "col"}, column)))),
    make("tbody", {}, rows.map((row) => make("tr", {}, row.map(cell)))));
}

/** A scrolling table with its pages of `size` rows. */
export function pages(columns, rows, caption, size = 200) {
  const holder = make("div", {class: "scroll", tabindex: 0, role: "region", "aria-label": `Table: ${caption}`});
  let first = 0;
  const said = make("span", {"aria-live": "polite"});
  const turn = (by) => {
    first = Math.max(0, Math.min(first + by, Math.floor((rows.length - 1) / size) * size));
    holder.replaceChildren(tableOf(columns, rows.slice(first, first + size), caption));
    said.textContent = `rows ${first + 1} to ${Math.min(first + size, rows.length)} of ${rows.length}`;
    back.disabled = first === 0;
    next.disabled = first + size >= rows.length;
  };
  const back = make("button", {type: "button", onclick: () => turn(-size)}, "Earlier rows");
  const next = make("button", {type: "button", onclick: () => turn(size)}, "Later rows");
  turn(0);
  return rows.length > size ? [make("div", {class: "pager"}, back, next, said), holder] : [holder];
}

const figures = [];

/** Is the page laid out for paper now? */
export const printing = () => document.documentElement.classList.contains("printing");

/**
 * A chart with all that belongs to it. `draw(width)` gives { chart, sentence, columns, rows, from }: what is drawn, the
 * text that says the same, its numbers, and the files they are of (or `from` says so once and for all). Controls stand above it; `again` draws anew after one was used.
 */
export function figure({id, title, controls = [], draw, from, wide}) {
  const holder = make("div", {class: wide ? "chart wide" : "chart"});
  const sentence = make("p", {class: "sentence"});
  const source = make("p", {class: "from"}, from);
  const numbers = make("div");
  const details = make("details", {}, make("summary", {}, `Numbers of “${title}”`), numbers);
  const csv = make("button", {type: "button", class: "csv", onclick: () => {
    const now = draw(holder.clientWidth);
    download(`${id}.csv`, csvText(now.columns, now.rows));
  }}, "CSV", make("span", {class: "hidden"}, ` of ${title}`));
  const element = make("figure", {id, "aria-labelledby": `${id}-title`},
    make("h3", {id: `${id}-title`}, title),
    controls.length ? make("div", {class: "controls"}, controls) : null,
    holder, make("figcaption", {}, sentence, source),
    make("div", {class: "below"}, details, csv));
  let drawn = 0;
  const fill = (now) => {
    numbers.replaceChildren(...(details.open ? pages(now.columns, now.rows, title) : []));
  };
  const again = (width = holder.clientWidth) => {
    drawn = width;
    if (!drawn) return;
    const now = draw(drawn);
    sentence.textContent = now.sentence;
    if (now.from) source.textContent = now.from;
    const chart = now.chart;
    const picture = chart.querySelector(".readable") ?? chart;
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", [`${title}.`, now.sentence, picture.dataset.hint].filter(Boolean).join(" "));
    // Plot names its groups for debugging; a group without a role must have no name.
    for (const group of chart.querySelectorAll("g[aria-label], g[aria-description]")) {
      group.removeAttribute("aria-label");
      group.removeAttribute("aria-description");
    }
    holder.replaceChildren(chart);
    fill(now);
  };
  details.addEventListener("toggle", () => fill(draw(drawn || 600)));
  figures.push({holder, again, drawn: () => drawn});
  element.again = again;
  return element;
}

/** The first figures at once, the others one after the other, so that the page can be read and scrolled meanwhile. */
export function drawAll(done) {
  const first = 2, slice = 30; // milliseconds
  // Measured together: a width that is asked for after something was drawn costs a layout of the page.
  const widths = figures.map((each) => each.holder.clientWidth);
  const draw = (i) => { if (!figures[i].drawn()) figures[i].again(widths[i]); };
  figures.slice(0, first).forEach((_, i) => draw(i));
  let next = first;
  const go = () => {
    const until = performance.now() + slice;
    while (next < figures.length && performance.now() < until) draw(next++);
    if (next < figures.length) setTimeout(go);
    else done();
  };
  setTimeout(go);
}

export function drawResized() {
  const widths = figures.map((each) => each.holder.clientWidth);
  figures.forEach((each, i) => { if (Math.abs(widths[i] - each.drawn()) > 1) each.again(widths[i]); });
}
