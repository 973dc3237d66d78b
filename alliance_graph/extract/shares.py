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
    r"(?:(?:which|who) )?(?:will|would|is to|to)?\s?"
    r"(?:with|has|have|holds?|owns?|owning|holding|taking|having|takes?|keeps?|gets?|controls?|controlling|receives?"
    r"|(?:holder|owner) of)?"
    r"(?: (?:about|some|a|the|just|exactly)){0,2}"
)
_WHOSE = r", whose (?:share|stake|interest|holding) (?:is|was|will be|rose|fell|increased|dropped) (?:to )?"
_AS_OWNER = r"(?: said)?,? as (?:(?:an?|the|operator|manager|and) )*"
_BEHIND = re.compile(rf"(?:'s)?(?: \(|,? {_HOLDS} ?)|{_WHOSE}|{_AS_OWNER}")
"""Between a name and its percentage: "Alder (40%)", "Alder will hold 40%", "Alder, as the 40% owner"."""
_BEFORE = re.compile(
    r"(?:(?:(?: of)? the)? (?:stake|interest|share|holding|stock|capital)s?)?"
    r"(?: (?:of|in) (?:the )?(?:[A-Z0-9][\w&.'-]*+ ?){1,5})?"
    r"(?:(?: (?:is|are|was|were|will be|to be))? ?(?:owned|held|belongs?|goes|going))?(?: each)? ?(?<= )"
    r"(?:by|to|for|from) (?:[a-z-]+ ){0,3}"
)
"""Between a percentage and its name: "40% owned by Alder", "40% to the carmaker Alder", "40% of Birch to Alder"."""
_WITH = re.compile(r"\b[Ww]ith (?:about |some |just )?$")
"""Before the percentage of "With 18%, Alder is the largest shareholder"."""
_OF_SOMEBODY = re.compile(r"[ -](?:owned|held|controlled) by\b")
_REST = re.compile(r"\b(?:the (?:rest|remainder|remaining|balance)|the other half)\b", re.IGNORECASE)
_EQUAL = re.compile(
    r"\b(?:owned equally|equally[ -](?:owned|held|financed)"
    r"|equal (?:shares?|parts?|halves|partners?|stakes?|interests?|owners|holdings)"
    r"|(?:a )?half each|half and half|split equally"
    r"|each (?:(?:of (?:them|the [a-z]+)|partner|side|party|company) )?(?:(?:will|would|is to|are to|to|had|has) )?"
    r"(?:holds?|held|owns?|owned|has|have|had|takes?|took) (?:a )?half)\b",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:both|each)\b", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\brespectively\b")
_OWNING = re.compile(r"\b(?:own|hold|held|stake|shares|interest)", re.IGNORECASE)
_NEXT_IN_ROW = re.compile(r",? (?:and )?")
_ALL = 100.0
_SEVERAL = 2


class _Part(NamedTuple):
    """A partner or a percentage in a sentence; end exclusive."""

    start: int
    end: int
    told: str | float


def find_shares(sentences: Sequence[Sentence], partners: Sequence[str]) -> dict[str, float]:
    """Percent that each of the partners holds, from the first of the sentences that tells of any."""
    for sentence in sentences:
        parts = _find_parts(sentence, partners)
        shares = _in_order(sentence, partners) or _beside_names(sentence, parts)
        if len(shares) < len(partners) and _OWNING.search(sentence.text):
            shares = _in_turn(parts, partners) or shares
        shares |= _unsigned(sentence, [key for key in partners if key not in shares]) if shares else {}
        missing = [key for key in partners if key not in shares]
        rest = round(_ALL - sum(shares.values()), 2)
        if shares and len(missing) == 1 and (_REST.search(sentence.text) or _names_figure(sentence.text, rest)):
            shares[missing[0]] = rest
        if len(shares) < _SEVERAL <= len(partners):
            shares = _same_for_each(sentence, partners) or shares or _equal(sentence, partners)
        if shares and 0 < sum(shares.values()) <= _ALL + 1:
            return shares
    return {}


