"""IRIs of everything the graph speaks of, each a pure function of what it names; free text becomes slug or hash."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from alliance_graph.names import slug

BASE = "https://example.org/ag/"
_AGAIN = re.compile(r"_again\d+$")
_LONGEST = 150
"""Characters of a relationship's name in its IRI; a consortium of twenty gets a hash instead."""


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs under one base."""

    base: str = BASE

    def article(self, article_id: str) -> str:
        """By hash, since ids are free text."""
        return f"{self.base}article/{_digest(article_id)}"

    def claim(self, article_id: str, content: str) -> str:
        """By hash of what it says: the same words twice in one article are one claim."""
        return f"{self.base}claim/{_digest(article_id, content)}"

    def company(self, key: str) -> str:
        """By the comparison form of its name."""
        return f"{self.base}company/{slug(key)}"

    def is_company(self, text: str) -> bool:
        """Whether a text is written as the IRI of a company, not as a name."""
        return text.startswith(f"{self.base}company/")

    def relationship(self, kind: str, parties: Iterable[str], suffix: str = "") -> str:
        """Kind, parties by key, and what tells this tie from others of the same parties ("34", "2024").

        "_" parts them, as no slug has it; "__" stands before what is no party.
        """
        parts = [kind.replace("_", "-"), *map(slug, parties), *(["", suffix] if suffix else [])]
        name = "_".join(parts)
        return f"{self.base}relationship/{name if len(name) <= _LONGEST else f'{parts[0]}_{_digest(*parts)}'}"

    def parse_relationship(self, iri: str) -> tuple[str, tuple[str, ...], str]:
        """Kind, IRIs of the parties and what tells it from others, as `relationship` put them.

        A hash looks like one party, which no company is.
        """
        name = iri.removeprefix(f"{self.base}relationship/")
        again = _AGAIN.search(name)
        parties, _, suffix = name[: again.start() if again else None].partition("__")
        kind, *slugs = parties.split("_")
        told = suffix + (again[0] if again else "")
        return kind.replace("-", "_"), tuple(f"{self.base}company/{found}" for found in slugs), told

    def is_relationship(self, text: str) -> bool:
        """Whether a text is written as the IRI of a relationship."""
        return text.startswith(f"{self.base}relationship/")

    def extractor(self, name: str) -> str:
        """By name, percent-encoded."""
        return f"{self.base}extractor/{quote(name, safe='')}"

    def reviewer(self, name: str) -> str:
        """Of whoever reviewed claims, by name, percent-encoded."""
        return f"{self.base}reviewer/{quote(name, safe='')}"

    def publisher(self, name: str) -> str:
        """By name, percent-encoded."""
        return f"{self.base}publisher/{quote(name, safe='')}"


def passage(article: str, start: int, end: int, text: str) -> str:
    """The stretch of an article from start to end; by hash of its text where the offsets are unknown (-1)."""
    return f"{article}#char={start},{end}" if start >= 0 else f"{article}#quotation={_digest(text)}"


def entity(article: str, key: str) -> str:
    """The entity of that key in an article."""
    return f"{article}#entity={quote(key, safe='')}"


def _digest(*parts: str) -> str:
    """20 hexadecimal digits: 80 bits, one chance collision in some 10^12 articles."""
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "replace")).hexdigest()[:20]
