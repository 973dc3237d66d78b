/** Debian's Chromium, watched: dialogs, refusals by the Content-Security-Policy, errors and requests to other hosts. */

import { readFileSync } from "node:fs";

import { type Browser, type BrowserContextOptions, type Locator, type Page, chromium } from "playwright-core";

import { type Server, TOKEN } from "./server";

const ARGUMENTS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]; // as root, and without a graphics card

export interface Watched {
  page: Page;
  /** What must not happen, in words; empty at the end of every test. */
  faults: string[];
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ARGUMENTS });
}

/** A page in a fresh profile at an address such as "#/company?name=Nissan", with or without the token. */
export async function visit(browser: Browser, server: Server, hash: string, options: BrowserContextOptions & { token?: boolean } = {}): Promise<Watched> {
  const { token = false, ...rest } = options;
  const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, reducedMotion: "reduce", ...rest });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("dialog", (dialog) => (faults.push(`dialog: ${dialog.message()}`), void dialog.dismiss()));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && !/status of 4\d\d/.test(message.text()) && faults.push(`console: ${message.text()}`));
  page.on("request", (request) => !/^(blob|data):/.test(request.url()) && !request.url().startsWith(server.base) && faults.push(`request: ${request.url()}`));
  if (token) {
    await page.goto(`${server.base}/#token=${TOKEN}`);
    await page.locator("header nav").waitFor();
  }
  await page.goto(`${server.base}/${hash}`);
  await page.locator("header nav").waitFor();
  return { page, faults };
}

/** The file that a click brings. */
export async function takeFile(page: Page, place: Locator): Promise<{ name: string; text: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent("download"), place.click()]);
  const bytes = readFileSync(await file.path());
  return { name: file.suggestedFilename(), text: bytes.toString("utf8"), bytes };
}

/** The picture as SVG, had by the page's own menu; where its lines and names are is where the screen has them. */
export async function takeSvg(page: Page): Promise<string> {
  await page.getByText("Take along").click();
  const { text } = await takeFile(page, page.getByRole("button", { name: /^SVG/ }));
  await page.getByText("Take along").click();
  return text;
}

/** Waits until the nodes rest: two pictures in a row are the same. */
export async function rest(page: Page): Promise<string> {
  let before = "";
  for (let round = 0; round < 20; round++) {
    const now = await takeSvg(page);
    if (now === before) return now;
    before = now;
    await page.waitForTimeout(400);
  }
  return before;
}
