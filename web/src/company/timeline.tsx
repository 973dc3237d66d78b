/** The steps of a company's ties by day, a line for each tie. */

import type { Moment, NamedTie, Status } from "../answers";
import { StatusMark } from "../network/sample";
import { colourOf } from "../network/palette";
import { useTheme } from "../network/theme";
import { shorten } from "../wording";

interface Props {
  moments: readonly Moment[];
  ties: ReadonlyMap<string, NamedTie>;
  onTie: (iri: string) => void;
}

const ROW = 26;
const NAMES = 250;
const WIDTH = 900;
const MOST = 60;
const LONGEST = 38;

export function Timeline({ moments, ties, onTie }: Props) {
  const theme = useTheme();
  if (!moments.length) return <p class="empty">No step has a date.</p>;
  const days = moments.map((moment) => Date.parse(moment.day));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const at = (day: number) => NAMES + 14 + ((WIDTH - NAMES - 60) * (day - first)) / (last - first || 1);
  const lines = [...Map.groupBy(moments, (moment) => moment.tie)].slice(0, MOST);
  const height = lines.length * ROW + 28;
  return (
    <>
      <div class="scroll timeline" role="region" aria-label="Steps by day, as a picture" tabIndex={0}>
        <svg viewBox={`0 0 ${WIDTH} ${height}`} width={WIDTH} height={height} aria-hidden="true">
          {ticks(first, last).map((tick) => (
            <g key={tick.label} class="tick">
              <line x1={at(tick.day)} x2={at(tick.day)} y1="0" y2={height - 20} />
              <text x={at(tick.day)} y={height - 6} text-anchor="middle">{tick.label}</text>
            </g>
          ))}
          {lines.map(([tie, steps], row) => {
            const colour = colourOf(ties.get(tie)?.kind ?? "", theme);
            const y = row * ROW + ROW / 2;
            const places = steps.map((step) => at(Date.parse(step.day)));
            return (
              <g key={tie} class="line" onClick={() => onTie(tie)}>
                <rect x="0" y={row * ROW} width={WIDTH} height={ROW} />
                <text x="0" y={y + 4}>{shorten(steps[0]?.label ?? "", LONGEST)}</text>
                <line x1={Math.min(...places)} x2={Math.max(...places)} y1={y} y2={y} stroke={colour} />
                {steps.map((step, index) => (
                  <circle key={index} cx={places[index]} cy={y} r="5" stroke={colour} fill={isFirm(step.status) ? colour : "var(--paper)"} />
                ))}
              </g>
            );
          })}
        </svg>
      </div>
      <details class="as-list">
        <summary>The same as a list</summary>
        <ol class="steps">
          {moments.map((moment, index) => (
            <li key={index}>
              <time>{moment.day}</time> <StatusMark status={moment.status} />
              <button type="button" class="plain" onClick={() => onTie(moment.tie)}>{moment.label}</button>
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}

function isFirm(status: Status): boolean {
  return status === "completed" || status === "agreed";
}

/** Some days along the line: years where there are several, else months or days. */
function ticks(first: number, last: number): { day: number; label: string }[] {
  const steps = Math.min(5, Math.max(1, Math.round((last - first) / 86_400_000)));
  const cut = last - first > 3 * 365 * 86_400_000 ? 7 : 10;
  const days = first === last ? [first] : Array.from({ length: steps + 1 }, (_, step) => first + ((last - first) * step) / steps);
  return days.map((day) => ({ day, label: new Date(day).toISOString().slice(0, cut) }));
}
