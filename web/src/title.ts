/** What the browser's tab is called. */

import { useEffect } from "preact/hooks";

export function useTitle(subject: string): void {
  useEffect(() => {
    document.title = `${subject} · alliance-graph`;
  }, [subject]);
}
