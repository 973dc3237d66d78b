"""Labelled windows: gold claims laid over what the reader sees in the same articles."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from tokenizers import Tokenizer

from alliance_graph.extract.assemble import as_stated
from alliance_graph.extract.pair_inputs import PairInputs, encode
from alliance_graph.extract.pair_model import CORE, NEWS
from alliance_graph.extract.percentages import find_percentages
from alliance_graph.extract.reading import Reading, read_article
from alliance_graph.extract.relations import (
    ALLIANCE_FORMS,
    KINDS_OF_PAIRS,
    SLOTS,
    STATUSES,
    find_hints,
    slot_of,
)
from alliance_graph.extract.windows import Place, Window, find_windows
from alliance_graph.jsonl import parse_annotation
from alliance_graph.model import Annotation, Article, Claim, EntityType
from alliance_graph.pairs import find_pairs, make_resolver

IGNORED = -1.0

CoreRow = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Example:
    """One window with its labels: P pairs, K percentages."""

    inputs: PairInputs
    slots: NDArray[np.float32]  # P x slots: 1, 0, or IGNORED
    status: NDArray[np.int64]  # P x kinds: index of the status, -1 where there is none
    form: NDArray[np.int64]  # P
    shares: NDArray[np.float32]  # P x (1 + K): the right ones, "none" first; all 0 where nothing is known
    domain: int
    article: str
    keys: tuple[tuple[str, str], ...]
    """The two gold entities of each pair; names that gold lacks stand for themselves behind a "?"."""


def read_training(gold: Path, own: Path) -> list[tuple[Article, Annotation]]:
    """The articles to train on: those of the shared gold where it is there, and those of the project."""
    files = [(gold / "train" / "articles.jsonl", gold / "train" / "gold.jsonl")] if gold.exists() else []
    files += [(path, path) for path in sorted(own.glob("*.jsonl"))]
    return [row for articles, annotations in files for row in read_rows(articles, annotations)]


def read_rows(articles: Path, gold: Path) -> list[tuple[Article, Annotation]]:
    """The articles of one file with their annotations of another (or of the same file)."""
    annotated = {a.id: a for a in map(_to_annotation, filter(str.strip, gold.read_text("utf-8").split("\n")))}
    rows = [json.loads(line) for line in articles.read_text("utf-8").split("\n") if line.strip()]
    return [(_to_article(row), annotated[row["id"]]) for row in rows if row["id"] in annotated]


def _to_annotation(line: str) -> Annotation:
    row = json.loads(line)
    return parse_annotation(json.dumps({key: row[key] for key in ("id", "entities", "claims")}))


def _to_article(row: Mapping[str, str]) -> Article:
    day = row.get("date", "")
    is_iso = len(day) == len("2024-08-01")
    return Article(
        id=row["id"],
        title=row.get("title", ""),
        text=row["text"],
        date=date.fromisoformat(day) if is_iso else None,
    )


def make_examples(rows: Iterable[tuple[Article, Annotation]], nlp: Language, tokenizer: Tokenizer) -> Iterator[Example]:
    """The windows of annotated articles with their labels."""
    for article, gold in rows:
        reading = read_article(article, nlp)
        yield from _label(reading, gold, tokenizer)


def _label(reading: Reading, gold: Annotation, tokenizer: Tokenizer) -> Iterator[Example]:
    names, told = _name_in_gold(reading, gold), _tell(gold, reading.article.content)
    for window in find_windows(reading):
        sentence = reading.sentences[window.sentence]
        inputs = encode(window, find_hints(sentence.claims), tokenizer)
        if not inputs.pairs:
            continue
        keys = tuple((names[window.places[i].key], names[window.places[j].key]) for i, j in inputs.pairs)
        yield _make_example(inputs, keys, told, sentence.paragraph.to_content(sentence.start, sentence.end), gold.id)


def _name_in_gold(reading: Reading, gold: Annotation) -> dict[str, str]:
    """The key that gold has for each entity of the reading."""
    resolve = make_resolver(gold.entities)
    return {key: resolve(entity.name) for key, entity in reading.entities.items()}


def label_windows(reading: Reading, gold: Annotation) -> dict[int, bool]:
    """For each sentence that ends a window whether it carries a claim on two entities of the window."""
    names, told = _name_in_gold(reading, gold), _tell(gold, reading.article.content)
    labels = {}
    for window in find_windows(reading):
        sentence = reading.sentences[window.sentence]
        span = sentence.paragraph.to_content(sentence.start, sentence.end)
        here = {frozenset(pair[1:]) for pair, these in told.items() if any(one.is_in(span) for one in these)}
        places = window.places
        labels[window.sentence] = any(
            frozenset((names[places[i].key], names[places[j].key])) in here for i, j in window.pairs
        )
    return labels


@dataclass(frozen=True, slots=True)
class _Told:
    """A gold claim on two entities, and where its evidence stands in the content."""

    claim: Claim
    percent: float | None
    places: tuple[tuple[int, int], ...]

    def is_in(self, span: tuple[int, int]) -> bool:
        return any(start < span[1] and span[0] < end for start, end in self.places)


def _tell(gold: Annotation, content: str) -> dict[tuple[str, str, str], list[_Told]]:
    told: dict[tuple[str, str, str], list[_Told]] = {}
    for claim in gold.claims:
        places = tuple(_find_all(content, claim.evidence.text))
        for pair, percent in find_pairs(claim, lambda key: key):
            told.setdefault(pair, []).append(_Told(claim, percent, places))
    return told


def _find_all(content: str, quotation: str) -> Iterator[tuple[int, int]]:
    at = content.find(quotation) if quotation else -1
    while at >= 0:
        yield at, at + len(quotation)
        at = content.find(quotation, at + 1)


def _make_example(
    inputs: PairInputs,
    keys: Sequence[tuple[str, str]],
    told: Mapping[tuple[str, str, str], list[_Told]],
    span: tuple[int, int],
    article: str,
) -> Example:
    """Labels 1 where the sentence carries a claim, IGNORED where the article makes it elsewhere, 0 where nowhere."""
    n_pairs, n_shares = len(keys), len(inputs.percentages)
    slots = np.zeros((n_pairs, len(SLOTS)), dtype=np.float32)
    status = np.full((n_pairs, len(KINDS_OF_PAIRS)), -1, dtype=np.int64)
    form = np.full(n_pairs, -1, dtype=np.int64)
    shares = np.zeros((n_pairs, 1 + n_shares), dtype=np.float32)
    for row, (first, second) in enumerate(keys):
        if first == second:
            slots[row] = IGNORED
            continue
        for slot, (kind, is_forward) in enumerate(SLOTS):
            for pair in _orders(kind, first, second, is_forward):
                for one in told.get(pair, ()):
                    if not one.is_in(span):
                        slots[row, slot] = IGNORED if slots[row, slot] == 0 else slots[row, slot]
                        continue
                    slots[row, slot] = 1
                    status[row, KINDS_OF_PAIRS.index(kind)] = STATUSES.index(one.claim.status)
                    if kind == "alliance" and one.claim.form in ALLIANCE_FORMS:
                        form[row] = ALLIANCE_FORMS.index(one.claim.form)
                    _label_shares(shares[row], kind, one, inputs)
    return Example(inputs, slots, status, form, shares, NEWS, article, tuple(keys))


def _orders(kind: str, first: str, second: str, is_forward: bool) -> list[tuple[str, str, str]]:
    if slot_of(kind, True) == slot_of(kind, False):
        return [(kind, first, second), (kind, second, first)]
    return [(kind, first, second) if is_forward else (kind, second, first)]


def _label_shares(row: NDArray[np.float32], kind: str, told: _Told, inputs: PairInputs) -> None:
    if kind not in ("stake", "venture", "acquisition"):
        return
    if told.percent is None:
        if not row[1:].any():
            row[0] = 1
        return
    for k, found in enumerate(inputs.percentages):
        if as_stated(found).value == told.percent or told.percent in found.split:
            row[0], row[1 + k] = 0, 1


_CORE_KINDS = {
    "acquired_by": ("acquisition", True),
    "shareholder_of": ("stake", False),
    "subsidiary_of": ("subsidiary", True),
    "merged_with": ("merger", False),
    "collaboration": ("alliance", False),
    "client_of": ("supply", True),
    "competitor_of": ("competition", False),
}
"""Our word, and whether our first role is CORE's second."""
_CORE_DOUBTS = {
    "alliance": ("joint_venture", "supply", "license"),
    "acquisition": ("subsidiary", "stake", "asset_purchase"),
    "subsidiary": ("acquisition", "stake"),
    "supply": ("alliance", "license"),
}
"""Kinds of ours that may hold as well, where CORE names only one."""


