"""News in: from files, folders and standard input to articles.

A format is a file with one function and a row in READERS; no other line changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from alliance_graph.errors import ArticleError
from alliance_graph.model import Annotation, Article
from alliance_graph.sources.door import admit, repair
from alliance_graph.sources.feeds import read_feed, read_json_feed
from alliance_graph.sources.fields import FIELDS, Fields
from alliance_graph.sources.html import read_html
from alliance_graph.sources.jsonlines import read_json_lines
from alliance_graph.sources.mail import read_mailbox, read_message
from alliance_graph.sources.pdf import read_pdf
from alliance_graph.sources.places import find_places
from alliance_graph.sources.plain import read_text
from alliance_graph.sources.reuters import read_reuters
from alliance_graph.sources.sitemaps import read_sitemap
from alliance_graph.sources.skips import SkipLog
from alliance_graph.sources.streams import Place, Stream, open_stream
from alliance_graph.sources.tars import read_tar
from alliance_graph.sources.warcs import read_warc
from alliance_graph.sources.zips import read_zip

__all__ = ["FIELDS", "READERS", "Fields", "SkipLog", "find_reader", "read", "read_articles"]

Found = Article | Annotation


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: how its bytes begin, how its files are called, and the function that reads it.

    `read` is None for a format that is known but cannot be read yet; `hint` says what to do instead.
    """

    starts: re.Pattern[bytes] | None
    suffixes: tuple[str, ...]
    read: Callable[[Stream, Fields, SkipLog], Iterator[Found | Stream]] | None
    hint: str = ""


def _starting(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


READERS = {
    "reuters": Reader(_starting(rb"<!DOCTYPE lewis|<REUTERS\s"), (".sgm", ".sgml"), read_reuters),
    "pdf": Reader(_starting(rb"%PDF-"), (".pdf",), read_pdf),
    "zip": Reader(_starting(rb"PK(?:\x03\x04|\x05\x06)"), (".zip",), read_zip),
    "tar": Reader(_starting(rb".{257}ustar"), (".tar", ".tgz", ".tbz2", ".txz"), read_tar),
    "warc": Reader(_starting(rb"WARC/\d|.{0,2000}?\nWARC-(?:Type|Date|Record-ID|Target-URI): "), (".warc",), read_warc),
    "mailbox": Reader(_starting(rb"From [^\n]{1,200}\d\d:\d\d[^\n]{0,40}\n[\w-]{1,60}:"), (".mbox",), read_mailbox),
    "message": Reader(
        _starting(
            rb"(?=(?:[\w-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){0,60}?(?:Message-ID|MIME-Version|Received|Return-Path):)\w"
        ),
        (".eml",),
        read_message,
    ),
    "feed": Reader(
        _starting(rb"(?:<[!?][^<]{0,2000}){0,40}<(?:\w{1,10}:)?(?:rss|feed|rdf)[\s>]"), (".rss", ".atom"), read_feed
    ),
    "sitemap": Reader(
        _starting(rb"(?:<[!?][^<]{0,2000}){0,40}<(?:\w{1,10}:)?(?:urlset|sitemapindex)[\s>]"), (), read_sitemap
    ),
    "json feed": Reader(_starting(rb'\{.{0,2000}?"version"\s*:\s*"https?://jsonfeed\.org/'), (), read_json_feed),
    "html": Reader(
        _starting(rb"<(?:[!?].{0,1000}?<)?(?:!doctype\s+html|html|head|body|meta|title|div|article|section|p|h1)[\s>]"),
        (".html", ".htm", ".xhtml"),
        read_html,
    ),
    "xml": Reader(
        _starting(rb"<\?xml\s"), (".xml",), None, "XML of an unknown kind; feeds, sitemaps and XHTML are read"
    ),
    "jsonl": Reader(_starting(rb'\{\s*["}]'), (".jsonl", ".ndjson"), read_json_lines),
    "json": Reader(_starting(rb'\[\s*\{\s*"'), (), None, "make it JSON lines: jq -c '.[]' FILE"),
    "table": Reader(None, (".csv", ".tsv", ".xlsx"), None, "make it JSON lines, an article a line"),
    "text": Reader(_starting(b""), (".txt", ".text", ".md"), read_text),
}
"""Formats by name, told by content first: the first row whose start fits is taken, then the suffix may refine it."""


_PACKED = (".gz", ".bz2", ".xz")


def find_reader(head: bytes, name: str) -> str:
    """The format of what begins with these bytes and has this name."""
    suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes if suffix.lower() not in _PACKED][-1:]
    by_suffix = next((key for key, reader in READERS.items() if set(suffixes) & set(reader.suffixes)), "text")
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    by_start = next(
        key
        for key, reader in READERS.items()
        if reader.starts and (reader.starts.match(start) or reader.starts.match(head))
    )
    return by_suffix if by_start == "text" and start else by_start


