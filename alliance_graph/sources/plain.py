"""Plain text: an article a file, with optional header lines such as `Date: 2024-08-01` on top."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alliance_graph.model import Article
from alliance_graph.sources.clean import clean_text
from alliance_graph.sources.dates import read_date
from alliance_graph.sources.encoding import decode
from alliance_graph.sources.fields import Fields
from alliance_graph.sources.skips import SkipLog
from alliance_graph.sources.streams import MAX_FILE, Stream

_HEADER = re.compile(r"(Id|Title|Date|Outlet|Source|URL):[ \t]*(.*)(?:\n|$)", re.IGNORECASE)
_LONGEST_TITLE = 200


def read_text(stream: Stream, fields: Fields, skips: SkipLog) -> Iterator[Article]:
    """The one article of a text file."""
    headers, text = _split_headers(clean_text(decode(stream.read(MAX_FILE), stream.place.charset)))
    title = headers.get("title", "")
    if not title:
        title, text = split_title(text)
    yield Article(
        id=headers.get("id") or stream.place.id,
        title=title,
        text=text,
        date=read_date(headers.get("date", ""), stream.place.name, skips),
        url=headers.get("url") or stream.place.url,
        outlet=headers.get("outlet") or headers.get("source", ""),
    )


def _split_headers(text: str) -> tuple[dict[str, str], str]:
    headers: dict[str, str] = {}
    start = 0
    while line := _HEADER.match(text, start):
        headers[line[1].lower()] = line[2].strip()
        start = line.end()
    return headers, text[start:].lstrip()


def split_title(text: str) -> tuple[str, str]:
    """A short first line with a blank line below is the title, unless it ends as a sentence does."""
    first, _, rest = text.partition("\n\n")
    is_title = bool(rest.strip()) and "\n" not in first and len(first) <= _LONGEST_TITLE and not first.endswith(".")
    return (first, rest) if is_title else ("", text)
