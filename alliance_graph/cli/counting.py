"""Numbers with the word for what is counted."""

from __future__ import annotations


def count_of(number: int, one: str, many: str = "") -> str:
    """The number and the word, "1 article" or "2,000 articles"; `many` is the plural where it is not with an "s"."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
