/** What is known of a tie, with every sentence that tells of it. */

import { link } from "../address";
import type { About, ToldTie } from "../answers";
import { Panel } from "../panel";
import { Sample, StatusMark } from "../network/sample";
import type { Theme } from "../network/palette";
import { useAnswer } from "../server";
import { useVersion } from "../version";
import { formatShare, kindWords, plural, unslug, wordOf } from "../wording";
import { ClaimCard, Confidence } from "./claim";

/** More of them are folded, so that the first sentence is in sight. */
const FEW_STEPS = 3;

interface Props {
  iri: string;
  about: About;
  theme: Theme;
  onClose: () => void;
}

/** Where all that is known of a tie is to be had. */
export function tiePath(iri: string): string {
  return `api/tie?iri=${encodeURIComponent(iri)}`;
}

export function TiePanel({ iri, about, theme, onClose }: Props) {
  const answer = useAnswer<ToldTie>(tiePath(iri), useVersion());
  const told = answer.value;
  const isOld = told?.relationship.iri !== iri;
  return (
    <Panel label="Tie" onClose={onClose} subject={iri}>
      {answer.error && <p class="notice bad" role="alert">{answer.error}</p>}
      {told && !isOld && <Told told={told} about={about} theme={theme} />}
    </Panel>
  );
}

function Told({ told, about, theme }: { told: ToldTie; about: About; theme: Theme }) {
  const tie = told.relationship;
  const topics = new Map(about.topics.map(({ topic, label }) => [topic, label]));
  const facts: [string, string][] = [
    ["Share", formatShare(tie.percentage)],
    ["Price", tie.price?.text ?? ""],
    ["Announced", tie.announced],
    ["From", tie.start],
    ["Until", tie.end],
    ["Reported", tie.first_reported === tie.last_reported ? (tie.first_reported ?? "") : `${tie.first_reported ?? ""} to ${tie.last_reported ?? ""}`],
    ["Topics", tie.topics.map((topic) => topics.get(topic) ?? unslug(topic)).join(", ")],
    ["Purpose", tie.purpose],
    ["Place", tie.place],
    ["Terms", tie.exclusive ? "exclusive" : ""],
  ];
  return (
    <>
      <p class="kicker"><Sample kind={tie.kind} status={tie.status} theme={theme} /> {wordOf(tie, kindWords(about))}</p>
      <h2>{tie.label}</h2>
      <p class="facts">
        <StatusMark status={tie.status} />
        {tie.percentage && <strong>{formatShare(tie.percentage)}</strong>}
        <span>{plural(tie.sources, "source")}</span>
        <Confidence value={tie.confidence} />
      </p>
      <dl class="roles">
        {Object.entries(tie.roles).map(([role, iris]) => (
          <div key={role}>
            <dt>{unslug(role)}</dt>
            <dd>
              {iris.map((company) => (
                <a key={company} href={link("company", { iri: company })}>{told.companies[company] ?? company}</a>
              ))}
            </dd>
          </div>
        ))}
        {facts.filter(([, text]) => text).map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {told.disagreeing.length > 0 && <p class="notice">Sources disagree on the share: {told.disagreeing.map((share) => formatShare(share)).join(", ")}.</p>}
      {told.before && <p class="note">Took the place of <a href={link("network", { tie: told.before.iri, company: Object.values(told.before.roles).flat() })}>{told.before.label}</a>.</p>}
      {told.after && <p class="note">Gave way to <a href={link("network", { tie: told.after.iri, company: Object.values(told.after.roles).flat() })}>{told.after.label}</a>.</p>}
      {told.steps.length > 1 && (
        <details class="history" open={told.steps.length <= FEW_STEPS}>
          <summary>How it went: {plural(told.steps.length, "step")}</summary>
          <ol class="steps">
            {told.steps.map((step, index) => (
              <li key={index}>
                <time>{step.day ?? "no date"}</time> <StatusMark status={step.status} /> {formatShare(step.percentage)}
                <span class="outlet">{step.source.outlet || step.source.title}</span>
              </li>
            ))}
          </ol>
        </details>
      )}
      <h3>{told.claims.length === 1 ? "The sentence behind it" : `The ${told.claims.length} sentences behind it`}</h3>
      <ul class="claims">
        {told.claims.map((claim) => <ClaimCard key={claim.iri} claim={claim} companies={told.companies} about={about} />)}
      </ul>
    </>
  );
}
