"""The steps of reading a corpus with their share of the processor time, in one process.

    python benchmarks/steps.py ../shared/corpora/reuters21578.jsonl.gz --limit 300

Each step runs over all articles before the next, on what the step before gave, so that no profiler slows it down.
The articles are taken evenly from the whole corpus: the first of Reuters are shorter than the others.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import click

from alliance_graph import build, read_articles
from alliance_graph.chunks import read_articles as annotate
from alliance_graph.extract import EXTRACTOR, EXTRACTORS, MODEL
from alliance_graph.extract.clean import clean_paragraphs
from alliance_graph.extract.model_extractor import ModelExtractor
from alliance_graph.extract.pair_inputs import encode
from alliance_graph.extract.reading import read_articles as read_sentences
from alliance_graph.extract.relations import find_hints
from alliance_graph.extract.windows import find_windows
from alliance_graph.jsonl import to_json
from alliance_graph.model import Annotation, Article

_WARM = 20  # articles before, which load word lists and patterns

_T = TypeVar("_T")


class Clock:
    """Processor time of each step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, name: str, step: Callable[[], _T]) -> _T:
        """What the step gives."""
        start = time.process_time()
        result = step()
        self.seconds[name] = time.process_time() - start
        return result


def time_extraction(extractor: ModelExtractor, articles: list[Article], clock: Clock) -> None:
    """The way of the articles to annotations, step by step; what no step covers is the rest."""
    nlp, gate, model = extractor.nlp, extractor.gate, extractor.model
    assert gate
    cleaned = clock.time("clean", lambda: [list(clean_paragraphs(article.content)) for article in articles])
    texts = [[paragraph.text for paragraph in paragraphs] for paragraphs in cleaned]
    chosen = clock.time("gate", lambda: [[own[i] for i in gate.choose(own)] for own in texts])
    docs = clock.time("spaCy: tokens", lambda: [nlp.make_doc(text) for own in chosen for text in own])
    for name, pipe in nlp.pipeline:
        step = partial(pipe.pipe, batch_size=64) if hasattr(pipe, "pipe") else partial(map, pipe)
        docs = clock.time(f"spaCy: {name}", lambda step=step, docs=docs: list(step(docs)))  # type: ignore[misc]
    readings = clock.time("_read", lambda: list(read_sentences(articles, nlp, gate)))
    windows = clock.time("windows", lambda: [list(find_windows(reading, gate)) for reading in readings])
    hints = [
        (window, find_hints(r.sentences[window.sentence].claims))
        for r, own in zip(readings, windows, strict=True)
        for window in own
    ]
    inputs = clock.time("pairs as numbers", lambda: [encode(window, drawn, model.tokenizer) for window, drawn in hints])
    clock.time("pair model", lambda: [model.run(one) for one in inputs if one.pairs])
    clock.time("_all", lambda: annotate(articles, extractor.extract))
    seconds = clock.seconds
    before = sum(spent for name, spent in seconds.items() if name in ("clean", "gate") or name.startswith("spaCy"))
    seconds["names, rules, attributes"] = max(0.0, seconds.pop("_read") - before)
    whole = seconds.pop("_all")
    seconds["decision, gaps, signature"] = max(0.0, whole - sum(seconds.values()))


def time_store(extractor: ModelExtractor, articles: list[Article], clock: Clock) -> None:
    """Annotations to a new store."""
    annotations = [one for one in annotate(articles, extractor.extract) if isinstance(one, Annotation)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "annotations.jsonl"
        path.write_text("".join(to_json(annotation) + "\n" for annotation in annotations), "utf-8")
        clock.time("link, build, store", lambda: build([path], Path(folder) / "store"))


@click.command()
@click.argument("source", type=click.Path(exists=True))
@click.option("--limit", type=click.IntRange(1), default=300, show_default=True, help="Articles to read.")
def main(source: str, limit: int) -> None:
    """Measure the share of each step."""
    extractor = EXTRACTORS[EXTRACTOR](MODEL)
    assert isinstance(extractor, ModelExtractor)
    clock = Clock()
    every = clock.time("read", lambda: list(read_articles([source])))
    articles = every[:: max(1, len(every) // limit)][:limit]
    clock.seconds["read"] *= len(articles) / len(every)
    annotate(articles[:_WARM], extractor.extract)
    time_extraction(extractor, articles, clock)
    time_store(extractor, articles, clock)
    whole = sum(clock.seconds.values())
    click.echo(f"{'step':<28}{'ms an article':>15}{'share':>8}")
    for name, spent in clock.seconds.items():
        click.echo(f"{name:<28}{spent * 1000 / len(articles):>15.2f}{spent / whole:>8.1%}")
    click.echo(f"{'all':<28}{whole * 1000 / len(articles):>15.2f}")


if __name__ == "__main__":
    main()
