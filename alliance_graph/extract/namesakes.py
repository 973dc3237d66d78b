"""Units that bear the name of those whose units they are: "Kessel Credit, a unit of Kessel"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from alliance_graph.extract.mentions import Mention

_UNIT = "(?:unit|subsidiary|division|arm|affiliate)"
_BEFORE_UNIT = re.compile(rf"'s?(?: [\w.-]+){{0,3}}|(?: [a-z-]+){{0,2}} {_UNIT},?")
_BEHIND_UNIT = re.compile(rf",? (?:which is |is )?(?:an?|the) (?:[\w.-]+ ){{0,4}}{_UNIT} of(?: the)?")
_LONGEST = 60
"""Characters between the two names."""


def find_namesakes(docs: Sequence[Doc], mentions: Iterable[Mention]) -> frozenset[tuple[str, str]]:
    """Pairs of a short name and a full one of which the text says that the one owns the other."""
    return frozenset(_find(docs, mentions))


def _find(docs: Sequence[Doc], mentions: Iterable[Mention]) -> Iterator[tuple[str, str]]:
    for first, second in pairwise(mentions):
        if first.paragraph != second.paragraph:
            continue
        is_before = second.text.startswith(first.text + " ")
        if not is_before and not first.text.startswith(second.text + " "):
            continue
        doc = docs[first.paragraph]
        between = doc.text[doc[first.end - 1].idx + len(doc[first.end - 1]) : doc[second.start].idx].rstrip()
        pattern = _BEFORE_UNIT if is_before else _BEHIND_UNIT
        if len(between) <= _LONGEST and pattern.fullmatch(between):
            yield (first.text, second.text) if is_before else (second.text, first.text)
