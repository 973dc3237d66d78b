"""The figures of a prediction, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from alliance_graph.pairs import Pair

_LISTED = 20
"""Missing articles named in the text; a wrong file would fill the screen."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many were found, how many of these are right, and how many there are."""

    matched: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return _ratio(self.matched, self.predicted)

    @property
    def recall(self) -> float:
        """Share of what is there that was found."""
        return _ratio(self.matched, self.gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _ratio(2 * self.matched, self.predicted + self.gold)

    def to_dict(self) -> dict[str, float]:
        """Ratios to four decimals, and counts."""
        return {name: round(getattr(self, name), 4) for name in ("precision", "recall", "f1")} | asdict(self)

    def to_text(self) -> str:
        """The figures in columns."""
        counts = f"{self.matched}/{self.predicted}/{self.gold}"
        return f"{self.precision:9.3f} {self.recall:6.3f} {self.f1:6.3f}   {counts}"


@dataclass(frozen=True, slots=True)
class Count:
    """How many out of how many."""

    hits: int
    of: int

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where there are none."""
        return self.hits / self.of if self.of else None

    def to_text(self) -> str:
        """The share and the counts it comes from."""
        return "none to compare" if self.share is None else f"{self.share:.3f} ({self.hits} of {self.of})"


@dataclass(frozen=True, slots=True)
class Mistake:
    """A pair that is in one of two annotations only."""

    sort: str
    """ "missed" or "spurious". """
    article: str
    pair: Pair
    quotation: str

    def to_text(self) -> str:
        """One line for people; quotations hold no line breaks."""
        kind, first, second = self.pair
        quotation = " ".join(self.quotation.split())
        return f"{self.sort:<8} {self.article}  {kind}: {first} - {second}  «{quotation[:160]}»"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The figures of a prediction."""

    articles: int
    missing: tuple[str, ...]
    """Ids of the articles in gold for which there is no prediction; they count as predicted empty."""
    pairs: Score
    """Pairs that agree in kind, direction and both entities."""
    families: Score
    """Pairs without direction, their kinds folded into ownership, cooperation and competition."""
    kinds: Mapping[str, Score]
    direction: Count
    """Predicted pairs the right way round, of those whose kind, which has a direction, and two entities are right."""
    status: Count
    """Matched pairs with the right status."""
    percentage: Count
    """Matched pairs with the right percentage, of those that have one in gold."""
    false_alarms: Count
    """Articles with a predicted pair, of those without a pair in gold."""
    mistakes: tuple[Mistake, ...]

    def to_dict(self) -> dict[str, object]:
        """All figures, without the mistakes."""
        return {
            "articles": self.articles,
            "missing_articles": list(self.missing),
            "pairs": self.pairs.to_dict(),
            "families": self.families.to_dict(),
            "kinds": {kind: score.to_dict() for kind, score in self.kinds.items()},
            "direction_accuracy": _rounded(self.direction.share),
            "status_accuracy": _rounded(self.status.share),
            "percentage_accuracy": _rounded(self.percentage.share),
            "false_alarms": self.false_alarms.hits,
            "articles_without_claim": self.false_alarms.of,
        }

    def to_json(self, *, errors: bool = False) -> str:
        """One JSON object of figures, with a list of mistakes where `errors` is set."""
        row = self.to_dict()
        if errors:
            row["errors"] = [asdict(mistake) for mistake in self.mistakes]
        return json.dumps(row, ensure_ascii=False, indent=1)

    def to_text(self, *, errors: bool = False) -> str:
        """The figures as a table, with a line for each mistake where `errors` is set."""
        rows = {"pairs": self.pairs, "families": self.families}
        rows |= {f"  {kind}": score for kind, score in self.kinds.items()}
        lines = [
            f"{'':18}{'precision':>9} {'recall':>6} {'F1':>6}   matched/predicted/gold",
            *(f"{name:<18}{score.to_text()}" for name, score in rows.items()),
            f"{'direction right':<20}{self.direction.to_text()}",
            f"{'status right':<20}{self.status.to_text()}",
            f"{'percentage right':<20}{self.percentage.to_text()}",
            f"{'false alarms':<20}{self.false_alarms.hits} of {self.false_alarms.of} articles without a claim",
        ]
        if self.missing:
            rest = f" and {len(self.missing) - _LISTED} more" if len(self.missing) > _LISTED else ""
            lines.append(f"no prediction for {', '.join(self.missing[:_LISTED])}{rest}")
        return "\n".join([*lines, *(mistake.to_text() for mistake in self.mistakes if errors)])


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
