/** Two companies: the shortest ways from one to the other, or the partners that they share. */

import { type Changes } from "../address";
import type { Common, Drawing, Iri, Paths, ToldCompany } from "../answers";
import { Panel } from "../panel";
import { SearchBox } from "../search";
import { useAnswer } from "../server";
import { plural } from "../wording";
import { type Row, nameOf } from "./rows";

interface Props {
  query: URLSearchParams;
  found: Paths | Common | undefined;
  rows: readonly Row[];
  onChange: (changes: Changes) => void;
}

const NAMES = { path: ["from", "to"], common: ["first", "second"] } as const;

export function BetweenPanel({ query, found, rows, onChange }: Props) {
  const way = query.get("between") === "common" ? "common" : "path";
  const [one, other] = NAMES[way];
  const close = () => onChange({ between: null, from: null, to: null, first: null, second: null });
  const turn = (next: "path" | "common") => {
    const [a, b] = NAMES[next];
    onChange({ between: next, from: null, to: null, first: null, second: null, [a]: query.get(one), [b]: query.get(other) });
  };
  return (
    <Panel label="Between two companies" subject={way} onClose={close}>
      <h2>Between two companies</h2>
      <div class="segments" role="group" aria-label="What to find">
        <button type="button" aria-pressed={way === "path"} onClick={() => turn("path")}>Shortest path</button>
        <button type="button" aria-pressed={way === "common"} onClick={() => turn("common")}>Common partners</button>
      </div>
      <Named iri={query.get(one)} label={way === "path" ? "From" : "First company"} onChoose={(iri) => onChange({ [one]: iri })} />
      <Named iri={query.get(other)} label={way === "path" ? "To" : "Second company"} onChoose={(iri) => onChange({ [other]: iri })} />
      <div aria-live="polite">
        {found && "paths" in found && <PathList found={found} rows={rows} onChange={onChange} />}
        {found && "partners" in found && <PartnerList found={found} rows={rows} onChange={onChange} />}
      </div>
    </Panel>
  );
}

function Named({ iri, label, onChoose }: { iri: string | null; label: string; onChoose: (iri: Iri) => void }) {
  const told = useAnswer<ToldCompany>(iri ? `api/company?iri=${encodeURIComponent(iri)}` : "");
  return <SearchBox label={label} isPlain initial={iri ? (told.value?.company.name ?? "") : ""} onChoose={onChoose} />;
}

interface ListProps<T> {
  found: T;
  rows: readonly Row[];
  onChange: (changes: Changes) => void;
}

function PathList({ found, rows, onChange }: ListProps<Paths>) {
  const names = namesIn(found.network);
  if (!found.paths.length) return <p class="empty">No chain of ties joins them within these filters.</p>;
  return (
    <>
      <h3>{plural(found.paths.length, "shortest path")} of {plural((found.paths[0]?.length ?? 1) - 1, "tie")}</h3>
      {found.paths.map((path, index) => (
        <ol key={index} class="path">
          {path.map((iri, at) => {
            const next = path[at + 1];
            return (
              <li key={iri}>
                <button type="button" class="plain company" onClick={() => onChange({ node: iri, tie: null })}>{names.get(iri) ?? iri}</button>
                {next && <TieButtons ties={rows.filter((row) => joins(row, iri, next)).map((row) => row.tie)} rows={rows} onChange={onChange} />}
              </li>
            );
          })}
        </ol>
      ))}
    </>
  );
}

function PartnerList({ found, rows, onChange }: ListProps<Common>) {
  if (!found.partners.length) return <p class="empty">They share no partner within these filters.</p>;
  return (
    <>
      <h3>{plural(found.partners.length, "common partner")}</h3>
      <ul class="partners">
        {found.partners.map((partner) => (
          <li key={partner.iri}>
            <button type="button" class="plain company" onClick={() => onChange({ node: partner.iri, tie: null })}>{partner.name}</button>
            <TieButtons ties={[...new Set([...partner.first, ...partner.second])]} rows={rows} onChange={onChange} />
          </li>
        ))}
      </ul>
    </>
  );
}

function TieButtons({ ties, rows, onChange }: { ties: readonly Iri[]; rows: readonly Row[]; onChange: (changes: Changes) => void }) {
  const known = new Map(rows.map((row) => [row.tie, row]));
  return (
    <ul class="chips">
      {ties.map((tie) => {
        const row = known.get(tie);
        return (
          <li key={tie}>
            <button type="button" class="chip" title={row && nameOf(row)} onClick={() => onChange({ tie })}>{row ? `${row.status} ${row.label}` : "tie"}</button>
          </li>
        );
      })}
    </ul>
  );
}

function joins(row: Row, one: Iri, other: Iri): boolean {
  const parties = row.parties.map((party) => party.iri);
  return parties.includes(one) && parties.includes(other);
}

function namesIn(network: Drawing): Map<Iri, string> {
  return new Map(network.nodes.map((node) => [node.iri, node.label]));
}
