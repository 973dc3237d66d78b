/** The answer to a query as a table, for Yasgui. Its own table makes HTML of values; here they are text. */

import type { Parser, Plugin, Yasr } from "@zazuko/yasr";

import { link } from "../address";
import { plural } from "../wording";

const PAGE = 200;

/** The plugin for a store whose IRIs begin so. */
export function makeResults(baseIri: string): new (yasr: Yasr) => Plugin<never> {
  return class Results {
    readonly priority = 10;
    readonly label = "Table";
    constructor(private readonly yasr: Yasr) {}

    canHandleResults(): boolean {
      const { results } = this.yasr;
      return Boolean(results && (results.getVariables()?.length || results.getBoolean() !== undefined));
    }

    getIcon(): undefined {
      return undefined;
    }

    draw(): void {
      const { results, resultsEl } = this.yasr;
      const truth = results?.getBoolean();
      if (truth !== undefined) resultsEl.replaceChildren(element("p", String(truth)));
      else resultsEl.replaceChildren(...toTable(results?.getVariables() ?? [], results?.getBindings() ?? [], baseIri));
    }

    download() {
      return { contentType: "text/csv", getData: () => this.yasr.results?.asCsv() ?? "", filename: "results.csv", title: "Download as CSV" };
    }
  };
}

function toTable(variables: readonly string[], rows: readonly Parser.Binding[], baseIri: string): HTMLElement[] {
  const place = element("div");
  place.className = "scroll results";
  place.tabIndex = 0;
  place.setAttribute("role", "region");
  place.setAttribute("aria-label", "Results");
  const table = element("table");
  const head = table.createTHead().insertRow();
  for (const variable of variables) {
    const cell = element("th", variable);
    cell.scope = "col";
    head.append(cell);
  }
  const body = table.createTBody();
  const more = element("button");
  const add = () => {
    const from = body.rows.length;
    for (const row of rows.slice(from, from + PAGE)) addRow(body, variables, row, baseIri);
    more.hidden = body.rows.length >= rows.length;
    more.textContent = `Show more of ${rows.length.toLocaleString("en")}`;
  };
  more.type = "button";
  more.className = "more";
  more.addEventListener("click", add);
  add();
  place.append(table, more);
  const count = element("p", plural(rows.length, "row"));
  count.className = "note";
  return [count, place];
}

function addRow(body: HTMLTableSectionElement, variables: readonly string[], row: Parser.Binding, baseIri: string): void {
  const line = body.insertRow();
  for (const variable of variables) {
    const value = row[variable];
    const cell = line.insertCell();
    if (!value) continue;
    if (value.type === "uri") cell.append(toLink(value.value, baseIri));
    else cell.textContent = value.value;
    if (/#(integer|decimal|double|float|date)$/.test(value.datatype ?? "")) cell.className = "number";
  }
}

/** A company or tie leads into the explorer, another address of the web out of it; what is neither stays text. */
function toLink(iri: string, baseIri: string): HTMLElement {
  const isCompany = iri.startsWith(`${baseIri}company/`);
  const isTie = iri.startsWith(`${baseIri}relationship/`);
  if (!isCompany && !isTie && !/^https?:\/\//.test(iri)) return element("code", iri);
  const anchor = element("a", iri.startsWith(baseIri) ? iri.slice(baseIri.length) : iri);
  anchor.href = isCompany ? link("company", { iri }) : isTie ? link("network", { tie: iri }) : iri;
  anchor.title = iri;
  if (!isCompany && !isTie) [anchor.target, anchor.rel] = ["_blank", "noopener noreferrer"];
  return anchor;
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, text = ""): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
