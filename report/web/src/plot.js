// What is used of Observable Plot, by name, so that the bundle holds no more.
export {areaY, barX, cell, dot, lineY, plot, rect, ruleX, ruleY, text} from "@observablehq/plot";
