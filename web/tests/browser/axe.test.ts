import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { describe, expect, test } from "vitest";

import { begin, open } from "../support/session";

begin();

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const NISSAN = "https://example.org/ag/company/nissan";
const STAKE = "https://example.org/ag/relationship/stake_nissan_mitsubishi-motors__34";
const SELECT = encodeURIComponent("SELECT ?company ?name { ?company a ag:Company ; skos:prefLabel ?name } LIMIT 5");

const VIEWS: Record<string, [hash: string, ready: string, act?: string]> = {
  "the whole graph": ["", ".ties tbody tr"],
  "a company in the picture": [`#/network?company=${NISSAN}&node=${NISSAN}`, ".tie-list"],
  "a tie": [`#/network?company=${NISSAN}&tie=${STAKE}`, "blockquote"],
  "a tie to be corrected": [`#/network?company=${NISSAN}&tie=${STAKE}`, "blockquote", ".review button[aria-expanded]"],
  "files to take along": [`#/network?company=${NISSAN}`, ".ties tbody tr", ".menu > summary"],
  "common partners": [`#/network?between=common&first=${NISSAN}&second=${NISSAN.replace("nissan", "honda")}`, ".partners"],
  "a company's page": ["#/company?name=Cellora", ".sources"],
  "queries": [`#/sparql?query=${SELECT}`, ".CodeMirror", ".yasqe_queryButton"],
  "review": ["#/review", "#judged"],
};

interface Violation {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}

describe.each(["light", "dark"] as const)("in the %s", (colorScheme) => {
  describe.each([1360, 400])("at %i pixels", (width) => {
    test.each(Object.entries(VIEWS))("axe finds nothing wrong with %s", async (_name, [hash, ready, act]) => {
      const page = await open(hash, { colorScheme, viewport: { width, height: 860 }, token: true, bypassCSP: true });
      await page.locator(ready).first().waitFor();
      if (act) await page.locator(act).first().click();
      await page.waitForTimeout(400);
      await page.evaluate(AXE);
      const violations = await page.evaluate(async () => {
        const { axe } = window as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } };
        return (await axe.run()).violations;
      });
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html.slice(0, 160)} (${node.failureSummary.slice(0, 300)})`).join("; ")}`)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(overflow, "nothing hangs over the right edge").toBeLessThanOrEqual(0);
    });
  });
});
