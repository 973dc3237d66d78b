/** What is under the pointer, found by arithmetic.
 *
 * Sigma reads it back from the graphics card, which stops the page until the card is done: seconds for 30,000 ties where
 * the card is made of software. Here it takes a millisecond or two.
 */

import type Sigma from "sigma";

import type { NodeLook, PictureGraph, TieLook } from "./graph";

const NODE_MARGIN = 3;
const TIE_MARGIN = 5;

export interface Point {
  x: number;
  y: number;
}

export function findNode(sigma: Sigma<NodeLook, TieLook>, graph: PictureGraph, at: Point): string | null {
  let found: string | null = null;
  let nearest = Infinity;
  graph.forEachNode((node) => {
    const shown = sigma.getNodeDisplayData(node);
    if (!shown || shown.hidden) return;
    const place = sigma.framedGraphToViewport(shown);
    const distance = Math.hypot(place.x - at.x, place.y - at.y) - sigma.scaleSize(shown.size);
    if (distance < NODE_MARGIN && distance < nearest) [found, nearest] = [node, distance];
  });
  return found;
}

export function findTie(sigma: Sigma<NodeLook, TieLook>, graph: PictureGraph, at: Point): string | null {
  const places = new Map<string, Point>();
  graph.forEachNode((node) => {
    const shown = sigma.getNodeDisplayData(node);
    if (shown) places.set(node, sigma.framedGraphToViewport(shown));
  });
  let found: string | null = null;
  let nearest = Infinity;
  graph.forEachEdge((edge, look, source, target) => {
    const from = places.get(source);
    const to = places.get(target);
    if (!from || !to) return;
    const distance = measure(at, from, to, look.lane) - look.size / 2;
    if (distance < TIE_MARGIN && distance < nearest) [found, nearest] = [edge, distance];
  });
  return found;
}

/** Pixels from a point to the line that lies `lane` pixels beside two places. */
export function measure(at: Point, from: Point, to: Point, lane: number): number {
  const [start, end] = shift(from, to, lane);
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const share = Math.min(1, Math.max(0, ((at.x - start.x) * dx + (at.y - start.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(at.x - start.x - share * dx, at.y - start.y - share * dy);
}

/** Both ends, moved sideways. On the screen y grows downwards, for the graphics card upwards, hence the signs. */
export function shift(from: Point, to: Point, lane: number): [Point, Point] {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [x, y] = [((to.y - from.y) / length) * lane, (-(to.x - from.x) / length) * lane];
  return [
    { x: from.x + x, y: from.y + y },
    { x: to.x + x, y: to.y + y },
  ];
}
