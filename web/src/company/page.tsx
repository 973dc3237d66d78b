/** A company: names, ids, its ties as a table and over time, who owns it and what it owns, topics and sources. */

import { useMemo } from "preact/hooks";

import { change, go, link } from "../address";
import type { About, Moment, ToldCompany } from "../answers";
import { useTheme } from "../network/theme";
import { useAnswer } from "../server";
import { Source } from "../tie/claim";
import { TiePanel } from "../tie/panel";
import { useTitle } from "../title";
import { useVersion } from "../version";
import { plural } from "../wording";
import { JoinForm } from "../review/join";
import { Ownership } from "./ownership";
import { CompanyTies } from "./ties";
import { Timeline } from "./timeline";

export function CompanyPage({ about, query }: { about: About; query: URLSearchParams }) {
  const iri = query.get("iri") ?? "";
  const name = query.get("name") ?? "";
  const version = useVersion();
  const theme = useTheme();
  const answer = useAnswer<ToldCompany>(iri ? `api/company?iri=${encodeURIComponent(iri)}` : name ? `api/company?name=${encodeURIComponent(name)}` : "", version);
  const told = answer.value;
  const moments = useAnswer<Moment[]>(told ? `api/timeline?company=${encodeURIComponent(told.company.iri)}` : "", version);
  const tie = query.get("tie") ?? "";
  const choose = (chosen: string | null) => go("company", change(query, { tie: chosen }));
  useTitle(told?.company.name ?? "Company");
  if (!iri && !name) return <p class="notice">Find a company with the box above.</p>;
  return (
    <div class={`with-page ${tie ? "with-panel" : ""}`}>
      <article class="page company-page">
        {answer.error && <p class="notice bad" role="alert">{answer.error}</p>}
        {!told && answer.isLoading && <p class="busy" role="status">Loading…</p>}
        {told && <Told told={told} about={about} moments={moments.value ?? []} tie={tie} onTie={choose} />}
      </article>
      {tie && <TiePanel iri={tie} about={about} theme={theme} onClose={() => choose(null)} />}
    </div>
  );
}

interface ToldProps {
  told: ToldCompany;
  about: About;
  moments: readonly Moment[];
  tie: string;
  onTie: (iri: string) => void;
}

function Told({ told, about, moments, tie, onTie }: ToldProps) {
  const { company } = told;
  const ties = useMemo(() => new Map(told.ties.map((one) => [one.iri, one])), [told]);
  const ids = Object.entries(company.identifiers).filter(([, value]) => value);
  return (
    <>
      <header class="page-head">
        <p class="kicker">{company.type}</p>
        <h1>{company.name}</h1>
        {company.aliases.length > 0 && <p class="also">also {company.aliases.join(", ")}</p>}
        {ids.length > 0 && <dl class="ids">{ids.map(([id, value]) => <div key={id}><dt>{id}</dt><dd>{value}</dd></div>)}</dl>}
        <p class="actions">
          <a class="button strong" href={link("network", { company: company.iri, node: company.iri })}>Show its network</a>
          <a class="button" href={link("network", { between: "path", from: company.iri })}>Path to another company</a>
          <a class="button" href={link("network", { between: "common", first: company.iri })}>Common partners</a>
        </p>
        <p class="iri"><code>{company.iri}</code></p>
      </header>
      <section aria-labelledby="ties">
        <h2 id="ties">{plural(told.ties.length, "tie")}</h2>
        <CompanyTies told={told} about={about} tie={tie} onTie={onTie} />
      </section>
      <section aria-labelledby="time">
        <h2 id="time">Over time</h2>
        <Timeline moments={moments} ties={ties} onTie={onTie} />
      </section>
      <div class="columns">
        <section aria-labelledby="owners">
          <h2 id="owners">Who owns it</h2>
          <Ownership chains={told.owners} root={company.iri} empty="No owner was read." onTie={onTie} />
        </section>
        <section aria-labelledby="owned">
          <h2 id="owned">What it owns</h2>
          <Ownership chains={told.owned} root={company.iri} empty="No holding was read." onTie={onTie} />
        </section>
      </div>
      {told.topics.length > 0 && (
        <section aria-labelledby="topics">
          <h2 id="topics">Ties by topic</h2>
          <dl class="topics">
            {told.topics.map((topic) => (
              <div key={topic.topic}>
                <dt>{topic.label} <span class="count">{topic.ties.length}</span></dt>
                <dd>
                  {topic.ties.map((one) => <button key={one} type="button" class="chip" onClick={() => onTie(one)}>{ties.get(one)?.label ?? one}</button>)}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <section aria-labelledby="sources">
        <h2 id="sources">{plural(told.sources.length, "article")}</h2>
        <ul class="sources">
          {told.sources.map((source) => (
            <li key={source.article}>
              <Source origin={source} article={source.article} />
              <span class="count">{plural(source.claims, "claim")}</span>
            </li>
          ))}
        </ul>
      </section>
      {about.is_writable && <JoinForm company={company} />}
    </>
  );
}
