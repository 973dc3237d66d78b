import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { begin, open, server } from "../support/session";

begin();

async function openEditor(hash: string): Promise<Page> {
  const page = await open(hash);
  await page.locator(".CodeMirror").first().waitFor();
  return page;
}

const run = (page: Page) => page.locator(".yasqe_queryButton").click();
const QUERY = `PREFIX ag: <https://w3id.org/alliance-graph/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?company ?name { ?company a ag:Company ; skos:prefLabel ?name FILTER(?name = "Nissan") }`;

test("the query that stands there runs, with all prefixes written", async () => {
  const page = await openEditor("#/sparql");
  const text = await page.evaluate(() => (document.querySelector(".CodeMirror") as unknown as { CodeMirror: { getValue: () => string } }).CodeMirror.getValue());
  for (const prefix of ["ag", "co", "rel", "skos", "schema", "prov", "oa", "xsd"]) expect(text).toContain(`PREFIX ${prefix}: <`);
  await run(page);
  await page.locator(".results tbody tr").first().waitFor();
  expect(await page.locator(".results tbody tr").count()).toBe(20);
});

test("companies and ties in the results lead into the explorer", async () => {
  const page = await openEditor(`#/sparql?query=${encodeURIComponent(QUERY)}`);
  await run(page);
  await page.locator(".results a").first().waitFor();
  await page.waitForTimeout(100);
  await page.locator(".results a").first().click();
  await page.getByRole("heading", { name: "Nissan", level: 1 }).waitFor();
});

test("a named question fills the editor, runs, and is in the link", async () => {
  const page = await openEditor("#/sparql");
  await page.getByRole("button", { name: "Which companies hold stakes in each other?" }).click();
  await run(page);
  await page.locator(".yasr_response_chip").first().waitFor();
  await page.waitForFunction(() => location.hash.includes("cross-holdings"));
});

test("every named question runs", async () => {
  const page = await openEditor("#/sparql");
  const questions = page.locator(".questions li button");
  await questions.first().waitFor();
  for (let index = 0; index < (await questions.count()); index++) {
    await questions.nth(index).click();
    const [answer] = await Promise.all([page.waitForResponse(`${server.base}/sparql`), run(page)]);
    expect(answer.status(), (await questions.nth(index).textContent()) ?? "").toBe(200);
  }
});

test("a fault in a query is told in the endpoint's words", async () => {
  const page = await openEditor(`#/sparql?query=${encodeURIComponent("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")}`);
  await run(page);
  await page.getByText(/SERVICE/).nth(1).waitFor();
  await page.locator(".yasr .errorResult").first().waitFor();
});
