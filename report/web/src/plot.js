// What is used of Observable Plot, by name, so that the bundle holds no more.
export {areaY, barX, cell, dot, line, lineY, plot, rect, ruleX, ruleY, text, tickX} from "@observablehq/plot";
