"""Train the gate before the pair model: `python -m training.gate --out alliance_graph/weights/gate.json`."""

from __future__ import annotations

import argparse
import json
import logging
import math
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from alliance_graph.extract import MODEL, load_pipeline
from alliance_graph.extract.reading import read_article
from alliance_graph.extract.window_gate import features
from alliance_graph.extract.windows import find_windows
from training.examples import label_windows, read_rows

_RARE = 3
_ROUNDS = 12
_DECAY = 1e-4
_LEAST = 0.1

Row = tuple[frozenset[str], bool]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--own", type=Path, default=Path("data/gold/training"))
    parser.add_argument("--kept", type=float, default=0.98, help="share of the windows with a claim that must pass")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    files = [(options.gold / "train" / "articles.jsonl", options.gold / "train" / "gold.jsonl")]
    files += [(path, path) for path in sorted(options.own.glob("*.jsonl"))]
    nlp = load_pipeline(MODEL)
    rows: list[Row] = []
    for articles, gold in files:
        for article, annotation in read_rows(articles, gold):
            reading = read_article(article, nlp)
            labels = label_windows(reading, annotation)
            rows.extend((features(reading, window), labels[window.sentence]) for window in find_windows(reading))
    random.Random(1).shuffle(rows)
    fold = len(rows) // 4
    weights = fit(rows[fold:])
    bar = threshold(rows[:fold], weights, options.kept)
    passed = sum(score(row, weights) >= bar for row, _ in rows[:fold]) / fold
    weights = fit(rows)
    kept = {word: round(weight, 2) for word, weight in sorted(weights.items()) if abs(weight) >= _LEAST}
    gate = {"threshold": round(bar, 2), "weights": kept}
    options.out.write_text(json.dumps(gate, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    logging.info("%s windows, %.2f of those held out pass, %s words", len(rows), passed, len(kept))


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """Weights of words by logistic regression with stochastic gradients, rare words left out."""
    counts = Counter(word for words, _ in rows for word in words)
    weights = {word: 0.0 for word, n in counts.items() if n >= _RARE}
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
    return weights


def score(words: frozenset[str], weights: dict[str, float]) -> float:
    """Sum of the weights of the words."""
    return sum(weights.get(word, 0.0) for word in words)


def threshold(rows: Sequence[Row], weights: dict[str, float], kept: float) -> float:
    """The score that the given share of the windows with a claim reaches."""
    positive = sorted(score(words, weights) for words, is_positive in rows if is_positive)
    return positive[int(len(positive) * (1 - kept))]


if __name__ == "__main__":
    main()
