/** Judgements sent to the server, and the last one, which can be taken back. */

import type { Decision, Iri, Sameness } from "../answers";
import { Refusal, tell } from "../server";
import { forgetToken, token } from "../token";
import { renew } from "../version";

/** What was done last, in words, with the way back. */
export interface Deed {
  text: string;
  isFault: boolean;
  undo: (() => Promise<void>) | null;
}

const NAME = "alliance-graph-deed";
const WHO = "alliance-graph-by";

export function isWriter(): boolean {
  return token() !== "";
}

/** The name under which somebody judges, kept in this browser. */
export function who(): string {
  return localStorage.getItem(WHO) ?? "";
}

export function rememberWho(name: string): void {
  localStorage.setItem(WHO, name);
}

export async function reviewClaim(claim: Iri, decision: Decision, reason: string, correction?: Record<string, unknown>): Promise<boolean> {
  const body = { claim, decision, by: who(), reason, ...(correction ? { correction } : {}) };
  return judge("api/claims/review", body, `The claim is ${decision}.`, () => undoClaim(claim));
}

export async function undoClaim(claim: Iri): Promise<void> {
  await judge("api/claims/undo", { claim }, "The judgement of the claim is taken back.", null);
}

export async function judgeCompanies(first: string, second: string, decision: Sameness, reason: string): Promise<boolean> {
  const text = { same: "They are one company now.", different: "They are kept apart.", undecided: "They are marked as undecided." }[decision];
  return judge("api/companies/judge", { first, second, decision, by: who(), reason }, text, () => undoCompanies(first, second));
}

export async function undoCompanies(first: string, second: string): Promise<void> {
  await judge("api/companies/undo", { first, second }, "The judgement of the two companies is taken back.", null);
}

async function judge(path: string, body: object, text: string, undo: (() => Promise<void>) | null): Promise<boolean> {
  try {
    await tell(path, body);
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) forgetToken();
    report({ text: error instanceof Error ? error.message : String(error), isFault: true, undo: null });
    return false;
  }
  report({ text, isFault: false, undo });
  renew();
  return true;
}

function report(deed: Deed): void {
  dispatchEvent(new CustomEvent(NAME, { detail: deed }));
}

export function onDeed(listener: (deed: Deed) => void): () => void {
  const follow = (event: Event) => listener((event as CustomEvent<Deed>).detail);
  addEventListener(NAME, follow);
  return () => removeEventListener(NAME, follow);
}
