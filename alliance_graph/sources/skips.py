"""What was left out and why: every skip has a reason that can be counted, and the first few are kept to show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

_EXAMPLES = 5
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Skip:
    """One thing left out: where it stands and what is wrong with it."""

    reason: str
    where: str
    message: str

    def to_line(self) -> str:
        """One line for people, in printable characters."""
        line = f"  {self.reason}: {self.where}: {self.message}"
        return "".join(char if char.isprintable() else repr(char)[1:-1] for char in line[:_LONGEST])


class SkipLog:
    """Counts of skips and notes by reason; a note is a flaw of an article that was taken all the same."""

    def __init__(self) -> None:
        self.skipped: Counter[str] = Counter()
        self.noted: Counter[str] = Counter()
        self._examples: dict[str, list[Skip]] = {}

    def skip(self, reason: str, where: str, message: str) -> None:
        """Count one article, line or file that is left out."""
        self.skipped[reason] += 1
        self._keep(Skip(reason, where, message))

    def note(self, reason: str, where: str, message: str) -> None:
        """Count one flaw, such as a date that cannot be read."""
        self.noted[reason] += 1
        self._keep(Skip(reason, where, message))

    @property
    def examples(self) -> tuple[Skip, ...]:
        """The first few of every reason, reasons in alphabetical order."""
        return tuple(skip for reason in sorted(self._examples) for skip in self._examples[reason])

    def to_lines(self) -> list[str]:
        """What was left out, for people: a line for each reason, then the examples."""
        counts = [f"skipped {count:,}: {reason}" for reason, count in sorted(self.skipped.items())]
        counts += [f"noted {count:,}: {reason}" for reason, count in sorted(self.noted.items())]
        return counts + [skip.to_line() for skip in self.examples]

    def _keep(self, skip: Skip) -> None:
        kept = self._examples.setdefault(skip.reason, [])
        if len(kept) < _EXAMPLES:
            kept.append(skip)
