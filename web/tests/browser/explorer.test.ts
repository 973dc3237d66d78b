import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { rest, takeFile, takeSvg } from "../support/browser";
import { run, select } from "../support/server";
import { begin, leave, open, server } from "../support/session";

begin();

const iri = (name: string) => `https://example.org/ag/company/${name}`;
const STAKE = "https://example.org/ag/relationship/stake_nissan_mitsubishi-motors__34";
const sentence = "In a separate step, both companies signed a memorandum of understanding with Mitsubishi Motors—34% owned by Nissan—to create a framework for vehicle electrification.";

test("a company is found by the beginning of its name and drawn with its ties", async () => {
  const page = await open("");
  await page.getByRole("combobox", { name: "Find a company" }).fill("mitsu");
  await page.getByRole("option", { name: /Mitsubishi Motors/ }).click();
  await page.getByRole("heading", { name: "Mitsubishi Motors" }).waitFor();
  expect(await page.locator(".toolbar .title").textContent()).toBe("Mitsubishi Motors");
  expect(await page.locator(".toolbar .count").textContent()).toBe("3 companies, 2 ties");
});

test("a company is found by another name of it", async () => {
  const page = await open("");
  await page.getByRole("combobox", { name: "Find a company" }).fill("haldern m");
  await page.getByRole("option").first().waitFor();
  expect(await page.getByRole("option").first().textContent()).toContain("Haldern Motors");
});

test("a click on a line of the picture shows the sentence with both names marked", async () => {
  const page = await open(`#/network?company=${iri("nissan")}`);
  const svg = await rest(page);
  const { x, y } = findLine(svg, "34 %");
  await page.locator(".canvas").click({ position: { x, y } });
  await page.getByRole("complementary", { name: "Tie" }).waitFor();
  await page.getByRole("heading", { name: "Nissan's stake in Mitsubishi Motors" }).waitFor();
  expect(await page.locator("blockquote").textContent()).toBe(sentence);
  expect(await page.locator("blockquote mark").allTextContents()).toEqual(["Mitsubishi Motors", "Nissan"]);
  expect(await page.locator(".claim .source").textContent()).toContain("Mobility Ledger · 2024-08-01");
  expect(await page.locator(".claim .facts").textContent()).toMatch(/completed.*34 %.*0\.\d\d/);
  await page.getByText("Why these companies").click();
  expect(await page.locator(".why").textContent()).toContain("is Nissan: 'nissan' is the fullest name known");
});

test("a click on a node of the picture shows the company", async () => {
  const page = await open(`#/network?company=${iri("nissan")}`);
  await page.locator(".canvas").click({ position: findDisc(await rest(page), "Honda") });
  await page.getByRole("heading", { name: "Honda" }).waitFor();
});

test("the same tie is chosen by its row", async () => {
  const page = await open(`#/network?company=${iri("nissan")}`);
  await page.getByRole("row", { name: /Nissan → Mitsubishi Motors/ }).click();
  expect(await page.locator("blockquote").textContent()).toBe(sentence);
  expect(page.url()).toContain(encodeURIComponent(STAKE));
  await page.getByRole("button", { name: "Close: Tie" }).click();
  expect(page.url()).not.toContain("tie=");
});

test("every tie that is drawn has its row, and every row a sentence with its companies", async () => {
  const page = await open("");
  const rows = page.locator(".ties tbody tr");
  await rows.first().waitFor();
  const [{ n } = { n: "" }] = await select(server.base, "SELECT (COUNT(*) AS ?n) { ?t a ag:Relationship ; ag:status ?s FILTER(?s != ag:Denied) }");
  expect(await rows.count()).toBe(Number(n));
  for (let row = 0; row < 12; row++) {
    await rows.nth(row).click();
    await page.locator(".claim blockquote mark").first().waitFor();
  }
});

test("the counts of filters are those of SPARQL", async () => {
  const page = await open("");
  await page.locator(".choice").first().waitFor();
  const kinds: Record<string, string> = { Stake: "Stake", "Supply agreement": "SupplyAgreement", "Joint venture": "JointVenture", Competition: "Competition", "Memorandum of understanding": "MemorandumOfUnderstanding" };
  for (const [label, name] of Object.entries(kinds)) {
    const [row] = await select(server.base, `SELECT (COUNT(DISTINCT ?t) AS ?n) { ?t a ag:${name} ; ag:status ?s FILTER(?s != ag:Denied) }`);
    expect(await countOf(page, label), label).toBe(Number(row?.["n"]));
  }
  for (const status of ["Completed", "Agreed", "Ended", "Denied", "Proposed"]) {
    const [row] = await select(server.base, `SELECT (COUNT(DISTINCT ?t) AS ?n) { ?t a ag:Relationship ; ag:status ag:${status} }`);
    expect(await countOf(page, status), status).toBe(Number(row?.["n"]));
  }
});

