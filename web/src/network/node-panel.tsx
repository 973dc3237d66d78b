/** A company chosen in the picture: who it is, its ties, and what can be drawn around it. */

import { type Changes, link } from "../address";
import type { About, ToldCompany } from "../answers";
import { Panel } from "../panel";
import { useAnswer } from "../server";
import { useVersion } from "../version";
import { formatShare, kindWords, plural, wordOf } from "../wording";
import type { Theme } from "./palette";
import { Sample, StatusMark } from "./sample";

interface Props {
  iri: string;
  about: About;
  query: URLSearchParams;
  theme: Theme;
  onChange: (changes: Changes) => void;
  onClose: () => void;
}

const MOST_TIES = 60;

export function NodePanel({ iri, about, query, theme, onChange, onClose }: Props) {
  const answer = useAnswer<ToldCompany>(`api/company?iri=${encodeURIComponent(iri)}`, useVersion());
  const told = answer.value?.company.iri === iri || !answer.isLoading ? answer.value : undefined;
  const labels = kindWords(about);
  const drawn = query.getAll("company");
  return (
    <Panel label="Company" subject={iri} onClose={onClose}>
      {answer.error && <p class="notice bad" role="alert">{answer.error}</p>}
      {told && (
        <>
          <p class="kicker">{told.company.type}</p>
          <h2>{told.company.name}</h2>
          {told.company.aliases.length > 0 && <p class="note">also {told.company.aliases.slice(0, 8).join(", ")}</p>}
          <div class="actions">
            <a class="button strong" href={link("company", { iri })}>Company page</a>
            <button type="button" disabled={drawn.length === 1 && drawn[0] === iri} onClick={() => onChange({ company: iri, from: null, to: null, first: null, second: null })}>Only its ties</button>
            <button type="button" disabled={!drawn.length || drawn.includes(iri)} onClick={() => onChange({ company: [...drawn, iri] })}>Add its ties</button>
            <button type="button" onClick={() => onChange({ between: "path", from: iri, to: null })}>Path from here</button>
          </div>
          <h3>{plural(told.ties.length, "tie")} with {plural(countOthers(told, iri), "company", "companies")}</h3>
          <ul class="tie-list">
            {told.ties.slice(0, MOST_TIES).map((tie) => (
              <li key={tie.iri}>
                <button type="button" class="plain" onClick={() => onChange({ tie: tie.iri })}>
                  <Sample kind={tie.kind} status={tie.status} theme={theme} />
                  <span class="text">
                    {others(tie.companies, iri)}
                    <small>{wordOf(tie, labels)} {formatShare(tie.percentage)}</small>
                  </span>
                  <StatusMark status={tie.status} />
                </button>
              </li>
            ))}
          </ul>
          {told.ties.length > MOST_TIES && <p class="note"><a href={link("company", { iri })}>All {told.ties.length} ties</a></p>}
          <p class="note">{told.sources.length === 1 ? "One article tells" : `${told.sources.length} articles tell`} of it.</p>
        </>
      )}
    </Panel>
  );
}

export function others(companies: Readonly<Record<string, string>>, iri: string): string {
  return Object.entries(companies).filter(([one]) => one !== iri).map(([, name]) => name).join(", ") || "itself";
}

function countOthers(told: ToldCompany, iri: string): number {
  return new Set(told.ties.flatMap((tie) => Object.keys(tie.companies)).filter((one) => one !== iri)).size;
}
