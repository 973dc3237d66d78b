import { expect, test } from "vitest";

import { KIND_COLOURS, SURFACE, type Theme } from "../../src/network/palette";

type Triple = [number, number, number];

/** Machado, Oliveira, Fernandes (2009), severity 1: how protan, deutan and tritan eyes see linear RGB. */
const EYES: Record<string, Triple[]> = {
  usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

/** Of OKLab: 0.02 is just seen side by side; lines far apart want several times that. */
const LEAST_DISTANCE = 0.1;

test.each(["light", "dark"] as Theme[])("any two kinds are told apart by all eyes (%s)", (theme) => {
  const colours = Object.entries(KIND_COLOURS[theme]);
  for (const [eye, matrix] of Object.entries(EYES)) {
    for (const [index, [one, colour]] of colours.entries()) {
      for (const [other, another] of colours.slice(index + 1)) {
        const distance = Math.hypot(...toLab(see(colour, matrix)).map((value, axis) => value - (toLab(see(another, matrix))[axis] ?? 0)));
        expect(distance, `${one} and ${other}, ${eye}`).toBeGreaterThan(LEAST_DISTANCE);
      }
    }
  }
});

test.each(["light", "dark"] as Theme[])("every kind has a contrast of 3 to the paper (%s)", (theme) => {
  for (const [kind, colour] of Object.entries(KIND_COLOURS[theme])) {
    const [light, dark] = [lightness(colour), lightness(SURFACE[theme].paper)].sort((one, other) => other - one) as [number, number];
    expect((light + 0.05) / (dark + 0.05), kind).toBeGreaterThan(3);
  }
});

function linear(colour: string): Triple {
  return [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Triple;
}

function lightness(colour: string): number {
  const [red, green, blue] = linear(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function see(colour: string, matrix: Triple[]): Triple {
  const seen = linear(colour);
  return matrix.map((row) => Math.min(1, Math.max(0, row.reduce((sum, part, axis) => sum + part * (seen[axis] ?? 0), 0)))) as Triple;
}

function toLab([red, green, blue]: Triple): Triple {
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
  ];
}
