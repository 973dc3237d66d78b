"""Takes hostile names the whole way, through build, look-ups, questions, explanations and every export.

    python benchmarks/injection.py --names 100000

Every name must come back as it went in, and the graph must have exactly the triples that as many harmless names make.
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import networkx as nx
import pyoxigraph as ox

from alliance_graph import Store, build, explain, export, open_store
from alliance_graph.formulas import disarm
from alliance_graph.graph.questions import questions, to_sparql
from alliance_graph.graph.terms import PREFIXES
from alliance_graph.sources.clean import clean_text

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.graph.nasty import BREAKS

PIECES = [
    *(text for text in BREAKS if "/company/" not in text),  # what begins as a company's IRI is looked up as one
    *("\x1b[31m", "=1+1", "+1", "-1", "@SUM(A1)", ";=1", "%00", "%3E", "${x}", "{{x}}", "../"),
    *("\\u0022", "?s ?p ?o", "|", "`", "$(x)"),
    '" . <urn:x> <urn:y> <urn:z> . <urn:x> <urn:y> "',
    "' } UNION { ?s ?p ?o } #",
    "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }",
    '</data></node><node id="x"/>',
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
]
_PAIRS = 10
"""Claims of an article, each of two names."""


def make_names(count: int, seed: int) -> list[str]:
    """Names of one to four pieces, with a word in each that no other has, so that none are joined."""
    chance = random.Random(seed)
    return [_make_name(number, chance) for number in range(count)]


def _make_name(number: int, chance: random.Random) -> str:
    pieces = chance.choices(PIECES, k=chance.randint(1, 3))
    pieces.insert(chance.randint(0, len(pieces)), f" {make_word(number)} ")
    return "".join(pieces)


def make_word(number: int) -> str:
    """A word for each number."""
    digest = hashlib.sha256(str(number).encode()).digest()[:8]
    return "".join("bcdfghjklmnpqrtv"[half] for byte in digest for half in divmod(byte, 16)).capitalize()


def write_annotations(names: Sequence[str], path: Path) -> None:
    """Articles in which names by twos merge, as JSON lines."""
    pairs = list(zip(names[::2], names[1::2], strict=True))
    with path.open("w", encoding="utf-8") as file:
        for start in range(0, len(pairs), _PAIRS):
            file.write(json.dumps(_make_row(f"a{start}", pairs[start : start + _PAIRS])) + "\n")


def tell(first: str, second: str) -> str:
    """The sentence that says it."""
    return f"{first} and {second} are allied."


def _make_row(article: str, pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    claims = [
        {
            "type": "alliance",
            "status": "completed",
            "partners": pair,
            "evidence": tell(*pair),
        }
        for pair in pairs
    ]
    entities = [{"key": name, "name": name, "type": "company"} for pair in pairs for name in pair]
    return {"id": article, "date": "2024-08-01", "entities": entities, "claims": claims}


def build_store(names: Sequence[str], folder: Path) -> Path:
    """A store of these names."""
    write_annotations(names, folder / "annotations.jsonl")
    report = build([folder / "annotations.jsonl"], folder / "store")
    if report.skipped:
        raise click.ClickException(f"skipped: {report.skipped}")
    return folder / "store"


def count_triples(store: Store) -> Counter[str]:
    """Triples of the public graph by their property, and those that name a node that only an injection would."""
    found: Counter[str] = Counter()
    for quad in store.oxigraph.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        found[quad.predicate.value] += 1
        found["injected"] += any(str(term).startswith(("<urn:", "_:")) for term in quad.triple)
    found["graphs"] = len(list(store.oxigraph.named_graphs()))
    return found


def check_store(store: Store, names: Sequence[str]) -> int:
    """How many names do not come back: as a company, by its name, and by a question about its partner."""
    known = Counter(company.name for company in store.companies())
    wrong = sum((Counter(names) - known).values())
    allies = questions()["allies"]
    for first, second in zip(names[::2], names[1::2], strict=True):
        for name, partner in ((first, second), (second, first)):
            if [company.name for company in store.find_companies(name)] != [name]:
                wrong += 1
                continue
            rows: Any = store.oxigraph.query(to_sparql(allies, store, {"company": name}), prefixes=PREFIXES)
            wrong += [row["ally"].value for row in rows] != [partner]
    return wrong


def check_explanations(store: Store, names: Sequence[str], sentences: Sequence[str]) -> int:
    """How many pairs are not explained by their sentence."""
    wrong = 0
    for first, second, sentence in zip(names[::2], names[1::2], sentences, strict=True):
        told = [claim.sentence for tie in explain(store, first, second).relationships for claim in tie.claims]
        wrong += told != [sentence]
    return wrong


def check_exports(store: Store, names: Sequence[str], folder: Path) -> Iterator[tuple[str, int]]:
    """Formats, with how many names their files do not give back, or give back beside."""
    expected = Counter(names)
    for format, read in READERS.items():
        output = folder / format
        export(store, output, format)
        found = Counter(read(output))
        wanted = Counter(map(disarm, expected.elements())) if format == "csv" else expected
        yield format, sum(((wanted - found) + (found - wanted)).values())


def _read_rdf(format: ox.RdfFormat) -> Callable[[Path], Iterable[str]]:
    def read(path: Path) -> Iterator[str]:
        for quad in ox.parse(path=str(path), format=format):
            if "/company/" in str(quad.subject) and quad.predicate.value.endswith("#prefLabel"):
                yield getattr(quad.object, "value", "")

    return read


def _read_graphml(path: Path) -> Iterable[str]:
    return [row["name"] for _, row in nx.read_graphml(path).nodes(data=True)]


def _read_gexf(path: Path) -> Iterable[str]:
    return [row["name"] for _, row in nx.read_gexf(path).nodes(data=True)]


def _read_csv(path: Path) -> Iterator[str]:
    with (path / "nodes.csv").open(encoding="utf-8", newline="") as file:
        yield from (row["name"] for row in csv.DictReader(file, strict=True))


READERS: dict[str, Callable[[Path], Iterable[str]]] = {
    "turtle": _read_rdf(ox.RdfFormat.TURTLE),
    "ntriples": _read_rdf(ox.RdfFormat.N_TRIPLES),
    "jsonld": _read_rdf(ox.RdfFormat.JSON_LD),
    "graphml": _read_graphml,
    "gexf": _read_gexf,
    "csv": _read_csv,
    "raw-csv": _read_csv,
}


def find_faults(names: Sequence[str], folder: Path) -> Iterator[tuple[str, int]]:
    """What was looked at, with the number of faults found."""
    harmless = [make_word(number) for number in range(len(names))]
    for place, texts in (("plain", harmless), ("hostile", names)):
        (folder / place).mkdir()
        build_store(texts, folder / place)
    with open_store(folder / "plain" / "store") as plain:
        computed = count_triples(plain)
    with open_store(folder / "hostile" / "store") as store:
        counted = count_triples(store)
        told = [clean_text(tell(*pair)) for pair in zip(names[::2], names[1::2], strict=True)]
        names = list(map(clean_text, names))  # as the door lets them in
        yield "triples more or fewer than computed", sum(((computed - counted) + (counted - computed)).values())
        yield "injected", counted["injected"]
        yield "names not found or not answered", check_store(store, names)
        yield "pairs not explained", check_explanations(store, names, told)
        yield from check_exports(store, names, folder)


@click.command()
@click.option("--names", "count", type=click.IntRange(2), default=100_000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
def main(count: int, seed: int) -> None:
    """Count faults; exit code 1 if there is any."""
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        for what, found in find_faults(make_names(count // 2 * 2, seed), Path(folder)):
            click.echo(f"{what}: {found}")
            faults += found
    click.echo(f"{count:,} names, {faults} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
