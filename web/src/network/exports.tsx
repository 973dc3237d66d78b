/** What is on the screen, to take along: as files of the server's, as a picture, or as a link. */

import { useState } from "preact/hooks";

import { CONDITIONS, pick } from "../address";
import type { Network } from "../answers";
import { save } from "../save";
import { locate } from "../server";
import type { Picture } from "./picture";
import { toPng } from "./png";
import { sketch } from "./sketch";
import { toSvg } from "./svg";

interface Props {
  query: URLSearchParams;
  picture: { current: Picture | null };
  whole: Network | undefined;
}

const FORMATS = [
  ["graphml", "GraphML", "Gephi, Cytoscape"],
  ["gexf", "GEXF", "Gephi, with days"],
  ["csv", "CSV", "spreadsheets"],
  ["html", "Web page", "one file, with its sentences"],
  ["turtle", "Turtle", "RDF tools"],
] as const;

export function Exports({ query, picture, whole }: Props) {
  const [isCopied, setCopied] = useState(false);
  const wanted = pick(query, ["company", "distance", ...CONDITIONS]);
  const copy = async () => {
    await navigator.clipboard.writeText(location.href);
    setCopied(true);
    setTimeout(() => setCopied(false), 2500);
  };
  const draw = async (format: "svg" | "png") => {
    if (!picture.current) return;
    const drawn = sketch(picture.current);
    save(`network.${format}`, format === "svg" ? new Blob([toSvg(drawn)], { type: "image/svg+xml" }) : await toPng(drawn));
  };
  const isBetween = query.has("between");
  const day = query.get("as_of");
  return (
    <details class="menu" onKeyDown={(event) => event.key === "Escape" && (event.currentTarget.open = false)}>
      <summary>Take along</summary>
      <div class="menu-box">
        {!isBetween && !day &&
          FORMATS.map(([format, label, use]) => (
            <a key={format} href={locate(`api/export?format=${format}&${wanted}`)} download>{label} <small>{use}</small></a>
          ))}
        {whole && whole.shown.relationships < whole.total.relationships && !isBetween && <p class="note">Files hold all ties that pass the filters, not only those drawn.</p>}
        {day && <p class="note">Files of a past day: <code>alliance-graph export --as-of {day}</code></p>}
        <button type="button" onClick={() => void draw("svg")}>SVG <small>picture, text stays text</small></button>
        <button type="button" onClick={() => void draw("png")}>PNG <small>picture</small></button>
        <button type="button" onClick={() => void copy()}>{isCopied ? "Copied" : "Copy link"} <small>opens this view</small></button>
      </div>
    </details>
  );
}