def read(
    sources: Iterable[str | Path | Article], *, fields: Fields = FIELDS, skips: SkipLog | None = None
) -> Iterator[Found]:
    """The articles and annotations of all sources in order, each id once; what is left out is counted in `skips`.

    Raises SourceError before anything is read if a source does not exist.
    """
    skips = skips if skips is not None else SkipLog()
    sources = list(sources)
    articles = [source for source in sources if isinstance(source, Article)]
    places = find_places([source for source in sources if not isinstance(source, Article)], skips)
    return _once(_chain(articles, places, fields, skips), skips)


def read_articles(
    sources: Iterable[str | Path | Article], *, fields: Fields = FIELDS, skips: SkipLog | None = None
) -> Iterator[Article]:
    """The articles alone; a line that is an annotation already is a skip."""
    skips = skips if skips is not None else SkipLog()
    return _articles(read(sources, fields=fields, skips=skips), skips)


def _articles(found: Iterable[Found], skips: SkipLog) -> Iterator[Article]:
    for item in found:
        if isinstance(item, Article):
            yield item
        else:
            skips.skip("annotation", item.id, "an annotation, not an article; build takes it")


def _chain(
    articles: list[Article], places: Iterable[Place], fields: Fields, skips: SkipLog
) -> Iterator[tuple[str, Found]]:
    yield from ((article.id, article) for article in articles)
    for place in places:
        yield from _read_place(place, fields, skips)


def _read_place(place: Place, fields: Fields, skips: SkipLog) -> Iterator[tuple[str, Found]]:
    try:
        with open_stream(place) as stream:
            yield from _read_stream(stream, fields, skips)
    except ArticleError as error:
        skips.skip(error.reason, place.name, str(error))


def _read_stream(stream: Stream, fields: Fields, skips: SkipLog) -> Iterator[tuple[str, Found]]:
    """What a stream holds and where, the members of an archive read each by its own reader."""
    try:
        name = find_reader(stream.head(), stream.place.name)
        reader = READERS[name]
        if reader.read is None:
            raise ArticleError("unsupported-format", f"{name} is not read: {reader.hint}")
        is_empty, before = True, skips.skipped.total()
        for found in reader.read(stream, fields, skips):
            is_empty = False
            if isinstance(found, Stream):
                yield from _read_stream(found, fields, skips)
            else:
                yield stream.place.name, found
        if is_empty and skips.skipped.total() == before:
            raise ArticleError("empty", f"nothing to read in this {name}")
    except ArticleError as error:
        skips.skip(error.reason, stream.place.name, str(error))
    except Exception as error:  # one file that a reader or its library did not foresee must not end the run
        skips.skip("failed", stream.place.name, f"{type(error).__name__}: {error}")


def _once(found: Iterable[tuple[str, Found]], skips: SkipLog) -> Iterator[Found]:
    """Every item that passes the door, unless its id came before in this run."""
    seen: dict[int, int] = {}  # hashes, not texts: a hundred bytes an article
    for where, item in found:
        try:
            if isinstance(item, Article):
                repaired = repair(item)
                if repaired is not item:
                    skips.note("mojibake", f"{where}, {item.id}", "letters read in a wrong character set are put right")
                item = _with_id(admit(repaired), where)
            elif not item.id:
                raise ArticleError("broken-annotation", "the annotation has no id")
            key, mark = hash(item.id), hash(item if isinstance(item, Article) else item.source.digest)
            if key in seen:
                _refuse_again(item.id, seen[key] == mark)
        except ArticleError as error:
            skips.skip(error.reason, where if item.id in ("", where) else f"{where}, {item.id}", str(error))
            continue
        seen[key] = mark
        yield item


def _refuse_again(article_id: str, is_equal: bool) -> None:
    if is_equal:
        raise ArticleError("repeated", f"the article {article_id!r} was read before in this run")
    raise ArticleError("duplicate-id", f"another article has the id {article_id!r}; the first is kept")


def _with_id(article: Article, where: str) -> Article:
    """The article with an id: its own, else one of its place and content, which does not move with its line."""
    return article if article.id else replace(article, id=f"{where}#{article.digest[:16]}")
