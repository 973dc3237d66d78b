/** Names beside nodes and percentages on ties, each written where nothing else stands, the largest nodes first. */

import type Sigma from "sigma";
import type { NodeHoverDrawingFunction } from "sigma/rendering";

import { shorten } from "../wording";
import type { NodeLook, PictureGraph, TieLook } from "./graph";
import { type Point, shift } from "./hits";
import { SURFACE, type Theme } from "./palette";
import { type Box, Room } from "./room";
import { type Word, fontOf, write } from "./word";

/** As long as names may be, in letters; the server leaves room for so many. */
const LONGEST = 34;

/** Square pixels of paper for a name. */
const PAPER = 4200;

/** Pixels of a line below which no percentage stands on it. */
const SHORTEST_TIE = 60;

/** Where along a line its percentage may stand. */
const SHARES = [0.5, 0.36, 0.64];

/** The radius in pixels below which a node of a large picture has no name. */
const LEAST_RADIUS = 2;

/** The corner in which the buttons for zooming lie. */
const BUTTONS = { width: 50, height: 116 };

/** Names that are written whatever else stands there; of more only those that find room. */
const FORCED = 6;

/** Nodes that are looked at for each name that is wanted: room is not always found. */
const TRIES = 4;

/** Pixels beyond the picture in which a node may still have its name inside. */
const RIM = 20;

/** Nodes on the screen up to which no name is written on one. */
const CLEAR = 2000;

type Style = Pick<Word, "size" | "weight" | "isItalic" | "fill">;
type Shown = NodeLook & { highlighted: boolean; forceLabel: boolean };
type Place = Point & { radius: number; look: Shown };

export class Labels {
  /** What is written now. */
  words: Word[] = [];
  private readonly order: string[];
  /** The ties that have a percentage; a large picture shows none. */
  private readonly shares: string[];
  private readonly lengths = new Map<string, number>();
  private readonly context: CanvasRenderingContext2D | null;
  private room = new Room();
  private places = new Map<string, Place>();
  private looks: Shown[] | null = null;

  constructor(
    private readonly sigma: Sigma<NodeLook, TieLook>,
    private readonly graph: PictureGraph,
    private readonly theme: Theme,
    private readonly hasAll: boolean,
    private readonly isLarge: boolean,
  ) {
    sigma.on("afterProcess", () => this.forget());
    this.context = sigma.getCanvases()["labels"]?.getContext("2d") ?? null;
    this.shares = isLarge ? [] : graph.filterEdges((_edge, { label }) => label !== "");
    this.order = graph.nodes().sort((one, other) => graph.getNodeAttribute(other, "size") - graph.getNodeAttribute(one, "size"));
  }

  /** Looks at the nodes anew: sigma copies one at each look, which takes seconds for thousands in every frame. */
  forget(): void {
    this.looks = null;
  }

  clear(): void {
    this.words = [];
    const { width, height } = this.sigma.getDimensions();
    this.context?.clearRect(0, 0, width, height);
  }

  /** Finds anew what is written, and writes it. */
  draw(): void {
    this.clear();
    const { context } = this;
    if (!context) return;
    const { width, height } = this.sigma.getDimensions();
    this.room = new Room();
    this.room.take({ left: width - BUTTONS.width, right: width, top: height - BUTTONS.height, bottom: height });
    this.places = this.findNodes();
    const seen = [...this.places.values()];
    if (seen.length < CLEAR) for (const place of seen) this.room.take(around(place));
    const isForced = ({ look }: Place) => look.forceLabel || look.highlighted;
    const forced = seen.filter(isForced);
    const chosen = new Set(this.shares.filter((edge) => this.isChosen(edge)));
    for (const edge of chosen) this.nameTie(edge, context);
    for (const place of forced) this.nameNode(place, context, forced.length <= FORCED || place.look.highlighted);
    const most = (width * height) / PAPER;
    for (const place of seen.slice(0, TRIES * most)) {
      if (this.words.length > most || (!this.hasAll && place.radius < LEAST_RADIUS)) break;
      if (!isForced(place)) this.nameNode(place, context, false);
    }
    for (const edge of this.shares) if (!chosen.has(edge)) this.nameTie(edge, context);
    for (const word of this.words) write(context, word, SURFACE[this.theme].halo);
  }

  /** A node under the pointer, or chosen: its ring, and its name whatever else stands there. */
  readonly hover: NodeHoverDrawingFunction<NodeLook, TieLook> = (context, node) => {
    context.beginPath();
    context.arc(node.x, node.y, node.size + 3, 0, 2 * Math.PI);
    context.lineWidth = 2.5;
    context.strokeStyle = SURFACE[this.theme].chosen;
    context.stroke();
    const places = this.findPlaces({ x: node.x, y: node.y, radius: node.size, look: node as unknown as Shown }, context);
    const written = this.words.find((word) => places.some(({ x, y }) => Math.abs(word.x - x) < 1 && Math.abs(word.y - y) < 1));
    const word = written ?? places.find((place) => this.isInside(place, context)) ?? places[0];
    if (word) write(context, word, SURFACE[this.theme].halo);
  };