test("filters leave what SPARQL finds, in picture and table", async () => {
  const page = await open("");
  await page.getByLabel("Stake", { exact: false }).first().check();
  await page.getByLabel(/^Completed/).check();
  const [row] = await select(server.base, "SELECT (COUNT(DISTINCT ?t) AS ?n) { ?t a ag:Stake ; ag:status ag:Completed }");
  const wanted = Number(row?.["n"]);
  await page.waitForFunction((n) => document.querySelectorAll(".ties tbody tr").length === n, wanted);
  expect(await page.locator(".toolbar .count").textContent()).toContain(`${wanted} ties`);
  expect(page.url()).toMatch(/kind=stake.*status=completed/);
  await page.getByRole("button", { name: "Clear all" }).click();
  await page.waitForFunction((n) => document.querySelectorAll(".ties tbody tr").length > n, wanted);
});

test("the sliders of days leave what SPARQL finds on twelve days", async () => {
  const page = await open("");
  const since = page.getByLabel(/^Reported since/);
  await since.waitFor();
  const most = Number(await since.getAttribute("max"));
  for (let step = 1; step <= 12; step++) {
    await since.fill(String(Math.round((most * step) / 12)));
    const day = await since.getAttribute("aria-valuetext");
    const [row] = await select(server.base, `SELECT (COUNT(DISTINCT ?t) AS ?n) { ?t a ag:Relationship ; ag:status ?s ; ag:lastReported ?last FILTER(?s != ag:Denied && ?last >= "${day}"^^xsd:date) }`);
    await page.waitForFunction((n) => document.querySelectorAll(".ties tbody tr").length === n, Number(row?.["n"]));
  }
  expect(page.url()).toContain("since=2025-10-01");
});

test("as of a day, ties reported later are gone", async () => {
  const page = await open("#/network?as_of=2024-07-31");
  await page.locator(".ties tbody tr").first().waitFor();
  expect(await page.locator(".ties tbody").textContent()).not.toContain("Honda");
  expect(Number(await page.getByLabel(/^As of/).inputValue())).toBeGreaterThan(300);
});

