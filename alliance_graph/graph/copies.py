"""Near-copies: articles whose texts are one text. The earliest is the original; the others are based on it.

Texts are compared, not articles: a report that five hundred papers print word for word is one text in the look-ups.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from alliance_graph.graph import index
from alliance_graph.graph.index import Index
from alliance_graph.graph.linker import Linker
from alliance_graph.graph.reading import Reading, Readings


def update_copies(article: str, reading: Reading | None, readings: Readings, look_ups: Index, linker: Linker) -> None:
    """Write which text the article has, and of a text that came or went which others are its copies."""
    before = look_ups.values(article, index.TEXT)
    now = _texts(reading) if reading else {}
    look_ups.set_values(article, index.TEXT, now)
    for text in before - now.keys():
        if not look_ups.has_article(index.TEXT, text):
            _set_text(text, (), (), look_ups)
    for text in now.keys() - before:
        signature = now[text]
        if signature and not look_ups.seconds(index.BAND, text):
            bands = linker.bands(signature)
            near = {other for band in bands for other in look_ups.firsts(index.BAND, band)}
            copies = {other for other in near if linker.is_copy(signature, _signature(other, readings, look_ups))}
            _set_text(text, bands, copies, look_ups)


def find_family(article: str, look_ups: Index) -> set[str]:
    """The article with its copies, their copies, and so on."""
    found, ahead = {article}, list(look_ups.values(article, index.TEXT))
    known = set(ahead)
    while ahead:
        text = ahead.pop()
        articles = look_ups.articles(index.TEXT, text) - found
        found |= articles
        texts = look_ups.seconds(index.COPY, text).union(*(look_ups.values(one, index.TEXT) for one in articles))
        ahead += texts - known
        known |= texts
    return found


def age(reading: Reading) -> tuple[date, str]:
    """Sorts articles from the earliest; one without a date comes last."""
    return (reading.annotation.source.date or date.max, reading.annotation.id)


def _texts(reading: Reading) -> dict[str, str]:
    """Keys of the article's text: one by its words, with the signature, and one by its digest, without."""
    source = reading.annotation.source
    found = {f"digest {source.digest}": ""} if source.digest else {}
    if source.signature:
        found[f"words {sha256(source.signature.encode()).hexdigest()[:32]}"] = source.signature
    return found


def _signature(text: str, readings: Readings, look_ups: Index) -> str:
    """The signature of a text, from any article that has it."""
    reading = readings.get(min(look_ups.articles(index.TEXT, text)))
    assert reading is not None
    return reading.annotation.source.signature


def _set_text(text: str, bands: Iterable[str], copies: set[str] | tuple[()], look_ups: Index) -> None:
    """Write bands and copies of a text, the latter in both directions."""
    before = look_ups.seconds(index.COPY, text)
    look_ups.set_seconds(index.BAND, text, bands)
    look_ups.set_seconds(index.COPY, text, copies)
    for other in before.symmetric_difference(copies):
        look_ups.set_second(index.COPY, other, text, is_there=other in copies)