def read_core(path: Path) -> list[CoreRow]:
    """The passages of CORE."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def split_core(rows: Sequence[CoreRow]) -> tuple[list[CoreRow], list[CoreRow]]:
    """The last 1,000 passages, to measure on, and those of the others that share no text with them."""
    held_out = list(rows[-1000:])
    texts = {str(row["context"]) for row in held_out}
    return held_out, [row for row in rows[:-1000] if str(row["context"]) not in texts]


def make_core_example(row: CoreRow, nlp: Language, tokenizer: Tokenizer) -> Example | None:
    """The one labelled pair of a passage; None when the two do not fit into a window."""
    words = [str(word) for word in row["context"]]  # type: ignore[attr-defined]
    starts = np.cumsum([0, *(len(word) + 1 for word in words)])
    text = " ".join(words)

    doc = nlp(text)

    def place(name: str) -> Place:
        first, last = int(row[f"{name}_start"]), int(row[f"{name}_end"])  # type: ignore[call-overload]
        start, end = int(starts[first]), int(starts[last]) + len(words[last])
        span = doc.char_span(start, end, alignment_mode="expand")
        path = () if span is None else (span.root.idx, *(token.idx for token in span.root.ancestors))
        return Place(start, end, name, EntityType.COMPANY, True, False, path)

    places = sorted((place("e1"), place("e2")), key=lambda place: place.start)
    percentages = tuple((found.start, found) for found in find_percentages(text))
    window = Window(0, text, 0, tuple(places), percentages, ((0, 1),))
    inputs = encode(window, {}, tokenizer)
    if not inputs.pairs:
        return None
    slots = np.zeros((1, len(SLOTS)), dtype=np.float32)
    if str(row["relation"]) in _CORE_KINDS:
        kind, is_turned = _CORE_KINDS[str(row["relation"])]
        roles = ("e1", "e2") if bool(row["invert_relation"]) == is_turned else ("e2", "e1")
        for doubt in _CORE_DOUBTS.get(kind, ()):
            slots[0, [slot_of(doubt, True), slot_of(doubt, False)]] = IGNORED
        slots[0, slot_of(kind, places[0].key == roles[0])] = 1
    return Example(
        inputs,
        slots,
        np.full((1, len(KINDS_OF_PAIRS)), -1, dtype=np.int64),
        np.full(1, -1, dtype=np.int64),
        np.zeros((1, 1 + len(percentages)), dtype=np.float32)[:, : 1 + len(inputs.percentages)],
        CORE,
        str(row["id"]),
        ((places[0].key, places[1].key),),
    )
