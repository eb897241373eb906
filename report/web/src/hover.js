// One way to read a chart over time by pointer and by keyboard: a rule at a month, and what stands there in words.
import {make} from "./dom.js";

const ns = "http://www.w3.org/2000/svg";

export function readable(svg, times, linesAt, label) {
  const box = make("div", {class: "readable", tabindex: 0, role: "img", "aria-label": label});
  const tip = make("div", {class: "tip", hidden: true, "aria-hidden": "true"});
  const said = make("div", {class: "hidden", "aria-live": "polite"});
  const holder = make("div", {class: "holder"}, box, tip, said);
  box.append(svg);
  svg.setAttribute("aria-hidden", "true");
  const x = svg.scale("x"), y = svg.scale("y");
  const rule = document.createElementNS(ns, "line");
  rule.setAttribute("class", "rule");
  rule.setAttribute("y1", Math.min(...y.range));
  rule.setAttribute("y2", Math.max(...y.range));
  rule.style.display = "none";
  svg.append(rule);
  let place = -1;
  const show = (index, aloud) => {
    place = Math.max(0, Math.min(times.length - 1, index));
    const at = x.apply(times[place]);
    rule.setAttribute("x1", at);
    rule.setAttribute("x2", at);
    rule.style.display = "";
    const lines = linesAt(place);
    tip.replaceChildren(...lines.map((line, i) => make(i ? "div" : "strong", {}, line)));
    tip.hidden = false;
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width || 1;
    const left = at * scale;
    const room = holder.clientWidth;
    tip.style.left = left > room / 2 ? "" : `${left + 12}px`;
    tip.style.right = left > room / 2 ? `${room - left + 12}px` : "";
    if (aloud) said.textContent = lines.join("; ");
  };
  const hide = () => {
    tip.hidden = true;
    rule.style.display = "none";
  };
  const nearest = (event) => {
    const frame = svg.getBoundingClientRect();
    const at = (event.clientX - frame.left) * svg.viewBox.baseVal.width / frame.width;
    let best = 0;
    times.forEach((time, i) => {
      if (Math.abs(x.apply(time) - at) < Math.abs(x.apply(times[best]) - at)) best = i;
    });
    return best;
  };
  box.addEventListener("pointermove", (event) => show(nearest(event), false));
  box.addEventListener("pointerleave", hide);
  box.addEventListener("blur", hide);
  box.addEventListener("keydown", (event) => {
    const to = {ArrowRight: place + 1, ArrowLeft: place < 0 ? times.length - 1 : place - 1, Home: 0,
      End: times.length - 1, PageDown: place + 12, PageUp: place - 12}[event.key];
    if (event.key === "Escape") hide();
    if (to === undefined) return;
    event.preventDefault();
    show(to, true);
  });
  holder.dataset.own = "yes";
  return holder;
}
