/** Counts the judgements made on this page, so that answers are asked for anew after each. */

import { useEffect, useState } from "preact/hooks";

const NAME = "alliance-graph-changed";
let version = 0;

export function renew(): void {
  version += 1;
  dispatchEvent(new Event(NAME));
}

export function useVersion(): number {
  const [current, setCurrent] = useState(version);
  useEffect(() => {
    const follow = () => setCurrent(version);
    addEventListener(NAME, follow);
    return () => removeEventListener(NAME, follow);
  }, []);
  return current;
}
