"""What a build did, in numbers that add up."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from html import escape

from alliance_graph.sources.skips import Skip


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """The outcome of one run; every article, line and file looked at is done, unchanged, planned or skipped."""

    done: int
    unchanged: int
    planned: int = 0
    """Articles that a dry run left to be read."""
    skipped: Mapping[str, int]
    """Articles left out, by reason."""
    noted: Mapping[str, int]
    """Flaws of articles that were taken, by reason."""
    replaced: int
    """How many of `done` took the place of another text or reading under the same id."""
    claims: Mapping[str, int]
    """Claims read in this run, by kind."""
    candidates: int
    """How many of the claims are below the threshold of the store."""
    unresolved: int
    """Descriptions in the place of a party that were left out."""
    companies: int
    """Companies in the store after the run, as `relationships`."""
    relationships: int
    seconds: float
    examples: tuple[Skip, ...] = ()

    @property
    def read(self) -> int:
        """All that was looked at."""
        return self.done + self.unchanged + self.planned + sum(self.skipped.values())

    @property
    def rate(self) -> float:
        """Articles read a second."""
        return (self.done + self.unchanged) / self.seconds if self.seconds else 0.0

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.to_text())}</pre>"

    def to_json(self) -> str:
        """One JSON object with all figures."""
        row = asdict(self) | {"read": self.read, "seconds": round(self.seconds, 3), "rate": round(self.rate, 1)}
        return json.dumps(row, ensure_ascii=False)

    def to_text(self) -> str:
        """The summary for people, aligned."""
        lines = [
            *_counts(self, f"{self.replaced:,} of them read anew" if self.replaced else ""),
            _line("claims", sum(self.claims.values()), f"{self.candidates:,} candidates" if self.candidates else ""),
            *_breakdown(self.claims),
            _line("unresolved", self.unresolved),
            _line("companies", self.companies, "in the store"),
            _line("relationships", self.relationships, "in the store"),
            f"{'seconds':<15}{self.seconds:>9,.1f}  {self.rate:,.1f} articles a second",
            *(skip.to_line() for skip in self.examples),
        ]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractReport:
    """The outcome of a run of `extract_to`; counts add up as those of a build."""

    done: int
    unchanged: int
    """Articles whose annotations were in the folder already."""
    planned: int
    """Articles that a dry run left to be read."""
    skipped: Mapping[str, int]
    noted: Mapping[str, int]
    claims: Mapping[str, int]
    """Claims read in this run, by kind."""
    seconds: float
    examples: tuple[Skip, ...] = ()

    @property
    def read(self) -> int:
        """All that was looked at."""
        return self.done + self.unchanged + self.planned + sum(self.skipped.values())

    def to_text(self) -> str:
        """The summary for people, aligned."""
        rate = self.done / self.seconds if self.seconds else 0.0
        lines = [
            *_counts(self),
            _line("claims", sum(self.claims.values())),
            *_breakdown(self.claims),
            f"{'seconds':<15}{self.seconds:>9,.1f}  {rate:,.1f} articles a second",
            *(skip.to_line() for skip in self.examples),
        ]
        return "\n".join(lines)


def _counts(report: BuildReport | ExtractReport, done: str = "") -> Iterator[str]:
    """What became of all that was looked at; `done` is a remark on what was read."""
    yield _line("read", report.read)
    yield _line("done", report.done, done)
    yield _line("unchanged", report.unchanged)
    if report.planned:
        yield _line("planned", report.planned, "to be read without --dry-run")
    yield _line("skipped", sum(report.skipped.values()))
    yield from _breakdown(report.skipped)
    if report.noted:
        yield _line("noted", sum(report.noted.values()))
        yield from _breakdown(report.noted)


def _line(name: str, count: int, remark: str = "") -> str:
    return f"{name:<15}{count:>9,}{'  ' if remark else ''}{remark}"


def _breakdown(counts: Mapping[str, int]) -> list[str]:
    return [_line(f"  {name}", counts[name]) for name in sorted(counts, key=lambda name: (-counts[name], name))]
