import { expect, test } from "vitest";

import { isSafe } from "../../src/tie/claim";
import { split } from "../../src/tie/sentence";

const marked = (sentence: string, ...spans: [number, number][]) =>
  split(sentence, spans.map(([start, end]) => ({ start, end, company: "c" }))).filter((part) => part.company).map((part) => part.text);

test("names are marked where they stand", () => {
  expect(marked("Nissan owns 34% of Mitsubishi.", [0, 6], [19, 29])).toEqual(["Nissan", "Mitsubishi"]);
});

test("offsets count characters, also behind one of two units", () => {
  expect(marked("🚗 𝓝 Nissan", [4, 10])).toEqual(["Nissan"]);
});

test("the parts make the sentence again", () => {
  const parts = split("a Nissan b Honda c", [{ start: 11, end: 16, company: "h" }, { start: 2, end: 8, company: "n" }]);
  expect(parts.map((part) => part.text).join("")).toBe("a Nissan b Honda c");
});

test("spans that overlap or run over the end are left out", () => {
  expect(marked("Nissan Motor", [0, 12], [0, 6], [7, 99])).toEqual(["Nissan Motor"]);
});

test.each(["javascript:alert(1)", "data:text/html,x", "//example.org", " https://example.org", ""])("%j is no address to go to", (url) => {
  expect(isSafe(url)).toBe(false);
});

test("http and https are addresses to go to", () => {
  expect(isSafe("https://example.org/x")).toBe(true);
  expect(isSafe("HTTP://example.org/x")).toBe(true);
});
