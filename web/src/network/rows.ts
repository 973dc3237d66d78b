/** The ties of a network as rows: one for each tie, also where the picture has a node for it. */

import type { Drawing, NetworkNode, Status } from "../answers";
import { compareText, wordOf } from "../wording";

export interface Row {
  tie: string;
  kind: string;
  label: string;
  status: Status;
  parties: NetworkNode[];
  isDirected: boolean;
  percentage: number | null;
  sources: number;
  confidence: number;
  first: string;
  last: string;
}

export type Column = "parties" | "label" | "status" | "percentage" | "sources" | "confidence" | "last";

export function toRows(network: Drawing, labels: ReadonlyMap<string, string>): Row[] {
  const nodes = new Map(network.nodes.map((node) => [node.id, node]));
  const rows = new Map<string, Row>();
  for (const edge of network.edges) {
    const row = rows.get(edge.tie) ?? {
      tie: edge.tie,
      kind: edge.form || edge.kind,
      label: wordOf(edge, labels),
      status: edge.status,
      parties: [],
      isDirected: edge.directed,
      percentage: edge.percentage,
      sources: edge.sources,
      confidence: edge.confidence,
      first: edge.first_reported ?? "",
      last: edge.last_reported ?? "",
    };
    for (const id of [edge.source, edge.target]) {
      const node = nodes.get(id);
      if (node?.type === "relationship") [row.isDirected, row.percentage] = [false, null]; // the share is one party's
      else if (node && !row.parties.includes(node)) row.parties.push(node);
    }
    rows.set(edge.tie, row);
  }
  return [...rows.values()];
}

export function sortRows(rows: readonly Row[], column: Column, isDown: boolean): Row[] {
  const sign = isDown ? -1 : 1;
  return [...rows].sort((one, other) => sign * compare(one, other, column) || compareText(nameOf(one), nameOf(other)));
}

function compare(one: Row, other: Row, column: Column): number {
  switch (column) {
    case "parties":
      return compareText(nameOf(one), nameOf(other));
    case "label":
    case "status":
    case "last":
      return compareText(one[column], other[column]);
    case "percentage":
      return (one.percentage ?? -1) - (other.percentage ?? -1);
    default:
      return one[column] - other[column];
  }
}

export function nameOf(row: Row): string {
  return row.parties.map((party) => party.label).join(row.isDirected ? " → " : " · ");
}
