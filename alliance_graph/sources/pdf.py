"""PDF: the text of press releases and reports, by pypdf, which comes with the extra `pdf`."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from alliance_graph.errors import ArticleError
from alliance_graph.model import Article
from alliance_graph.sources.clean import clean_text
from alliance_graph.sources.dates import parse_date
from alliance_graph.sources.deadline import guard
from alliance_graph.sources.door import MAX_TEXT
from alliance_graph.sources.fields import Fields
from alliance_graph.sources.packing import MAX_RECORD
from alliance_graph.sources.plain import split_title
from alliance_graph.sources.skips import SkipLog
from alliance_graph.sources.streams import Stream

if TYPE_CHECKING:
    from pypdf import PdfReader

# What a stream in a PDF unpacks to is bounded by pypdf itself, since version 6.
_SECONDS = 20.0  # a page takes 0.02 to 0.2 s
_MAX_PAGES = 200
_BROKEN_WORD = re.compile(r"([a-z])[-\u00ad]\n([a-z])")
_PROGRAM = re.compile(r"microsoft|\.(docx?|indd|pdf|qxd|pptx?)\b|^untitled", re.IGNORECASE)


def read_pdf(stream: Stream, fields: Fields, skips: SkipLog) -> Iterator[Article]:
    """The one article of a PDF; raises ArticleError where it has no text, such as a scan."""
    try:
        import pypdf
    except ImportError:
        raise ArticleError("missing-extra", "pypdf is not installed: pip install 'alliance-graph[pdf]'") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    content = stream.read(MAX_RECORD)
    with guard(_SECONDS, "broken-pdf", "the PDF cannot be read"):
        reader = pypdf.PdfReader(io.BytesIO(content))
        pages = _read_pages(reader)
        told = dict(reader.metadata or {})
        title, day = (str(told.get(name) or "") for name in ("/Title", "/CreationDate"))
    text = _BROKEN_WORD.sub(r"\1\2", clean_text("\n\n".join(pages)))
    if not text:
        raise ArticleError("no-article", "a PDF without text, perhaps a scan")
    if not title or _PROGRAM.search(title):
        title, text = split_title(text)
    place = stream.place
    yield Article(id=place.id, title=title, text=text, date=parse_date(day.removeprefix("D:")[:8]), url=place.url)


def _read_pages(reader: PdfReader) -> list[str]:
    pages: list[str] = []
    for number, page in enumerate(reader.pages):
        if number == _MAX_PAGES or sum(map(len, pages)) > MAX_TEXT:
            raise ArticleError("too-large", f"more than {_MAX_PAGES} pages, or of text more than an article can have")
        pages.append(page.extract_text())
    return pages
