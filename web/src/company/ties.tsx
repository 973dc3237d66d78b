/** The ties of a company as a table that can be sorted. */

import { useMemo, useState } from "preact/hooks";

import type { About, NamedTie, ToldCompany } from "../answers";
import { others } from "../network/node-panel";
import { Sample, StatusMark } from "../network/sample";
import { useTheme } from "../network/theme";
import { compareText, formatShare, kindWords, unslug, wordOf } from "../wording";

interface Props {
  told: ToldCompany;
  about: About;
  tie: string;
  onTie: (iri: string) => void;
}

type Column = "with" | "kind" | "role" | "status" | "share" | "sources" | "confidence" | "last";
const COLUMNS: readonly [Column, string, boolean][] = [
  ["with", "With", false],
  ["kind", "Tie", false],
  ["role", "Its role", false],
  ["status", "Status", false],
  ["share", "Share", true],
  ["sources", "Sources", true],
  ["confidence", "Confidence", true],
  ["last", "Last reported", true],
];

export function CompanyTies({ told, about, tie, onTie }: Props) {
  const theme = useTheme();
  const [order, setOrder] = useState<{ column: Column; isDown: boolean }>({ column: "sources", isDown: true });
  const { iri } = told.company;
  const rows = useMemo(() => {
    const labels = kindWords(about);
    const made = told.ties.map((one) => toCells(one, iri, labels));
    const sign = order.isDown ? -1 : 1;
    return made.sort((one, other) => sign * compareText(String(one.cells[order.column]), String(other.cells[order.column])));
  }, [told, order]);
  return (
    <div class="scroll" role="region" aria-label="Ties of this company" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {COLUMNS.map(([column, label, isNumber]) => (
              <th key={column} scope="col" class={isNumber ? "number" : ""} aria-sort={order.column === column ? (order.isDown ? "descending" : "ascending") : "none"}>
                <button type="button" onClick={() => setOrder({ column, isDown: order.column === column ? !order.isDown : isNumber })}>{label}</button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cells, one }) => (
            <tr key={one.iri} aria-current={one.iri === tie ? "true" : undefined} onClick={() => onTie(one.iri)}>
              <th scope="row"><button type="button" class="plain" onClick={(event) => (event.stopPropagation(), onTie(one.iri))}>{cells.with}</button></th>
              <td><Sample kind={one.kind} status={one.status} theme={theme} /> {cells.kind}</td>
              <td>{cells.role}</td>
              <td><StatusMark status={one.status} /></td>
              <td class="number">{cells.share}</td>
              <td class="number">{cells.sources}</td>
              <td class="number">{cells.confidence}</td>
              <td class="number">{cells.last}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function toCells(one: NamedTie, iri: string, labels: ReadonlyMap<string, string>) {
  const roles = Object.entries(one.roles).filter(([, iris]) => iris.includes(iri)).map(([role]) => unslug(role));
  const cells: Record<Column, string | number> = {
    with: others(one.companies, iri),
    kind: wordOf(one, labels),
    role: roles.join(", "),
    status: one.status,
    share: formatShare(one.percentage),
    sources: one.sources,
    confidence: one.confidence.toFixed(2),
    last: one.last_reported ?? "",
  };
  return { cells, one };
}
