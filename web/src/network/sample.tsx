/** Small signs that stand in lists for what the picture draws. */

import type { Status } from "../answers";
import { DASH, GAP, OPACITY, SURFACE, type Theme, colourOf } from "./palette";

interface Props {
  kind?: string;
  status?: Status;
  theme: Theme;
}

/** A piece of line in the colour of a kind, or in ink in the dashes of a status. */
export function Sample({ kind, status = "completed", theme }: Props) {
  const dash = DASH[status];
  return (
    <svg class="sample" width="24" height="10" aria-hidden="true">
      <line
        x1="1"
        y1="5"
        x2="23"
        y2="5"
        stroke={kind ? colourOf(kind, theme) : SURFACE[theme].ink}
        stroke-width="3"
        stroke-dasharray={dash ? `${dash} ${dash * GAP}` : undefined}
        stroke-opacity={OPACITY[status]}
      />
    </svg>
  );
}

export function StatusMark({ status }: { status: Status }) {
  return <span class={`status ${status}`}>{status}</span>;
}
