import { readFileSync, readdirSync } from "node:fs";

import { expect, test } from "vitest";

const files = readAll("src");

test("no page makes HTML of text", () => {
  expect(files.length).toBeGreaterThan(30);
  for (const [name, text] of files) expect(text, name).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment/);
});

test("no file names an address elsewhere", () => {
  for (const [name, text] of files) expect(text.replaceAll("http://www.w3.org/2000/svg", ""), name).not.toMatch(/["'`]https?:\/\/[a-z]/);
});

function readAll(folder: string): [string, string][] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.(ts|tsx|css)$/.test(name));
  return names.map((name) => [name, readFileSync(`${folder}/${name}`, "utf8")]);
}
