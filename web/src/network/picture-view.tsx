/** The picture with its buttons. Keys: arrows move it, + and - zoom, 0 shows all of it. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

import type { Drawing } from "../answers";
import type { Theme } from "./palette";
import { Picture, type Places } from "./picture";

interface Props {
  network: Drawing;
  theme: Theme;
  tie: string;
  node: string;
  onTie: (iri: string) => void;
  onNode: (iri: string) => void;
  picture: { current: Picture | null };
  children?: ComponentChildren;
}

const STEP = 0.08;

export function PictureView({ network, theme, tie, node, onTie, onNode, picture, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef<{ network: Drawing; places: Places } | null>(null);
  const listeners = useRef({ onTie, onNode });
  listeners.current = { onTie, onNode };

  useEffect(() => {
    if (!place.current) return;
    const before = shown.current;
    const places = before?.network === network ? before.places : {};
    const drawn = new Picture(place.current, network, theme, places, {
      onNode: (iri, isTie) => (isTie ? listeners.current.onTie(iri) : listeners.current.onNode(iri)),
      onTie: (iri) => listeners.current.onTie(iri),
    });
    picture.current = drawn;
    drawn.choose({ tie, node });
    const watcher = new ResizeObserver(() => drawn.sigma.resize().scheduleRender());
    watcher.observe(place.current);
    return () => {
      watcher.disconnect();
      shown.current = { network, places: drawn.places() };
      picture.current = null;
      drawn.end();
    };
  }, [network, theme]);
  useEffect(() => picture.current?.choose({ tie, node }), [tie, node]);

  const press = (event: KeyboardEvent) => {
    const act = {
      ArrowLeft: () => picture.current?.pan(-STEP, 0),
      ArrowRight: () => picture.current?.pan(STEP, 0),
      ArrowUp: () => picture.current?.pan(0, STEP),
      ArrowDown: () => picture.current?.pan(0, -STEP),
      "+": () => picture.current?.zoom(1.5),
      "-": () => picture.current?.zoom(1 / 1.5),
      "0": () => picture.current?.fit(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <div class="picture">
      <div
        ref={place}
        class="canvas"
        role="application"
        tabIndex={0}
        aria-label="Picture of the network. Arrow keys move it, plus and minus zoom, zero shows all. The table holds the same ties."
        onKeyDown={press}
      />
      <div class="zoom" role="group" aria-label="Zoom">
        <button type="button" title="Zoom in (+)" aria-label="Zoom in" onClick={() => picture.current?.zoom(1.5)}>+</button>
        <button type="button" title="Zoom out (-)" aria-label="Zoom out" onClick={() => picture.current?.zoom(1 / 1.5)}>−</button>
        <button type="button" title="Show all (0)" aria-label="Show all" onClick={() => picture.current?.fit()}>⤢</button>
      </div>
      {children}
    </div>
  );
}
