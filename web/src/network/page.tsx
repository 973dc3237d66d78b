/** The network: filters, picture and table, and a panel for what was chosen. */

import { useMemo, useRef } from "preact/hooks";

import { CONDITIONS, type Changes, change, go, pick } from "../address";
import type { About, Common, Drawing, Network, Paths } from "../answers";
import { askAhead, useAnswer } from "../server";
import { TiePanel, tiePath } from "../tie/panel";
import { useTitle } from "../title";
import { useVersion } from "../version";
import { kindWords } from "../wording";
import { BetweenPanel } from "./between";
import { Filters } from "./filters";
import { NodePanel } from "./node-panel";
import type { Picture } from "./picture";
import { PictureView } from "./picture-view";
import { toRows } from "./rows";
import { TieTable } from "./table";
import { useTheme } from "./theme";
import { Toolbar } from "./toolbar";

export function NetworkPage({ about, query }: { about: About; query: URLSearchParams }) {
  const theme = useTheme();
  const picture = useRef<Picture | null>(null);
  const answer = useAnswer<Network | Paths | Common>(toPath(query), useVersion());
  const found = answer.value;
  const whole = found && "facets" in found ? found : undefined;
  const network: Drawing | undefined = found && "network" in found ? found.network : whole;
  const labels = useMemo(() => kindWords(about), [about]);
  const rows = useMemo(() => (network ? toRows(network, labels) : []), [network, labels]);
  const tie = query.get("tie") ?? "";
  const update = (changes: Changes) => {
    if (typeof changes["tie"] === "string" && changes["tie"] !== tie) askAhead(tiePath(changes["tie"]));
    go("network", change(query, changes));
  };
  const filter = (changes: Changes) => go("network", change(query, changes), { replace: true });
  const node = query.get("node") ?? "";
  useTitle("Network");
  return (
    <div class={`network ${tie || node || query.has("between") ? "with-panel" : ""}`}>
      <h1 class="hidden">Network of companies</h1>
      <details class="filters" open={matchMedia("(min-width: 900px)").matches}>
        <summary>Filters and legend</summary>
        <section aria-label="Filters and legend">
          <Filters about={about} facets={whole?.facets} query={query} theme={theme} onChange={filter} />
        </section>
      </details>
      <section class="stage" aria-label="Picture and table">
        <Toolbar network={network} whole={whole} query={query} picture={picture} onChange={update} />
        {answer.error && <p class="notice bad" role="alert">{answer.error}</p>}
        {network ? (
          <>
            <PictureView network={network} theme={theme} tie={tie} node={node} picture={picture} onTie={(iri) => update({ tie: iri })} onNode={(iri) => update({ node: iri, tie: null })}>
              {answer.isLoading && <p class="busy" role="status">Loading…</p>}
            </PictureView>
            <TieTable network={network} labels={labels} theme={theme} tie={tie} onTie={(iri) => update({ tie: iri })} />
          </>
        ) : (
          !answer.error && <p class="busy" role="status">{query.has("between") ? "Choose two companies." : "Loading…"}</p>
        )}
      </section>
      {tie ? (
        <TiePanel iri={tie} about={about} theme={theme} onClose={() => update({ tie: null })} />
      ) : query.has("between") ? (
        <BetweenPanel query={query} found={found && "network" in found ? found : undefined} rows={rows} onChange={update} />
      ) : (
        node && <NodePanel iri={node} about={about} query={query} theme={theme} onChange={update} onClose={() => update({ node: null })} />
      )}
    </div>
  );
}

/** Where the network of an address is to be had. */
export function toPath(query: URLSearchParams): string {
  const [from, to, first, second] = ["from", "to", "first", "second"].map((name) => query.get(name));
  const isNarrow = innerWidth < 900;
  const hasPanel = query.has("company") || query.has("between"); // mostly: the picture does not change when one is closed
  const conditions = change(pick(query, CONDITIONS), { shape: isNarrow ? "0.8" : hasPanel ? "1.6" : "2.5" });
  if (query.get("between") === "path" && from && to) return `api/path?${change(conditions, { from, to })}`;
  if (query.get("between") === "common" && first && second) return `api/common?${change(conditions, { first, second })}`;
  const limit = query.has("company") ? "500" : isNarrow ? "60" : "200"; // of more ties the eye sees a ball
  const around = pick(query, ["company", "distance"]);
  return `api/network?${around}&${change(conditions, { limit: query.get("limit") ?? limit })}`;
}
