"""Train the gate: `python -m training.gate --drawn drawn.jsonl --out alliance_graph/weights/gate.json`.

A general stream has other sentences without a claim than annotated articles, which are full of deals. They are learned
from articles that nobody annotated, by what the extractor itself draws (`extract --candidates ARTICLES > drawn.jsonl`).
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from alliance_graph import read_annotations
from alliance_graph.extract.clean import clean_paragraphs
from alliance_graph.extract.gate import features, find_sentences, score
from alliance_graph.model import Annotation, Article
from training.articles import add_sources, find_places, read_training, read_unlabelled

_COPIES = 3
"""Of each annotated article, for what the extractor drew misses more."""
_RARE = 3 * _COPIES
"""Rows in which a word must stand."""
_LIKELY = 0.3
"""Confidence from which what the extractor drew counts as a claim."""
_ROUNDS = 12
_DECAY = 1e-4
_LEAST = 0.1

Row = tuple[frozenset[str], bool]
"""Features of a sentence, and whether it carries a claim."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    add_sources(parser)
    parser.add_argument("--drawn", type=Path, nargs="*", default=(), help="annotations that the extractor made")
    parser.add_argument("--kept", type=float, default=0.92, help="share of the sentences with a claim that must pass")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    articles = [list(label_sentences(article, gold)) for article, gold in read_training(options)]
    random.Random(1).shuffle(articles)
    quarter = len(articles) // 4
    held_out = [row for rows in articles[:quarter] for row in rows]
    drawn = [row for article, found in read_drawn(options) for row in label_sentences(article, found)]
    weights = fit([*drawn, *_COPIES * [row for rows in articles[quarter:] for row in rows]])
    bar = find_bar(held_out, weights, options.kept)
    passed = sum(score(words, weights) >= bar for words, _ in held_out) / len(held_out)
    options.out.write_text(
        json.dumps({"threshold": bar, "weights": weights}, indent=0, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    logging.info("%.2f of %s sentences held out pass, %s words", passed, len(held_out), len(weights))


def read_drawn(options: argparse.Namespace) -> Iterator[tuple[Article, Annotation]]:
    """The articles that nobody annotated with what the extractor drew from them."""
    articles = {article.id: article for article in read_unlabelled(options)} if options.drawn else {}
    for path in options.drawn:
        for found in read_annotations(path):
            if found.id in articles:
                likely = tuple(claim for claim in found.claims if claim.confidence >= _LIKELY)
                yield articles[found.id], replace(found, claims=likely)


def label_sentences(article: Article, gold: Annotation) -> Iterator[Row]:
    """The sentences of an article, and whether a claim rests on them."""
    evidence = [place for claim in gold.claims for place in find_places(article.content, claim)]
    for paragraph in clean_paragraphs(article.content):
        at = 0
        for sentence in find_sentences(paragraph.text):
            at = paragraph.text.index(sentence, at)
            if sentence:
                first, last = paragraph.to_content(at, at + len(sentence))
                yield features(sentence), any(start < last and first < end for start, end in evidence)
            at += len(sentence)


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """Weights of words by logistic regression with stochastic gradients; rare words and small weights left out."""
    counts = Counter(word for words, _ in rows for word in words)
    weights = {word: 0.0 for word in sorted(counts) if counts[word] >= _RARE}
    order = list(rows)
    chance = random.Random(2)
    for epoch in range(_ROUNDS):
        rate = 0.2 / (1 + epoch)
        chance.shuffle(order)
        for words, is_positive in order:
            error = is_positive - 1 / (1 + math.exp(-max(-30.0, min(30.0, score(words, weights)))))
            for word in words:
                if word in weights:
                    weights[word] += rate * (error - _DECAY * weights[word])
    return {word: round(weight, 2) for word, weight in weights.items() if abs(weight) >= _LEAST}


def find_bar(rows: Sequence[Row], weights: Mapping[str, float], kept: float) -> float:
    """The score that the given share of the windows with a claim reaches."""
    positive = sorted(score(words, weights) for words, is_positive in rows if is_positive)
    return round(positive[int(len(positive) * (1 - kept))], 2)


if __name__ == "__main__":
    main()
