"""Which format a client gets: the one of ours that its Accept header likes best."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

RESULTS: Mapping[str, tuple[str, ...]] = {
    "json": ("application/sparql-results+json", "application/json"),
    "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
}
"""Formats of rows, and of yes or no, with their media types; the first is sent, and the first format is the default."""

TRIPLES: Mapping[str, tuple[str, ...]] = {
    "turtle": ("text/turtle", "application/turtle"),
    "ntriples": ("application/n-triples", "text/plain"),
    "jsonld": ("application/ld+json", "application/json"),
    "rdfxml": ("application/rdf+xml", "application/xml"),
}
"""Formats of triples."""


@dataclass(frozen=True, slots=True)
class _Range:
    """A part of an Accept header, such as text/*;q=0.5."""

    type: str
    subtype: str
    quality: float

    def rank(self, media_type: str) -> int:
        """How closely it names a media type: 0 not at all, 1 any, 2 any of its kind, 3 exactly."""
        kind, _, name = media_type.partition("/")
        if (self.type, self.subtype) == (kind, name):
            return 3
        return 0 if self.subtype != "*" else 2 if self.type == kind else self.type == "*"


def choose(accept: str, formats: Mapping[str, tuple[str, ...]]) -> str | None:
    """The format that the header likes best, the earlier of equals; None where it takes none of them."""
    ranges = list(_parse(accept)) or [_Range("*", "*", 1.0)]
    liked = {name: max(_quality(media_type, ranges) for media_type in types) for name, types in formats.items()}
    best = max(liked, key=lambda name: liked[name])
    return best if liked[best] > 0 else None


def content_type(format: str) -> str:
    """The media type in which a format is sent."""
    media_type = {**RESULTS, **TRIPLES}[format][0]
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _quality(media_type: str, ranges: list[_Range]) -> float:
    """The quality that the closest range gives."""
    closest = max(ranges, key=lambda found: (found.rank(media_type), found.quality))
    return closest.quality if closest.rank(media_type) else 0.0


def _parse(accept: str) -> Iterator[_Range]:
    for part in accept.lower().split(","):
        media_type, *parameters = (piece.strip() for piece in part.split(";"))
        kind, slash, name = media_type.partition("/")
        if slash:
            yield _Range(kind, name, _find_quality(parameters))


def _find_quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0
