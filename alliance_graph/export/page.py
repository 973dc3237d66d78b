"""One page that opens from disk: a drawing of the network, its ties in a table, and every sentence behind them.

It asks nothing of any other host, and its policy allows no script but its own. It can be read without script too.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from alliance_graph.export.drawing import draw
from alliance_graph.export.scalars import clean

if TYPE_CHECKING:
    import networkx as nx

    from alliance_graph.graph.explanation import ToldClaim

_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{style_hash}'; script-src \
'{script_hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="alliance-graph">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
<p>Read by a program from news articles. A tie may be read wrongly, and many are missed: look at the sentences.</p>
"""
_PICTURE = """<input id="large" type="checkbox"> <label for="large">Full size</label>
<div id="picture" tabindex="0" role="region" aria-label="Picture of the network">
"""
_LEGEND = """</div>
<p class="legend"><span class="ownership">stakes, units</span> <span class="deal">takeovers, mergers</span>
<span class="alliance">alliances</span> <span class="supply">supply, licences</span>
<span class="competition">rivalry</span> <span class="proposed">proposed</span>
<span class="over">ended, denied</span></p>
"""
_TABLE = """<p><label for="wanted">Show ties with</label> <input id="wanted" type="search" autocomplete="off" disabled>
<output id="shown"></output></p>
<table>
<thead><tr><th scope="col">Tie</th><th scope="col">What it is</th><th scope="col">Reported</th>\
<th scope="col">Sources</th><th scope="col">Confidence</th></tr></thead>
"""


def write_page(network: nx.MultiDiGraph[str], file: TextIO) -> None:
    """Write the page.

    `network.graph["claims"]` has the claims of each tie by its IRI, and "points" where each node stands; without them
    the page shows the surest sentence of each tie, and no picture.
    """
    ties: dict[str, Mapping[str, Any]] = {}
    hubs = [(name, row) for name, row in network.nodes(data=True) if row.get("type") == "relationship"]
    edges = [(str(key), row) for *_, key, row in network.edges(keys=True, data=True)]
    for name, row in sorted([*hubs, *edges], key=lambda drawn: -_number(drawn[1].get("sources"))):
        ties.setdefault(str(row.get("relationship") or name), row)
    anchors = {iri: f"tie-{number}" for number, iri in enumerate(ties, 1)}
    companies = sum(row.get("type") != "relationship" for _, row in network.nodes(data=True))
    file.write(_make_head(f"{_count(len(ties), 'tie')} of {_count(companies, 'party', 'parties')}"))
    points = network.graph.get("points")
    if points:
        file.write(_PICTURE)
        file.writelines(f"{clean(line)}\n" for line in draw(network, points, anchors))
        file.write(_LEGEND)
    file.write(_TABLE)
    claims = network.graph.get("claims", {})
    for iri, tie in ties.items():
        file.writelines(f"{clean(line)}\n" for line in _tell_tie(anchors[iri], tie, claims.get(iri, ())))
    file.write(f"</table>\n<script>{_read('page.js')}</script>\n</body>\n</html>\n")


def _make_head(title: str) -> str:
    style, script = _read("page.css"), _read("page.js")
    return _HEAD.format(title=title, style=style, style_hash=_hash(style), script_hash=_hash(script))


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")


def _hash(content: str) -> str:
    """How the policy names the one text that may stand in an element."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _tell_tie(anchor: str, row: Mapping[str, Any], claims: Sequence[ToldClaim]) -> Iterator[str]:
    """A body of the table: a row of what the tie is, and below it one of what is said."""
    days = " to ".join(sorted({str(row[name]) for name in ("first_reported", "last_reported") if row.get(name)}))
    yield f'<tbody id="{anchor}"><tr><th scope="row">{_text(row.get("name") or row.get("label"))}</th>'
    yield f"<td>{_text(row.get('label'))}</td><td>{escape(days)}</td><td>{_text(row.get('sources'))}</td>"
    yield f'<td>{_number(row.get("confidence")):.2f}</td></tr>\n<tr class="said"><td colspan="5"><details>'
    yield f"<summary>{_count(len(claims), 'sentence') if claims else 'the surest sentence'}</summary>"
    if not claims:
        yield f"<blockquote>{_text(row.get('sentence'))}</blockquote>"
    for claim in claims:
        yield from _tell_claim(claim)
    yield "</details></td></tr></tbody>"


def _tell_claim(claim: ToldClaim) -> Iterator[str]:
    said = [claim.status.value, str(claim.percentage or ""), f"confidence {claim.confidence:.2f}"]
    said += [f"{claim.review.decision} by {_text(claim.review.who) or 'somebody'}"] if claim.review else []
    source = claim.source
    title = _text(source.title or claim.article)
    link = f'<a href="{escape(source.link)}" rel="noopener noreferrer">{title}</a>' if source.link else title
    place = [link, _text(source.outlet), escape(str(source.date or "no date"))]
    yield f"<blockquote>{_mark(claim)}</blockquote>"
    yield f"<p>{', '.join(filter(None, said))}<br>{' · '.join(filter(None, place))}"
    yield f"<br>a near-copy of {_text(claim.copy_of)}: counted as one source with it</p>" if claim.copy_of else "</p>"


def _mark(claim: ToldClaim) -> str:
    """The sentence with its parties marked."""
    parts, begin = [], 0
    for start, end, _ in claim.find_names():
        parts += [escape(claim.sentence[begin:start]), f"<mark>{escape(claim.sentence[start:end])}</mark>"]
        begin = end
    return "".join([*parts, escape(claim.sentence[begin:])])


def _text(value: object) -> str:
    """A text that neither ends its element nor turns the direction of what follows."""
    return f"<bdi>{escape(str(value))}</bdi>" if value not in (None, "") else ""


def _number(value: object) -> float:
    return value if isinstance(value, int | float) else 0.0


def _count(number: int, word: str, words: str = "") -> str:
    return f"{number:,} {word if number == 1 else words or word + 's'}"
