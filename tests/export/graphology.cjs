// What graphology, the library of Sigma's pages, reads from network files: a line of JSON for each.
//   NODE_PATH=node_modules node graphology.cjs FILE...
const fs = require("fs");
const { MultiDirectedGraph } = require("graphology");
const parsers = { graphml: require("graphology-graphml").parse, gexf: require("graphology-gexf").parse };

const KEEP = { respectInputGraphType: true }; // which a GEXF without edges would not do
const text = (value) => (Object.is(value, -0) ? "-0" : String(value));
const row = (attributes) => Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, text(value)]));

for (const path of process.argv.slice(2)) {
  const graph = parsers[path.split(".").pop()](MultiDirectedGraph, fs.readFileSync(path, "utf8"), KEEP);
  const nodes = graph.nodes();
  const places = new Map(nodes.map((node, place) => [node, place]));
  const edges = graph.mapEdges((_, attributes, source, target) => [places.get(source), places.get(target), row(attributes)]);
  console.log(JSON.stringify([nodes.map((node) => row(graph.getNodeAttributes(node))), edges]));
}
