/** Yasgui, set to our endpoint and to nothing else. */

import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";

import { link } from "../address";
import "../style/sparql.css";

export interface Editor {
  fill: (text: string) => void;
  close: () => void;
}

const METHOD = "POST";

export function open(
  place: HTMLElement,
  text: string,
  prefixes: Readonly<Record<string, string>>,
  baseIri: string,
  onQuery: (text: string) => void,
): Editor {
  const endpoint = new URL("sparql", document.baseURI).href;
  Yasgui.Yasqe.forkAutocompleter("prefixes", {
    name: "prefixes",
    get: () => Promise.resolve(Object.entries(prefixes).map(([prefix, namespace]) => `${prefix}: <${namespace}>`)),
  });
  const yasgui = new Yasgui(place, {
    autofocus: false,
    copyEndpointOnNewTab: true,
    persistenceId: null,
    populateFromUrl: false,
    requestConfig: { endpoint, method: METHOD },
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: ["endpoint"], renderItem: () => undefined },
    yasqe: { autocompleters: ["variables", "prefixes"], createShareableLink: () => location.href, showQueryButton: true },
    yasr: { prefixes: { ...prefixes }, pluginOrder: ["table", "response"], defaultPlugin: "table" },
  });
  yasgui.getTab()?.setQuery(text);
  yasgui.on("query", (_: unknown, tab: { getQuery: () => string }) => onQuery(tab.getQuery()));
  const watcher = new MutationObserver(() => {
    lead(place, baseIri);
    name(place);
  });
  watcher.observe(place, { childList: true, subtree: true });
  return {
    fill: (next) => {
      yasgui.getTab()?.setQuery(next);
      yasgui.getTab()?.getYasqe().focus();
    },
    close: () => {
      watcher.disconnect();
      yasgui.destroy();
      place.replaceChildren();
    },
  };
}

/** Links of companies and ties lead into the explorer, all others out of it. */
function lead(place: HTMLElement, baseIri: string): void {
  for (const anchor of place.querySelectorAll<HTMLAnchorElement>("a.iri:not([data-led])")) {
    const iri = anchor.getAttribute("href") ?? "";
    anchor.dataset["led"] = "";
    anchor.rel = "noopener noreferrer";
    if (iri.startsWith(`${baseIri}company/`)) anchor.href = link("company", { iri });
    else if (iri.startsWith(`${baseIri}relationship/`)) anchor.href = link("network", { tie: iri });
    else continue;
    anchor.target = "_self";
  }
}

/** Names for what Yasgui leaves without one. */
function name(place: HTMLElement): void {
  place.querySelector(".yasqe .CodeMirror textarea")?.setAttribute("aria-label", "Query");
  place.querySelector(".yasr .CodeMirror textarea")?.setAttribute("aria-label", "Response");
  place.querySelector(".tableSizer")?.setAttribute("aria-label", "Rows on a page");
  place.querySelector(".tableFilter")?.setAttribute("aria-label", "Filter the rows");
  for (const title of place.querySelectorAll(".dt-column-title:empty")) title.textContent = "#";
}
