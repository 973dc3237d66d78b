"""Figures as cells and tables of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from intervals import Intervals

from alliance_graph.evaluation import Count, Score

Cells = Sequence[object]


def table(head: Cells, rows: Iterable[Cells]) -> list[str]:
    """The lines of a table; a bar in a cell would end it."""
    lines = [head, ["---"] * len(head), *rows]
    return [*("| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in lines), ""]


def show_score(score: Score, intervals: Intervals) -> list[str]:
    """Precision, recall and F1, each with its interval."""
    figures = (score.precision, score.recall, score.f1)
    return [f"{figure:.2f} ({low:.2f}-{high:.2f})" for figure, (low, high) in zip(figures, intervals, strict=True)]


def show_count(count: Count) -> str:
    """The share and what it comes from."""
    return "-" if count.share is None else f"{count.share:.2f} ({count.hits}/{count.of})"


def show_alarms(count: Count) -> str:
    """How many articles without a claim got one."""
    return f"{count.hits} of {count.of}"
