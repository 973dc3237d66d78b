/** What the tests of one file share: a server, a browser, and the page that a test has open, watched to its end. */

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";

import { type Watched, launch, visit } from "./browser";
import { type Server, serve } from "./server";

export let server: Server;
let browser: Browser;
let watched: Watched | undefined;

/** Serves these sources, by default the samples, to all tests of a file; `look` sees the page at the end of each. */
export function begin(findSources: () => string[] = () => [], look?: (page: Page) => Promise<void>): void {
  beforeAll(async () => {
    [server, browser] = await Promise.all([serve(...findSources()), launch()]);
  });
  afterEach(async () => {
    if (watched) await look?.(watched.page);
    await leave();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
}

export async function open(hash: string, options: BrowserContextOptions & { token?: boolean } = {}): Promise<Page> {
  watched = await visit(browser, server, hash, options);
  return watched.page;
}

/** Closes the page, on which nothing may have gone wrong. */
export async function leave(): Promise<void> {
  const left = watched;
  watched = undefined;
  await left?.page.context().close();
  expect(left?.faults ?? []).toEqual([]);
}
