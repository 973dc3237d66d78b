/** A sentence with the names of its companies marked; what stands before and after it in the article is quieter. */

import type { Claim } from "../answers";
import { link } from "../address";

export function Sentence({ context }: { context: Claim["context"] }) {
  return (
    <blockquote>
      {context.before && <span class="around">{context.before} </span>}
      <span class="words">
        {split(context.sentence, context.names).map((part, index) =>
          part.company ? (
            <a key={index} class="name" href={link("company", { iri: part.company })}><mark>{part.text}</mark></a>
          ) : (
            part.text
          ),
        )}
      </span>
      {context.after && <span class="around"> {context.after}</span>}
    </blockquote>
  );
}

interface Part {
  text: string;
  company: string;
}

/** The sentence in parts. Offsets count characters as Python does, not UTF-16 units as JavaScript does. */
export function split(sentence: string, names: Claim["context"]["names"]): Part[] {
  const letters = [...sentence];
  const parts: Part[] = [];
  let at = 0;
  for (const { start, end, company } of [...names].sort((one, other) => one.start - other.start)) {
    if (start < at || end > letters.length) continue;
    parts.push({ text: letters.slice(at, start).join(""), company: "" }, { text: letters.slice(start, end).join(""), company });
    at = end;
  }
  parts.push({ text: letters.slice(at).join(""), company: "" });
  return parts.filter((part) => part.text);
}
