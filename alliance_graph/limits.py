"""What one article may take, held by the operating system, whatever the code in between does."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from alliance_graph.errors import UseError

TIMEOUT = 60
MEMORY = 2000
MAX_TIMEOUT = 10**6  # what a timer and an address space can be asked for on every system
MAX_MEMORY = 10**6


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, and megabytes beyond what the process has already."""

    timeout: float = TIMEOUT
    memory: int = MEMORY

    def __post_init__(self) -> None:
        if not (0 < self.timeout <= MAX_TIMEOUT and 0 < self.memory <= MAX_MEMORY):
            raise UseError(f"limits of {self} are none; give 1 or more seconds and megabytes")

    def __str__(self) -> str:
        return f"{self.timeout:g} s, {self.memory} MB"

    @contextmanager
    def held(self) -> Iterator[None]:
        """The system ends the process when its time is up, and refuses more memory, whatever runs in the body."""
        if not hasattr(signal, "setitimer"):  # Windows
            yield
            return
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        with suppress(OSError, ValueError):  # no /proc, or a lower limit from outside
            pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
            resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + self.memory * 1_000_000, hard))
        signal.setitimer(signal.ITIMER_REAL, self.timeout)  # the alarm ends even a loop that never returns to Python
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
