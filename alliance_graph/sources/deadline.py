"""A limit of wall-clock time on code that cannot be trusted to end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from alliance_graph.errors import ArticleError

_AGAIN = 1.0
"""Seconds until it rings again: what rings within a finalizer or a callback of the collector is lost."""


class _Late(BaseException):
    """Passes through `except Exception`, with which libraries hide what happens in them."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raises ArticleError "too-slow" when the body takes longer; without effect outside the main thread."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    except _Late:
        raise ArticleError("too-slow", f"not read within {seconds:g} seconds") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def guard(seconds: float, reason: str, message: str) -> Iterator[None]:
    """Raises ArticleError with the reason for whatever the body raises, and "too-slow" when it takes longer.

    For libraries that promise no family of errors; what is an ArticleError already stays as it is.
    """
    with deadline(seconds):
        try:
            yield
        except ArticleError:
            raise
        except Exception as error:
            raise ArticleError(reason, f"{message}: {type(error).__name__}: {error}") from None


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise _Late
