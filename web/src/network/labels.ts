/** What sigma writes into the picture, on a canvas: names beside nodes and percentages on ties, each with a halo. */

import type { EdgeLabelDrawingFunction, NodeHoverDrawingFunction, NodeLabelDrawingFunction } from "sigma/rendering";

import { shorten } from "../wording";
import type { NodeLook, TieLook } from "./graph";
import { shift } from "./hits";
import { SURFACE, type Theme } from "./palette";

export const FONT = "system-ui, 'Segoe UI', Roboto, sans-serif";
export const LONGEST = 34;

function write(context: CanvasRenderingContext2D, text: string, x: number, y: number, theme: Theme, halo = 5): void {
  context.lineJoin = "round";
  context.lineWidth = halo;
  context.strokeStyle = SURFACE[theme].halo;
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}

export function nodeLabels(theme: Theme): NodeLabelDrawingFunction<NodeLook, TieLook> {
  return (context, node) => {
    if (!node.label) return;
    const isTie = node["shape"] === "diamond";
    const text = shorten(node.label, LONGEST);
    context.font = `${isTie ? "italic 400 11" : "500 12.5"}px ${FONT}`;
    context.textBaseline = "middle";
    context.fillStyle = isTie ? SURFACE[theme].quiet : SURFACE[theme].ink;
    if (isTie) {
      context.textAlign = "center";
      write(context, text, node.x, node.y + node.size + 9, theme);
      return;
    }
    const isLeft = standsLeft(node, Boolean(node["isLeft"]), context.measureText(text).width, context.canvas.clientWidth);
    context.textAlign = isLeft ? "right" : "left";
    write(context, text, node.x + (node.size + 5) * (isLeft ? -1 : 1), node.y, theme);
  };
}

/** Names stand on the side of their node where fewer lines are, as far as there is room. */
export function standsLeft(node: { x: number; size: number }, isLeft: boolean, length: number, width: number): boolean {
  const wanted = length + node.size + 9;
  return isLeft ? node.x > wanted : node.x + wanted > width && node.x > width / 2;
}

export function nodeHover(theme: Theme): NodeHoverDrawingFunction<NodeLook, TieLook> {
  const draw = nodeLabels(theme);
  return (context, node, settings) => {
    context.beginPath();
    context.arc(node.x, node.y, node.size + 3, 0, 2 * Math.PI);
    context.lineWidth = 2.5;
    context.strokeStyle = SURFACE[theme].chosen;
    context.stroke();
    draw(context, node, settings);
  };
}

export function tieLabels(theme: Theme): EdgeLabelDrawingFunction<NodeLook, TieLook> {
  return (context, tie, source, target) => {
    if (!tie.label || Math.hypot(source.x - target.x, source.y - target.y) < 60) return;
    const [from, to] = shift(source, target, tie["lane"] as number);
    context.font = `600 11px ${FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = SURFACE[theme].ink;
    write(context, tie.label, (from.x + to.x) / 2, (from.y + to.y) / 2, theme, 7);
  };
}
