/** Values in words, as the rest of the program writes them. */

import type { About, Percentage } from "./answers";

export function formatShare(share: Percentage | number | null): string {
  if (share === null) return "";
  if (typeof share === "number") return `${formatNumber(share)} %`;
  if (share.value !== null) return `${formatNumber(share.value)} %`;
  if (share.least !== null && share.greatest !== null) return `${formatNumber(share.least)} to ${formatNumber(share.greatest)} %`;
  if (share.least !== null) return `at least ${formatNumber(share.least)} %`;
  return share.greatest !== null ? `at most ${formatNumber(share.greatest)} %` : "";
}

function formatNumber(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

export function toSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The words for kinds and forms, by their names. */
export function kindWords(about: About): Map<string, string> {
  return new Map(about.kinds.map(({ kind, label }) => [kind, label]));
}

/** What a tie is: its form where there is a word for it, else its kind. */
export function wordOf({ kind, form }: { kind: string; form: string }, words: ReadonlyMap<string, string>): string {
  return words.get(form) ?? words.get(kind) ?? kind;
}

/** "asset_purchase" to "asset purchase". */
export function unslug(word: string): string {
  return word.replaceAll(/[_-]/g, " ");
}

export function compareText(one: string, other: string): number {
  return one.localeCompare(other, "en", { sensitivity: "base", numeric: true });
}

/** A text of at most so many letters, the last of which says that there were more. */
export function shorten(text: string, longest: number): string {
  const letters = [...text];
  return letters.length > longest ? `${letters.slice(0, longest - 1).join("")}…` : text;
}
