/** Judge that a company and another one are the same, or are not. */

import { useState } from "preact/hooks";

import type { Iri } from "../answers";
import { SearchBox } from "../search";
import { WhoField } from "./form";
import { isWriter, judgeCompanies } from "./judging";

export function JoinForm({ company }: { company: { iri: Iri; name: string } }) {
  const [other, setOther] = useState<{ iri: Iri; name: string } | null>(null);
  const [reason, setReason] = useState("");
  const [isBusy, setBusy] = useState(false);
  if (!isWriter()) return null;
  const judge = async (decision: "same" | "different") => {
    if (!other) return;
    setBusy(true);
    await judgeCompanies(company.iri, other.iri, decision, reason);
    setBusy(false);
  };
  return (
    <section class="join" aria-labelledby="join">
      <h2 id="join">Join or part</h2>
      <p class="note">A judgement outranks what the program thinks, survives every build, and can be taken back.</p>
      <SearchBox label={`${company.name} and`} isPlain initial={other?.name ?? ""} onChoose={(iri, name) => setOther({ iri, name })} />
      <label>Why
        <input type="text" maxLength={500} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <WhoField />
      <div class="actions">
        <button type="button" disabled={!other || isBusy} onClick={() => void judge("same")}>are one company</button>
        <button type="button" disabled={!other || isBusy} onClick={() => void judge("different")}>are two companies</button>
      </div>
    </section>
  );
}
