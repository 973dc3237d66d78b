/** Asking the server: JSON by path, with the one line of text that it gives where it refuses. */

import { useLayoutEffect, useState } from "preact/hooks";

import { token } from "./token";

export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export function locate(path: string): string {
  return new URL(path, document.baseURI).href.split("#")[0] ?? path;
}

async function request(path: string, options: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(locate(path), options);
  } catch (error) {
    if (error instanceof DOMException) throw error;
    throw new Refusal(0, "The server does not answer. Is it still running?");
  }
  if (!response.ok) throw new Refusal(response.status, (await response.text()).trim() || response.statusText);
  return response;
}

async function ask<T>(path: string, options: RequestInit = {}): Promise<T> {
  return (await (await request(path, options)).json()) as T;
}

const ahead = new Map<string, Promise<unknown>>();

/** Asks already now for what a view will want once it is there. */
export function askAhead(path: string): void {
  const asked = ask<unknown>(path);
  asked.catch(() => undefined);
  ahead.set(path, asked);
}

function take<T>(path: string, options: RequestInit): Promise<T> {
  const asked = ahead.get(path) as Promise<T> | undefined;
  ahead.delete(path);
  return asked ?? ask<T>(path, options);
}

/** Writes a judgement; the server wants the token for it. */
export function tell(path: string, body: object): Promise<unknown> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token()}` };
  return ask(path, { method: "POST", headers, body: JSON.stringify(body) });
}

export async function fetchFile(path: string): Promise<Blob> {
  return (await request(path)).blob();
}

export interface Answer<T> {
  value: T | undefined;
  error: string;
  isLoading: boolean;
}

/** The answer at a path, anew whenever the path or `version` changes; the one before stays until then. No path, no answer. */
export function useAnswer<T>(path: string, version = 0): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T> & { path: string }>({ value: undefined, error: "", isLoading: true, path: "" });
  useLayoutEffect(() => { // an effect after the next frame would ask some 20 ms later
    if (!path) {
      setAnswer({ value: undefined, error: "", isLoading: false, path });
      return;
    }
    const control = new AbortController();
    setAnswer((before) => ({ ...before, isLoading: true }));
    take<T>(path, { signal: control.signal })
      .then((value) => control.signal.aborted || setAnswer({ value, error: "", isLoading: false, path }))
      .catch((error: Error) => {
        if (!control.signal.aborted) setAnswer({ value: undefined, error: error.message, isLoading: false, path });
      });
    return () => control.abort();
  }, [path, version]);
  return answer.path === path ? answer : { ...answer, isLoading: true };
}
