"""What each partner of a venture holds, told in figures beside its name, as the rest, or as equal parts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from alliance_graph.extract.assemble import as_stated
from alliance_graph.extract.percentages import PercentageMention
from alliance_graph.extract.reading import Sentence

_HOLDS = (
    r"(?:will|would|is to|to)?\s?(?:with|has|have|holds?|owns?|owning|holding|taking|having|takes?|keeps?|get|gets)?"
    r"(?: (?:about|some|a|the|just|exactly)){0,2}"
)
_BEHIND = re.compile(rf"(?:'s)?(?: \(|,? {_HOLDS} ?)")
"""Between a name and its percentage: "Alder (40%)", "Alder will hold 40%"."""
_BEFORE = re.compile(r"(?: (?:owned|held|belongs?|goes|going))?(?: each)? (?:by|to|for|from) (?:[a-z-]+ ){0,3}")
"""Between a percentage and its name: "40% owned by Alder", "40% to the carmaker Alder"."""
_REST = re.compile(r"\b(?:the (?:rest|remainder|remaining|balance)|the other half)\b", re.IGNORECASE)
_EQUAL = re.compile(
    r"\b(?:owned equally|equally owned|equal (?:shares?|parts?|halves|partners?|stakes?|interests?|owners|holdings)"
    r"|(?:a )?half each|half and half|split equally|each (?:(?:will|would|is to|are to|to) )?"
    r"(?:holds?|owns?|has|have|takes?) (?:a )?half)\b",
    re.IGNORECASE,
)
_NEXT_IN_ROW = re.compile(r",? (?:and )?")
_ALL = 100.0


class _Part(NamedTuple):
    """A partner or a percentage in a sentence; end exclusive."""

    start: int
    end: int
    told: str | float


def find_shares(sentences: Sequence[Sentence], partners: Sequence[str]) -> dict[str, float]:
    """Percent that each of the partners holds, from the first of the sentences that tells of any."""
    for sentence in sentences:
        shares = _in_order(sentence, partners) or _beside_names(sentence, partners)
        missing = [key for key in partners if key not in shares]
        if shares and len(missing) == 1 and len(partners) > 1 and _REST.search(sentence.text):
            shares[missing[0]] = round(_ALL - sum(shares.values()), 2)
        if not shares and len(partners) > 1 and _EQUAL.search(sentence.text):
            shares = dict.fromkeys(partners, round(_ALL / len(partners), 1))
        if shares and 0 < sum(shares.values()) <= _ALL + 1:
            return shares
    return {}


def _in_order(sentence: Sentence, partners: Sequence[str]) -> dict[str, float]:
    """As many percentages in a row as there are partners, in the order of their names: "Alder and Birch 60 and 40%"."""
    order = list(dict.fromkeys(n.key for n in sentence.namings if n.key in partners))
    row: list[PercentageMention] = []
    for found in sentence.percentages:
        if row and not _NEXT_IN_ROW.fullmatch(sentence.paragraph.text[row[-1].end : found.start]):
            break
        row.append(found)
    values = [as_stated(found).value for found in row]
    if not 1 < len(values) == len(order) == len(partners):
        return {}
    return {key: value for key, value in zip(order, values, strict=True) if value is not None}


def _beside_names(sentence: Sentence, partners: Sequence[str]) -> dict[str, float]:
    parts = [_Part(n.start, n.end, n.key) for n in sentence.namings if n.key in partners]
    values = [(p, as_stated(p).value) for p in sentence.percentages if not p.split]
    parts += [_Part(p.start, p.end, value) for p, value in values if value is not None]
    text, shares = sentence.paragraph.text, dict[str, float]()
    for first, second in pairwise(sorted(parts)):
        between = text[first.end : second.start]
        if isinstance(first.told, str) and isinstance(second.told, float) and _BEHIND.fullmatch(between):
            shares.setdefault(first.told, second.told)
        if isinstance(first.told, float) and isinstance(second.told, str) and _BEFORE.fullmatch(between):
            shares.setdefault(second.told, first.told)
    return shares


def fill_shares(shares: Mapping[str, float], told: Mapping[str, float]) -> dict[str, float]:
    """The shares with those told beside the names, which outdo them, as long as all fit into the whole."""
    both = {**shares, **told}
    return both if sum(both.values()) <= _ALL + 1 else dict(told)
