import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { takeFile } from "../support/browser";
import { begin, open, server } from "../support/session";

begin();

const NISSAN = "https://example.org/ag/company/nissan";
const STAKE = `#/network?company=${NISSAN}&tie=https://example.org/ag/relationship/stake_nissan_mitsubishi-motors__34`;
const ties = (page: Page) => page.locator(".ties tbody tr").count();
const told = (page: Page, text: RegExp) => page.getByRole("status").getByText(text).waitFor();

test("without the token there is no button that writes", async () => {
  const page = await open(STAKE);
  await page.locator("blockquote").waitFor();
  expect(await page.getByRole("button", { name: "Reject" }).count()).toBe(0);
  await page.goto(`${server.base}/#/review`);
  await page.getByText("open the link with the token").waitFor();
});

test("the token is taken from the link, kept for this tab only, and is gone from the address", async () => {
  const page = await open("", { token: true });
  expect(page.url()).not.toContain("token");
  expect(await page.evaluate(() => [sessionStorage.length, Object.keys(localStorage).filter((name) => name.includes("token")).length])).toEqual([1, 0]);
});

test("a claim is accepted, and that is taken back", async () => {
  const page = await open(STAKE, { token: true });
  await page.getByRole("button", { name: "Accept" }).click();
  await told(page, /The claim is accepted/);
  await page.locator(".verdict.accepted").waitFor();
  await page.getByRole("group", { name: "Judge this claim" }).getByRole("button", { name: "Undo" }).click();
  await page.locator(".verdict.accepted").waitFor({ state: "detached" });
});

test("a rejected claim takes its tie out of the picture, and undo brings it back", async () => {
  const page = await open(STAKE, { token: true });
  await page.locator("blockquote").waitFor();
  const before = await ties(page);
  await page.getByRole("button", { name: "Reject" }).click();
  await told(page, /The claim is rejected/);
  await page.waitForFunction((n) => document.querySelectorAll(".ties tbody tr").length === n - 1, before);
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction((n) => document.querySelectorAll(".ties tbody tr").length === n, before);
  await page.locator("blockquote").waitFor();
});

test("a correction changes the tie, and the list of judgements takes it back", async () => {
  const page = await open(STAKE, { token: true });
  await page.getByRole("button", { name: "Correct…" }).click();
  await page.getByLabel("Share in percent").fill("24");
  await page.getByLabel("Why").fill("the newest report");
  await page.getByLabel(/^Your name/).fill("ann");
  await page.getByRole("button", { name: "Save correction" }).click();
  await told(page, /The claim is corrected/);
  await page.goto(`${server.base}/#/network?company=${NISSAN}`);
  await page.getByRole("row", { name: /Nissan → Mitsubishi Motors.*24 %/ }).waitFor();
  await page.goto(`${server.base}/#/review`);
  const row = page.getByRole("region", { name: "Judgements" }).getByRole("row", { name: /corrected/ });
  expect(await row.textContent()).toMatch(/ann.*corrected.*Nissan.*34% owned by Nissan.*the newest report/);
  await row.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Nothing was judged yet.").waitFor();
  await page.goto(`${server.base}/#/network?company=${NISSAN}`);
  await page.getByRole("row", { name: /Nissan → Mitsubishi Motors.*34 %/ }).waitFor();
});

test("two companies are joined, and parted again", async () => {
  const page = await open("#/company?name=Honda", { token: true });
  await page.getByRole("combobox", { name: "Honda and" }).fill("Nissan");
  await page.getByRole("option", { name: /Nissan/ }).first().click();
  await page.getByRole("button", { name: "are one company" }).click();
  await told(page, /They are one company now/);
  const about = async () => ((await (await fetch(`${server.base}/api/about`)).json()) as { companies: number }).companies;
  const joined = await about();
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await told(page, /taken back/);
  expect(await about()).toBe(joined + 1);
});

test("ten judgements and as many undos leave the graph as it was", async () => {
  const page = await open(`#/network?company=${NISSAN}&distance=4`, { token: true });
  await page.locator(".ties tbody tr").first().waitFor();
  const graph = async () => (await (await fetch(`${server.base}/graph?default`, { headers: { accept: "application/n-triples" } })).text()).split("\n").sort().join("\n");
  const before = await graph();
  for (let round = 0; round < 10; round++) {
    await page.goto(`${server.base}/${STAKE}`);
    await page.getByRole("button", { name: round % 2 ? "Accept" : "Reject" }).click();
    await told(page, /The claim is (accepted|rejected)/);
    await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
    await told(page, /taken back/);
    await page.getByRole("button", { name: "Dismiss" }).click();
  }
  expect(await graph()).toBe(before);
});

test("reviewed articles are had as gold", async () => {
  const page = await open(`#/network?company=${NISSAN}`, { token: true });
  await page.locator(".ties tbody tr").first().waitFor();
  for (const name of await page.locator(".ties tbody th button").allTextContents()) {
    const rows = page.getByRole("row", { name });
    for (let row = 0; row < (await rows.count()); row++) {
      await rows.nth(row).click();
      await page.getByRole("button", { name: "Accept" }).first().click();
      await page.locator(".panel .verdict.accepted").waitFor();
    }
  }
  await page.goto(`${server.base}/#/review`);
  const { name, text } = await takeFile(page, page.getByRole("button", { name: "Download as gold" }));
  expect(name).toBe("gold.jsonl");
  const [article] = text.trim().split("\n").map((line) => JSON.parse(line) as { id: string; claims: unknown[] });
  expect(article?.id).toBe("samples/nissan-honda.txt");
  expect(article?.claims).toHaveLength(4);
});
