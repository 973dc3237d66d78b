/** Shapes of nodes: discs for companies, others for persons, states and ties that are drawn as nodes. */

export const SHAPES = ["disc", "square", "diamond", "triangle"] as const;
export type Shape = (typeof SHAPES)[number];

export const SHAPE_OF: Readonly<Record<string, Shape>> = {
  company: "disc",
  person: "triangle",
  government: "square",
  other: "square",
  relationship: "diamond",
};
