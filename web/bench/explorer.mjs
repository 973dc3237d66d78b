/** Times of the explorer in headless Chromium: `node bench/explorer.mjs STORE`; with `--large` after it, of 10,000 companies and 30,000 ties made up. */

import { spawn } from "node:child_process";

import { chromium } from "playwright-core";

const PROGRAM = (process.env.ALLIANCE_GRAPH ?? "alliance-graph").split(" ");
const ROUNDS = 9;
const [COMPANIES, TIES] = [10_000, 30_000];

const [store, option] = process.argv.slice(2);
if (!store) throw new Error("say which store");
const server = spawn(PROGRAM[0], [...PROGRAM.slice(1), "serve", store, "--port", "0", "--allowance", "0"], { stdio: ["ignore", "pipe", "pipe"] });
const base = await new Promise((found, fail) => {
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (chunk) => /running on (http:\/\/[0-9.:]+)/.exec(chunk) && found(RegExp.$1));
  server.once("exit", () => fail(new Error("the server ended")));
});
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] });
try {
  const about = await (await fetch(`${base}/api/about`)).json();
  await fetch(`${base}/api/network`); // the server reads its store at the first question
  if (option !== "--large") console.log(`${about.companies} companies, ${about.relationships} ties`);
  await (option === "--large" ? measureMotion() : measureClicks());
} finally {
  await browser.close();
  server.kill();
}

/** From the address to the picture, from a letter to names, from a click to a sentence; each in a fresh profile or anew. */
async function measureClicks() {
  const pictures = [];
  for (let round = 0; round < ROUNDS; round++) {
    const page = await open("");
    pictures.push(await page.evaluate(() => window.drawn));
    await page.context().close();
  }
  tell("first picture", pictures, 2000);

  const page = await open("");
  await page.waitForTimeout(3000);
  const names = (await (await fetch(`${base}/api/search?q=&limit=${ROUNDS * 3}`)).json()).map(({ name }) => name.slice(0, 3));
  const suggestions = [];
  for (const text of names) {
    await page.fill("[role=combobox]", "");
    await page.waitForTimeout(150);
    suggestions.push(await page.evaluate((typed) => new Promise((done) => {
      const box = document.querySelector("[role=combobox]");
      const since = performance.now();
      box.value = typed;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      const look = () => {
        const option = document.querySelector("[role=option]");
        if (option && option.offsetParent) done(performance.now() - since);
        else requestAnimationFrame(look);
      };
      look();
    }), text));
  }
  tell("suggestions", suggestions, 100);

  const sentences = [];
  for (let row = 0; row < ROUNDS * 3; row++) {
    sentences.push(await page.evaluate((at) => new Promise((done) => {
      const line = document.querySelectorAll(".ties tbody tr")[at * 3];
      const before = document.querySelector(".panel blockquote");
      const since = performance.now();
      line.click();
      const look = () => {
        const now = document.querySelector(".panel blockquote mark");
        if (now && !before?.isConnected) done(performance.now() - since);
        else requestAnimationFrame(look);
      };
      look();
    }), row));
    await page.waitForTimeout(400);
  }
  tell("click to sentence", sentences, 300);
}

/** The longest task while the large picture is zoomed and moved. */
async function measureMotion() {
  const page = await open("#/network?limit=30000", JSON.stringify(makeNetwork()));
  await page.waitForTimeout(8000);
  await page.evaluate(() => {
    window.tasks = [];
    window.frames = 0;
    new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
    const count = () => requestAnimationFrame(() => ((window.frames += 1), count()));
    count();
  });
  const since = Date.now();
  const box = await page.locator(".canvas").boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  for (let step = 0; step < 10; step++) {
    await page.mouse.wheel(0, step % 3 ? -240 : 240);
    await page.waitForTimeout(250);
  }
  await page.mouse.down();
  for (let step = 0; step < 60; step++) {
    await page.mouse.move(x + 3 * step, y + 2 * step);
    await page.waitForTimeout(25);
  }
  await page.mouse.up();
  for (let step = 0; step < 30; step++) {
    await page.mouse.move(x - 6 * step, y + 4 * step); // over nodes and lines
    await page.waitForTimeout(25);
  }
  await page.waitForTimeout(1500);
  const { tasks, frames } = await page.evaluate(() => ({ tasks: window.tasks, frames: window.frames }));
  const longest = Math.round(Math.max(0, ...tasks));
  console.log(`${COMPANIES} companies, ${TIES} ties; zoom, move and hover: longest task ${longest} ms (goal 200), ${tasks.length} over 50 ms, ${Math.round((1000 * frames) / (Date.now() - since))} frames a second`);
}

/** A page in a fresh profile when its picture stands; `window.drawn` are milliseconds from the address to the first frame with it. */
async function open(hash, network = "") {
  const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  if (network) await page.route("**/api/network**", (route) => route.fulfill({ contentType: "application/json", body: network }));
  await page.addInitScript(() => {
    const look = () => (document.querySelector(".canvas canvas") ? requestAnimationFrame(() => (window.drawn = performance.now())) : requestAnimationFrame(look));
    look();
  });
  await page.goto(`${base}/${hash}`);
  await page.waitForFunction(() => window.drawn);
  return page;
}

function tell(what, times, goal) {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
  console.log(`${what}: median ${at(0.5)} ms, 95 % within ${at(0.95)} ms (goal ${goal}; ${times.length} times)`);
}

/** What the server would answer for 10,000 companies and 30,000 ties, made up. */
function makeNetwork() {
  let seed = 1;
  const draw = (below) => (seed = (seed * 16807) % 2147483647) % below;
  const nodes = Array.from({ length: COMPANIES }, (_, id) => ({ id: `c${id}`, iri: `urn:c${id}`, label: `Company ${id}`, type: "company", kind: "", ties: 1 + draw(12), x: draw(10_000), y: draw(10_000) }));
  const edges = Array.from({ length: TIES }, (_, id) => {
    const source = draw(COMPANIES);
    const target = (source + 1 + draw(60)) % COMPANIES;
    const kind = ["stake", "supply", "acquisition"][id % 3];
    const days = { first_reported: "2024-01-01", last_reported: "2024-02-01" };
    return { id: `e${id}`, source: `c${source}`, target: `c${target}`, tie: `urn:t${id}`, kind, form: "", label: "", status: id % 5 ? "completed" : "proposed", directed: true, percentage: null, sources: 1 + draw(4), confidence: 0.9, ...days, topics: [] };
  });
  const count = { companies: COMPANIES, relationships: TIES };
  return { nodes, edges, facets: { kind: [], status: [], topic: [], year: [] }, total: count, shown: count };
}
