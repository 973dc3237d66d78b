/** A store of its own and the real server on it, for the tests of one file. */

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const TOKEN = "sesame-of-the-tests";
const PROGRAM = (process.env["ALLIANCE_GRAPH"] ?? "alliance-graph").split(" ");
const SAMPLES = resolve(import.meta.dirname, "../../../data/samples");
const WAIT = 240_000;

export interface Server {
  base: string;
  store: string;
  stop: () => Promise<void>;
}

/** Builds a store from sources, by default the samples, and serves it. */
export async function serve(...sources: string[]): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "explorer-"));
  const store = join(folder, "test.store");
  run("build", ...(sources.length ? sources : [SAMPLES]), "--store", store, "--quiet");
  const process_ = start("serve", store, "--port", "0", "--token", TOKEN, "--allowance", "0");
  const base = await findAddress(process_);
  const stop = async () => {
    const ended = new Promise((done) => process_.once("exit", done));
    process_.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { base, store, stop };
}

export function run(...args: string[]): string {
  const [program = "", ...rest] = PROGRAM;
  return execFileSync(program, [...rest, ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 28 });
}

function start(...args: string[]): ChildProcess {
  const [program = "", ...rest] = PROGRAM;
  return spawn(program, [...rest, ...args], { stdio: ["ignore", "pipe", "pipe"] });
}

function findAddress(server: ChildProcess): Promise<string> {
  return new Promise((found, fail) => {
    let log = "";
    const listen = (chunk: Buffer) => {
      log += chunk.toString();
      const address = /running on (http:\/\/[0-9.:]+)/.exec(log);
      if (address?.[1]) found(address[1]);
    };
    server.stdout?.on("data", listen);
    server.stderr?.on("data", listen);
    server.once("exit", () => fail(new Error(`the server ended: ${log}`)));
    setTimeout(() => fail(new Error(`the server did not start: ${log}`)), WAIT);
  });
}

/** The answer to a SELECT query, as rows of text. */
export async function select(base: string, query: string): Promise<Record<string, string>[]> {
  const headers = { accept: "application/sparql-results+json", "content-type": "application/sparql-query" };
  const response = await fetch(`${base}/sparql`, { method: "POST", headers, body: query });
  const answer = (await response.json()) as { results: { bindings: Record<string, { value: string }>[] } };
  return answer.results.bindings.map((row) => Object.fromEntries(Object.entries(row).map(([name, { value }]) => [name, value])));
}
