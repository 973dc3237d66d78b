/** Yasgui, set to our endpoint and to nothing else. */

import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";

import "../style/sparql.css";
import { makeResults } from "./results";

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
  for (const name of ["table", "boolean"]) {
    delete Yasgui.Yasr.plugins[name];
    delete Yasgui.Yasr.defaults.plugins[name];
  }
  Yasgui.Yasr.registerPlugin("results", makeResults(baseIri) as never);
  const yasgui = new Yasgui(place, {
    autofocus: false,
    copyEndpointOnNewTab: true,
    persistenceId: null,
    populateFromUrl: false,
    requestConfig: { endpoint, method: METHOD },
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: ["endpoint"], renderItem: () => undefined },
    yasqe: { autocompleters: ["variables", "prefixes"], createShareableLink: () => location.href, showQueryButton: true },
    yasr: { prefixes: { ...prefixes }, pluginOrder: ["results", "response"], defaultPlugin: "results" },
  });
  yasgui.getTab()?.setQuery(text);
  yasgui.on("query", (_: unknown, tab: { getQuery: () => string }) => onQuery(tab.getQuery()));
  const watcher = new MutationObserver(() => name(place));
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

/** Names for what Yasgui leaves without one. */
function name(place: HTMLElement): void {
  place.querySelector(".yasqe .CodeMirror textarea")?.setAttribute("aria-label", "Query");
  place.querySelector(".yasr .CodeMirror textarea")?.setAttribute("aria-label", "Response");
}
