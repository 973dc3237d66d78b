/** Accept, reject or correct a claim. Shown to whoever came by the link with the token. */

import { useState } from "preact/hooks";

import type { About, Claim, Decision, Status } from "../answers";
import { toSentence } from "../wording";
import { isWriter, rememberWho, reviewClaim, undoClaim, who } from "./judging";

const STATUSES: readonly Status[] = ["proposed", "agreed", "completed", "ended", "denied"];

export function ReviewForm({ claim, about }: { claim: Claim; about: About }) {
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  if (!about.is_writable || !isWriter()) return null;
  const decide = async (decision: Decision, reason = "", correction?: Record<string, unknown>) => {
    setBusy(true);
    if (await reviewClaim(claim.iri, decision, reason, correction)) setOpen(false);
    setBusy(false);
  };
  return (
    <div class="review">
      <div class="actions" role="group" aria-label="Judge this claim">
        <button type="button" disabled={isBusy} aria-pressed={claim.review?.decision === "accepted"} onClick={() => void decide("accepted")}>Accept</button>
        <button type="button" disabled={isBusy} aria-pressed={claim.review?.decision === "rejected"} onClick={() => void decide("rejected")}>Reject</button>
        <button type="button" disabled={isBusy} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>Correct…</button>
        {claim.review && <button type="button" disabled={isBusy} onClick={() => void undoClaim(claim.iri)}>Undo</button>}
      </div>
      {isOpen && <CorrectionForm claim={claim} about={about} isBusy={isBusy} onSend={(reason, correction) => void decide("corrected", reason, correction)} />}
    </div>
  );
}

interface CorrectionProps {
  claim: Claim;
  about: About;
  isBusy: boolean;
  onSend: (reason: string, correction: Record<string, unknown>) => void;
}

function CorrectionForm({ claim, about, isBusy, onSend }: CorrectionProps) {
  const [kind, setKind] = useState("");
  const [status, setStatus] = useState<string>(claim.status);
  const [share, setShare] = useState(claim.percentage?.value?.toString() ?? "");
  const [isSwapped, setSwapped] = useState(false);
  const [reason, setReason] = useState("");
  const send = (event: Event) => {
    event.preventDefault();
    const before = claim.percentage?.value?.toString() ?? "";
    onSend(reason, {
      ...(kind ? { kind } : {}),
      ...(status !== claim.status ? { status } : {}),
      ...(share !== before ? { percentage: share === "" ? null : Number(share) } : {}),
      ...(isSwapped ? { swap: true } : {}),
    });
  };
  return (
    <form class="correction" onSubmit={send}>
      <label>Kind
        <select value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
          <option value="">as read</option>
          {about.kinds.map((one) => <option key={one.kind} value={one.kind}>{toSentence(one.label)}</option>)}
        </select>
      </label>
      <label>Status
        <select value={status} onChange={(event) => setStatus(event.currentTarget.value)}>
          {STATUSES.map((one) => <option key={one} value={one}>{one}</option>)}
        </select>
      </label>
      <label>Share in percent
        <input type="number" min="0" max="100" step="any" value={share} onInput={(event) => setShare(event.currentTarget.value)} />
      </label>
      <label class="inline"><input type="checkbox" checked={isSwapped} onChange={(event) => setSwapped(event.currentTarget.checked)} /> The other way round</label>
      <label>Why
        <input type="text" maxLength={500} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <WhoField />
      <button type="submit" class="strong" disabled={isBusy}>Save correction</button>
    </form>
  );
}

export function WhoField() {
  const [name, setName] = useState(who);
  return (
    <label>Your name, kept with the judgement
      <input type="text" maxLength={100} autocomplete="name" value={name} onInput={(event) => (setName(event.currentTarget.value), rememberWho(event.currentTarget.value))} />
    </label>
  );
}
