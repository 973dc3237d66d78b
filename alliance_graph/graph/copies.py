"""Near-copies: articles whose texts are one text. The earliest is the original; the others are based on it."""

from __future__ import annotations

from datetime import date

from alliance_graph.graph import index
from alliance_graph.graph.index import Index
from alliance_graph.graph.linker import Linker
from alliance_graph.graph.reading import Reading, Readings


def bands(reading: Reading, linker: Linker) -> set[str]:
    """What a copy shares with this article: bands of the signature, and the digest of the text."""
    source = reading.annotation.source
    found = set(linker.bands(source.signature)) if source.signature else set()
    return found | ({f"digest {source.digest}"} if source.digest else set())


def update_copies(article: str, reading: Reading | None, readings: Readings, look_ups: Index, linker: Linker) -> None:
    """Write which articles are copies of this one, in both directions."""
    before = look_ups.values(article, index.COPY)
    now = _find_copies(article, reading, readings, look_ups, linker) if reading else set()
    look_ups.set_values(article, index.BAND, bands(reading, linker) if reading else ())
    look_ups.set_values(article, index.COPY, now)
    for other in before | now:
        mirrored = look_ups.values(other, index.COPY) - {article}
        look_ups.set_values(other, index.COPY, mirrored | ({article} if other in now else set()))


def _find_copies(article: str, reading: Reading, readings: Readings, look_ups: Index, linker: Linker) -> set[str]:
    near = {other for band in bands(reading, linker) for other in look_ups.articles(index.BAND, band)} - {article}
    return {other.article for other in readings.all_of(near) if _is_copy(reading, other, linker)}


def _is_copy(first: Reading, second: Reading, linker: Linker) -> bool:
    one, two = first.annotation.source, second.annotation.source
    if one.digest and one.digest == two.digest:
        return True
    return bool(one.signature and two.signature) and linker.is_copy(one.signature, two.signature)


def find_family(article: str, look_ups: Index) -> set[str]:
    """The article with its copies, their copies, and so on."""
    found, ahead = {article}, [article]
    while ahead:
        for other in look_ups.values(ahead.pop(), index.COPY) - found:
            found.add(other)
            ahead.append(other)
    return found


def age(reading: Reading) -> tuple[date, str]:
    """Sorts articles from the earliest; one without a date comes last."""
    return (reading.annotation.source.date or date.max, reading.annotation.id)
