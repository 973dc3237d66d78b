"""Reuters-21578 in its own SGML: an article between <REUTERS and </REUTERS>, with ids as the collection counts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from alliance_graph.errors import ArticleError
from alliance_graph.model import Article
from alliance_graph.sources.clean import clean_text
from alliance_graph.sources.dates import parse_date
from alliance_graph.sources.encoding import decode
from alliance_graph.sources.fields import Fields
from alliance_graph.sources.skips import SkipLog
from alliance_graph.sources.streams import MAX_FILE, Stream

_NUMBER = re.compile(r'NEWID="(\d{1,9})"')
_SIGNATURE = re.compile(r"\n\s{0,9}reuters?\Z", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n[ \t]{2,}|\n\s*\n")


def read_reuters(stream: Stream, fields: Fields, skips: SkipLog) -> Iterator[Article]:
    """The articles of a file; one without its end or its text is a skip."""
    for number, content in enumerate(_split(stream), 1):
        where = f"{stream.place.name}:{number}"
        try:
            if len(content) > MAX_FILE or not content.rstrip().endswith(b"</REUTERS>"):
                raise ArticleError("broken-sgml", "an article without its end, </REUTERS>")
            yield _to_article(clean_text(decode(content)))
        except ArticleError as error:
            skips.skip(error.reason, where, str(error))


def _split(stream: Stream) -> Iterator[bytes]:
    """The lines of one article after the other, cut where one has no end."""
    lines = bytearray()
    for line in (line or b"" for line in stream.lines()):
        if line.startswith(b"<REUTERS") and lines:
            yield bytes(lines)
            lines.clear()
        if lines or line.startswith(b"<REUTERS"):
            lines += line[: MAX_FILE + 1 - min(len(lines), MAX_FILE)]
        if b"</REUTERS>" in line and lines:
            yield bytes(lines)
            lines.clear()
    if lines:
        yield bytes(lines)


def _to_article(text: str) -> Article:
    number = _NUMBER.search(text)
    body = _find(text, "BODY") or _find(text, "TEXT").rpartition("</TITLE>")[2]
    paragraphs = (" ".join(part.split()) for part in _PARAGRAPH.split(_SIGNATURE.sub("", body)))
    return Article(
        id=f"reuters-{number[1]}" if number else "",
        title=" ".join(_find(text, "TITLE").split()),
        text="\n\n".join(part for part in paragraphs if part),
        date=parse_date(_find(text, "DATE").strip()),
        outlet="Reuters",
    )


def _find(text: str, tag: str) -> str:
    """What stands between a tag and its end, "" where there is no such tag."""
    rest = text.partition(f"<{tag}")[2].partition(">")[2]
    return clean_text(html.unescape(rest.partition(f"</{tag}>")[0])) if f"</{tag}>" in rest else ""
