"""Names cut in two at an "and", and two names run together at a hyphen, told by how the article uses the halves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from alliance_graph.extract.mentions import Mention, has_legal_form
from alliance_graph.extract.name_spans import NOT_NAMES, is_behind_between
from alliance_graph.extract.words import read_words
from alliance_graph.model import EntityType

_PERSON = EntityType.PERSON
_PARTS = frozenset({EntityType.COMPANY, _PERSON})
_COMPOUNDS = read_words("joint_names.txt")
_TRADES = read_words("joint_trades.txt")


def join_names(docs: Sequence[Doc], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in the order of the text, two halves as one where no other place of the article parts them."""
    twos = [(a, b) for a, b in pairwise(mentions) if _is_tied(docs, a, b)]
    together = Counter((a.text, _bare(b.text)) for a, b in twos)
    heads = Counter(m.text.split()[0] for m in mentions)
    parted = {(a.text, _bare(b.text)) for a, b in twos if is_behind_between(docs[a.paragraph], a.start)}
    in_twos = Counter(half.text.split()[0] for two in twos for half in two)

    def is_one(a: Mention, b: Mention) -> bool:
        if _is_compound(a, b):
            return True
        first, second = a.text.split()[0], b.text.split()[0]
        if first == second or heads[second] > in_twos[second] or (a.text, _bare(b.text)) in parted:
            return False
        is_one_company = _is_unit(docs[a.paragraph], a, b) or (
            has_legal_form(b.text) and _is_singular(docs[a.paragraph], b)
        )
        if heads[first] > in_twos[first]:
            return is_one_company  # "Marsh and Clements Inc said it", then "Marsh"
        return is_one_company or together[a.text, _bare(b.text)] > 1 or (has_legal_form(b.text) and bool(b.aliases))

    found = {(a.paragraph, a.start): b for a, b in twos if is_one(a, b)}
    return [_widen(docs[m.paragraph], m, heads) for m in _join(docs, mentions, found)]


def part_names(docs: Sequence[Doc], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions: "Fiat-GM" as two if both are named alone, "Alder and Birch Inc" if "Birch" is, and two banks."""
    names = {mention.text for mention in mentions}
    return [part for mention in mentions for part in _part(docs[mention.paragraph], mention, names)]


def _part(doc: Doc, mention: Mention, names: Collection[str]) -> Iterator[Mention]:
    for i in range(mention.start + 1, mention.end - 1):
        left, right = doc[mention.start : i].text, doc[i + 1 : mention.end].text
        is_hyphened = doc[i].text in ("-", "/") and left in names and right in names
        is_named = (_bare(right) in names and left != _bare(right)) or _is_bank_of(left, right)
        if is_hyphened or (doc[i].lower_ == "and" and is_named):
            yield replace(mention, end=i, text=left, aliases=())
            yield replace(mention, start=i + 1, text=right)
            return
    yield mention


def _is_bank_of(left: str, right: str) -> bool:
    """Whether both halves are banks by their words: "Alder Bank and Bank of Ostvik"."""
    return left.endswith(" Bank") and right.startswith("Bank of ")


def _join(docs: Sequence[Doc], mentions: Sequence[Mention], found: dict[tuple[int, int], Mention]) -> Iterator[Mention]:
    taken: Mention | None = None
    for mention in mentions:
        if mention is taken:
            continue
        taken = found.get((mention.paragraph, mention.start))
        if taken is None:
            yield mention
            continue
        text = docs[mention.paragraph][mention.start : taken.end].text
        yield replace(mention, end=taken.end, text=text, type=EntityType.COMPANY, aliases=taken.aliases)


def _widen(doc: Doc, mention: Mention, heads: Mapping[str, int]) -> Mention:
    """The mention of one company with the word tied to it by "and" that is no name: "Central and South West Corp"."""
    start, end = mention.start - 2, mention.end
    if (
        start < 0
        or doc[start + 1].text != "and"
        or not has_legal_form(mention.text)
        or not doc[start].text[0].isupper()
    ):
        return mention
    is_first = doc[start].is_sent_start or (
        start > 1 and doc[start - 1].text == "," and doc[start - 2].lower_ in _UNITS
    )
    word = doc[start].text
    if not is_first or not word.isalpha() or word in heads or doc[start].lower_ in NOT_NAMES:
        return mention
    if doc[start].is_sent_start and not _is_singular(doc, mention) and not _is_unit_of(doc, end):
        return mention
    return replace(mention, start=start, text=doc[start:end].text)


def _is_unit(doc: Doc, a: Mention, b: Mention) -> bool:
    """Whether the two are one unit: "its Alder and Birch unit", "its subsidiary, Alder and Birch Co"."""
    before = doc[a.start - 1].lower_ if a.start else ""
    behind = list(doc[b.end : b.end + 2])
    if before in ("its", "'s") and any(token.lower_ in _UNITS for token in behind) and behind[0].is_alpha:
        return behind[0].lower_ not in ("and", "or")
    is_apposed = before == "," and a.start > 1 and doc[a.start - 2].lower_ in _UNITS
    is_first = bool(doc[a.start].is_sent_start)
    return has_legal_form(b.text) and (is_apposed or (is_first and _is_unit_of(doc, b.end)))


_UNITS = ("unit", "subsidiary", "division", "affiliate", "arm")


def _is_unit_of(doc: Doc, end: int) -> bool:
    """Whether one is described at `end`: ", a unit of"."""
    behind = [token.lower_ for token in doc[end : end + _LONGEST_UNIT]]
    return behind[:1] == [","] and behind[1:2] in (["a"], ["an"]) and any(word in _UNITS for word in behind)


_LONGEST_UNIT = 6  # tokens: ", a wholly owned unit of"


def _is_tied(docs: Sequence[Doc], a: Mention, b: Mention) -> bool:
    if a.paragraph != b.paragraph or b.start != a.end + 1:
        return False
    link = docs[a.paragraph][a.end].lower_
    if link == "'s":
        is_led = a.start > 0 and docs[a.paragraph][a.start - 1].lower_ == "its"
        return a.end - a.start == 1 and (_is_compound(a, b) or (is_led and _is_unit(docs[a.paragraph], a, b)))
    if link not in ("and", "&"):
        return False
    if _is_compound(a, b):
        return True
    is_whole = a.aliases or has_legal_form(a.text) or " and " in a.text or (a.type is _PERSON and " " in a.text)
    return not is_whole and {a.type, b.type} <= _PARTS


def _is_compound(a: Mention, b: Mention) -> bool:
    """Whether the two are one by their wording: "First Savings" and "Loan Association", "Alder Oil" and "Gas Inc"."""
    if f"{a.text.split()[-1]} {b.text.split()[0]}".lower() in _COMPOUNDS:
        return True
    return has_legal_form(b.text) and not has_legal_form(a.text) and _bare(b.text).casefold() in _TRADES


def _bare(name: str) -> str:
    return " ".join(name.split()[:-1]) if has_legal_form(name) and " " in name else name


def _is_singular(doc: Doc, mention: Mention) -> bool:
    """Whether what follows the name speaks of one: "has", "is", "said it", "'s"."""
    following = [token.lower_ for token in doc[mention.end : mention.end + 2]]
    return bool(following) and (
        following[0] in ("'s", "has", "is", "was") or following in (["said", "it"], ["said", "its"])
    )
