/** A line that tells what was judged last. It stays until it is dismissed, with the button that takes it back. */

import { useEffect, useState } from "preact/hooks";

import { type Deed, onDeed } from "./judging";

export function LastDeed() {
  const [deed, setDeed] = useState<Deed | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => onDeed(setDeed), []);
  const undo = async () => {
    setBusy(true);
    await deed?.undo?.();
    setBusy(false);
  };
  return (
    <div class="deed" role="status">
      {deed && (
        <p class={deed.isFault ? "bad" : ""}>
          <span>{deed.text}</span>
          {deed.undo && <button type="button" disabled={isBusy} onClick={() => void undo()}>Undo</button>}
          <button type="button" aria-label="Dismiss" onClick={() => setDeed(null)}>×</button>
        </p>
      )}
    </div>
  );
}
