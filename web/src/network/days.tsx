/** Days: reported from and to, or the graph as it was on one day, by sliders above a count of ties by year. */

import { useState } from "preact/hooks";

import type { Changes } from "../address";
import type { About, Count } from "../answers";

interface Props {
  about: About;
  years: readonly Count[];
  query: URLSearchParams;
  onChange: (changes: Changes) => void;
}

const DAY = 86_400_000;

export function Days({ about, years, query, onChange }: Props) {
  const { first_reported: first, last_reported: last } = about;
  if (!first || !last) return <p class="note">No article has a date.</p>;
  const span = { first, count: Math.round((Date.parse(last) - Date.parse(first)) / DAY) };
  return (
    <>
      <Years years={years} />
      <Slider name="since" label="Reported since" rest={0} span={span} query={query} onChange={onChange} />
      <Slider name="until" label="Reported until" rest={span.count} span={span} query={query} onChange={onChange} />
      <Slider name="as_of" label="As of" rest={span.count} span={span} query={query} onChange={onChange} />
    </>
  );
}

interface SliderProps {
  name: "since" | "until" | "as_of";
  label: string;
  /** The place that asks for nothing. */
  rest: number;
  span: { first: string; count: number };
  query: URLSearchParams;
  onChange: (changes: Changes) => void;
}

function Slider({ name, label, rest, span, query, onChange }: SliderProps) {
  const [moving, setMoving] = useState<number | null>(null);
  const set = query.get(name);
  const value = moving ?? (set ? toCount(set, span.first) : rest);
  const day = toDay(value, span.first);
  return (
    <label class="range">
      <span>{label}</span> <span class="value">{value === rest && !set ? (name === "as_of" ? "the latest" : "any day") : day}</span>
      <input
        type="range"
        min="0"
        max={span.count}
        value={value}
        aria-valuetext={day}
        onInput={(event) => setMoving(event.currentTarget.valueAsNumber)}
        onChange={(event) => {
          const chosen = event.currentTarget.valueAsNumber;
          setMoving(null);
          onChange({ [name]: chosen === rest ? null : toDay(chosen, span.first) });
        }}
      />
    </label>
  );
}

function Years({ years }: { years: readonly Count[] }) {
  const sorted = [...years].sort((one, other) => Number(one.value) - Number(other.value));
  const most = Math.max(1, ...sorted.map((year) => year.count));
  if (sorted.length < 2) return null;
  return (
    <div class="years" role="img" aria-label={`Ties by year: ${sorted.map((year) => `${year.value}: ${year.count}`).join(", ")}`}>
      {sorted.map((year) => (
        <i key={year.value} title={`${year.value}: ${year.count}`} style={{ height: `${Math.max(4, (100 * year.count) / most)}%` }} />
      ))}
    </div>
  );
}

function toDay(count: number, first: string): string {
  return new Date(Date.parse(first) + count * DAY).toISOString().slice(0, 10);
}

function toCount(day: string, first: string): number {
  return Math.round((Date.parse(day) - Date.parse(first)) / DAY) || 0;
}
