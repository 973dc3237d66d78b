"""Web pages: the article without menus and advertisements, with the title, date, address and outlet the page tells."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from alliance_graph.errors import ArticleError
from alliance_graph.model import Article
from alliance_graph.sources.clean import clean_text
from alliance_graph.sources.dates import parse_date
from alliance_graph.sources.deadline import guard
from alliance_graph.sources.encoding import decode
from alliance_graph.sources.fields import Fields
from alliance_graph.sources.skips import SkipLog
from alliance_graph.sources.streams import MAX_FILE, Stream
from alliance_graph.sources.structured import find_structured

# News pages have 300 to 5,000. Time grows with the square: 50,000 took 16 s, of which lxml let no alarm through for 6.
_MAX_ELEMENTS = 20_000
_SECONDS = 10.0  # news pages take 0.02 s; a page of 2 MB made of links or open tags takes minutes


def read_html(stream: Stream, fields: Fields, skips: SkipLog) -> Iterator[Article]:
    """The one article of a page; raises ArticleError "no-article" or "too-slow"."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it has to say stands in the skip
    page = clean_text(decode(stream.read(MAX_FILE), stream.place.charset))
    with guard(_SECONDS, "no-article", "the page cannot be read"):
        tree = trafilatura.load_html(page)
        if tree is None:
            raise ArticleError("no-article", "no article is found on the page")
        if sum(1 for _ in tree.iter()) > _MAX_ELEMENTS:
            raise ArticleError("too-large", f"a page of more than {_MAX_ELEMENTS:,} elements")
        told = find_structured(tree)
        found = trafilatura.bare_extraction(tree, with_metadata=True, include_comments=False, include_tables=False)
    parts = found if isinstance(found, dict) else found.as_dict() if found else {}
    text = parts.get("text") or told.get("text")
    if not text:
        raise ArticleError("no-article", "no article is found on the page")
    url = parts.get("url") or told.get("url") or stream.place.url
    yield Article(
        id=stream.place.id or url,
        text=text,
        title=told.get("title") or parts.get("title") or "",
        date=parse_date(told.get("date")) or parse_date(parts.get("date")),
        url=url,
        outlet=told.get("outlet") or parts.get("sitename") or parts.get("hostname") or "",
    )
