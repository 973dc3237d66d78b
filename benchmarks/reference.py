"""Names of one organisation brought together in an article, measured on the gold entities of Re-DocRED.

python benchmarks/reference.py [../shared/corpora/re-docred-dev.jsonl.gz]

Of every two gold mentions of organisations in an article it is asked whether they are one entity. Pronouns are not
annotated there, so this measures names alone.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import click

from alliance_graph.extract import MODEL, load_pipeline
from alliance_graph.extract.reading import Reading, read_article
from alliance_graph.model import Article

Row = Mapping[str, Any]


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default="../shared/corpora/re-docred-dev.jsonl.gz")
def main(path: Path) -> None:
    """Print how many mentions are found, and precision and recall of their joins."""
    nlp, counts = load_pipeline(MODEL), Counter[str]()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text, mentions = _lay_out(row)
            reading = read_article(Article(id=row["title"], text=text), nlp)
            counts += _count([(gold, _key_at(reading, start, end)) for gold, start, end in mentions])
    click.echo(f"mentions of organisations found {counts['found']} of {counts['mentions']}")
    precision, recall = counts["both"] / counts["joined"], counts["both"] / counts["same"]
    click.echo(
        f"joins of two: precision {precision:.3f} of {counts['joined']}, recall {recall:.3f} of {counts['same']}"
    )


def _lay_out(row: Row) -> tuple[str, list[tuple[int, int, int]]]:
    """The article as one text, and of each mention of an organisation its gold entity, start and end."""
    pieces: list[str] = []
    starts: list[list[tuple[int, int]]] = []
    at = 0
    for sentence in row["sents"]:
        starts.append([])
        for word in sentence:
            starts[-1].append((at, at + len(word)))
            pieces.append(word)
            at += len(word) + 1
    found = [
        (number, starts[m["sent_id"]][m["pos"][0]][0], starts[m["sent_id"]][m["pos"][1] - 1][1])
        for number, mentions in enumerate(row["vertexSet"])
        for m in mentions
        if m["type"] == "ORG"
    ]
    return " ".join(pieces), found


def _key_at(reading: Reading, start: int, end: int) -> str | None:
    """The entity whose name covers the most of a place."""
    keys: Iterator[tuple[int, str]] = (
        (min(end, last) - max(start, first), naming.key)
        for sentence in reading.sentences
        for naming in sentence.namings
        if not naming.is_anaphor
        for first, last in [sentence.paragraph.to_content(naming.start, naming.end)]
        if first < end and start < last
    )
    return max(keys, default=(0, None))[1]


def _count(mentions: list[tuple[int, str | None]]) -> Counter[str]:
    counts = Counter({"mentions": len(mentions), "found": sum(key is not None for _, key in mentions)})
    for (gold, key), (other, other_key) in combinations(mentions, 2):
        is_joined = key is not None and key == other_key
        counts.update({"same": gold == other, "joined": is_joined, "both": is_joined and gold == other})
    return counts


if __name__ == "__main__":
    main()
