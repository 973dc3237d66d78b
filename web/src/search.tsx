/** A box in which companies are found while their name is typed: the combobox pattern of ARIA. */

import { useEffect, useId, useRef, useState } from "preact/hooks";

import type { Iri, Suggestion } from "./answers";
import { useAnswer } from "./server";
import { plural } from "./wording";

interface Props {
  label: string;
  onChoose: (iri: Iri, name: string) => void;
  initial?: string;
  isPlain?: boolean;
}

export function SearchBox({ label, onChoose, initial = "", isPlain = false }: Props) {
  const id = useId();
  const [text, setText] = useState(initial);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const answer = useAnswer<Suggestion[]>(isOpen && text.trim() ? `api/search?limit=10&q=${encodeURIComponent(text.trim())}` : "");
  const found = isOpen ? (answer.value ?? []) : [];
  const input = useRef<HTMLInputElement>(null);
  const pending = useRef(false);
  useEffect(() => setText(initial), [initial]);
  useEffect(() => setActive(0), [text]);
  useSlash(input, isPlain);

  const choose = (chosen: Suggestion | undefined) => {
    pending.current = false;
    if (!chosen) return;
    setText(isPlain ? chosen.name : "");
    setOpen(false);
    onChoose(chosen.iri, chosen.name);
  };
  useEffect(() => {
    if (pending.current && !answer.isLoading) choose(found[0]);
  }, [answer.value, answer.isLoading]);

  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (isOpen && found.length) setActive((active + step + found.length) % found.length);
      setOpen(true);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (answer.isLoading) pending.current = true;
      else choose(found[active]);
    } else if (event.key === "Escape") {
      setOpen(false);
    }
  };
  const isShown = isOpen && text.trim() !== "";
  return (
    <div class={`search ${isPlain ? "plain" : ""}`}>
      <label for={id} class={isPlain ? "" : "hidden"}>{label}</label>
      <input
        ref={input}
        id={id}
        role="combobox"
        type="text"
        autocomplete="off"
        spellcheck={false}
        placeholder={isPlain ? "Name of a company" : "Find a company"}
        aria-expanded={isShown && found.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isShown && found[active] ? `${id}-${active}` : undefined}
        value={text}
        onInput={(event) => (setText(event.currentTarget.value), setOpen(true))}
        onKeyDown={press}
        onBlur={() => setOpen(false)}
      />
      {!isPlain && <kbd aria-hidden="true">/</kbd>}
      <div id={`${id}-list`} role="listbox" aria-label="Companies" class="suggestions" hidden={!isShown || !found.length}>
        {found.map((one, index) => (
          <div
            key={one.iri}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(one)}
            onMouseMove={() => setActive(index)}
          >
            <span class="name">{one.name}</span>
            {one.alias && <span class="alias">{one.alias}</span>}
            <span class="count">{plural(one.ties, "tie")}</span>
          </div>
        ))}
      </div>
      {isShown && !answer.isLoading && !found.length && <p class="suggestions none" role="status">{answer.error || "No company is called so."}</p>}
    </div>
  );
}

/** The slash key moves to the box, unless somebody is writing. */
function useSlash(input: { current: HTMLInputElement | null }, isOff: boolean): void {
  useEffect(() => {
    if (isOff) return;
    const listen = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.key !== "/" || target.closest("input, textarea, select, [contenteditable]")) return;
      event.preventDefault();
      input.current?.focus();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [isOff]);
}
