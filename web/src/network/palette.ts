/** Colours of kinds, far apart also for colour-blind eyes in light and dark (tests/palette.test.ts measures it). */

export type Theme = "light" | "dark";

export const KIND_COLOURS: Record<Theme, Readonly<Record<string, string>>> = {
  light: {
    stake: "#0e2c93",
    subsidiary: "#3834ea",
    acquisition: "#750606",
    asset_purchase: "#8a4706",
    merger: "#fc586f",
    joint_venture: "#5b8b22",
    alliance: "#2ca1a4",
    supply: "#997ef2",
    license: "#4e0e56",
    competition: "#63585d",
  },
  dark: {
    stake: "#4297e4",
    subsidiary: "#bbc8fd",
    acquisition: "#e7632b",
    asset_purchase: "#fba221",
    merger: "#be2547",
    joint_venture: "#5afea0",
    alliance: "#54cea7",
    supply: "#7653e4",
    license: "#9a5996",
    competition: "#99928e",
  },
};

export const SURFACE: Record<Theme, Record<"paper" | "ink" | "quiet" | "node" | "chosen" | "halo", string>> = {
  light: { paper: "#ffffff", ink: "#1a2130", quiet: "#5b6577", node: "#46536b", chosen: "#e07b00", halo: "#ffffff" },
  dark: { paper: "#12161d", ink: "#e8ecf3", quiet: "#9aa5b8", node: "#a9b6cc", chosen: "#ffb648", halo: "#12161d" },
};

/** The colour of a kind, or of the kind that a form of alliance belongs to. */
export function colourOf(kind: string, theme: Theme): string {
  const colours = KIND_COLOURS[theme];
  return colours[kind] ?? colours["alliance"] ?? SURFACE[theme].quiet;
}

/** How much of a tie is to be seen: what has ended or was denied steps back. */
export const OPACITY: Readonly<Record<string, number>> = { proposed: 1, agreed: 1, completed: 1, ended: 0.4, denied: 0.55 };

/** Length of dashes in pixels: plans are dashed, denials dotted, the rest is one line. */
export const DASH: Readonly<Record<string, number>> = { proposed: 7, agreed: 0, completed: 0, ended: 0, denied: 2.5 };

/** Length of the gap behind a dash, for each pixel of it. */
export const GAP = 0.7;

/** Pixels from the tip of a line's head to where it begins. */
export const HEAD = 10;

/** How large nodes and lines are: 1 where the picture has the size for which the server laid it out, less where it is smaller. */
export function crowding(nodes: readonly { x: number; y: number }[], width: number, height: number): number {
  const span = (values: number[]) => values.reduce((most, value) => Math.max(most, value), -Infinity) - values.reduce((least, value) => Math.min(least, value), Infinity);
  const [across, up] = [span(nodes.map(({ x }) => x)), span(nodes.map(({ y }) => y))];
  return Math.min(1, Math.max(0.25, Math.min(width / Math.max(across, 1), height / Math.max(up, 1)) ** 0.65));
}

/** Pixels of width for the number of sources. */
export function widthOf(sources: number): number {
  return 1.6 + Math.min(5, 1.6 * Math.log2(Math.max(1, sources)));
}

/** Radius of a node for the number of its ties. */
export function radiusOf(ties: number): number {
  return 5 + Math.min(11, 2.1 * Math.sqrt(Math.max(0, ties - 1)));
}

export function currentTheme(): Theme {
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
