/** The panel beside the picture; it takes the focus when it opens for a new subject, Escape closes it. */

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface Props {
  label: string;
  subject: string;
  onClose: () => void;
  children: ComponentChildren;
}

export function Panel({ label, subject, onClose, children }: Props) {
  const place = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    place.current?.scrollTo({ top: 0 });
    place.current?.focus({ preventScroll: matchMedia("(min-width: 900px)").matches });
  }, [subject]);
  return (
    <aside ref={place} class="panel" aria-label={label} tabIndex={-1} onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <button type="button" class="close" aria-label={`Close: ${label}`} onClick={onClose}>×</button>
      {children}
    </aside>
  );
}
