/** What is on the screen, to take along: as files of the server's, as a picture, or as a link. */

import { useState } from "preact/hooks";

import { CONDITIONS, change, pick } from "../address";
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

const FORMATS: readonly { format: string; label: string; use: string; isOfToday?: true }[] = [
  { format: "graphml", label: "GraphML", use: "Gephi, Cytoscape" },
  { format: "gexf", label: "GEXF", use: "Gephi, with days" },
  { format: "csv", label: "CSV", use: "spreadsheets" },
  { format: "html", label: "Web page", use: "one file, with its sentences", isOfToday: true },
  { format: "turtle", label: "Turtle", use: "RDF tools", isOfToday: true },
];

/** Ties that a web page takes. */
const PAGE = 500;

export function Exports({ query, picture, whole }: Props) {
  const [isCopied, setCopied] = useState(false);
  const [isWhole, setWhole] = useState(false);
  const isCut = whole !== undefined && whole.shown.relationships < whole.total.relationships;
  const count = isCut && !isWhole ? whole.shown.relationships : (whole?.total.relationships ?? 0);
  const wanted = change(pick(query, [...placesOf(query), ...CONDITIONS]), { limit: isCut && !isWhole ? String(whole.shown.relationships) : null });
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
  const day = query.get("as_of");
  return (
    <details class="menu" onKeyDown={(event) => event.key === "Escape" && (event.currentTarget.open = false)}>
      <summary>Take along</summary>
      <div class="menu-box">
        {isCut && (
          <label class="choice">
            <input type="checkbox" checked={isWhole} onChange={() => setWhole(!isWhole)} />
            <span class="text">Files with all {whole.total.relationships.toLocaleString("en")} ties, not only those drawn</span>
          </label>
        )}
        {FORMATS.filter(({ format, isOfToday }) => !(day && isOfToday) && !(format === "html" && count > PAGE)).map(({ format, label, use }) => (
          <a key={format} href={locate(`api/export?format=${format}&${wanted}`)} download>{label} <small>{use}</small></a>
        ))}
        {count > PAGE && !day && <p class="note">A web page takes {PAGE} ties at most.</p>}
        {day && <p class="note">Others of a past day: <code>alliance-graph export --as-of {day}</code></p>}
        <button type="button" onClick={() => void draw("svg")}>SVG <small>picture, text stays text</small></button>
        <button type="button" onClick={() => void draw("png")}>PNG <small>picture</small></button>
        <button type="button" onClick={() => void copy()}>{isCopied ? "Copied" : "Copy link"} <small>opens this view</small></button>
      </div>
    </details>
  );
}

/** What says which part of the graph is on the screen. */
function placesOf(query: URLSearchParams): readonly string[] {
  const between = query.get("between");
  if (between === "path" && query.has("from") && query.has("to")) return ["from", "to"];
  if (between === "common" && query.has("first") && query.has("second")) return ["first", "second"];
  return ["company", "distance"];
}
