"""The sections that look closely at one extractor: attributes, confidence, errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeVar

from attributes import EXTRA, NONE, OTHER, RIGHT, judge_attributes
from cells import table
from gold_sets import GoldSet
from reasons import MISSED, SPURIOUS, Reason, find_reasons
from reliability import draw, find_bins, find_error, judge
from runs import SUBJECT, Run, Runs

_MOST_REASONS = 20
_Key = TypeVar("_Key", bound=tuple[str, ...])


def tell_attributes(sets: Sequence[GoldSet], runs: Runs) -> Iterator[str]:
    """The section on attributes beyond status and percentage."""
    yield from (f"## Further attributes, `{SUBJECT}`", "", *_ATTRIBUTES.splitlines(), "")
    yield from table(
        ["set", "attribute", "in gold", RIGHT, "share", OTHER, NONE, EXTRA],
        (
            [s.name, name, told, n[RIGHT], f"{n[RIGHT] / told:.2f}", n[OTHER], n[NONE], n[EXTRA]]
            for s in sets
            for name, n in judge_attributes(runs[SUBJECT][s.name].rows).items()
            if (told := n.total() - n[EXTRA])
        ),
    )


_ATTRIBUTES = """Over the gold claims of which a pair is found and for which gold gives the attribute. Forms and dates
are equal or wrong; a price or asset is right when one wording holds the other; of several topics one in common is
enough. Of two places one holds the other, word by word. Gold has all attributes but topics in the set `attributes`, and
there the last column says how often one is given to a claim that has none in gold; elsewhere gold leaves many out."""


def tell_confidence(sets: Sequence[GoldSet], runs: Runs) -> Iterator[str]:
    """The section on calibration, with its diagram."""
    judged = [pair for s in sets for pair in judge(runs[SUBJECT][s.name].with_candidates)]
    bins = find_bins(judged)
    yield from ("## Confidence", "", *_CONFIDENCE.splitlines(), "")
    yield from table(
        ["confidence", "pairs", "mean confidence", "share right"],
        ([f"{b.low:.1f} to {b.low + 0.1:.1f}", b.count, f"{b.confidence:.2f}", f"{b.right:.2f}"] for b in bins),
    )
    yield from ("```text", draw(bins), "```", "", "Expected calibration error:", "")
    yield from table(
        ["extractor", *(s.name for s in sets), "all"],
        ([name, *map(_error, _judge_sets(sets, runs, name))] for name in ("model", SUBJECT)),
    )


_CONFIDENCE = f"""All pairs of all sets that `{SUBJECT}` finds, candidates included, by their confidence. In the diagram
the bar is the share that is right; it should end where the upright stroke stands, at the mean confidence."""


def _judge_sets(sets: Sequence[GoldSet], runs: Runs, name: str) -> list[list[tuple[float, bool]]]:
    """Judged pairs of each set, and at last of all."""
    by_set = [judge(runs[name][s.name].with_candidates) for s in sets]
    return [*by_set, [pair for judged in by_set for pair in judged]]


def _error(judged: list[tuple[float, bool]]) -> str:
    error = find_error(find_bins(judged))
    return "-" if error is None else f"{error:.3f}"


def tell_reasons(sets: Sequence[GoldSet], runs: Runs) -> Iterator[str]:
    """The section on what goes wrong, and how often."""
    by_set = {s.name: Counter(_find_all(runs[SUBJECT][s.name])) for s in sets}
    total: Counter[Reason] = sum(by_set.values(), Counter())
    yield from (f"## Reasons of error, `{SUBJECT}`", "", *_REASONS.splitlines(), "")
    summed = Counter((reason.sort, reason.reason) for reason in total.elements())
    yield from table(
        ["", "reason", *by_set, "all"],
        (
            [*key, *(_sum(counts, key) for counts in by_set.values()), n]
            for sort in (MISSED, SPURIOUS)
            for key, n in _most(summed)
            if key[0] == sort
        ),
    )
    yield from (f"The {_MOST_REASONS} most frequent with their kinds:", "")
    yield from table(
        ["pairs", "", "kind", "reason"],
        (
            [n, r.sort, r.kind, r.reason + (f" (other side: {r.instead})" if r.instead else "")]
            for r, n in _most(total)[:_MOST_REASONS]
        ),
    )


_REASONS = """What the annotations tell by themselves of each pair that is missed or spurious. A pair of the wrong kind
or direction is both."""


def _find_all(run: Run) -> Iterator[Reason]:
    for row, with_candidates in zip(run.rows, run.with_candidates, strict=True):
        yield from find_reasons(row, with_candidates)


def _sum(counts: Counter[Reason], key: tuple[str, str]) -> int:
    return sum(n for reason, n in counts.items() if reason[:2] == key)


def _most(counts: Counter[_Key]) -> list[tuple[_Key, int]]:
    """The most frequent first, equals in alphabetical order."""
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
