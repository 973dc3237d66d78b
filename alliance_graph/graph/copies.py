"""Near-copies: articles whose texts are one text. The earliest is the original; the others are based on it.

Texts are compared, not articles: a report that five hundred papers print word for word is one text in the look-ups.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

import pyoxigraph as ox

from alliance_graph.graph import index
from alliance_graph.graph.draft import Draft
from alliance_graph.graph.index import Index
from alliance_graph.graph.reading import Reading, read_annotations
from alliance_graph.model import Source

if TYPE_CHECKING:
    from alliance_graph.graph.view import Rulebook, View

_DIGEST = "digest "
"""What the key of a text begins with that has no signature, and so no near-copies."""
_WORDS = "words "
"""What the key of one begins with that has."""
_TEXTS = "texts"
"""The digest of all of these is looked up by this."""


def update_copies(article: str, reading: Reading | None, view: View) -> None:
    """Write which text the article has, and of a text that came or went which others are its copies."""
    look_ups, linker = view.index, view.rulebook.linker
    before = look_ups.values(article, index.TEXT)
    now = _texts(reading.annotation.source) if reading else {}
    new = {text for text in now.keys() - before if not look_ups.articles(index.TEXT, text)}
    look_ups.set_values(article, index.TEXT, now)
    for text in before - now.keys():
        if not look_ups.has_article(index.TEXT, text):
            _set_copies(text, frozenset(), look_ups)
            if text.startswith(_WORDS):
                _turn_digest(text, look_ups)
    for text in new:
        if signature := now[text]:
            bands = linker.bands(signature)
            near = {other for other in view.rulebook.bands.find(bands) if other != text}
            signatures = {other: _find_signature(other, view) for other in near}
            copies = {other for other, its in signatures.items() if its and linker.is_copy(signature, its)}
            view.rulebook.bands.add(text, bands)
            _set_copies(text, frozenset(copies), look_ups)
            _turn_digest(text, look_ups)


def fill_bands(oxigraph: ox.Store, rulebook: Rulebook) -> None:
    """Have the bands of all texts of a store at hand."""

    def find(missing: frozenset[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        for annotation in read_annotations(oxigraph):
            for text, signature in _texts(annotation.source).items():
                if text in missing:
                    yield text, rulebook.linker.bands(signature)

    digest = find_digest(Index(Draft(oxigraph)))
    rulebook.bands.fill(digest, index.find_values(oxigraph, index.TEXT, _WORDS), find)


def find_digest(look_ups: Index) -> str:
    """A digest of all texts that have a signature, whatever the order in which they came; "" of none."""
    return next(iter(look_ups.seconds(index.DIGEST, _TEXTS)), "")


def find_family(reading: Reading, look_ups: Index) -> set[str]:
    """The article with its copies, their copies, and so on."""
    found, ahead = {reading.article}, list(_texts(reading.annotation.source))
    known = set(ahead)
    while ahead:
        text = ahead.pop()
        articles = look_ups.articles(index.TEXT, text) - found
        found |= articles
        copies = frozenset[str]() if text.startswith(_DIGEST) else look_ups.seconds(index.COPY, text)
        texts = copies.union(*(look_ups.values(one, index.TEXT) for one in articles))
        ahead += texts - known
        known |= texts
    return found


def age(reading: Reading) -> tuple[date, str]:
    """Sorts articles from the earliest; one without a date comes last."""
    return (reading.annotation.source.date or date.max, reading.annotation.id)


def _texts(source: Source) -> dict[str, str]:
    """Keys of the article's text: one by its words, with the signature, and one by its digest, without."""
    found = {f"{_DIGEST}{source.digest}": ""} if source.digest else {}
    if source.signature:
        found[f"{_WORDS}{sha256(source.signature.encode()).hexdigest()[:32]}"] = source.signature
    return found


def _find_signature(text: str, view: View) -> str:
    """The signature of a text, from any article that has it; "" where none has it any more."""
    articles = view.index.articles(index.TEXT, text)
    return view.readings.signature(min(articles)) if articles else ""


def _turn_digest(text: str, look_ups: Index) -> None:
    """Put a text into the digest of all, or take it out of it."""
    digest = int(find_digest(look_ups) or "0", 16) ^ int(text.removeprefix(_WORDS), 16)
    look_ups.set_seconds(index.DIGEST, _TEXTS, [f"{digest:032x}"] if digest else ())


def _set_copies(text: str, copies: frozenset[str], look_ups: Index) -> None:
    """Write the copies of a text, in both directions."""
    before = look_ups.seconds(index.COPY, text)
    look_ups.set_seconds(index.COPY, text, copies)
    for other in before.symmetric_difference(copies):
        look_ups.set_second(index.COPY, other, text, is_there=other in copies)
