/** One claim: its sentence, where it stands, how sure it is, and why its names were taken for these companies. */

import type { About, Claim, Origin } from "../answers";
import { StatusMark } from "../network/sample";
import { ReviewForm } from "../review/form";
import { formatShare, unslug } from "../wording";
import { Sentence } from "./sentence";

interface Props {
  claim: Claim;
  companies: Readonly<Record<string, string>>;
  about: About;
}

export function ClaimCard({ claim, companies, about }: Props) {
  return (
    <li class="claim">
      <Sentence context={claim.context} />
      <Source origin={claim.source} article={claim.article} />
      <p class="facts">
        <StatusMark status={claim.status} />
        {claim.percentage && <span>{formatShare(claim.percentage)}</span>}
        <Confidence value={claim.confidence} />
        {claim.copy_of && <span title={`Near-copy of ${claim.copy_of}`}>reprint, not counted</span>}
        {claim.review && <span class={`verdict ${claim.review.decision}`}>{claim.review.decision}{claim.review.who && ` by ${claim.review.who}`}</span>}
      </p>
      <details>
        <summary>Why these companies</summary>
        <dl class="why">
          {claim.joined.map((joined) => (
            <div key={joined.company}>
              <dt>{joined.names.join(", ")}</dt>
              <dd>
                is {companies[joined.company] ?? joined.company}: {joined.reason}
              </dd>
            </div>
          ))}
          <div>
            <dt>Read by</dt>
            <dd>rule {claim.rule || "none"}, {claim.extractor}{claim.date_text && `; date from “${claim.date_text}”`}{claim.basis && `; says so: ${unslug(claim.basis)}`}</dd>
          </div>
        </dl>
      </details>
      <ReviewForm claim={claim} about={about} />
    </li>
  );
}

export function Source({ origin, article }: { origin: Origin; article: string }) {
  return (
    <p class="source">
      {isSafe(origin.url) ? (
        <a href={origin.url} target="_blank" rel="noopener noreferrer">{origin.title || article}</a>
      ) : (
        <span>{origin.title || article}</span>
      )}
      <span class="outlet">{[origin.outlet, origin.date].filter(Boolean).join(" · ")}</span>
    </p>
  );
}

export function Confidence({ value }: { value: number }) {
  return (
    <span class="confidence" title={`Confidence ${value.toFixed(2)}`}>
      <meter min="0" max="1" value={value} aria-label="Confidence" /> {value.toFixed(2)}
    </span>
  );
}

/** Whether a browser may be sent there; the server has looked already. */
export function isSafe(url: string): boolean {
  return /^https?:\/\//i.test(url);
}
