"""The heap of this process, in which the C library keeps what Oxigraph has freed."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache


def trim() -> None:
    """Give the system back what is free, where the C library can do so (glibc); elsewhere nothing happens.

    What lives on lies between what is freed, so that without it the heap grows by a megabyte in a thousand articles.
    """
    _find_trim()(0)


@cache
def _find_trim() -> Callable[[int], object]:
    try:
        found: Callable[[int], object] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # musl and macOS; Windows, which has no library of no name
        return int
    return found
