/** A text on a picture, and how it is written on a canvas. */

export const FONT = "system-ui, 'Segoe UI', Roboto, sans-serif";

/** A text on the picture; `x` is its start, middle or end, as the anchor says, `y` its middle. */
export interface Word {
  text: string;
  x: number;
  y: number;
  anchor: "start" | "middle" | "end";
  size: number;
  weight: number;
  isItalic: boolean;
  fill: string;
}

export function fontOf({ isItalic, weight, size }: Word): string {
  return `${isItalic ? "italic " : ""}${weight} ${size}px ${FONT}`;
}

/** With a halo, so that it can be read on a line. */
export function write(context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, word: Word, halo: string): void {
  context.font = fontOf(word);
  context.textAlign = ({ start: "left", middle: "center", end: "right" } as const)[word.anchor];
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = halo;
  context.strokeText(word.text, word.x, word.y);
  context.fillStyle = word.fill;
  context.fillText(word.text, word.x, word.y);
}