test("a link opens the same view in a fresh browser", async () => {
  const page = await open(`#/network?company=${iri("nissan")}&distance=2&kind=stake&kind=alliance&min_sources=1`);
  await page.getByRole("row", { name: /Nissan → Mitsubishi Motors/ }).click();
  await page.locator("blockquote").waitFor();
  const [address, svg, rows] = [page.url(), await rest(page), await page.locator(".ties tbody").textContent()];
  await leave();
  const again = await open(address.replace(server.base, "").replace(/^\//, ""));
  await again.locator("blockquote").waitFor();
  expect(await again.locator(".ties tbody").textContent()).toBe(rows);
  expect(await again.locator("blockquote").textContent()).toBe(sentence);
  expect(await rest(again)).toBe(svg);
});

test("neighbours are added, and the distance reaches further", async () => {
  const page = await open(`#/network?company=${iri("cellora")}`);
  await page.locator(".ties tbody tr").first().waitFor();
  const rows = () => page.locator(".ties tbody tr").count();
  const near = await rows();
  await page.getByRole("group", { name: "Ties away" }).getByRole("button", { name: "2" }).click();
  await page.waitForFunction((n) => document.querySelectorAll(".ties tbody tr").length > n, near);
  const [row] = await select(server.base, `SELECT (COUNT(DISTINCT ?t) AS ?n) { { <${iri("cellora")}> ^ag:party ?one } UNION { <${iri("cellora")}> ^ag:party/ag:party/^ag:party ?one } BIND(?one AS ?t) ?t ag:status ?s FILTER(?s != ag:Denied) }`);
  expect(await rows()).toBe(Number(row?.["n"]));
  await page.goto(`${server.base}/#/network?company=${iri("cellora")}&node=${iri("haldern-motors")}`);
  await page.getByRole("button", { name: "Add its ties" }).click();
  await page.waitForFunction((n) => document.querySelectorAll(".ties tbody tr").length > n, near);
  expect(page.url()).toContain(encodeURIComponent(iri("haldern-motors")));
});

test("the shortest path and common partners are found by names", async () => {
  const page = await open("");
  await page.getByRole("button", { name: "Path, partners" }).click();
  for (const [label, name] of [["From", "Honda"], ["To", "Mitsubishi Motors"]] as const) {
    await page.getByRole("combobox", { name: label }).fill(name);
    await page.getByRole("option", { name }).first().click();
  }
  await page.getByRole("heading", { name: "1 shortest path of 1 tie" }).waitFor();
  await page.getByRole("button", { name: "Common partners" }).click();
  await page.getByRole("heading", { name: "1 common partner" }).waitFor();
  expect(await page.locator(".partners").textContent()).toContain("Nissan");
  await page.getByRole("button", { name: "agreed memorandum of understanding" }).click();
  expect(await page.locator("blockquote").textContent()).toBe(sentence);
});

test("a company's page tells the percentage of each owner", async () => {
  const page = await open("#/company?name=GridNest");
  const owners = page.locator("section", { has: page.getByRole("heading", { name: "Who owns it" }) });
  await owners.waitFor();
  expect(await owners.textContent()).toContain("Tom Ferriby36 %");
  expect(await owners.textContent()).toContain("Voltamar Energy25 %");
});

test("a company's page tells its ties, its history, its owners and its sources", async () => {
  const page = await open("#/company?name=Cellora");
  await page.getByRole("heading", { name: "Cellora", level: 1 }).waitFor();
  const ties = page.getByRole("region", { name: "Ties of this company" });
  expect(await ties.locator("tbody tr").count()).toBe(4);
  await ties.getByRole("button", { name: "With" }).click();
  expect(await ties.locator("tbody tr").last().textContent()).toContain("Veldhoven Coach");
  await page.getByText("The same as a list").click();
  expect(await page.locator(".as-list").textContent()).toContain("Haldern Motors' acquisition of Cellora");
  expect(await page.locator("section", { has: page.getByRole("heading", { name: "Who owns it" }) }).textContent()).toContain("Haldern Motorsacquisition");
  await page.getByRole("link", { name: "Haldern closes Cellora takeover, names new board" }).waitFor();
  await ties.locator("tbody tr").first().click();
  await page.locator(".claim blockquote mark").first().waitFor();
  await page.getByRole("link", { name: "Show its network" }).click();
  await page.locator(".picture").waitFor();
});

test("files hold what alliance-graph export writes with the same filter", async () => {
  const page = await open(`#/network?company=${iri("nissan")}&kind=stake&kind=alliance`);
  await page.getByText("Take along").click();
  for (const [label, suffix] of [["GraphML", "graphml"], ["GEXF", "gexf"], ["Turtle", "ttl"]] as const) {
    const { text } = await takeFile(page, page.getByRole("link", { name: new RegExp(`^${label}`) }));
    const statuses = ["proposed", "agreed", "completed", "ended"].flatMap((status) => ["--status", status]);
    const wanted = run("export", "-", "--format", suffix === "ttl" ? "turtle" : suffix, "--company", "Nissan", "--kind", "stake", "--kind", "alliance", ...statuses, "--store", server.store);
    expect(text, label).toBe(wanted);
  }
});

test("files of a way, of common partners and of a past day hold the ties on the screen", async () => {
  const views = [`between=path&from=${iri("honda")}&to=${iri("mitsubishi-motors")}`, `between=common&first=${iri("honda")}&second=${iri("nissan")}`, "as_of=2024-09-01", "kind=stake&limit=5"];
  for (const view of views) {
    const page = await open(`#/network?${view}`);
    await page.locator(".ties tbody tr").first().waitFor();
    const shown = await page.locator(".ties tbody tr").count();
    await page.getByText("Take along").click();
    const { text } = await takeFile(page, page.getByRole("link", { name: /^GraphML/ }));
    const ties = new Set([...text.matchAll(/[^>]*\/relationship\/[^<]*/g)].map(([tie]) => tie));
    expect(ties.size, view).toBe(shown);
    expect(await page.getByRole("link", { name: /^CSV/ }).count()).toBe(1);
    expect(await page.getByRole("link", { name: /^Turtle/ }).count()).toBe(view.startsWith("as_of") ? 0 : 1);
    await leave();
  }
});

test("files have all ties that pass when that is wished", async () => {
  const page = await open("#/network?kind=stake&limit=5");
  await page.getByText("Take along").click();
  const wish = (await page.getByText(/Files with all \d+ ties/).textContent()) ?? "";
  const ties = Number(/\d+/.exec(wish)?.[0]);
  expect(ties).toBeGreaterThan(5);
  await page.getByLabel(/Files with all/).check();
  const { text } = await takeFile(page, page.getByRole("link", { name: /^CSV/ }));
  expect(text.trim().split("\n").length).toBe(ties + 1);
});

test("the picture can be had as SVG with text, and as PNG", async () => {
  const page = await open(`#/network?company=${iri("nissan")}`);
  const svg = await takeSvg(page);
  for (const name of ["Honda", "Nissan", "Mitsubishi Motors", "34 %"]) expect(svg).toContain(`>${name}</text>`);
  await page.getByText("Take along").click();
  const { name, bytes } = await takeFile(page, page.getByRole("button", { name: /^PNG/ }));
  expect(name).toBe("network.png");
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  expect(bytes.length).toBeGreaterThan(5000);
});

test("the link is copied", async () => {
  const page = await open(`#/network?company=${iri("nissan")}`, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.getByText("Take along").click();
  await page.getByRole("button", { name: /Copy link/ }).click();
  await page.getByText("Copied").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
});

test("a fault of the server is told in its words", async () => {
  const page = await open("#/network?company=https://example.org/ag/company/nobody");
  await page.getByRole("alert").waitFor();
  expect(await page.getByRole("alert").textContent()).toContain("no company has the IRI");
});

test("the walk of docs/explorer.md comes to its answer by clicking alone", async () => {
  const page = await open("");
  await page.getByRole("combobox", { name: "Find a company" }).pressSequentially("honda");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "3 ties with 2 companies" }).waitFor();
  await page.getByRole("button", { name: "Path, partners" }).click();
  await page.getByRole("button", { name: "Common partners" }).click();
  expect(await page.getByRole("combobox", { name: "First company" }).inputValue()).toBe("Honda");
  await page.getByRole("combobox", { name: "Second company" }).fill("Nissan");
  await page.getByRole("option", { name: "Nissan" }).first().click();
  await page.getByRole("heading", { name: "1 common partner" }).waitFor();
  expect(await page.locator(".partners .company").textContent()).toBe("Mitsubishi Motors");
  await page.getByRole("button", { name: "agreed memorandum of understanding" }).click();
  await page.locator("blockquote").waitFor();
  expect(await page.locator("blockquote").textContent()).toBe(sentence);
  expect(await page.locator(".claim .source").textContent()).toBe("Nissan and Honda unveil joint venture for next-generation vehicle softwareMobility Ledger · 2024-08-01");
});

async function countOf(page: Page, label: string): Promise<number> {
  const row = page.locator(".choice", { has: page.locator(".text", { hasText: new RegExp(`^${label}$`) }) });
  return Number((await row.locator(".count").textContent())?.replaceAll(",", ""));
}

function findText(svg: string, text: string): { x: number; y: number } {
  const found = new RegExp(`<text x="([0-9.-]+)" y="([0-9.-]+)"[^>]*>${text}</text>`).exec(svg);
  return { x: Number(found?.[1]), y: Number(found?.[2]) };
}

/** The disc beside a name, which is the nearest to where its text begins or ends. */
function findDisc(svg: string, name: string): { x: number; y: number } {
  const at = findText(svg, name);
  const discs = [...svg.matchAll(/<circle cx="([0-9.-]+)" cy="([0-9.-]+)"/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
  const distance = ({ x, y }: { x: number; y: number }) => Math.hypot(x - at.x, y - at.y);
  return discs.sort((one, other) => distance(one) - distance(other))[0] ?? at;
}

/** A place on the line that carries a label, which stands in its middle: a bit beside it. */
function findLine(svg: string, label: string): { x: number; y: number } {
  const at = findText(svg, label);
  const lines = [...svg.matchAll(/<line x1="([0-9.-]+)" y1="([0-9.-]+)" x2="([0-9.-]+)" y2="([0-9.-]+)"/g)].map((line) => line.slice(1).map(Number));
  const middle = ([x1 = 0, y1 = 0, x2 = 0, y2 = 0]: number[]) => Math.hypot((x1 + x2) / 2 - at.x, (y1 + y2) / 2 - at.y);
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = lines.sort((one, other) => middle(one) - middle(other))[0] ?? [];
  return { x: x1 + 0.35 * (x2 - x1), y: y1 + 0.35 * (y2 - y1) };
}
