"""Articles to train on: annotated ones of the shared gold, of the corpora by id and of the project, and bare ones."""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from alliance_graph.jsonl import parse_annotation
from alliance_graph.model import Annotation, Article, Claim
from alliance_graph.sources.dates import parse_date

Row = tuple[Article, Annotation]
CoreRow = Mapping[str, Any]


def add_sources(parser: argparse.ArgumentParser) -> None:
    """Options that say where articles lie."""
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="the shared gold")
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"), help="the shared corpora")
    parser.add_argument("--own", type=Path, default=Path("data/gold"), help="articles and annotations of the project")


def read_training(options: argparse.Namespace) -> list[Row]:
    """The articles to train on, of all places that are there."""
    rows = read_rows(options.gold / "train") if options.gold.exists() else []
    rows += read_corpora(options.own / "corpora", options.corpora)
    return rows + [
        row for path in sorted((options.own / "training").glob("*.jsonl")) for row in pair_up(load_rows(path))
    ]


def read_unlabelled(options: argparse.Namespace) -> list[Article]:
    """Texts without gold: articles of the corpora, the passages of CORE that may be taught, and those of Re-DocRED."""
    known = {row["id"] for path in sorted(options.gold.glob("*/articles.jsonl")) for row in load_rows(path)}
    for folder in ("corpora", "held_out", "fresh"):
        known |= {row["id"] for path in sorted((options.own / folder).glob("*.jsonl")) for row in load_rows(path)}
    found = []
    for corpus in ("reuters21578", "bbc-business"):
        with gzip.open(options.corpora / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as lines:
            found += [to_article(row) for row in map(json.loads, lines) if row["id"] not in known]
    return found + _read_tokenized(options.corpora)


def _read_tokenized(corpora: Path) -> list[Article]:
    """Each text once, put together from its words."""
    _, taught = split_core(read_core(corpora / "core-train.jsonl.gz"))
    texts = [_join_words(row["context"]) for row in taught]
    with gzip.open(corpora / "re-docred-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts += [" ".join(map(_join_words, json.loads(line)["sents"])) for line in lines]
    return [Article(id=f"tokenized-{n}", title="", text=text) for n, text in enumerate(dict.fromkeys(texts))]


def _join_words(words: Iterable[str]) -> str:
    text = re.sub(r" ([.,;:!?%)\]'\u2019])", r"\1", " ".join(words))
    return re.sub(r"([(\[$\u00a3\u20ac]) ", r"\1", text)


def read_core(path: Path) -> list[CoreRow]:
    """The passages of CORE."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def split_core(rows: Sequence[CoreRow]) -> tuple[list[CoreRow], list[CoreRow]]:
    """The last 1,000 passages, to measure on, and those of the others that share no text with them."""
    held_out = list(rows[-1000:])
    texts = {str(row["context"]) for row in held_out}
    return held_out, [row for row in rows[:-1000] if str(row["context"]) not in texts]


def read_rows(folder: Path) -> list[Row]:
    """The articles of a folder's `articles.jsonl` with their annotations of its `gold.jsonl`."""
    gold = {row["id"]: row for row in load_rows(folder / "gold.jsonl")}
    articles = load_rows(folder / "articles.jsonl")
    return list(pair_up({**article, **gold[article["id"]]} for article in articles if article["id"] in gold))


def read_corpora(annotations: Path, corpora: Path) -> list[Row]:
    """The annotated articles of the corpora that are there, by the files of annotations named after them."""
    pairs = [(corpora / f"{path.stem}.jsonl.gz", path) for path in sorted(annotations.glob("*.jsonl"))]
    return [row for corpus, path in pairs if corpus.exists() for row in read_corpus(corpus, path)]


def read_corpus(corpus: Path, annotations: Path) -> list[Row]:
    """The annotated articles of a corpus; annotations give evidence by its offsets in title, blank line and text."""
    gold = {row["id"]: row for row in load_rows(annotations)}
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        articles = [article for article in map(json.loads, lines) if article["id"] in gold]
    return list(pair_up({**article, **gold[article["id"]]} for article in articles))


def find_places(content: str, claim: Claim) -> Iterator[tuple[int, int]]:
    """Start and end of every place of the content where the claim's quotation stands."""
    quotation = claim.evidence.text
    at = content.find(quotation) if quotation else -1
    while at >= 0:
        yield at, at + len(quotation)
        at = content.find(quotation, at + 1)


def load_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]


def pair_up(rows: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    """Each row's article and its annotation; evidence may be given by its offsets."""
    for row in rows:
        article = to_article(row)
        claims = [{**claim, "evidence": _quote(claim["evidence"], article.content)} for claim in row["claims"]]
        yield article, parse_annotation(json.dumps({"id": row["id"], "entities": row["entities"], "claims": claims}))


def _quote(evidence: Any, content: str) -> Any:
    return content[slice(*evidence)] if isinstance(evidence, list) else evidence


def to_article(row: Mapping[str, str]) -> Article:
    """The article of a row, gold or none beside it."""
    title, day = row.get("title", ""), parse_date(row.get("date"))
    return Article(id=row["id"], title=title, text=row["text"], date=day)
