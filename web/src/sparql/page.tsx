/** SPARQL on our endpoint, with the named questions as examples; companies and ties in the results lead into the explorer. */

import { useEffect, useRef } from "preact/hooks";

import { change, go, link } from "../address";
import type { About, Question } from "../answers";
import { useAnswer } from "../server";
import { useTitle } from "../title";
import type { Editor } from "./editor";

export function SparqlPage({ about, query }: { about: About; query: URLSearchParams }) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<Promise<Editor> | null>(null);
  const prefixes = useAnswer<Record<string, string>>("api/prefixes");
  const questions = useAnswer<Question[]>("api/questions");
  const first = useRef(query.get("query"));
  useTitle("SPARQL");
  useEffect(() => {
    const element = place.current;
    if (!element || !prefixes.value) return;
    const known = prefixes.value;
    editor.current = import("./editor").then(({ open }) =>
      open(element, first.current || starter(known), known, about.base_iri, (text) => go("sparql", change(new URLSearchParams(), { query: text }), { replace: true })),
    );
    return () => void editor.current?.then((opened) => opened.close());
  }, [prefixes.value]);
  const fill = (question: Question) => void editor.current?.then((opened) => opened.fill(question.sparql));
  return (
    <div class="page sparql-page">
      <header class="page-head">
        <h1>SPARQL</h1>
        <p class="lead">SPARQL 1.1 on <code>{new URL("sparql", document.baseURI).href}</code>, which only reads. Companies and ties in the results lead into the explorer.</p>
      </header>
      <div class="sparql-columns">
        <nav class="questions" aria-label="Examples">
          <h2>Examples</h2>
          {questions.error && <p class="notice bad">{questions.error}</p>}
          <ul>{questions.value?.map((question) => <li key={question.name}><button type="button" class="plain" onClick={() => fill(question)}>{question.title}</button></li>)}</ul>
          <p class="note"><a href={link("network", {})}>Back to the network</a></p>
        </nav>
        <section aria-label="Editor and results">
          <div ref={place} class="yasgui-place" />
        </section>
      </div>
    </div>
  );
}

function starter(prefixes: Readonly<Record<string, string>>): string {
  const lines = Object.entries(prefixes).map(([prefix, namespace]) => `PREFIX ${prefix}: <${namespace}>`);
  return `${lines.join("\n")}

SELECT ?tie ?label ?status ?sources WHERE {
  ?tie a ag:Relationship ;
    rdfs:label ?label ;
    ag:status ?status ;
    ag:sourceCount ?sources .
} LIMIT 20
`;
}
