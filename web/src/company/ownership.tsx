/** Who owns whom, step by step, as a tree of lists. */

import { link } from "../address";
import type { Chain, Iri } from "../answers";
import { formatShare, unslug } from "../wording";

interface Props {
  chains: readonly Chain[];
  root: Iri;
  empty: string;
  onTie: (iri: Iri) => void;
}

export function Ownership({ chains, root, empty, onTie }: Props) {
  return chains.length ? <Branch chains={chains} parent={root} onTie={onTie} /> : <p class="empty">{empty}</p>;
}

function Branch({ chains, parent, onTie }: { chains: readonly Chain[]; parent: Iri; onTie: (iri: Iri) => void }) {
  const here = chains.filter((chain) => chain.parent === parent);
  if (!here.length) return null;
  return (
    <ul class="tree">
      {here.map((chain) => (
        <li key={chain.iri}>
          <a href={link("company", { iri: chain.iri })}>{chain.name}</a>
          <button type="button" class="chip" onClick={() => onTie(chain.via)}>{formatShare(chain.percentage) || unslug(chain.kind)}</button>
          <Branch chains={chains} parent={chain.iri} onTie={onTie} />
        </li>
      ))}
    </ul>
  );
}
