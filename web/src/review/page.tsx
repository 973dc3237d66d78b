/** Review: pairs of companies in doubt, what was judged so far, and gold made of it. */

import type { ComponentChildren } from "preact";

import { link } from "../address";
import type { About, ClaimJudgement, CompanyJudgement, Judgements, Sameness, Unsure } from "../answers";
import { save } from "../save";
import { fetchFile, useAnswer } from "../server";
import { useTitle } from "../title";
import { useVersion } from "../version";
import { plural, unslug } from "../wording";
import { WhoField } from "./form";
import { isWriter, judgeCompanies, undoClaim, undoCompanies } from "./judging";

export function ReviewPage({ about }: { about: About }) {
  const version = useVersion();
  const judged = useAnswer<Judgements>("api/judgements", version);
  const unsure = useAnswer<Unsure[]>("api/companies/unsure?limit=30", version);
  const canWrite = about.is_writable && isWriter();
  useTitle("Review");
  const count = (judged.value?.claims.length ?? 0) + (judged.value?.companies.length ?? 0);
  return (
    <article class="page">
      <header class="page-head">
        <h1>Review</h1>
        <p class="lead">Accept, reject or correct a claim where its sentence stands: choose a tie in the network. Here are pairs of companies in doubt and all judgements.</p>
        {!canWrite && (
          <p class="notice">
            {about.is_writable
              ? "To judge, open the link with the token that the server printed when it started."
              : "This server takes no judgements: start it with --token, or with ALLIANCE_GRAPH_TOKEN set, and open the link that it prints."}
          </p>
        )}
        {canWrite && <WhoField />}
      </header>
      <section aria-labelledby="unsure">
        <h2 id="unsure">One company or two?</h2>
        {unsure.error && <p class="notice bad" role="alert">{unsure.error}</p>}
        {unsure.isLoading && !unsure.value && <p class="busy" role="status">Looking for pairs in doubt…</p>}
        {unsure.value?.length === 0 && <p class="empty">No pair is in doubt.</p>}
        <ul class="pairs">{unsure.value?.map((pair) => <PairCard key={pair.first.iri + pair.second.iri} pair={pair} canWrite={canWrite} />)}</ul>
      </section>
      <section aria-labelledby="judged">
        <h2 id="judged">{plural(count, "judgement")}</h2>
        {judged.error && <p class="notice bad" role="alert">{judged.error}</p>}
        {count > 0 && (
          <p class="actions">
            <button type="button" onClick={() => void fetchFile("api/gold").then((file) => save("gold.jsonl", file))}>Download as gold</button>
            <span class="note">articles of which every claim was reviewed, as annotations</span>
          </p>
        )}
        {judged.value && count > 0 && (
          <div class="scroll" role="region" aria-label="Judgements" tabIndex={0}>
            <table>
              <thead><tr>{["When", "Who", "Decision", "About", "Why", ""].map((label) => <th key={label} scope="col">{label || <span class="hidden">Undo</span>}</th>)}</tr></thead>
              <tbody>
                {judged.value.claims.map((one, index) => <ClaimRow key={index} one={one} canWrite={canWrite} />)}
                {judged.value.companies.map((one, index) => <CompanyRow key={index} one={one} canWrite={canWrite} />)}
              </tbody>
            </table>
          </div>
        )}
        {judged.value && count === 0 && <p class="empty">Nothing was judged yet.</p>}
      </section>
    </article>
  );
}

function PairCard({ pair, canWrite }: { pair: Unsure; canWrite: boolean }) {
  const judge = (decision: Sameness) => void judgeCompanies(pair.first.iri, pair.second.iri, decision, "");
  return (
    <li class="pair">
      <p class="pair-names">
        <a href={link("company", { iri: pair.first.iri })}>{pair.first.name}</a> <span>and</span> <a href={link("company", { iri: pair.second.iri })}>{pair.second.name}</a>
        <span class="count">score {pair.score.toFixed(2)}, {plural(pair.changes, "tie")} would move</span>
      </p>
      <p class="note">{pair.reasons.join("; ")}</p>
      <ul class="pair-evidence">{pair.evidence.map((one) => <li key={one.company + one.tie}><strong>{one.label}</strong> {one.sentence}</li>)}</ul>
      {canWrite && (
        <div class="actions">
          <button type="button" onClick={() => judge("same")}>One company</button>
          <button type="button" onClick={() => judge("different")}>Two companies</button>
          <button type="button" onClick={() => judge("undecided")}>Cannot say</button>
        </div>
      )}
    </li>
  );
}

function ClaimRow({ one, canWrite }: { one: ClaimJudgement; canWrite: boolean }) {
  const { claim, iris } = one;
  return (
    <Row one={one} about={<><strong>{unslug(claim.type)}: {parties(claim).join(", ")}</strong> “{claim.evidence}”</>}>
      {canWrite && iris.length > 0 && <button type="button" onClick={() => void undoClaim(iris[0] ?? "")}>Undo</button>}
    </Row>
  );
}

const NO_ROLES = ["type", "form", "status", "evidence", "percent", "confidence"];

function parties(claim: ClaimJudgement["claim"]): string[] {
  const names = Object.entries(claim).filter(([name]) => !NO_ROLES.includes(name)).flatMap(([, value]) => value);
  return names.filter((name): name is string => typeof name === "string");
}

function CompanyRow({ one, canWrite }: { one: CompanyJudgement; canWrite: boolean }) {
  return (
    <Row one={one} about={`${one.first} and ${one.second}`}>
      {canWrite && <button type="button" onClick={() => void undoCompanies(one.first, one.second)}>Undo</button>}
    </Row>
  );
}

interface RowProps {
  one: { decision: string; who?: string; when?: string; why?: string };
  about: ComponentChildren;
  children: ComponentChildren;
}

function Row({ one, about, children }: RowProps) {
  return (
    <tr>
      <td class="number">{one.when?.replace("T", " ").slice(0, 16)}</td>
      <td>{one.who}</td>
      <td><span class={`verdict ${one.decision}`}>{one.decision}</span></td>
      <td class="wide">{about}</td>
      <td>{one.why}</td>
      <td>{children}</td>
    </tr>
  );
}
