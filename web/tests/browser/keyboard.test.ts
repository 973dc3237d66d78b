import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { takeSvg } from "../support/browser";
import { begin, open } from "../support/session";

begin();

/** Presses Tab until the element that has the focus is named so; fails after a while. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let press = 0; press < 120; press++) {
    await page.keyboard.press("Tab");
    const named = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      return element.getAttribute("aria-label") || (element as HTMLInputElement).labels?.[0]?.textContent || element.textContent || "";
    });
    if (name.test(named)) return;
  }
  throw new Error(`Tab never comes to ${name}`);
}

test("from the first key to the sentence without a mouse", async () => {
  const page = await open("");
  await page.keyboard.press("/");
  await page.keyboard.type("nissan");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Nissan", level: 2 }).waitFor();
  await tabTo(page, /Mitsubishi Motors.*stake 34 %/);
  await page.keyboard.press("Enter");
  await page.locator("blockquote").waitFor();
  expect(await page.locator("blockquote").textContent()).toContain("34% owned by Nissan");
  await page.keyboard.press("Escape");
  await page.locator("blockquote").waitFor({ state: "detached" });
});

test("suggestions are walked with arrows, and told to whoever hears the page", async () => {
  const page = await open("");
  const box = page.getByRole("combobox", { name: "Find a company" });
  await box.focus();
  await page.keyboard.type("m");
  await page.getByRole("option").nth(2).waitFor();
  expect(await box.getAttribute("aria-expanded")).toBe("true");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  const active = (await box.getAttribute("aria-activedescendant")) ?? "";
  expect(await page.locator(`[id="${active}"]`).getAttribute("aria-selected")).toBe("true");
  expect(await page.getByRole("option", { selected: true }).count()).toBe(1);
  await page.keyboard.press("Escape");
  expect(await box.getAttribute("aria-expanded")).toBe("false");
});

test("Enter right after the last letter takes the first company found", async () => {
  const page = await open("");
  await page.getByRole("combobox", { name: "Find a company" }).focus();
  await page.keyboard.type("mitsubishi");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Mitsubishi Motors", level: 2 }).waitFor();
});

test("a row of the table is chosen, and columns are sorted, by keys", async () => {
  const page = await open("#/network?company=https://example.org/ag/company/nissan");
  await page.locator(".ties tbody tr").first().waitFor();
  await page.getByRole("button", { name: "Companies" }).focus();
  await page.keyboard.press("Enter");
  expect(await page.getByRole("columnheader", { name: "Companies" }).getAttribute("aria-sort")).toBe("ascending");
  await tabTo(page, /Nissan → Mitsubishi Motors/);
  await page.keyboard.press("Enter");
  await page.locator("blockquote").waitFor();
});

test("filters are set by keys", async () => {
  const page = await open("");
  await page.locator(".ties tbody tr").first().waitFor();
  await tabTo(page, /^Stake/);
  await page.keyboard.press("Space");
  await page.waitForFunction(() => location.hash.includes("kind=stake"));
  await tabTo(page, /^Sources at least/);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => location.hash.includes("min_sources=2"));
});

test("the picture is moved and zoomed by keys", async () => {
  const page = await open("#/network?company=https://example.org/ag/company/nissan");
  await page.waitForTimeout(1500);
  const before = await takeSvg(page);
  await page.locator(".canvas").focus();
  for (const key of ["ArrowRight", "+"]) await page.keyboard.press(key);
  await page.waitForTimeout(300);
  const after = await takeSvg(page);
  expect(after).not.toBe(before);
  await page.locator(".canvas").focus();
  await page.keyboard.press("0");
  await page.waitForTimeout(400);
  expect(await takeSvg(page)).toBe(before);
});

test("the first stop is the way past the header", async () => {
  const page = await open("");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
});
