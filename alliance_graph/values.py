"""Single values of a JSON line, each as what it should be; all raise ValueError with the value that it is not."""

from __future__ import annotations

from decimal import Decimal

from alliance_graph.model import Evidence
from alliance_graph.signature import is_signature

_DEAREST = 10**18
"""No sum in any currency comes near it; the yearly product of the world is some 10^14 dollars."""


def text(value: object) -> str:
    """A text, which may be empty."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return value


def filled(value: object) -> str:
    """A text of more than space."""
    if not text(value).strip():
        raise ValueError(f"{value!r} is blank")
    return text(value)


def filled_texts(value: object) -> tuple[str, ...]:
    """A list of texts of more than space."""
    if not isinstance(value, list | tuple):
        raise ValueError(f"{value!r} is no list")
    return tuple(map(filled, value))


def flag(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


def signature(value: object) -> str:
    """A signature as this program makes them, or the empty text."""
    if text(value) and not is_signature(text(value)):
        raise ValueError(f"{text(value)[:40]!r} is no signature of this program")
    return text(value)


def percent(value: object) -> float:
    """A number from 0 to 100."""
    if not _is_number(value, 0, 100):
        raise ValueError(f"{value!r} is no percentage from 0 to 100")
    return float(value)  # type: ignore[arg-type]  # a number, as was asked


def confidence(value: object) -> float:
    """A number from 0 to 1."""
    if not _is_number(value, 0, 1):
        raise ValueError(f"{value!r} is no confidence from 0 to 1")
    return float(value)  # type: ignore[arg-type]  # a number, as was asked


def amount(value: object) -> Decimal:
    """A sum of money, 0 or more and below 10^18."""
    if not _is_number(value, 0, _DEAREST) or value == _DEAREST:
        raise ValueError(f"{str(value)[:40]!r} is no sum of money from 0 to 10^18")
    return Decimal(str(value))


def count(value: object) -> int:
    """A whole number from 0 to 10^9."""
    if not isinstance(value, int) or not _is_number(value, 0, 10**9):
        raise ValueError(f"{str(value)[:40]!r} is no count")
    return value


def evidence(quotation: object, start: object, end: object) -> Evidence:
    """A quotation with the offsets that it fills, or with -1 for both where they are unknown."""
    quoted = filled(quotation)
    if (start, end) == (-1, -1):
        return Evidence(quoted)
    first, last = count(start), count(end)
    if last - first != len(quoted):
        raise ValueError(f"evidence of {len(quoted)} characters does not reach from {first} to {last}")
    return Evidence(quoted, first, last)


def _is_number(value: object, least: int, most: int) -> bool:
    """Whether it is a number within the bounds, as NaN is not."""
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most
