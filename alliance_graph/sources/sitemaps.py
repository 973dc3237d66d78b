"""Sitemaps: the saved pages that one lists, looked for beside it as wget and browsers save them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from alliance_graph.errors import ArticleError
from alliance_graph.sources.feeds import read_xml
from alliance_graph.sources.fields import Fields
from alliance_graph.sources.packing import MAX_RECORD
from alliance_graph.sources.skips import SkipLog
from alliance_graph.sources.streams import Place, Stream, open_stream

_ADDRESS = re.compile(r"<(?:\w{1,10}:)?loc>\s{0,99}(?:<!\[CDATA\[\s{0,99})?([^\s<>\]]{1,2000})")


def read_sitemap(stream: Stream, fields: Fields, skips: SkipLog) -> Iterator[Stream]:
    """The pages of a sitemap that the user named; one that is not saved is a skip.

    In a folder or an archive the pages are files like others, and the sitemap itself is a skip.
    """
    place = stream.place
    if not place.given or place.path is None:
        raise ArticleError("sitemap", "a list of pages; those in this folder are read, others when it is named itself")
    folder = place.path.resolve().parent
    for url in dict.fromkeys(map(unescape, _ADDRESS.findall(read_xml(stream, MAX_RECORD)))):
        path = _find_page(folder, url)
        try:
            if path is None:
                raise ArticleError("not-saved", "the page is not among the files beside the sitemap")
            name = f"{place.name.rpartition('/')[0]}/{path.relative_to(folder).as_posix()}"
            with open_stream(Place(name, path, url=url)) as page:
                yield page
        except ArticleError as error:
            skips.skip(error.reason, url[:300], str(error))


def _find_page(folder: Path, url: str) -> Path | None:
    """The file of an address below the folder, never one outside of it."""
    try:
        parts = urlsplit(url)
        path = unquote(parts.path).strip("/")
        query = f"?{parts.query}" if parts.query else ""
        for start in (f"{parts.netloc}/{path}", path):
            for end in (query, f"{query}.html", "/index.html"):
                found = (folder / f"{start}{end}".lstrip("/")).resolve()
                if found.is_file() and found.is_relative_to(folder):
                    return found
    except (ValueError, OSError):
        pass
    return None
