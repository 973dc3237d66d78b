/** The picture of a network on the screen: sigma with our shapes, our lines and our way to find what was clicked. */

import Sigma from "sigma";

import type { Drawing } from "../answers";
import { type NodeLook, type PictureGraph, type TieLook, toGraph, turnNames } from "./graph";
import { Hits, type Point } from "./hits";
import { Labels } from "./labels";
import { CompanyProgram } from "./node-program";
import { SURFACE, type Theme, crowding } from "./palette";
import { TieProgram, resting } from "./tie-program";

export type Places = Record<string, { x: number; y: number }>;

export interface Choice {
  tie: string;
  node: string;
}

export interface Listeners {
  onNode: (iri: string, isTie: boolean) => void;
  onTie: (iri: string) => void;
}

/** From so many ties on, lines rest while the picture moves. */
const MANY_TIES = 4000;

/** Nodes up to which every one has its name, as far as there is room; the server places no more with room for them. */
const NAMED = 150;

/** Pixels between the nodes and the rim, and where few nodes leave room for names beside them. */
const PADDING = 36;
const FEW = 20;
const WIDE_PADDING = 72;

/** Milliseconds of stillness after which they come back. */
const REST = 180;

export class Picture {
  readonly graph: PictureGraph;
  readonly sigma: Sigma<NodeLook, TieLook>;
  readonly labels: Labels;
  private choice: Choice = { tie: "", node: "" };
  private near = new Set<string>();
  private waking: ReturnType<typeof setTimeout> | undefined;

  constructor(place: HTMLElement, network: Drawing, readonly theme: Theme, places: Places, listeners: Listeners) {
    const { clientWidth: width, clientHeight: height } = place;
    const padding = network.nodes.length < FEW ? WIDE_PADDING : PADDING;
    this.graph = toGraph(network, theme, crowding(network.nodes, width - 2 * padding, height - 2 * padding));
    this.graph.updateEachNodeAttributes((node, look) => ({ ...look, ...places[node] }));
    turnNames(this.graph);
    const isLarge = network.edges.length > MANY_TIES;
    this.sigma = new Sigma<NodeLook, TieLook>(this.graph, place, {
      allowInvalidContainer: true,
      defaultNodeType: "company",
      defaultEdgeType: "tie",
      nodeProgramClasses: { company: CompanyProgram },
      nodeHoverProgramClasses: { company: CompanyProgram },
      edgeProgramClasses: { tie: TieProgram },
      defaultDrawNodeHover: (...drawn) => this.labels.hover(...drawn),
      enableEdgeEvents: true,
      renderLabels: false, // labels.ts writes them
      stagePadding: padding,
      minCameraRatio: 0.01,
      maxCameraRatio: 4,
      zIndex: true,
      nodeReducer: (node, look) => this.showNode(node, look),
      edgeReducer: (edge, look) => this.showTie(edge, look),
    });
    this.labels = new Labels(this.sigma, this.graph, theme, network.nodes.length <= NAMED, isLarge);
    this.sigma.on("afterRender", () => (resting.has(this.sigma) ? this.labels.clear() : this.labels.draw()));
    const hits = new Hits(this.sigma, this.graph);
    const captor = this.sigma.getMouseCaptor();
    Object.assign(this.sigma, {
      getNodeAtPosition: (at: Point) => (captor.isMoving ? null : hits.findNode(at)),
      getEdgeAtPoint: (x: number, y: number) => (captor.isMoving ? null : hits.findTie({ x, y })),
    });
    this.listen(listeners, place, !isLarge);
    if (isLarge) this.restWhileMoving();
  }

  /** Where each node is now. */
  places(): Places {
    return Object.fromEntries(this.graph.mapNodes((node, { x, y }) => [node, { x, y }]));
  }

  choose(choice: Choice): void {
    this.choice = choice;
    this.near.clear();
    this.graph.forEachEdge((_edge, { tie }, source, target, from, to) => {
      if (tie === choice.tie || (!choice.tie && (from.iri === choice.node || to.iri === choice.node))) {
        this.near.add(source).add(target);
      }
    });
    this.labels.forget();
    this.sigma.refresh({ skipIndexation: true });
  }

