import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Yasgui's table writes a style element, which the Content-Security-Policy refuses; its rules stand in sparql.css. */
const YASGUI_STYLE = "o.appendChild(document.createTextNode(n)), e.appendChild(o)";

const withoutInlineStyle: Plugin = {
  name: "without-inline-style",
  transform(code, id) {
    if (!id.endsWith("yasgui.esm.js")) return null;
    if (code.split(YASGUI_STYLE).length !== 2) throw new Error("Yasgui writes its style element otherwise now: look at vite.config.ts");
    return { code: code.replace(YASGUI_STYLE, "void 0"), map: null };
  },
};

export default defineConfig({
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [withoutInlineStyle],
  build: {
    outDir: "../alliance_graph/serve/pages",
    emptyOutDir: true,
    assetsInlineLimit: 0, // the Content-Security-Policy lets no data: address in
    chunkSizeWarningLimit: 1500, // Yasgui's, which only the page of queries loads
    modulePreload: { polyfill: false },
    // Yasgui brings one eval, of a JSON.parse for browsers without: it never runs, and the policy would stop it.
    rolldownOptions: { checks: { eval: false } },
  },
  worker: { format: "es" },
  server: { proxy: Object.fromEntries(["/api", "/sparql"].map((path) => [path, "http://127.0.0.1:8000"])) },
  test: { include: ["tests/**/*.test.ts"], fileParallelism: false, testTimeout: 60_000, hookTimeout: 120_000 },
});
