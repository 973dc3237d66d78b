import { defineConfig } from "vitest/config";

import { licences } from "./licences.ts";

export default defineConfig({
  base: "./",
  plugins: [licences()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../alliance_graph/serve/pages",
    emptyOutDir: true,
    assetsInlineLimit: 0, // the Content-Security-Policy lets no data: address in
    chunkSizeWarningLimit: 1500, // Yasgui's, which only the page of queries loads
    modulePreload: { polyfill: false },
    // Yasgui brings one eval, of a JSON.parse for browsers without: it never runs, and the policy would stop it.
    rolldownOptions: { checks: { eval: false } },
  },
  server: { proxy: Object.fromEntries(["/api", "/sparql"].map((path) => [path, "http://127.0.0.1:8000"])) },
  test: { include: ["tests/**/*.test.ts"], fileParallelism: false, testTimeout: 300_000, hookTimeout: 300_000 },
});
