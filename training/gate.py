"""Train the gate before the pair model: `python -m training.gate --out alliance_graph/weights/gate.json`."""

from __future__ import annotations

import argparse
import json
import logging
import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from alliance_graph.extract import MODEL, load_pipeline
from alliance_graph.extract.reading import read_article
from alliance_graph.extract.window_gate import features, score
from alliance_graph.extract.windows import find_windows
from training.examples import label_windows, read_training

_RARE = 3
_ROUNDS = 12
_DECAY = 1e-4
_LEAST = 0.05

Row = tuple[frozenset[str], bool]
"""Features of a window, and whether it carries a claim."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--own", type=Path, default=Path("data/gold/training"))
    parser.add_argument("--kept", type=float, default=0.97, help="share of the windows with a claim that must pass")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    nlp = load_pipeline(MODEL)
    articles: list[list[Row]] = []
    for article, gold in read_training(options.gold, options.own):
        reading = read_article(article, nlp)
        labels = label_windows(reading, gold)
        articles.append([(features(reading.sentences[w.sentence]), labels[w.sentence]) for w in find_windows(reading)])
    random.Random(1).shuffle(articles)
    quarter = len(articles) // 4
    held_out = [row for rows in articles[:quarter] for row in rows]
    weights = fit([row for rows in articles[quarter:] for row in rows])
    bar = find_bar(held_out, weights, options.kept)
    passed = sum(score(words, weights) >= bar for words, _ in held_out) / len(held_out)
    options.out.write_text(
        json.dumps({"threshold": bar, "weights": weights}, indent=0, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    logging.info("%.2f of %s windows held out pass, %s words", passed, len(held_out), len(weights))


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
