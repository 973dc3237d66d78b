"""The engine of the attribute grammars: rows of patterns, the surest first, over one text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar


class Spanned(Protocol):
    """Whatever has a place in the text; end exclusive."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Found = TypeVar("Found", bound=Spanned)
Make = Callable[["re.Match[str]"], Iterable[Found]]


def scan(text: str, rows: Iterable[tuple[re.Pattern[str], Make[Found]]]) -> list[Found]:
    """What the rows make of the text, in order of appearance; no row cuts into what an earlier one found."""
    found: list[Found] = []
    taken = bytearray(len(text) + 1)
    for pattern, make in rows:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            for mention in make(match):
                taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
                found.append(mention)
    return sorted(found, key=lambda mention: mention.start)
