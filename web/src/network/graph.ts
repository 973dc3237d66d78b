/** The network as sigma's graph: what each node and tie looks like. */

import { MultiDirectedGraph } from "graphology";

import type { Drawing, NetworkEdge, NetworkNode } from "../answers";
import { formatShare } from "../wording";
import { DASH, HEAD, OPACITY, type Theme, SURFACE, colourOf, radiusOf, widthOf } from "./palette";
import { SHAPE_OF, type Shape } from "./shapes";

export interface NodeLook {
  x: number;
  y: number;
  size: number;
  color: string;
  rim: string;
  shape: Shape;
  label: string;
  iri: string;
  /** Where its name stands best. */
  side: "right" | "left" | "below";
}

export interface TieLook {
  tie: string;
  color: string;
  size: number;
  lane: number;
  dash: number;
  opacity: number;
  /** Pixels from the tip of its head to where that begins; 0 has none. */
  head: number;
  label: string;
}

export type PictureGraph = MultiDirectedGraph<NodeLook, TieLook>;

/** How steep a line is at most, up by along, that a name beside its company would lie on. */
const LEVEL = 0.35;

/** Pixels between the lines of two companies that have several ties. */
const LANE = 9;

export function toGraph(network: Drawing, theme: Theme, scale = 1): PictureGraph {
  const graph: PictureGraph = new MultiDirectedGraph();
  for (const node of network.nodes) graph.mergeNode(node.id, lookOfNode(node, theme, scale));
  const lanes = findLanes(network.edges);
  const ties = new Set(network.nodes.filter((node) => node.type === "relationship").map((node) => node.id));
  for (const edge of network.edges) {
    graph.addEdgeWithKey(edge.id, edge.source, edge.target, {
      ...lookOfTie(edge, theme, scale),
      lane: Math.max(0.35, scale) * (lanes.get(edge.id) ?? 0),
      head: edge.directed && !ties.has(edge.target) ? HEAD * Math.max(0.5, scale) : 0, // parties of a tie stand around it, what comes of it is pointed at
    });
  }
  return graph;
}

/** Turns each name away from the ties of its company, and below where they lead to both sides. */
export function turnNames(graph: PictureGraph): void {
  graph.updateEachNodeAttributes((node, look) => {
    const ways = graph.neighbors(node).map((other) => ({ x: graph.getNodeAttribute(other, "x") - look.x, y: graph.getNodeAttribute(other, "y") - look.y }));
    const level = ways.filter(({ x, y }) => Math.abs(y) < LEVEL * Math.abs(x)).map(({ x }) => (x > 0 ? "right" : "left"));
    const sides = ways.reduce((sum, { x }) => sum + Math.sign(x), 0) > 0 ? (["left", "right"] as const) : (["right", "left"] as const);
    return { ...look, side: sides.find((side) => !level.includes(side)) ?? "below" };
  });
}

function lookOfNode(node: NetworkNode, theme: Theme, scale: number): NodeLook {
  const isTie = node.type === "relationship";
  return {
    x: node.x,
    y: node.y,
    iri: node.iri,
    side: "right",
    label: node.label,
    shape: SHAPE_OF[node.type] ?? "square",
    size: scale * (isTie ? 7 : radiusOf(node.ties)),
    color: isTie ? colourOf(node.kind, theme) : SURFACE[theme].node,
    rim: SURFACE[theme].paper,
  };
}

function lookOfTie(edge: NetworkEdge, theme: Theme, scale: number): TieLook {
  return {
    tie: edge.tie,
    color: colourOf(edge.kind, theme),
    size: Math.max(0.45, scale) * widthOf(edge.sources),
    lane: 0,
    dash: DASH[edge.status] ?? 0,
    opacity: OPACITY[edge.status] ?? 1,
    head: 0,
    label: formatShare(edge.percentage),
  };
}

/** How far each edge lies beside the straight line between its nodes; the same side whichever way it runs. */
export function findLanes(edges: readonly Pick<NetworkEdge, "id" | "source" | "target">[]): Map<string, number> {
  const pairs = new Map<string, typeof edges[number][]>();
  for (const edge of edges) {
    const pair = [edge.source, edge.target].sort().join("\n");
    pairs.set(pair, [...(pairs.get(pair) ?? []), edge]);
  }
  const lanes = new Map<string, number>();
  for (const beside of pairs.values()) {
    beside.forEach((edge, index) => {
      const lane = LANE * (index - (beside.length - 1) / 2);
      lanes.set(edge.id, edge.source < edge.target ? lane : -lane || 0);
    });
  }
  return lanes;
}
