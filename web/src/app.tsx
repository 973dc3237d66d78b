import { type View, link, useAddress } from "./address";
import type { About } from "./answers";
import { CompanyPage } from "./company/page";
import { NetworkPage } from "./network/page";
import { ReviewPage } from "./review/page";
import { LastDeed } from "./review/last";
import { SearchBox } from "./search";
import { useAnswer } from "./server";
import { SparqlPage } from "./sparql/page";
import { useVersion } from "./version";

const TABS: readonly { view: View; label: string }[] = [
  { view: "network", label: "Network" },
  { view: "sparql", label: "SPARQL" },
  { view: "review", label: "Review" },
];

export function App() {
  const address = useAddress();
  const about = useAnswer<About>("api/about", useVersion());
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => (event.preventDefault(), document.getElementById("main")?.focus())}>
        Skip to the content
      </a>
      <header class="top">
        <a class="brand" href={link("network", {})}>
          <Mark />
          alliance<b>graph</b>
        </a>
        <SearchBox label="Find a company" onChoose={(iri) => (location.hash = link("network", { company: iri, node: iri }))} />
        <nav aria-label="Views">
          {TABS.map(({ view, label }) => (
            <a key={view} href={link(view, {})} aria-current={address.view === view ? "page" : undefined}>
              {label}
            </a>
          ))}
        </nav>
      </header>
      <LastDeed />
      <main id="main" tabIndex={-1}>
        {about.error && <p class="notice bad" role="alert">{about.error}</p>}
        {about.value && <CurrentView about={about.value} view={address.view} query={address.query} />}
      </main>
    </>
  );
}

function CurrentView({ about, view, query }: { about: About; view: View; query: URLSearchParams }) {
  switch (view) {
    case "company":
      return <CompanyPage about={about} query={query} />;
    case "sparql":
      return <SparqlPage about={about} query={query} />;
    case "review":
      return <ReviewPage about={about} />;
    case "network":
      return <NetworkPage about={about} query={query} />;
  }
}

function Mark() {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
      <path d="M5 18 12 5l7 13Z" fill="none" stroke="currentColor" stroke-width="1.6" />
      <circle cx="12" cy="5" r="3.4" class="mark-a" />
      <circle cx="5" cy="18" r="3.4" class="mark-b" />
      <circle cx="19" cy="18" r="3.4" class="mark-c" />
    </svg>
  );
}
