"""How the cost of a function grows with its input, as a ratio of two runs: a test asserts no time."""

from __future__ import annotations

import time
from collections.abc import Callable

_SMALL, _LARGE = 1_000, 8_000


def grows_no_faster_than_linear(work: Callable[[str], object], attack: str) -> bool:
    """Whether eight times the text costs about eight times the processor time, and not 64 times."""
    small, large = (min(_seconds(work, attack, size) for _ in range(2)) for size in (_SMALL, _LARGE))
    return large < 32 * small + 0.002  # what a clock cannot tell apart is no growth


def _seconds(work: Callable[[str], object], attack: str, size: int) -> float:
    text = (attack * size)[:size]
    begin = time.process_time()
    work(text)
    return time.process_time() - begin
