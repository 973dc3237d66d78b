/** The token for writing: taken from the link that the server prints, kept for this tab, gone from the address bar. */

const NAME = "alliance-graph-token";

export function takeToken(): void {
  const found = /^#token=([^&]*)/.exec(location.hash);
  if (!found) return;
  sessionStorage.setItem(NAME, decodeURIComponent(found[1] ?? ""));
  history.replaceState(null, "", location.pathname + location.search);
}

export function token(): string {
  return sessionStorage.getItem(NAME) ?? "";
}

export function forgetToken(): void {
  sessionStorage.removeItem(NAME);
}
