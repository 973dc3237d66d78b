import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { takeSvg } from "../support/browser";
import { PAYLOADS, toAnnotation } from "../support/hostile";
import { run } from "../support/server";
import { begin, open, server } from "../support/session";

begin(
  () => {
    const file = join(mkdtempSync(join(tmpdir(), "hostile-")), "hostile.jsonl");
    writeFileSync(file, PAYLOADS.map((payload, number) => `${JSON.stringify(toAnnotation(payload, number))}\n`).join(""));
    return [file];
  },
  async (page) => {
    const marks = await page.evaluate(() => [(window as unknown as { pwned?: unknown }).pwned, document.querySelectorAll("main script, main iframe, main object, main img, main [onerror], main [onload]").length]);
    expect(marks).toEqual([undefined, 0]);
  },
);

/** A page that tells also what its policy refuses. */
async function openWatched(hash: string, token = false): Promise<Page> {
  const page = await open(hash, { token });
  await page.addInitScript(() => addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective}`)));
  await page.reload();
  await page.locator("header nav").waitFor();
  return page;
}

test("there are 150 payloads, and nearly all of them are companies of the store", () => {
  expect(new Set(PAYLOADS).size).toBeGreaterThanOrEqual(150);
  const companies = run("companies", "--format", "json", "--store", server.store);
  expect(companies.trim().split("\n").length).toBeGreaterThan(140);
});

test("the whole graph is drawn, listed and taken along as text", async () => {
  const page = await openWatched("");
  await page.locator(".ties tbody tr").nth(90).waitFor();
  for (let more = page.locator(".more"); await more.count(); ) await more.click();
  const svg = await takeSvg(page);
  const elements = await page.evaluate((text) => [...new Set([...new DOMParser().parseFromString(text, "image/svg+xml").querySelectorAll("*")].map((one) => one.localName))].sort(), svg);
  expect(elements.filter((name) => !["svg", "rect", "line", "polygon", "circle", "text"].includes(name))).toEqual([]);
});

test("each tie shows its sentence, title and address as text", async () => {
  const page = await openWatched("", true);
  await page.locator(".ties tbody tr").first().waitFor();
  for (let more = page.locator(".more"); await more.count(); ) await more.click();
  const rows = page.locator(".ties tbody th button");
  const count = await rows.count();
  expect(count).toBeGreaterThan(140);
  for (let row = 0; row < count; row++) {
    await rows.nth(row).evaluate((button) => (button as HTMLButtonElement).click());
    await page.waitForFunction((name) => document.querySelector(".panel blockquote") && document.querySelector(".ties [aria-current]")?.textContent?.includes(name ?? ""), await rows.nth(row).textContent());
    for (const address of await page.locator(".panel .source a").evaluateAll((links) => links.map((one) => (one as HTMLAnchorElement).href + (one as HTMLAnchorElement).rel))) expect(address).toMatch(/^https?:.*noopener noreferrer$/);
  }
});

test("each company's page, and its name in the search box, is text", async () => {
  const page = await openWatched("");
  const about = (await (await fetch(`${server.base}/api/search?q=&limit=100`)).json()) as { iri: string; name: string }[];
  for (const { iri, name } of about) {
    await page.evaluate((target) => (location.hash = target), `#/company?iri=${encodeURIComponent(iri)}`);
    await page.waitForFunction((text) => document.querySelector("h1")?.textContent === text, name);
  }
  for (const { name } of about.slice(0, 40)) {
    await page.getByRole("combobox", { name: "Find a company" }).fill(name.slice(0, 12));
    await page.waitForTimeout(30);
  }
});

test("addresses, filters and queries with a payload do nothing", async () => {
  const page = await openWatched("");
  for (const payload of PAYLOADS) {
    const text = encodeURIComponent(payload);
    for (const hash of [`#/company?iri=${text}`, `#/network?company=${text}&tie=${text}`, `#/${payload}`]) {
      await page.evaluate((target) => (location.hash = target), hash);
      await page.waitForTimeout(5);
    }
  }
  await page.waitForTimeout(500);
});

test("results of queries are text", async () => {
  const query = "PREFIX ag: <https://w3id.org/alliance-graph/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?label ?text { ?tie a ag:Relationship ; rdfs:label ?label . BIND(STR(?label) AS ?text) }";
  const page = await openWatched(`#/sparql?query=${encodeURIComponent(query)}`);
  await page.locator(".yasqe_queryButton").click();
  await page.waitForFunction(() => document.querySelectorAll(".results tbody tr").length > 140);
  await page.getByRole("button", { name: "Response" }).click();
  await page.waitForTimeout(300);
});

test("what is in doubt and what was judged is text", async () => {
  const page = await openWatched("#/review", true);
  await page.locator("#judged").waitFor();
  await page.waitForTimeout(500);
});

test("a payload for a query comes back as text in the endpoint's words", async () => {
  for (const payload of [PAYLOADS[0], `SELECT * { ?s ?p "<img src=x onerror=window.pwned=1>" . FILTER(<svg onload=alert(1)>) }`]) {
    const page = await openWatched(`#/sparql?query=${encodeURIComponent(payload ?? "")}`);
    await page.locator(".yasqe_queryButton").click();
    await page.locator(".yasr .errorResult").first().waitFor();
    if (payload === PAYLOADS[0]) await page.context().close();
  }
});
