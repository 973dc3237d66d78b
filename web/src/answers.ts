/** What the server answers under /api, as docs/explorer.md and the API's own tests promise it. */

export type Status = "proposed" | "agreed" | "completed" | "ended" | "denied";
export type Iri = string;

export interface Count {
  value: string;
  label: string;
  count: number;
}

export interface About {
  version: string;
  base_iri: string;
  articles: number;
  companies: number;
  relationships: number;
  snapshot: string;
  first_reported: string | null;
  last_reported: string | null;
  is_writable: boolean;
  kinds: { kind: string; label: string; group: string; count: number }[];
  statuses: { status: Status; label: string; count: number }[];
  topics: { topic: string; label: string; count: number }[];
  statement: string;
}

export interface Suggestion {
  iri: Iri;
  name: string;
  alias: string;
  type: string;
  ties: number;
}

export interface NetworkNode {
  id: string;
  iri: Iri;
  label: string;
  type: "company" | "person" | "government" | "other" | "relationship";
  kind: string;
  ties: number;
  x: number;
  y: number;
}

export interface NetworkEdge {
  id: string;
  source: string;
  target: string;
  tie: Iri;
  kind: string;
  form: string;
  label: string;
  status: Status;
  directed: boolean;
  percentage: number | null;
  sources: number;
  confidence: number;
  first_reported: string | null;
  last_reported: string | null;
  topics: string[];
}

export interface Drawing {
  nodes: NetworkNode[];
  edges: NetworkEdge[];
}

export interface Network extends Drawing {
  facets: { kind: Count[]; status: Count[]; topic: Count[]; year: Count[] };
  total: { companies: number; relationships: number };
  shown: { companies: number; relationships: number };
}

export interface Paths {
  paths: Iri[][];
  network: Drawing;
}

export interface Common {
  partners: { iri: Iri; name: string; first: Iri[]; second: Iri[] }[];
  network: Drawing;
}

export interface Percentage {
  value: number | null;
  least: number | null;
  greatest: number | null;
}

export interface Tie {
  iri: Iri;
  kind: string;
  form: string;
  label: string;
  roles: Record<string, Iri[]>;
  status: Status;
  percentage: Percentage | null;
  price: { text: string } | null;
  announced: string;
  start: string;
  end: string;
  topics: string[];
  purpose: string;
  exclusive: boolean;
  place: string;
  first_reported: string | null;
  last_reported: string | null;
  sources: number;
  claims: number;
  confidence: number;
}

export type NamedTie = Tie & { companies: Record<Iri, string> };

export interface Origin {
  title: string;
  outlet: string;
  date: string | null;
  url: string;
}

export type Decision = "accepted" | "rejected" | "corrected";
export type Sameness = "same" | "different" | "undecided";

export interface Review {
  decision: Decision;
  who: string;
  when: string;
  why: string;
}

export interface Claim {
  iri: Iri;
  status: Status;
  percentage: Percentage | null;
  confidence: number;
  extractor: string;
  rule: string;
  date_text: string;
  basis: string | null;
  place: string;
  article: string;
  source: Origin;
  copy_of: string;
  joined: { names: string[]; company: Iri; reason: string }[];
  context: { before: string; sentence: string; after: string; names: { start: number; end: number; company: Iri }[] };
  review?: Review | null;
}

export interface Step {
  status: Status;
  day: string | null;
  percentage: Percentage | null;
  article: string;
  source: Origin;
}

export interface ToldTie {
  relationship: Tie;
  companies: Record<Iri, string>;
  steps: Step[];
  before: Tie | null;
  after: Tie | null;
  claims: Claim[];
  disagreeing: Percentage[];
}

export interface Chain {
  iri: Iri;
  name: string;
  via: Iri;
  kind: string;
  percentage: number | null;
  depth: number;
  parent: Iri;
}

export interface ToldCompany {
  company: { iri: Iri; name: string; type: string; aliases: string[]; identifiers: Record<string, string> };
  ties: NamedTie[];
  owners: Chain[];
  owned: Chain[];
  topics: { topic: string; label: string; ties: Iri[] }[];
  sources: (Origin & { article: string; claims: number })[];
}

export interface Moment {
  tie: Iri;
  label: string;
  status: Status;
  day: string;
  percentage: number | null;
  article: string;
}

export interface Question {
  name: string;
  title: string;
  sparql: string;
}

/** A judgement as its file has it; of claims with the IRIs that it is about in this store. */
export interface ClaimJudgement {
  article: string;
  /** `type`, `evidence` and a name or a list of names for each role, as in JSON lines of annotations. */
  claim: { type: string; evidence: string; [role: string]: unknown };
  decision: Decision;
  who?: string;
  when?: string;
  why?: string;
  iris: Iri[];
}

export interface CompanyJudgement {
  first: string;
  second: string;
  decision: Sameness;
  who?: string;
  when?: string;
  why?: string;
}

export interface Judgements {
  companies: CompanyJudgement[];
  claims: ClaimJudgement[];
}

export interface Unsure {
  first: { iri: Iri; name: string };
  second: { iri: Iri; name: string };
  names: [string, string];
  score: number;
  reasons: string[];
  changes: number;
  evidence: { company: Iri; tie: Iri; label: string; sentence: string }[];
}
