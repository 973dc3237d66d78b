/** The address of what is on the screen: `#/view?company=...&tie=...`, so that a link opens the same view. */

import { useEffect, useState } from "preact/hooks";

export const VIEWS = ["network", "company", "sparql", "review"] as const;
export type View = (typeof VIEWS)[number];

/** Conditions of a filter, by the names that the API and `alliance-graph export` use. */
export const CONDITIONS = ["kind", "status", "topic", "since", "until", "as_of", "min_confidence", "min_sources"] as const;

export interface Address {
  view: View;
  query: URLSearchParams;
}

/** What changes in a query: a value, several, or nothing, which takes the name out. */
export type Changes = Record<string, string | readonly string[] | null>;

export function parseAddress(hash: string): Address {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const view = VIEWS.find((known) => known === path) ?? "network";
  return { view, query: new URLSearchParams(query) };
}

export function formatAddress(view: View, query: URLSearchParams): string {
  const text = query.toString();
  return `#/${view}${text ? `?${text}` : ""}`;
}

export function change(query: URLSearchParams, changes: Changes): URLSearchParams {
  const changed = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    changed.delete(name);
    for (const each of typeof value === "string" ? [value] : (value ?? [])) changed.append(name, each);
  }
  return changed;
}

/** The part of a query that says which ties are wanted. */
export function pick(query: URLSearchParams, names: readonly string[]): URLSearchParams {
  return new URLSearchParams([...query].filter(([name]) => names.includes(name)));
}

export function link(view: View, values: Changes): string {
  return formatAddress(view, change(new URLSearchParams(), values));
}

export function go(view: View, query: URLSearchParams, { replace = false } = {}): void {
  const address = formatAddress(view, query);
  if (replace) {
    history.replaceState(null, "", address);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = address;
  }
}

export function useAddress(): Address {
  const [address, setAddress] = useState(() => parseAddress(location.hash));
  useEffect(() => {
    const follow = () => setAddress(parseAddress(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return address;
}
