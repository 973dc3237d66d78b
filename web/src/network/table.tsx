/** The ties of the picture as rows, to be sorted and chosen like its lines. */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import type { Drawing } from "../answers";
import { formatShare, plural } from "../wording";
import type { Theme } from "./palette";
import { type Column, nameOf, sortRows, toRows } from "./rows";
import { Sample, StatusMark } from "./sample";

const COLUMNS: readonly { column: Column; label: string; isNumber?: true }[] = [
  { column: "parties", label: "Companies" },
  { column: "label", label: "Tie" },
  { column: "status", label: "Status" },
  { column: "percentage", label: "Share", isNumber: true },
  { column: "sources", label: "Sources", isNumber: true },
  { column: "confidence", label: "Confidence", isNumber: true },
  { column: "last", label: "Last reported" },
];
const PAGE = 100;

interface Props {
  network: Drawing;
  labels: ReadonlyMap<string, string>;
  theme: Theme;
  tie: string;
  onTie: (iri: string) => void;
}

export function TieTable({ network, labels, theme, tie, onTie }: Props) {
  const [order, setOrder] = useState<{ column: Column; isDown: boolean }>({ column: "sources", isDown: true });
  const [limit, setLimit] = useState(PAGE);
  const body = useRef<HTMLTableSectionElement>(null);
  const rows = useMemo(() => sortRows(toRows(network, labels), order.column, order.isDown), [network, labels, order]);
  const shown = rows.slice(0, Math.max(limit, 1 + rows.findIndex((row) => row.tie === tie)));
  useEffect(() => body.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" }), [tie]);

  const sort = (column: Column) => setOrder({ column, isDown: order.column === column ? !order.isDown : column !== "parties" && column !== "label" });
  return (
    <div class="ties" role="region" aria-label="Ties as a table" tabIndex={0}>
      <table>
        <caption class="hidden">{plural(rows.length, "tie")}; choose one to read the sentences behind it</caption>
        <thead>
          <tr>
            {COLUMNS.map(({ column, label, isNumber }) => (
              <th key={column} scope="col" class={`col-${column} ${isNumber ? "number" : ""}`} aria-sort={order.column === column ? (order.isDown ? "descending" : "ascending") : "none"}>
                <button type="button" onClick={() => sort(column)}>{label}</button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {shown.map((row) => (
            <tr key={row.tie} aria-current={row.tie === tie ? "true" : undefined} onClick={() => onTie(row.tie)}>
              <th scope="row">
                <button type="button" class="plain" onClick={(event) => (event.stopPropagation(), onTie(row.tie))}>{nameOf(row)}</button>
              </th>
              <td><Sample kind={row.kind} status={row.status} theme={theme} /> {row.label}</td>
              <td><StatusMark status={row.status} /></td>
              <td class="number">{formatShare(row.percentage)}</td>
              <td class="number">{row.sources}</td>
              <td class="number col-confidence">{row.confidence.toFixed(2)}</td>
              <td class="number col-last">{row.last}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < rows.length && (
        <button type="button" class="more" onClick={() => setLimit(limit + 5 * PAGE)}>Show more of {rows.length.toLocaleString("en")}</button>
      )}
      {!rows.length && <p class="empty">No tie passes these filters.</p>}
    </div>
  );
}
