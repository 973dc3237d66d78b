/** The picture as a list of simple shapes, from which SVG and PNG are written. */

import { shorten } from "../wording";
import type { NodeLook, TieLook } from "./graph";
import { type Point, shift } from "./hits";
import { LONGEST, standsLeft } from "./labels";
import { HEAD, SURFACE, type Theme } from "./palette";
import type { Picture } from "./picture";

export type Mark =
  | { sort: "line"; from: Point; to: Point; colour: string; width: number; opacity: number; dash: number }
  | { sort: "area"; points: Point[]; fill: string; opacity: number; rim: string }
  | { sort: "disc"; at: Point; radius: number; fill: string; rim: string }
  | { sort: "text"; at: Point; text: string; size: number; weight: number; fill: string; anchor: "start" | "middle" | "end" };

export interface Sketch {
  width: number;
  height: number;
  paper: string;
  marks: Mark[];
}

/** Of a smaller picture all names are written; of a larger one those that the screen shows. */
const ALL_NAMES = 200;

export function sketch({ sigma, graph, theme }: Picture): Sketch {
  const surface = SURFACE[theme];
  const { width, height } = sigma.getDimensions();
  const [lines, nodes, words]: [Mark[], Mark[], Mark[]] = [[], [], []];
  const places = new Map(graph.mapNodes((node) => [node, place(sigma, node)]));
  graph.forEachEdge((edge, _look, source, target) => {
    const shown = sigma.getEdgeDisplayData(edge) as unknown as TieLook;
    const [one, other] = [places.get(source), places.get(target)];
    if (!shown || !one || !other) return;
    const [from, to] = trim(...shift(one, other, shown.lane), one.radius, other.radius);
    const tip = shown.isDirected ? towards(to, from, HEAD) : to;
    lines.push({ sort: "line", from, to: tip, colour: shown.color, width: shown.size, opacity: shown.opacity, dash: shown.dash });
    if (shown.isDirected) lines.push({ sort: "area", points: head(from, to, Math.max(shown.size / 2 + 3, 5)), fill: shown.color, opacity: shown.opacity, rim: "" });
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    if (shown.label) words.push({ sort: "text", at: middle, text: shown.label, size: 11, weight: 600, fill: surface.ink, anchor: "middle" });
  });
  const named = sigma.getNodeDisplayedLabels();
  graph.forEachNode((node, look) => {
    const at = places.get(node);
    const shown = sigma.getNodeDisplayData(node) as unknown as NodeLook;
    if (!at || !shown) return;
    const paint = { fill: shown.color, rim: shown.rim };
    if (look.shape === "disc") nodes.push({ sort: "disc", at, radius: at.radius, ...paint });
    else nodes.push({ sort: "area", points: outline(look.shape, at, at.radius), opacity: 1, ...paint });
    if (named.has(node) || graph.order < ALL_NAMES) {
      words.push(nameOf(look, at, width, surface));
    }
  });
  return { width, height, paper: surface.paper, marks: [...lines, ...nodes, ...words] };
}

/** A name where the screen has it: beside a company, below a tie. */
function nameOf(look: NodeLook, at: Point & { radius: number }, width: number, surface: (typeof SURFACE)[Theme]): Mark {
  const text = shorten(look.label, LONGEST);
  if (look.shape === "diamond") return { sort: "text", at: { x: at.x, y: at.y + at.radius + 9 }, text, size: 11, weight: 400, fill: surface.quiet, anchor: "middle" };
  const isLeft = standsLeft({ x: at.x, size: at.radius }, look.isLeft, 6.6 * text.length, width);
  const x = at.x + (at.radius + 5) * (isLeft ? -1 : 1);
  return { sort: "text", at: { x, y: at.y }, text, size: 12.5, weight: 500, fill: surface.ink, anchor: isLeft ? "end" : "start" };
}

function place(sigma: Picture["sigma"], node: string): Point & { radius: number } {
  const shown = sigma.getNodeDisplayData(node);
  return shown ? { ...sigma.framedGraphToViewport(shown), radius: sigma.scaleSize(shown.size) } : { x: 0, y: 0, radius: 0 };
}

function towards(from: Point, to: Point, pixels: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) / length) * pixels, y: from.y + ((to.y - from.y) / length) * pixels };
}

function trim(from: Point, to: Point, start: number, end: number): [Point, Point] {
  return [towards(from, to, start + 1), towards(to, from, end + 1)];
}

function head(from: Point, to: Point, half: number): Point[] {
  const base = towards(to, from, HEAD);
  const [left, right] = [half, -half].map((lane) => shift(base, to, lane)[0]) as [Point, Point];
  return [to, left, right];
}

function outline(shape: string, at: Point, radius: number): Point[] {
  const turns = { square: [45, 135, 225, 315], diamond: [0, 90, 180, 270], triangle: [-90, 30, 150] }[shape] ?? [];
  return turns.map((turn) => ({ x: at.x + 1.18 * radius * Math.cos((turn * Math.PI) / 180), y: at.y + 1.18 * radius * Math.sin((turn * Math.PI) / 180) }));
}
