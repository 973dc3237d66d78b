import { expect, test } from "vitest";

import type { Drawing, NetworkEdge, NetworkNode } from "../../src/answers";
import { findLanes } from "../../src/network/graph";
import { measure, shift } from "../../src/network/hits";
import { nameOf, sortRows, toRows } from "../../src/network/rows";
import { clean } from "../../src/network/svg";

const node = (id: string, type: NetworkNode["type"] = "company"): NetworkNode => ({ id, iri: `iri:${id}`, label: id.toUpperCase(), type, kind: "", ties: 1, x: 0, y: 0 });
const edge = (id: string, source: string, target: string, rest: Partial<NetworkEdge> = {}): NetworkEdge => ({
  ...{ id, source, target, tie: `tie:${id}`, kind: "stake", form: "", label: "", status: "completed", directed: true, percentage: null },
  ...{ sources: 1, confidence: 1, first_reported: null, last_reported: null, topics: [] },
  ...rest,
});

test("one tie lies on the straight line, several beside it on fixed sides", () => {
  expect([...findLanes([edge("1", "a", "b")]).values()]).toEqual([0]);
  const lanes = findLanes([edge("1", "a", "b"), edge("2", "b", "a"), edge("3", "a", "b")]);
  expect([lanes.get("1"), lanes.get("2"), lanes.get("3")]).toEqual([-9, 0, 9]);
  const both = findLanes([edge("1", "a", "b"), edge("2", "b", "a")]);
  expect([both.get("1"), both.get("2")]).toEqual([-4.5, -4.5]); // each to its own left: they do not meet
});

test("the distance to a line is measured beside it and beyond its ends", () => {
  const [from, to] = [{ x: 0, y: 0 }, { x: 10, y: 0 }];
  expect(measure({ x: 5, y: 3 }, from, to, 0)).toBe(3);
  expect(measure({ x: 13, y: 4 }, from, to, 0)).toBe(5);
  expect(measure({ x: 5, y: -4 }, from, to, 4)).toBe(0);
});

test("a line is moved square to its direction", () => {
  expect(shift({ x: 0, y: 0 }, { x: 0, y: 5 }, 2)).toEqual([{ x: 2, y: 0 }, { x: 2, y: 5 }]);
});

const venture: Drawing = {
  nodes: [node("a"), node("b"), node("c"), node("v", "relationship")],
  edges: [
    edge("1", "a", "v", { tie: "tie:v", kind: "joint_venture", sources: 3, percentage: 60 }),
    edge("2", "b", "v", { tie: "tie:v", kind: "joint_venture", sources: 3 }),
    edge("3", "c", "a", { percentage: 34 }),
  ],
};

test("a tie of several is one row", () => {
  const rows = toRows(venture, new Map([["joint_venture", "joint venture"]]));
  expect(rows.map((row) => [nameOf(row), row.label, row.sources])).toEqual([["A · B", "joint venture", 3], ["C → A", "stake", 1]]);
});

test("rows are sorted by a column either way", () => {
  const rows = toRows(venture, new Map());
  expect(sortRows(rows, "percentage", true).map(nameOf)).toEqual(["C → A", "A · B"]);
  expect(sortRows(rows, "sources", true).map(nameOf)).toEqual(["A · B", "C → A"]);
  expect(sortRows(rows, "parties", false).map(nameOf)).toEqual(["A · B", "C → A"]);
});

test("text in SVG has no character that XML forbids", () => {
  expect(clean("a\u0000b\ud800c\ufffe\td<&🚗")).toBe("a\ufffdb\ufffdc\ufffd\td<&🚗");
});
