"""How often each attribute of a claim is right, where the claim itself is found and gold gives the attribute."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from alliance_graph.evaluate import Row
from alliance_graph.extract.clean import clean_paragraphs
from alliance_graph.model import Claim

RIGHT, OTHER, NONE, EXTRA = "right", "another value", "none given", "given, none in gold"

Values = tuple[str, ...]


def _equals(gold: str, predicted: str) -> bool:
    return gold == predicted


def _covers(gold: str, predicted: str) -> bool:
    """Whether one text holds the other: "about 900 million dollars" and "900 mln dlrs" are one price."""
    these, those = (" ".join(_clean(text).lower().split()) for text in (gold, predicted))
    return these in those or those in these


def _clean(text: str) -> str:
    """The text as the extractor reads it."""
    return " ".join(paragraph.text for paragraph in clean_paragraphs(text))


def _names_same(gold: str, predicted: str) -> bool:
    """Whether the words of one place stand together in the other: "Chennai" and "Chennai, India" are one place."""
    these, those = (" ".join(["", *re.findall(r"\w+", text.lower()), ""]) for text in (gold, predicted))
    return these in those or those in these


ATTRIBUTES: Mapping[str, tuple[Callable[[Claim], Values], Callable[[str, str], bool]]] = {
    "form": (lambda claim: (claim.form,), _equals),
    "price": (lambda claim: (claim.price.text if claim.price else "",), _covers),
    "asset": (lambda claim: (claim.asset,), _covers),
    "announced": (lambda claim: (claim.announced,), _equals),
    "start": (lambda claim: (claim.start,), _equals),
    "end": (lambda claim: (claim.end,), _equals),
    "topics": (lambda claim: claim.topics, _equals),
    "basis": (lambda claim: (claim.basis or "",), _equals),
    "exclusive": (lambda claim: ("exclusive" if claim.exclusive else "",), _equals),
    "place": (lambda claim: (claim.place,), _names_same),
    "purpose": (lambda claim: (claim.purpose,), _covers),
}
"""How to read an attribute, and when two values are the same; of several topics one in common is enough."""


def judge_attributes(rows: Iterable[Row]) -> dict[str, Counter[str]]:
    """For each attribute how many matched gold claims are RIGHT, OTHER or NONE, and without it in gold EXTRA."""
    matched = [told for row in rows for told in _match(row)]
    table = {name: Counter(_judge(name, gold, predicted) for gold, predicted in matched) for name in ATTRIBUTES}
    return {name: Counter({word: n for word, n in counts.items() if word}) for name, counts in table.items()}


def _match(row: Row) -> Iterable[tuple[Claim, list[Claim]]]:
    """Each gold claim of which a pair is found, with the predicted claims that state one of its pairs."""
    found: dict[int, tuple[Claim, list[Claim]]] = {}
    for pair in row.gold.keys() & row.predicted.keys():
        for claim, _ in row.gold[pair]:
            found.setdefault(id(claim), (claim, []))[1].extend(other for other, _ in row.predicted[pair])
    return found.values()


def _judge(name: str, gold: Claim, predicted: Iterable[Claim]) -> str:
    """RIGHT, OTHER, NONE or EXTRA; "" where neither gives the attribute."""
    read, is_same = ATTRIBUTES[name]
    wanted = [value for value in read(gold) if value]
    given = [value for claim in predicted for value in read(claim) if value]
    if not wanted:
        return EXTRA if given else ""
    if any(is_same(value, other) for value in wanted for other in given):
        return RIGHT
    return OTHER if given else NONE
