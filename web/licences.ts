/** Writes the licences of all packages whose code is in the pages into licences.txt beside them. */

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import type { Plugin } from "vite";

export function licences(): Plugin {
  return {
    name: "licences",
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []));
      const folders = new Set(modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []));
      const bundled = [...folders].flatMap((folder) => [folder, ...bundledBy(folder)]);
      const texts = [...new Set(bundled)].sort().map(describe);
      this.emitFile({ type: "asset", fileName: "licences.txt", source: texts.join(`\n${"-".repeat(72)}\n\n`) });
    },
  };
}

/** What Yasgui's own build has taken in, by its dependencies. */
function bundledBy(folder: string): string[] {
  if (!folder.includes("/@zazuko/")) return [];
  const { dependencies = {} } = read(folder) as { dependencies?: Record<string, string> };
  const known = Object.keys(dependencies).map((name) => join(folder.slice(0, folder.lastIndexOf("/@zazuko/")), name)).filter(existsSync);
  return [...known, ...known.flatMap(bundledBy)];
}

function describe(folder: string): string {
  const { name, version, license } = read(folder) as Record<string, string>;
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), "utf8").trim() : `Licence: ${license}`}\n`;
}

function read(folder: string): unknown {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}
