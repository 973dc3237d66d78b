"""spaCy without torch, which it imports wherever that is installed: longer than all else takes, and memory.

In a process that may read by other pipelines later nothing is spared: spaCy looks for torch once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def spare_torch() -> Iterator[None]:
    """What is first imported inside finds no torch, unless it is there already."""
    if "torch" in sys.modules:
        yield
        return
    sys.modules["torch"] = None  # type: ignore[assignment]  # Python's own sign for what cannot be imported
    try:
        yield
    finally:
        del sys.modules["torch"]
