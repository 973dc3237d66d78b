/** A sketch as SVG; names are text that can be searched and copied. */

import type { Point } from "./hits";
import { FONT } from "./word";
import { GAP } from "./palette";
import type { Mark, Sketch } from "./sketch";

const NAMESPACE = "http://www.w3.org/2000/svg";

export function toSvg({ width, height, paper, marks }: Sketch): string {
  const sheet = document.implementation.createDocument(NAMESPACE, "svg");
  const root = sheet.documentElement;
  set(root, { width, height, viewBox: `0 0 ${width} ${height}`, "font-family": FONT });
  const add = (name: string, values: Record<string, string | number>, text = "") => {
    const element = sheet.createElementNS(NAMESPACE, name);
    set(element, values);
    if (text) element.textContent = clean(text);
    root.append(element);
  };
  add("rect", { width, height, fill: paper });
  for (const mark of marks) add(...describe(mark, paper));
  return new XMLSerializer().serializeToString(sheet);
}

function describe(mark: Mark, paper: string): [string, Record<string, string | number>, string?] {
  switch (mark.sort) {
    case "line": {
      const dashes = mark.dash ? { "stroke-dasharray": `${mark.dash} ${round(mark.dash * GAP)}` } : {};
      const ends = { x1: round(mark.from.x), y1: round(mark.from.y), x2: round(mark.to.x), y2: round(mark.to.y) };
      return ["line", { ...ends, stroke: mark.colour, "stroke-opacity": mark.opacity, "stroke-width": round(mark.width), ...dashes }];
    }
    case "area":
      return ["polygon", { points: join(mark.points), fill: mark.fill, "fill-opacity": mark.opacity, ...(mark.rim && { stroke: mark.rim }) }];
    case "disc":
      return ["circle", { cx: round(mark.at.x), cy: round(mark.at.y), r: round(mark.radius), fill: mark.fill, stroke: mark.rim, "stroke-width": 1.5 }];
    case "text": {
      const halo = { stroke: paper, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" };
      const font = { "font-size": mark.size, "font-weight": mark.weight, "text-anchor": mark.anchor, ...(mark.isItalic && { "font-style": "italic" }) };
      return ["text", { x: round(mark.x), y: round(mark.y + 0.36 * mark.size), fill: mark.fill, ...font, ...halo }, mark.text];
    }
  }
}

function join(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${round(x)},${round(y)}`).join(" ");
}

function set(element: Element, values: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, String(value));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Without the characters that XML forbids. */
export function clean(text: string): string {
  return text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
}
