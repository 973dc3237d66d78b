/** What is under the pointer, found by arithmetic.
 *
 * Sigma reads it back from the graphics card, which stops the page until the card is done: seconds for 30,000 ties where
 * the card is made of software. Here it takes a millisecond.
 */

import type Sigma from "sigma";

import type { NodeLook, PictureGraph, TieLook } from "./graph";

/** Pixels around a node, and beside a line, that still count as it. */
const NODE_MARGIN = 3;
const TIE_MARGIN = 5;

export interface Point {
  x: number;
  y: number;
}

/** The places of all nodes and ends of all lines, in sigma's own units, as they were when the picture was last laid out. */
interface Places {
  nodes: string[];
  places: Float64Array;
  radii: Float64Array;
  edges: string[];
  ends: Uint32Array;
  lanes: Float64Array;
  halves: Float64Array;
}

export class Hits {
  private map: Places | null = null;

  constructor(
    private readonly sigma: Sigma<NodeLook, TieLook>,
    private readonly graph: PictureGraph,
  ) {
    sigma.on("afterProcess", () => {
      this.map = null;
      requestIdleCallback(() => (this.map ??= this.draw())); // so that the first move does not pay for it
    });
  }

  findNode(at: Point): string | null {
    const { nodes, places, radii } = (this.map ??= this.draw());
    const { x, y, unit } = this.locate(at);
    const scale = this.sigma.scaleSize(1);
    let [found, nearest] = [-1, NODE_MARGIN];
    for (let node = 0; node < nodes.length; node++) {
      const distance = Math.hypot((places[2 * node] ?? 0) - x, (places[2 * node + 1] ?? 0) - y) * unit - (radii[node] ?? 0) * scale;
      if (distance < nearest) [found, nearest] = [node, distance];
    }
    return nodes[found] ?? null;
  }

  findTie(at: Point): string | null {
    const { places, edges, ends, lanes, halves } = (this.map ??= this.draw());
    const { x, y, unit } = this.locate(at);
    const pointer = { x: 0, y: 0 };
    const [from, to] = [{ x: 0, y: 0 }, { x: 0, y: 0 }];
    let [found, nearest] = [-1, TIE_MARGIN];
    for (let edge = 0; edge < edges.length; edge++) {
      const [one, other] = [2 * (ends[2 * edge] ?? 0), 2 * (ends[2 * edge + 1] ?? 0)];
      [from.x, from.y] = [((places[one] ?? 0) - x) * unit, (y - (places[one + 1] ?? 0)) * unit];
      [to.x, to.y] = [((places[other] ?? 0) - x) * unit, (y - (places[other + 1] ?? 0)) * unit];
      const reach = nearest + (halves[edge] ?? 0) + Math.abs(lanes[edge] ?? 0);
      if (Math.min(from.x, to.x) > reach || Math.max(from.x, to.x) < -reach || Math.min(from.y, to.y) > reach || Math.max(from.y, to.y) < -reach) continue;
      const distance = measure(pointer, from, to, lanes[edge] ?? 0) - (halves[edge] ?? 0);
      if (distance < nearest) [found, nearest] = [edge, distance];
    }
    return edges[found] ?? null;
  }

  /** The pointer in sigma's units, and how many pixels one of them is; the picture is never turned. */
  private locate(at: Point): Point & { unit: number } {
    const [start, end] = [0, 1].map((x) => this.sigma.framedGraphToViewport({ x, y: 0 })) as [Point, Point];
    return { ...this.sigma.viewportToFramedGraph(at), unit: end.x - start.x };
  }

  private draw(): Places {
    const nodes = this.graph.nodes();
    const index = new Map(nodes.map((node, at) => [node, at]));
    const shown = nodes.map((node) => this.sigma.getNodeDisplayData(node));
    const edges = this.graph.edges();
    const looks = edges.map((edge) => this.graph.getEdgeAttributes(edge));
    return {
      nodes,
      places: Float64Array.from(shown.flatMap((one) => [one?.x ?? NaN, one?.y ?? NaN])),
      radii: Float64Array.from(shown.map((one) => one?.size ?? 0)),
      edges,
      ends: Uint32Array.from(edges.flatMap((edge) => this.graph.extremities(edge).map((end) => index.get(end) ?? 0))),
      lanes: Float64Array.from(looks.map((look) => look.lane)),
      halves: Float64Array.from(looks.map((look) => look.size / 2)),
    };
  }
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
