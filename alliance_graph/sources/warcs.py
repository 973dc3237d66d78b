"""Web archives (WARC): the pages, feeds and texts in them, each checked against its length and digest."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from alliance_graph.errors import ArticleError
from alliance_graph.sources.fields import Fields
from alliance_graph.sources.frames import find_records
from alliance_graph.sources.packing import MAX_RECORD
from alliance_graph.sources.skips import SkipLog
from alliance_graph.sources.streams import Stream

_ARTICLES = re.compile(
    r"(text/(html|plain|xml)|application/(xhtml|xml|pdf|rss|atom|rdf|feed|octet-stream))\b|$", re.IGNORECASE
)
_GZIPPED = re.compile(rb"\ncontent-encoding:[ \t]*(x-)?gzip", re.IGNORECASE)  # left to Stream, which sees a cut end
_HEADERS = 65_536
_KNOWN_DIGEST = re.compile(r"(sha1|sha256|sha512|md5):", re.IGNORECASE)


def read_warc(stream: Stream, fields: Fields, skips: SkipLog) -> Iterator[Stream]:
    """The content of each record of a page; requests and what tells of the crawl itself pass without a word."""
    for content in find_records(stream, skips):
        record = _parse(content)
        if _kind(record) in ("warcinfo", "request", "metadata"):
            continue
        url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
        try:
            _check(record)
            content = _read(record, "transfer" if _GZIPPED.search(content, 0, _HEADERS) else "all")
            stream.budget.spend(len(content))
            if record.headers.get("WARC-Truncated"):
                skips.note("truncated", f"{stream.place.name}/{url}", "the crawler kept only the beginning of the page")
            name = url or record.record_id or "record"
            yield stream.member(name, io.BytesIO(content), url=url, charset=record.http_charset or "")
        except ArticleError as error:
            skips.skip(error.reason, f"{stream.place.name}/{url}", str(error))


def _parse(content: bytes) -> Any:
    from fastwarc.warc import ArchiveIterator

    return next(iter(ArchiveIterator(io.BytesIO(content), parse_http=False)))


def _kind(record: Any) -> str:
    return str(record.headers.get("WARC-Type") or "").lower()


def _check(record: Any) -> None:
    """Raises ArticleError where the record holds no article, or not the content that it was written with."""
    kind = _kind(record)
    if kind == "revisit":
        raise ArticleError("revisit", "the page had not changed since an earlier visit, whose record holds it")
    if kind not in ("response", "resource", "conversion"):
        raise ArticleError("broken-record", f"a record of the type {kind}")
    if kind == "response" and not record.headers.get("Content-Type"):
        raise ArticleError("broken-record", "the header does not tell the type of the content")
    if record.headers.get("WARC-Segment-Number"):
        raise ArticleError("broken-record", "one of several records that hold a page in pieces")
    if _KNOWN_DIGEST.match(record.headers.get("WARC-Block-Digest") or "") and not record.verify_block_digest():
        raise ArticleError("wrong-digest", "the content is not the one that the record was written with")


def _read(record: Any, undo: str) -> bytes:
    """The content with the encodings of its way undone; raises ArticleError where that is no page."""
    mime = record.headers.get("Content-Type") or ""
    try:
        if mime.lower().startswith("application/http"):
            record.parse_http(auto_decode=undo)
            mime = record.http_content_type or ""
            if record.http_headers is None or record.http_headers.status_code != 200:
                raise ArticleError("http-status", "the server did not send the page")
        if not _ARTICLES.match(mime):
            raise ArticleError("other-type", f"{mime[:60]} holds no article")
        content: bytes = record.reader.read(MAX_RECORD + 1)
    except (OSError, ValueError) as error:
        raise ArticleError("broken-record", f"the page cannot be unpacked: {error}") from None
    if len(content) > MAX_RECORD:
        raise ArticleError("too-large", f"unpacks to more than {MAX_RECORD:,} bytes")
    return content
