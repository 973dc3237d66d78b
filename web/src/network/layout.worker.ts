/** Finds places for nodes beside the page, so that it never waits. The same network has the same places every time. */

import { MultiDirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

import type { LayoutRequest } from "./layout";

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

/** The places, widened to the shape of the picture (width by height) as far as that does not distort them much. */
function stretch(places: Float64Array, shape: number): Float64Array {
  const [x, y] = [0, 1].map((axis) => places.filter((_, index) => index % 2 === axis)) as [Float64Array, Float64Array];
  const span = (values: Float64Array) => values.reduce((most, value) => Math.max(most, value), -Infinity) - values.reduce((least, value) => Math.min(least, value), Infinity);
  const factor = Math.min(2, Math.max(0.6, (shape * span(y)) / (span(x) || 1)));
  return places.map((value, index) => (index % 2 ? value : value * factor));
}