def find_holdings(sentence: Sentence, owners: Sequence[str]) -> dict[str, float]:
    """Percent that stands beside the name of each of the owners, of those that have one there, or in their order."""
    in_order = _in_order(sentence, owners) if _RESPECTIVELY.search(sentence.text) else {}
    return in_order or _beside_names(sentence, _find_parts(sentence, owners))


def _same_for_each(sentence: Sentence, partners: Sequence[str]) -> dict[str, float]:
    """The one figure of a sentence for all partners, where it is that of "both" or "each"."""
    values = [as_stated(found).value for found in sentence.percentages if found.is_holding]
    value = values[0] if len(values) == 1 and _EACH.search(sentence.text) else None
    return dict.fromkeys(partners, value) if value is not None and value * len(partners) <= _ALL + 1 else {}


def _equal(sentence: Sentence, partners: Sequence[str]) -> dict[str, float]:
    """An equal part of the whole for each of the partners, where the sentence tells of such."""
    return dict.fromkeys(partners, round(_ALL / len(partners), 1)) if _EQUAL.search(sentence.text) else {}


def _unsigned(sentence: Sentence, partners: Sequence[str]) -> dict[str, float]:
    """Figures without a sign right behind the names, in a list where others have one: "Alder 50 pct, Birch 30"."""
    text = sentence.paragraph.text
    found = {n.key: _UNSIGNED.match(text, n.end) for n in sentence.namings if n.key in partners and not n.is_anaphor}
    return {key: float(match[1]) for key, match in found.items() if match}


_UNSIGNED = re.compile(r",? (\d{1,2}(?:\.\d+)?)(?=[,;.](?!\d)| and\b|$)")


def _names_figure(text: str, value: float) -> bool:
    """Whether the figure stands in the text without a sign: "Alder holds 40 percent and the bank 60"."""
    return re.search(rf"(?<![\w.,]){value:g}(?! ?(?:%|per|pct)|[\w]|[.,]\d)", text) is not None


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


def _find_parts(sentence: Sentence, partners: Sequence[str]) -> list[_Part]:
    """Partners and percentages in the order in which they stand."""
    parts = [_Part(n.start, n.end, n.key) for n in sentence.namings if n.key in partners]
    values = [(p, as_stated(p).value) for p in sentence.percentages if not p.split]
    return sorted(parts + [_Part(p.start, p.end, value) for p, value in values if value is not None])


def _in_turn(parts: Sequence[_Part], partners: Sequence[str]) -> dict[str, float]:
    """Each partner with the percentage after it, or before it, where they take turns and make up the whole."""
    names, values = [p.told for p in parts[::2]], [p.told for p in parts[1::2]]
    if parts and isinstance(parts[0].told, float):
        names, values = values, names
    pairs = zip(names, values, strict=False)
    told = {name: value for name, value in pairs if isinstance(name, str) and isinstance(value, float)}
    is_whole = len(told) == len(names) == len(values) == len(partners) > 1
    return told if is_whole and abs(sum(told.values()) - _ALL) <= 1 else {}


def _beside_names(sentence: Sentence, parts: Sequence[_Part]) -> dict[str, float]:
    text, shares = sentence.paragraph.text, dict[str, float]()
    for first, second in pairwise(parts):
        between = text[first.end : second.start]
        is_own = between.strip(", ") or not _OF_SOMEBODY.match(text, second.end)  # not "Alder, 75% owned by Birch"
        if isinstance(first.told, str) and isinstance(second.told, float) and is_own and _BEHIND.fullmatch(between):
            shares.setdefault(first.told, second.told)
        is_before = _BEFORE.fullmatch(between) or (between == ", " and _WITH.search(text, 0, first.start))
        if isinstance(first.told, float) and isinstance(second.told, str) and is_before:
            shares.setdefault(second.told, first.told)
    return shares


def fill_shares(shares: Mapping[str, float], told: Mapping[str, float]) -> dict[str, float]:
    """The shares with those told beside the names, which outdo them, as long as all fit into the whole.

    One that is told of another, and is no half, is not shared with it.
    """
    others = {key: share for key, share in shares.items() if share == _ALL / 2 or share not in told.values()}
    both = {**others, **told}
    return both if sum(both.values()) <= _ALL + 1 else dict(told)
