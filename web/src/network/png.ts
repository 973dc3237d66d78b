/** A sketch as PNG, twice as large as on the screen. */

import { write } from "./word";
import { GAP } from "./palette";
import type { Mark, Sketch } from "./sketch";

const SCALE = 2;

export function toPng({ width, height, paper, marks }: Sketch): Promise<Blob> {
  const canvas = new OffscreenCanvas(width * SCALE, height * SCALE);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser cannot draw");
  context.scale(SCALE, SCALE);
  context.fillStyle = paper;
  context.fillRect(0, 0, width, height);
  for (const mark of marks) draw(context, mark, paper);
  return canvas.convertToBlob({ type: "image/png" });
}

function draw(context: OffscreenCanvasRenderingContext2D, mark: Mark, paper: string): void {
  context.globalAlpha = "opacity" in mark ? mark.opacity : 1;
  context.setLineDash([]);
  context.lineWidth = 1.5;
  context.beginPath();
  if (mark.sort === "text") {
    write(context, mark, paper);
    return;
  }
  if (mark.sort === "line") {
    context.lineWidth = mark.width;
    context.strokeStyle = mark.colour;
    if (mark.dash) context.setLineDash([mark.dash, mark.dash * GAP]);
    context.moveTo(mark.from.x, mark.from.y);
    context.lineTo(mark.to.x, mark.to.y);
    context.stroke();
    return;
  }
  if (mark.sort === "disc") context.arc(mark.at.x, mark.at.y, mark.radius, 0, 2 * Math.PI);
  else mark.points.forEach(({ x, y }) => context.lineTo(x, y));
  context.closePath();
  context.fillStyle = mark.fill;
  context.fill();
  if (!mark.rim) return;
  context.strokeStyle = mark.rim;
  context.stroke();
}
