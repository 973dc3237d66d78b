"""What the gate saves and what it loses: every set and a corpus read with it and without it.

    python benchmarks/gate_loss.py --shared ../shared [--corpus ../shared/corpora/reuters21578.jsonl.gz --limit 1000]

Seconds are of processor time, the share is that of the characters that meet the parser. A tie that is found without
the gate alone is lost if it is right; F1 against gold tells whether more right ones are lost than wrong ones.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import click
from gold_sets import read_sets

from alliance_graph import evaluate, read_annotations, read_articles
from alliance_graph.extract import EXTRACTOR, EXTRACTORS, MODEL
from alliance_graph.extract.clean import clean_paragraphs
from alliance_graph.extract.gate import load_gate
from alliance_graph.extract.model_extractor import ModelExtractor
from alliance_graph.model import Annotation, Article

Named = tuple[str, Sequence[Article], Sequence[Annotation]]

_HEAD = f"{'articles':<12}{'number':>7}{'parsed':>8}{'seconds':>9}{'without':>9}{'ties':>7}{'without':>9}{'kept':>7}"


def find_sets(shared: Path, corpus: Path | None, limit: int) -> Iterator[Named]:
    """Name, articles and gold of all sets that are there, and of the corpus without gold."""
    for one in read_sets(shared):
        yield one.name, one.articles, one.gold
    train = shared / "gold" / "train"
    if train.is_dir():
        yield "train", list(read_articles([train / "articles.jsonl"])), list(read_annotations(train / "gold.jsonl"))
    if corpus:
        yield corpus.name.partition(".")[0], list(islice(read_articles([corpus]), limit)), ()


def find_share(articles: Sequence[Article]) -> float:
    """The share of the characters that the gate lets through."""
    through = whole = 0
    for article in articles:
        sizes = [len(paragraph.text) for paragraph in clean_paragraphs(article.content)]
        chosen = load_gate().choose([paragraph.text for paragraph in clean_paragraphs(article.content)])
        through += sum(sizes[i] for i in chosen)
        whole += sum(sizes)
    return through / whole if whole else 0.0


def read_both(extractor: ModelExtractor, articles: Sequence[Article]) -> Iterator[tuple[float, list[Annotation]]]:
    """Processor time and annotations with the gate, then without it."""
    for gate in (load_gate(), None):
        extractor.gate = gate
        start = time.process_time()
        found = [annotation.without_candidates() for annotation in extractor.extract(articles)]
        yield time.process_time() - start, found


@click.command()
@click.option("--shared", type=click.Path(path_type=Path), default="../shared", help="Folder of gold and corpora.")
@click.option("--corpus", type=click.Path(path_type=Path, exists=True), help="More articles, without gold.")
@click.option("--limit", type=click.IntRange(1), default=1000, show_default=True, help="Of the corpus.")
def main(shared: Path, corpus: Path | None, limit: int) -> None:
    """Measure cost and ties with the gate and without it."""
    extractor = EXTRACTORS[EXTRACTOR](MODEL)
    assert isinstance(extractor, ModelExtractor)
    click.echo(f"{_HEAD}{'F1':>8}{'without':>9}")
    for name, articles, gold in find_sets(shared, corpus, limit):
        (gated, with_gate), (whole, without) = read_both(extractor, articles)
        kept = evaluate(without, with_gate).pairs
        row = f"{name:<12}{len(articles):>7,}{find_share(articles):>8.0%}{gated:>9.1f}{whole:>9.1f}"
        row += f"{kept.predicted:>7,}{kept.gold:>9,}{kept.recall:>7.1%}"
        scores = [f"{evaluate(gold, found).pairs.f1:.3f}" if gold else "" for found in (with_gate, without)]
        click.echo(f"{row}{scores[0]:>8}{scores[1]:>9}".rstrip())


if __name__ == "__main__":
    main()