  private look(node: string): Shown {
    return this.sigma.getNodeDisplayData(node) as unknown as Shown;
  }

  private locate(node: string): Point {
    return this.places.get(node) ?? this.sigma.framedGraphToViewport(this.look(node));
  }

  /** The nodes on the screen, the largest first; worked out by hand, since sigma makes several objects for each. */
  private findNodes(): Map<string, Place> {
    const [origin, right, up] = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 0, y: 1 }].map((at) => this.sigma.framedGraphToViewport(at)) as [Point, Point, Point];
    const { width, height } = this.sigma.getDimensions();
    const scale = this.sigma.scaleSize(1);
    const found = new Map<string, Place>();
    if (!this.isLarge) this.looks = null; // nodes may have been drawn aside
    this.looks ??= this.order.map((node) => this.look(node));
    for (const [at, look] of this.looks.entries()) {
      const x = origin.x + look.x * (right.x - origin.x) + look.y * (up.x - origin.x);
      const y = origin.y + look.x * (right.y - origin.y) + look.y * (up.y - origin.y);
      if (x > -RIM && y > -RIM && x < width + RIM && y < height + RIM) found.set(this.order[at] ?? "", { x, y, radius: look.size * scale, look });
    }
    return found;
  }

  private isChosen(edge: string): boolean {
    return Boolean((this.sigma.getEdgeDisplayData(edge) as { forceLabel?: boolean } | undefined)?.forceLabel);
  }

  private nameNode(place: Place, context: CanvasRenderingContext2D, isForced: boolean): void {
    if (!place.look.label) return;
    const places = this.findPlaces(place, context);
    const free = places.find((word) => this.isInside(word, context) && this.room.isFree(this.box(word, context)));
    this.put(free ?? (isForced ? places[0] : undefined), context);
  }

  private nameTie(edge: string, context: CanvasRenderingContext2D): void {
    const { label, lane } = this.sigma.getEdgeDisplayData(edge) as unknown as TieLook;
    if (!label) return;
    const [source, target] = this.graph.extremities(edge).map((node) => this.locate(node)) as unknown as [Point, Point];
    if (Math.hypot(source.x - target.x, source.y - target.y) < SHORTEST_TIE) return;
    const [from, to] = shift(source, target, lane);
    const style: Style = { size: 11, weight: 600, isItalic: false, fill: SURFACE[this.theme].ink };
    const words = SHARES.map((share): Word => ({ text: label, x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y), anchor: "middle", ...style }));
    this.put(words.find((word) => this.room.isFree(this.box(word, context))), context);
  }

  private put(word: Word | undefined, context: CanvasRenderingContext2D): void {
    if (!word) return;
    this.words.push(word);
    this.room.take(this.box(word, context));
  }

  /** Where the name of a node may stand, the best place first: beside a company, away from its ties; below a tie. */
  private findPlaces({ x, y, radius, look }: Place, context: CanvasRenderingContext2D): Word[] {
    const isTie = look.shape === "diamond";
    const surface = SURFACE[this.theme];
    const style: Style = isTie ? { size: 11, weight: 400, isItalic: true, fill: surface.quiet } : { size: 12.5, weight: 500, isItalic: false, fill: surface.ink };
    const text = shorten(look.label, LONGEST);
    const word = (dx: number, dy: number, anchor: Word["anchor"]): Word => ({ text, x: x + dx, y: y + dy, anchor, ...style });
    const gap = radius + 4;
    const below = [word(0, gap + 4, "middle"), word(0, -gap - 4, "middle")];
    if (isTie) return [...below, word(gap, 0, "start"), word(-gap, 0, "end")];
    const beside = [word(gap, 0, "start"), word(-gap, 0, "end")];
    const shift = 0.3 * this.measure(below[0] as Word, context);
    const askew = [shift, -shift].flatMap((dx) => [word(dx, gap + 4, "middle"), word(dx, -gap - 4, "middle")]);
    if (look.side === "below") return [...below, ...askew, ...beside];
    return [...(look.side === "left" ? beside.reverse() : beside), ...below, ...askew];
  }

  private isInside(word: Word, context: CanvasRenderingContext2D): boolean {
    const { left, right, top, bottom } = this.box(word, context);
    const { width, height } = this.sigma.getDimensions();
    return left > 0 && right < width && top > 0 && bottom < height;
  }

  private box(word: Word, context: CanvasRenderingContext2D): Box {
    const length = this.measure(word, context);
    const left = word.x - { start: 0, middle: length / 2, end: length }[word.anchor];
    return { left: left - 1, right: left + length + 1, top: word.y - 0.52 * word.size, bottom: word.y + 0.52 * word.size };
  }

  private measure(word: Word, context: CanvasRenderingContext2D): number {
    const key = `${word.size} ${word.text}`;
    const known = this.lengths.get(key);
    if (known !== undefined) return known;
    context.font = fontOf(word);
    const length = context.measureText(word.text).width;
    this.lengths.set(key, length);
    return length;
  }
}

function around({ x, y, radius }: Place): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}
