"""What a page says of itself to machines: schema.org in JSON-LD, then Open Graph."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from alliance_graph.sources.fragments import to_text

_OPEN_GRAPH = {
    "og:title": "title",
    "article:published_time": "date",
    "og:article:published_time": "date",
    "og:site_name": "outlet",
    "og:url": "url",
}
_LONGEST = 500_000
_MAX_DEPTH = 8


def find_structured(page: Any) -> dict[str, str]:
    """Title, date, outlet, url and text of the article, as far as a parsed page tells them."""
    found: dict[str, str] = {}
    for script in page.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            for article in _find_articles(_parse(script.text or ""), _MAX_DEPTH):
                found = _describe(article) | found
    for meta in page.iter("meta"):
        name = _OPEN_GRAPH.get((meta.get("property") or meta.get("name") or "").strip().lower())
        if name and (content := (meta.get("content") or "").strip()):
            found.setdefault(name, content)
    return found


def _parse(text: str) -> Any:
    try:
        return json.loads(text.strip(), strict=False) if len(text) <= _LONGEST else None
    except (ValueError, RecursionError):
        return None


def _find_articles(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects whose type is a kind of article, in lists, in @graph and as the main thing of a page."""
    if isinstance(value, list) and depth:
        for part in value:
            yield from _find_articles(part, depth - 1)
    elif isinstance(value, dict) and depth:
        kinds = value.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(str(kind).endswith(("Article", "BlogPosting")) for kind in kinds):
            yield value
        yield from _find_articles([value.get("@graph"), value.get("mainEntity")], depth - 1)


def _describe(article: dict[str, Any]) -> dict[str, str]:
    publisher = article.get("publisher") or article.get("sourceOrganization")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    told = {
        "title": article.get("headline") or article.get("name"),
        "date": article.get("datePublished") or article.get("dateCreated"),
        "outlet": publisher.get("name") if isinstance(publisher, dict) else publisher,
        "url": article.get("url"),
        "text": article.get("articleBody"),
    }
    return {name: to_text(value).strip() for name, value in told.items() if isinstance(value, str) and value.strip()}
