/** Times of the explorer in headless Chromium: `node bench/explorer.mjs STORE`, and with `--large` on 10,000 companies and 30,000 ties made up. */

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "playwright-core";

const PROGRAM = (process.env.ALLIANCE_GRAPH ?? "alliance-graph").split(" ");
const ROUNDS = 9;
const [COMPANIES, TIES] = [10_000, 30_000];

const [first] = process.argv.slice(2);
if (!first) throw new Error("say which store, or --large");
const folder = mkdtempSync(join(tmpdir(), "explorer-bench-"));
const store = first === "--large" ? makeStore() : first;
const server = spawn(PROGRAM[0], [...PROGRAM.slice(1), "serve", store, "--port", "0", "--allowance", "0"], { stdio: ["ignore", "pipe", "pipe"] });
const base = await new Promise((found, fail) => {
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (chunk) => /running on (http:\/\/[0-9.:]+)/.exec(chunk) && found(RegExp.$1));
  server.once("exit", () => fail(new Error("the server ended")));
});
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] });
try {
  const about = await (await fetch(`${base}/api/about`)).json();
  await fetch(`${base}/api/network`); // the server reads its store at the first question
  console.log(`${about.companies} companies, ${about.relationships} ties`);
  await (first === "--large" ? measureMotion() : measureClicks());
} finally {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
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
  const page = await open("#/network?limit=30000");
  console.log(`first picture ${Math.round(await page.evaluate(() => window.drawn))} ms`);
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
  console.log(`zoom, move and hover: longest task ${longest} ms (goal 200), ${tasks.length} over 50 ms, ${Math.round((1000 * frames) / (Date.now() - since))} frames a second`);
}

/** A page in a fresh profile when its picture stands; `window.drawn` are milliseconds from the address to the first frame with it. */
async function open(hash) {
  const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
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

function makeStore() {
  let seed = 1;
  const draw = (below) => (seed = (seed * 16807) % 2147483647) % below;
  const kinds = [["stake", "owner", "owned"], ["supply", "supplier", "customer"], ["acquisition", "acquirer", "target"]];
  const lines = Array.from({ length: TIES / 10 }, (_, article) => {
    const firsts = Array.from({ length: 10 }, (_, at) => (at === 0 && article * 3 < COMPANIES ? article * 3 : draw(COMPANIES)));
    const pairs = firsts.map((one, at) => [one, (one + 1 + ((article * 10 + at) % 97)) % COMPANIES]);
    const ids = [...new Set(pairs.flat())];
    const name = (id) => `Company ${nameOf(id)}`;
    return JSON.stringify({
      id: `made-${article}`,
      title: `Article ${article}`,
      date: `20${20 + (article % 5)}-0${1 + (article % 9)}-01`,
      entities: ids.map((id) => ({ key: `c${id}`, name: name(id), aliases: [] })),
      claims: pairs.map(([one, other], at) => {
        const [type, doer, done] = kinds[(article + at) % 3];
        return { type, [doer]: `c${one}`, [done]: `c${other}`, status: "completed", evidence: `${name(one)} and ${name(other)}.`, confidence: 0.9 };
      }),
    });
  });
  const file = join(folder, "made.jsonl");
  writeFileSync(file, `${lines.join("\n")}\n`);
  const made = join(folder, "made.store");
  execFileSync(PROGRAM[0], [...PROGRAM.slice(1), "build", file, "--store", made, "--quiet"], { stdio: "inherit" });
  return made;
}

/** Names of letters alone, far from one another, so that no two are taken for one company. */
function nameOf(id) {
  const parts = ["ka", "lo", "mi", "nu", "re", "sa", "to", "vi", "wu", "ze"];
  return [...String(id * 7919 + 12345)].map((digit) => parts[digit]).join("").replace(/^./, (letter) => letter.toUpperCase());
}