  zoom(factor: number): void {
    const camera = this.sigma.getCamera();
    void camera.animate({ ratio: camera.ratio / factor }, { duration: isCalm() ? 1 : 150 });
  }

  pan(x: number, y: number): void {
    const camera = this.sigma.getCamera();
    camera.setState({ x: camera.x + x * camera.ratio, y: camera.y + y * camera.ratio });
  }

  fit(): void {
    void this.sigma.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, { duration: isCalm() ? 1 : 200 });
  }

  end(): void {
    clearTimeout(this.waking);
    this.sigma.kill();
  }

  private restWhileMoving(): void {
    this.sigma.getCamera().on("updated", () => {
      resting.add(this.sigma);
      clearTimeout(this.waking);
      this.waking = setTimeout(() => {
        resting.delete(this.sigma);
        this.sigma.scheduleRender();
      }, REST);
    });
  }

  private get isNarrowed(): boolean {
    return this.near.size > 0;
  }

  private showNode(node: string, look: NodeLook) {
    const isChosen = look.iri === this.choice.node || look.iri === this.choice.tie;
    const isNear = this.near.has(node);
    const surface = SURFACE[this.theme];
    return {
      ...look,
      rim: isChosen ? surface.chosen : look.rim,
      highlighted: isChosen,
      forceLabel: isNear && this.near.size < 60,
      color: this.isNarrowed && !isNear && !isChosen ? mix(look.color, surface.paper) : look.color,
      zIndex: isChosen ? 2 : isNear ? 1 : 0,
    };
  }

  private showTie(edge: string, look: TieLook) {
    const ends = this.graph.extremities(edge);
    const isChosen = this.choice.tie !== "" && look.tie === this.choice.tie;
    const isNear = isChosen || (!this.choice.tie && ends.some((end) => this.graph.getNodeAttribute(end, "iri") === this.choice.node));
    const isFar = this.isNarrowed && !isNear;
    return {
      ...look,
      size: isChosen ? look.size + 2.5 : look.size,
      opacity: isFar ? look.opacity * 0.25 : isChosen ? 1 : look.opacity,
      label: isFar ? "" : look.label,
      forceLabel: isChosen || (isNear && this.near.size < 60),
      zIndex: isChosen ? 2 : isNear ? 1 : 0,
    };
  }

  private listen({ onNode, onTie }: Listeners, place: HTMLElement, canDrag: boolean): void {
    const { sigma, graph } = this;
    let dragged = "";
    sigma.on("clickNode", ({ node }) => {
      const { iri, shape } = graph.getNodeAttributes(node);
      onNode(iri, shape === "diamond");
    });
    sigma.on("clickEdge", ({ edge }) => onTie(graph.getEdgeAttribute(edge, "tie")));
    for (const event of ["enterNode", "enterEdge"] as const) sigma.on(event, () => (place.style.cursor = "pointer"));
    for (const event of ["leaveNode", "leaveEdge"] as const) sigma.on(event, () => (place.style.cursor = ""));
    sigma.on("downNode", ({ node }) => {
      if (!canDrag) return; // sigma works all nodes out anew for each step of one
      dragged = node;
      if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
    });
    sigma.on("moveBody", ({ event }) => {
      if (!dragged) return;
      graph.mergeNodeAttributes(dragged, sigma.viewportToGraph(event));
      event.preventSigmaDefault();
      event.original.preventDefault();
    });
    for (const event of ["upNode", "upStage", "upEdge", "leaveStage"] as const) sigma.on(event, () => (dragged = ""));
  }
}

/** Whether the person who looks has asked for little motion. */
function isCalm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** A colour on its way to the paper. */
function mix(colour: string, paper: string): string {
  const parts = [1, 3, 5].map((at) => Math.round(0.28 * parseInt(colour.slice(at, at + 2), 16) + 0.72 * parseInt(paper.slice(at, at + 2), 16)));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
