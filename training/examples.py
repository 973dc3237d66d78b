"""Labelled windows: gold claims laid over what the reader sees in the same articles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from tokenizers import Tokenizer

from alliance_graph.extract.assemble import as_stated
from alliance_graph.extract.gate import load_gate
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
from alliance_graph.model import Annotation, Article, Claim, EntityType
from alliance_graph.pairs import Pair, find_pairs, make_resolver
from training.articles import CoreRow, find_places

IGNORED = -1.0


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
    taught: tuple[NDArray[np.float32], ...] = ()
    """Probabilities that teachers gave: of slots, status, form and share (see `distil`)."""


def make_examples(rows: Iterable[tuple[Article, Annotation]], nlp: Language, tokenizer: Tokenizer) -> Iterator[Example]:
    """The windows of annotated articles with their labels."""
    for article, gold in rows:
        reading = read_article(article, nlp, load_gate())
        yield from _label(reading, gold, tokenizer)


def make_unlabelled(articles: Iterable[Article], nlp: Language, tokenizer: Tokenizer) -> Iterator[Example]:
    """The windows of articles of which nothing is known."""
    for article in articles:
        for example in _label(read_article(article, nlp, load_gate()), Annotation(id=article.id), tokenizer):
            slots = np.full_like(example.slots, IGNORED)
            yield replace(example, slots=slots, shares=np.zeros_like(example.shares))


def _label(reading: Reading, gold: Annotation, tokenizer: Tokenizer) -> Iterator[Example]:
    names, told = _name_in_gold(reading, gold), _tell(gold, reading.article.content)
    windows = list(find_windows(reading, load_gate()))
    carried = _find_carried(reading, windows, names, told)
    for window, here in zip(windows, carried, strict=True):
        inputs = encode(window, find_hints(reading.sentences[window.sentence].claims), tokenizer)
        if inputs.pairs:
            keys = tuple((names[window.places[i].key], names[window.places[j].key]) for i, j in inputs.pairs)
            yield _make_example(inputs, keys, told, here, gold.id)


def _find_carried(
    reading: Reading, windows: Sequence[Window], names: Mapping[str, str], told: Mapping[Pair, Sequence[_Told]]
) -> list[set[_Told]]:
    """For each window the claims of its last sentence, or of those before where a party is named only in the last."""
    spans = [sentence.paragraph.to_content(sentence.start, sentence.end) for sentence in reading.sentences]
    found: list[set[_Told]] = []
    for window in windows:
        pairs = {frozenset((names[window.places[i].key], names[window.places[j].key])) for i, j in window.pairs}
        near = {one for pair, these in told.items() if frozenset(pair[1:]) in pairs for one in these}
        found.append({one for one in near if one.is_in((spans[window.first][0], spans[window.sentence][1]))})
    at_once = {
        one for window, these in zip(windows, found, strict=True) for one in these if one.is_in(spans[window.sentence])
    }
    return [
        {one for one in these if one.is_in(spans[window.sentence]) or one not in at_once}
        for window, these in zip(windows, found, strict=True)
    ]


def _name_in_gold(reading: Reading, gold: Annotation) -> dict[str, str]:
    """The key that gold has for each entity of the reading."""
    resolve = make_resolver(gold.entities)
    return {key: resolve(entity.name) for key, entity in reading.entities.items()}


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """A gold claim on two entities, and where its evidence stands in the content."""

    pair: Pair
    claim: Claim
    percent: float | None
    places: tuple[tuple[int, int], ...]

    def is_in(self, span: tuple[int, int]) -> bool:
        return any(start < span[1] and span[0] < end for start, end in self.places)


def _tell(gold: Annotation, content: str) -> dict[Pair, list[_Told]]:
    told: dict[Pair, list[_Told]] = {}
    for claim in gold.claims:
        places = tuple(find_places(content, claim))
        for pair, percent in find_pairs(claim):
            told.setdefault(pair, []).append(_Told(pair, claim, percent, places))
    return told


def _make_example(
    inputs: PairInputs,
    keys: Sequence[tuple[str, str]],
    told: Mapping[Pair, Sequence[_Told]],
    here: Collection[_Told],
    article: str,
) -> Example:
    """Labels 1 where the window carries a claim, IGNORED where the article makes it elsewhere, 0 where nowhere."""
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
                    if one not in here:
                        slots[row, slot] = IGNORED if slots[row, slot] == 0 else slots[row, slot]
                        continue
                    slots[row, slot] = 1
                    status[row, KINDS_OF_PAIRS.index(kind)] = STATUSES.index(one.claim.status)
                    if kind == "alliance" and one.claim.form in ALLIANCE_FORMS:
                        form[row] = ALLIANCE_FORMS.index(one.claim.form)
                    _label_shares(shares[row], kind, one, inputs)
    return Example(inputs, slots, status, form, shares, NEWS, article, tuple(keys))


def _orders(kind: str, first: str, second: str, is_forward: bool) -> list[Pair]:
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


def make_core_example(row: CoreRow, nlp: Language, tokenizer: Tokenizer) -> Example | None:
    """The one labelled pair of a passage; None when the two do not fit into a window."""
    words = [str(word) for word in row["context"]]
    starts = np.cumsum([0, *(len(word) + 1 for word in words)])
    text = " ".join(words)

    doc = nlp(text)

    def place(name: str) -> Place:
        first, last = int(row[f"{name}_start"]), int(row[f"{name}_end"])
        start, end = int(starts[first]), int(starts[last]) + len(words[last])
        span = doc.char_span(start, end, alignment_mode="expand")
        path = () if span is None else (span.root.idx, *(token.idx for token in span.root.ancestors))
        return Place(start, end, name, EntityType.COMPANY, 0, False, path)

    places = sorted((place("e1"), place("e2")), key=lambda place: place.start)
    percentages = tuple((found.start, found) for found in find_percentages(text))
    window = Window(0, 0, text, 0, tuple(places), percentages, ((0, 1),))
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
