/** What is drawn and how far, ways to draw something else, and ways to take it along. */

import { type Changes, link } from "../address";
import type { Drawing, Network } from "../answers";
import { plural } from "../wording";
import { Exports } from "./exports";
import type { Picture } from "./picture";

interface Props {
  network: Drawing | undefined;
  /** The same with its counts; of what lies between two companies there are none. */
  whole: Network | undefined;
  query: URLSearchParams;
  picture: { current: Picture | null };
  onChange: (changes: Changes) => void;
}

/** As many ties as the server gives at once. */
const MOST_TIES = 30_000;
const DISTANCES = [1, 2, 3, 4];

export function Toolbar({ network, whole, query, picture, onChange }: Props) {
  const centres = query.getAll("company");
  const names = network?.nodes.filter((node) => centres.includes(node.iri)).map((node) => node.label) ?? [];
  const isBetween = query.has("between");
  const [shown, total] = whole ? [whole.shown.relationships, whole.total.relationships] : [0, 0];
  const more = shown < total ? Math.min(total, 4 * shown, MOST_TIES) : 0;
  const distance = Number(query.get("distance") ?? 1);
  return (
    <div class="toolbar">
      <div class="what">
        <p class="title">{isBetween ? "Between two companies" : centres.length ? names.join(", ") : "The whole graph"}</p>
        <p class="count" aria-live="polite">{whole ? describe(whole) : " "}</p>
      </div>
      {centres.length > 0 && !isBetween && (
        <div class="segments" role="group" aria-label="Ties away">
          {DISTANCES.map((one) => (
            <button key={one} type="button" aria-pressed={one === distance} title={`Up to ${plural(one, "tie")} away`} onClick={() => onChange({ distance: one === 1 ? null : String(one) })}>{one}</button>
          ))}
          <span class="hint">{distance === 1 ? "tie away" : "ties away"}</span>
        </div>
      )}
      <div class="buttons">
        {more > shown && <button type="button" onClick={() => onChange({ limit: String(more) })}>Draw {more.toLocaleString("en")}</button>}
        {(centres.length > 0 || isBetween) && <a class="button" href={link("network", {})}>Whole graph</a>}
        {!isBetween && <button type="button" onClick={() => onChange({ between: "path", tie: null, from: centres[0] ?? null })}>Path, partners</button>}
        <Exports query={query} picture={picture} whole={whole} />
      </div>
    </div>
  );
}

function describe({ shown, total }: Network): string {
  const text = `${plural(shown.companies, "company", "companies")}, ${plural(shown.relationships, "tie")}`;
  return shown.relationships < total.relationships ? `${text}: those with most sources of ${total.relationships.toLocaleString("en")}` : text;
}
