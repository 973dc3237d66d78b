"""Feeds from files: RSS, Atom and JSON Feed, an article an entry, with as much of its text as the feed holds."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from alliance_graph.errors import ArticleError
from alliance_graph.model import Article
from alliance_graph.sources.clean import clean_text
from alliance_graph.sources.dates import read_date
from alliance_graph.sources.deadline import guard
from alliance_graph.sources.encoding import decode
from alliance_graph.sources.fields import Fields
from alliance_graph.sources.fragments import to_text
from alliance_graph.sources.skips import SkipLog
from alliance_graph.sources.streams import Stream

MAX_FEED = 10_000_000
"""Bytes of a feed: some 40,000 entries; parsers of XML stop expanding entities near that size."""

_SECONDS = 30.0  # feedparser reads 4,000 entries a second
_OWN_ENTITIES = re.compile(r"<!DOCTYPE[^<>\[]{0,1000}\[", re.IGNORECASE)
_BARE = re.compile(r"&(?!#?\w{1,31};)")  # feedparser makes "AT&T;" of AT&T
_DECLARATION = re.compile(r"\A<\?xml[^<>]{0,200}\?>")


def read_xml(stream: Stream, limit: int = MAX_FEED) -> str:
    """The XML of a stream without its declaration; raises ArticleError "entities" where it declares some of its own."""
    text = clean_text(decode(stream.read(limit), stream.place.charset))
    if _OWN_ENTITIES.search(text):
        raise ArticleError("entities", "the file declares entities of its own, which may unfold to gigabytes")
    return _DECLARATION.sub("", text, count=1)


def read_feed(stream: Stream, fields: Fields, skips: SkipLog) -> Iterator[Article]:
    """The entries of an RSS or Atom feed."""
    import feedparser

    text = _BARE.sub("&amp;", read_xml(stream))
    source = io.BytesIO(text.encode())  # a string that looks like an address would be fetched
    with guard(_SECONDS, "broken-feed", "the feed cannot be read"):  # such as a character that cannot be
        feed = feedparser.parse(source, sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        raise ArticleError("no-article", "a feed without entries")
    for entry in feed.entries:
        parts = [part.get("value") or "" for part in entry.get("content", ())] + [entry.get("summary") or ""]
        yield Article(
            id=entry.get("link") or entry.get("id") or "",
            title=to_text(entry.get("title") or ""),
            text=to_text(max(parts, key=len)),
            date=_find_date(stream, skips, entry, "published", "updated"),
            url=entry.get("link") or "",
            outlet=to_text((entry.get("source") or {}).get("title") or feed.feed.get("title") or ""),
        )


def read_json_feed(stream: Stream, fields: Fields, skips: SkipLog) -> Iterator[Article]:
    """The entries of a JSON Feed; one that is no object is a skip."""
    try:
        feed = json.loads(decode(stream.read(MAX_FEED)))
    except (ValueError, RecursionError) as error:
        raise ArticleError("broken-json", f"not JSON: {error}") from None
    if not isinstance(feed.get("items"), list):
        raise ArticleError("no-article", "a feed without entries")
    for number, entry in enumerate(feed["items"], 1):
        if not isinstance(entry, dict):
            skips.skip("broken-json", f"{stream.place.name}:{number}", "not a JSON object")
            continue
        parts = {key: str(value) for key, value in entry.items() if isinstance(value, str | int)}
        yield Article(
            id=parts.get("url") or parts.get("id", ""),
            title=parts.get("title", ""),
            text=parts.get("content_text") or to_text(parts.get("content_html") or parts.get("summary", "")),
            date=_find_date(stream, skips, parts, "date_published", "date_modified"),
            url=parts.get("url", ""),
            outlet=str(feed.get("title") or ""),
        )


def _find_date(stream: Stream, skips: SkipLog, parts: Mapping[str, Any], *names: str) -> date | None:
    """The first day among the named parts; one that cannot be read is a note."""
    written = next((parts[name] for name in names if parts.get(name)), "")
    return read_date(written, stream.place.name, skips)
