/** Finds places for nodes beside the page, so that it never waits. The same network has the same places every time. */

import { MultiDirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

import type { LayoutRequest } from "./layout";
import { stretch } from "./shape";

/** Three times what the library infers: parts that no tie joins come near to one another, and ties get longer. */
const GRAVITY = 0.15;

addEventListener("message", (event: MessageEvent<LayoutRequest>) => {
  const { places, pairs, sizes, rounds, shape } = event.data;
  const graph = new MultiDirectedGraph();
  for (let node = 0; node < sizes.length; node++) {
    graph.addNode(node, { x: places[2 * node], y: places[2 * node + 1], size: sizes[node] });
  }
  for (let pair = 0; pair < pairs.length; pair += 2) graph.addDirectedEdge(pairs[pair], pairs[pair + 1]);
  const settings = { ...forceAtlas2.inferSettings(graph), gravity: GRAVITY, adjustSizes: sizes.length < 400, barnesHutOptimize: sizes.length > 800 };
  forceAtlas2.assign(graph, { iterations: rounds, settings });
  const found = new Float64Array(places.length);
  graph.forEachNode((node, { x, y }) => {
    found[2 * Number(node)] = x as number;
    found[2 * Number(node) + 1] = y as number;
  });
  postMessage(stretch(found, shape));
});
