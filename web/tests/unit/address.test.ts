import { expect, test } from "vitest";

import { change, formatAddress, link, parseAddress, pick } from "../../src/address";

test("an address comes back as it was written", () => {
  const query = new URLSearchParams([["company", "https://example.org/ag/company/a&b"], ["kind", "stake"], ["kind", "supply"], ["query", "a ? b # c"]]);
  const { view, query: read } = parseAddress(formatAddress("sparql", query));
  expect(view).toBe("sparql");
  expect([...read]).toEqual([...query]);
});

test("an unknown view is the network", () => {
  expect(parseAddress("").view).toBe("network");
  expect(parseAddress("#/elsewhere?tie=x").view).toBe("network");
  expect(parseAddress("#token=abc").view).toBe("network");
});

test("a change sets, repeats and removes values and leaves the others", () => {
  const changed = change(new URLSearchParams("a=1&b=2&c=3"), { a: null, b: ["4", "5"], d: "6" });
  expect(changed.toString()).toBe("c=3&b=4&b=5&d=6");
});

test("only the names asked for are picked", () => {
  expect(pick(new URLSearchParams("kind=stake&tie=x&kind=supply"), ["kind"]).toString()).toBe("kind=stake&kind=supply");
});

test("a link carries hostile text as text", () => {
  expect(link("company", { iri: 'x" onclick="alert(1)' })).toBe("#/company?iri=x%22+onclick%3D%22alert%281%29");
});
