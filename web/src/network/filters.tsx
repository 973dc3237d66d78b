/** Filters with counts, which are the legend as well: each row shows how the picture draws what it stands for. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { type Changes, CONDITIONS } from "../address";
import type { About, Count, Network, Status } from "../answers";
import { toSentence } from "../wording";
import { Days } from "./days";
import type { Theme } from "./palette";
import { Sample } from "./sample";

interface Props {
  about: About;
  facets: Network["facets"] | undefined;
  query: URLSearchParams;
  theme: Theme;
  onChange: (changes: Changes) => void;
}

const FIRST_TOPICS = 6;

export function Filters({ about, facets, query, theme, onChange }: Props) {
  const counts = facets ?? countAll(about);
  const groups = new Map(about.kinds.map(({ kind, group }) => [kind, group]));
  const [areAllTopics, setAllTopics] = useState(false);
  const topics = sortTopics(withChosen(counts.topic, query.getAll("topic"), about.topics.map(({ topic, label }) => [topic, label])), query);
  const isFiltered = CONDITIONS.some((name) => query.has(name));
  const clear = () => onChange(Object.fromEntries(CONDITIONS.map((name) => [name, null])));
  const toggle = (name: string) => (value: string) => {
    const chosen = query.getAll(name);
    onChange({ [name]: chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value] });
  };
  return (
    <>
      <div class="filters-head">
        <h2>Filters</h2>
        <button type="button" class="quiet" disabled={!isFiltered} onClick={clear}>Clear all</button>
      </div>
      <Facet title="Kind">
        {sortKinds(withChosen(counts.kind, query.getAll("kind"), about.kinds.map(({ kind, label }) => [kind, label])), groups).map((row) => (
          <Choice key={row.value} row={row} isChosen={query.getAll("kind").includes(row.value)} onToggle={toggle("kind")} isNested={groups.get(row.value) !== row.value}>
            <Sample kind={row.value} theme={theme} />
          </Choice>
        ))}
      </Facet>
      <Facet title="Status" note={query.has("status") ? "" : "Denied ties are left out until you choose them."}>
        {withChosen(counts.status, query.getAll("status"), about.statuses.map(({ status, label }) => [status, label])).map((row) => (
          <Choice key={row.value} row={row} isChosen={query.getAll("status").includes(row.value)} onToggle={toggle("status")}>
            <Sample status={row.value as Status} theme={theme} />
          </Choice>
        ))}
      </Facet>
      <Facet title="Days">
        <Days about={about} years={counts.year} query={query} onChange={onChange} />
      </Facet>
      <Facet title="Trust">
        <Range name="min_confidence" label="Confidence at least" query={query} max={1} step={0.05} onChange={onChange} />
        <Range name="min_sources" label="Sources at least" query={query} max={10} step={1} onChange={onChange} />
      </Facet>
      {topics.length > 0 && (
        <Facet title="Topic">
          {topics.slice(0, areAllTopics ? undefined : FIRST_TOPICS).map((row) => (
            <Choice key={row.value} row={row} isChosen={query.getAll("topic").includes(row.value)} onToggle={toggle("topic")} />
          ))}
          {topics.length > FIRST_TOPICS && (
            <button type="button" class="quiet" aria-expanded={areAllTopics} onClick={() => setAllTopics(!areAllTopics)}>
              {areAllTopics ? "Fewer topics" : `All ${topics.length} topics`}
            </button>
          )}
        </Facet>
      )}
      <p class="note statement">{about.articles.toLocaleString("en")} articles, {about.companies.toLocaleString("en")} companies, {about.relationships.toLocaleString("en")} ties. {about.statement}</p>
    </>
  );
}

function Facet({ title, note = "", children }: { title: string; note?: string; children: ComponentChildren }) {
  return (
    <fieldset class="facet">
      <legend>{title}</legend>
      {children}
      {note && <p class="note">{note}</p>}
    </fieldset>
  );
}

interface ChoiceProps {
  row: Count;
  isChosen: boolean;
  isNested?: boolean;
  onToggle: (value: string) => void;
  children?: ComponentChildren;
}

function Choice({ row, isChosen, isNested = false, onToggle, children }: ChoiceProps) {
  return (
    <label class={`choice ${isNested ? "nested" : ""}`}>
      <input type="checkbox" checked={isChosen} onChange={() => onToggle(row.value)} />
      {children}
      <span class="text">{toSentence(row.label)}</span>
      <span class="count">{row.count.toLocaleString("en")}</span>
    </label>
  );
}

interface RangeProps {
  name: string;
  label: string;
  query: URLSearchParams;
  max: number;
  step: number;
  onChange: (changes: Changes) => void;
}

function Range({ name, label, query, max, step, onChange }: RangeProps) {
  const set = query.get(name) ?? "0";
  const [moving, setMoving] = useState<string | null>(null);
  const value = moving ?? set;
  return (
    <label class="range">
      <span>{label}</span> <span class="value">{Number(value) ? value : "any"}</span>
      <input
        type="range"
        min="0"
        max={max}
        step={step}
        value={value}
        onInput={(event) => setMoving(event.currentTarget.value)}
        onChange={(event) => {
          setMoving(null);
          onChange({ [name]: Number(event.currentTarget.value) ? event.currentTarget.value : null });
        }}
      />
    </label>
  );
}

/** Counts of the whole graph. */
function countAll({ kinds, statuses, topics }: About): Network["facets"] {
  return {
    kind: kinds.map(({ kind, label, count }) => ({ value: kind, label, count })),
    status: statuses.map(({ status, label, count }) => ({ value: status, label, count })),
    topic: topics.map(({ topic, label, count }) => ({ value: topic, label, count })),
    year: [],
  };
}

/** The counts with a row also for what is chosen but has no tie, so that the choice can be taken back. */
function withChosen(rows: readonly Count[] = [], chosen: readonly string[], labels: readonly [string, string][]): Count[] {
  const missing = chosen.filter((value) => !rows.some((row) => row.value === value));
  return [...rows, ...missing.map((value) => ({ value, label: new Map(labels).get(value) ?? value, count: 0 }))];
}

/** Forms right below their kind. */
function sortKinds(rows: readonly Count[], groups: ReadonlyMap<string, string>): Count[] {
  const groupOf = (row: Count) => groups.get(row.value) ?? row.value;
  const tops = rows.filter((row) => groupOf(row) === row.value);
  const orphans = rows.filter((row) => groupOf(row) !== row.value && !tops.some((top) => top.value === groupOf(row)));
  return [...tops.flatMap((top) => [top, ...rows.filter((row) => row !== top && groupOf(row) === top.value)]), ...orphans];
}

function sortTopics(rows: readonly Count[], query: URLSearchParams): Count[] {
  const chosen = query.getAll("topic");
  return [...rows].sort((one, other) => Number(chosen.includes(other.value)) - Number(chosen.includes(one.value)));
}
