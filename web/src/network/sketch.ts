/** The picture as a list of simple shapes, from which SVG and PNG are written. */

import type { NodeLook, TieLook } from "./graph";
import { type Point, shift } from "./hits";
import type { Word } from "./word";
import { SURFACE } from "./palette";
import type { Picture } from "./picture";

export type Mark =
  | { sort: "line"; from: Point; to: Point; colour: string; width: number; opacity: number; dash: number }
  | { sort: "area"; points: Point[]; fill: string; opacity: number; rim: string }
  | { sort: "disc"; at: Point; radius: number; fill: string; rim: string }
  | ({ sort: "text" } & Word);

export interface Sketch {
  width: number;
  height: number;
  paper: string;
  marks: Mark[];
}

export function sketch({ sigma, graph, theme, labels }: Picture): Sketch {
  labels.draw(); // lines rest and names are gone while a large picture moves
  const { width, height } = sigma.getDimensions();
  const [lines, nodes]: [Mark[], Mark[]] = [[], []];
  const places = new Map(graph.mapNodes((node) => [node, place(sigma, node)]));
  graph.forEachEdge((edge, _look, source, target) => {
    const shown = sigma.getEdgeDisplayData(edge) as unknown as TieLook;
    const [one, other] = [places.get(source), places.get(target)];
    if (!shown || !one || !other) return;
    const [from, to] = trim(...shift(one, other, shown.lane), one.radius, other.radius);
    const tip = towards(to, from, shown.head);
    lines.push({ sort: "line", from, to: tip, colour: shown.color, width: shown.size, opacity: shown.opacity, dash: shown.dash });
    if (shown.head) lines.push({ sort: "area", points: head(from, to, shown), fill: shown.color, opacity: shown.opacity, rim: "" });
  });
  graph.forEachNode((node, look) => {
    const at = places.get(node);
    const shown = sigma.getNodeDisplayData(node) as unknown as NodeLook;
    if (!at || !shown) return;
    const paint = { fill: shown.color, rim: shown.rim };
    if (look.shape === "disc") nodes.push({ sort: "disc", at, radius: at.radius, ...paint });
    else nodes.push({ sort: "area", points: outline(look.shape, at, at.radius), opacity: 1, ...paint });
  });
  const words = labels.words.map((word): Mark => ({ sort: "text", ...word }));
  return { width, height, paper: SURFACE[theme].paper, marks: [...lines, ...nodes, ...words] };
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

function head(from: Point, to: Point, { head, size }: TieLook): Point[] {
  const base = towards(to, from, head);
  const half = Math.max(size / 2 + 0.3 * head, 0.5 * head);
  const [left, right] = [half, -half].map((lane) => shift(base, to, lane)[0]) as [Point, Point];
  return [to, left, right];
}

function outline(shape: string, at: Point, radius: number): Point[] {
  const turns = { square: [45, 135, 225, 315], diamond: [0, 90, 180, 270], triangle: [-90, 30, 150] }[shape] ?? [];
  return turns.map((turn) => ({ x: at.x + 1.18 * radius * Math.cos((turn * Math.PI) / 180), y: at.y + 1.18 * radius * Math.sin((turn * Math.PI) / 180) }));
}
