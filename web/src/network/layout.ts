/** Better places for the nodes of a picture, worked out by a worker from those that the server gives. */

import type { PictureGraph } from "./graph";

export interface LayoutRequest {
  places: Float64Array;
  /** Indexes of nodes, two for each pair of companies with a tie. */
  pairs: Uint32Array;
  sizes: Float64Array;
  rounds: number;
  /** Width by height of the picture. */
  shape: number;
}

/** Up to as many nodes the picture is spread out anew; the server's places of more are packed better. */
export const MOST_NODES = 150;

export type Places = Record<string, { x: number; y: number }>;

/** Calls back with the places, unless it is ended before by the function that comes back. */
export function spread(graph: PictureGraph, shape: number, onDone: (places: Places) => void): () => void {
  const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
  const nodes = graph.nodes();
  worker.addEventListener("message", (event: MessageEvent<Float64Array>) => {
    worker.terminate();
    const found = event.data;
    onDone(Object.fromEntries(nodes.map((node, at) => [node, { x: found[2 * at] ?? 0, y: found[2 * at + 1] ?? 0 }])));
  });
  worker.postMessage(toRequest(graph, nodes, shape));
  return () => worker.terminate();
}

function toRequest(graph: PictureGraph, nodes: readonly string[], shape: number): LayoutRequest {
  const index = new Map(nodes.map((node, at) => [node, at]));
  const pairs = new Set<string>();
  graph.forEachEdge((_edge, _look, source, target) => {
    const [one = 0, other = 0] = [index.get(source), index.get(target)];
    if (one !== other) pairs.add(`${Math.min(one, other)} ${Math.max(one, other)}`);
  });
  return {
    places: Float64Array.from(nodes.flatMap((node) => [graph.getNodeAttribute(node, "x"), graph.getNodeAttribute(node, "y")])),
    pairs: Uint32Array.from([...pairs].flatMap((pair) => pair.split(" ").map(Number))),
    sizes: Float64Array.from(nodes.map((node) => graph.getNodeAttribute(node, "size"))),
    rounds: nodes.length < 300 ? 400 : 120,
    shape,
  };
}
