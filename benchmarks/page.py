"""The runs of all extractors as a page of Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cells import show_alarms, show_count, show_score, table
from details import tell_attributes, tell_confidence, tell_reasons
from gold_sets import GoldSet
from intervals import SAMPLES, find_intervals
from runs import SUBJECT, Run, Runs

from alliance_graph.evaluate import evaluate
from alliance_graph.extract import EXTRACTOR
from alliance_graph.model import THRESHOLD


def render(sets: Sequence[GoldSet], runs: Runs, plain_seconds: float, setting: str) -> str:
    """The whole page."""
    sections = [
        _introduce(sets, runs, setting),
        _tell_accuracy(sets, runs),
        _tell_kinds(sets, runs),
        _tell_traps(sets, runs),
        tell_attributes(sets, runs),
        tell_confidence(sets, runs),
        _tell_speed(sets, runs, plain_seconds),
        tell_reasons(sets, runs),
    ]
    return "\n".join(line for section in sections for line in section)


def _introduce(sets: Sequence[GoldSet], runs: Runs, setting: str) -> Iterator[str]:
    yield from ("# How well it reads", "", setting, "", *_COUNTED.splitlines(), "")
    reports = [runs[SUBJECT][s.name].report for s in sets]
    yield from table(
        ["set", "articles", "without a claim", "pairs", "words", "what it is"],
        (
            [s.name, report.articles, report.false_alarms.of, report.pairs.gold, f"{s.words:,}", s.about]
            for s, report in zip(sets, reports, strict=True)
        ),
    )


_COUNTED = f"""A claim is cut into pairs of entities, as `alliance-graph evaluate` does. A pair is right when kind,
direction and both entities are those of gold. Behind precision, recall and F1 stands the interval that holds 95 % of
{SAMPLES:,} samples of the articles. *Direction* is the share that is the right way round, of the predicted pairs whose
kind and two entities are right and whose kind has a direction. *Status* and *percentage* are compared over the pairs
that are right, percentages where gold gives one. *False alarms* are articles without a claim in which one is found.
Claims below a confidence of {THRESHOLD} are candidates and count only where it is said.

Extractors: `keywords` is a baseline (two names in one sentence with a cue word between them), `rules` and `model` are
each alone, in `both` the model weighs what the rules draw. The default is `{EXTRACTOR}`."""


def _tell_accuracy(sets: Sequence[GoldSet], runs: Runs) -> Iterator[str]:
    yield from ("## Accuracy", "")
    for gold_set in sets:
        yield from (f"### {gold_set.name}", "")
        yield from table(
            ["extractor", "precision", "recall", "F1", "direction", "status", "percentage", "false alarms"],
            ([name, *_figures(by_set[gold_set.name])] for name, by_set in runs.items()),
        )


def _figures(run: Run) -> list[str]:
    report = run.report
    counts = [show_count(figure) for figure in (report.direction, report.status, report.percentage)]
    return [*show_score(report.pairs, find_intervals(run.rows)), *counts, show_alarms(report.false_alarms)]


def _tell_kinds(sets: Sequence[GoldSet], runs: Runs) -> Iterator[str]:
    yield from (f"## Kinds, `{SUBJECT}`", "", '"venture" ties a partner to the company that a joint venture is.', "")
    for gold_set in sets:
        run = runs[SUBJECT][gold_set.name]
        yield from (f"### {gold_set.name}, by kind", "")
        yield from table(
            ["kind", "in gold", "found", "precision", "recall", "F1"],
            (
                [kind, score.gold, score.predicted, *show_score(score, find_intervals(run.rows, kind))]
                for kind, score in run.report.kinds.items()
            ),
        )


def _tell_traps(sets: Sequence[GoldSet], runs: Runs) -> Iterator[str]:
    for gold_set in sets:
        if gold_set.traps:
            yield from (f"## Traps of the set {gold_set.name}, `{SUBJECT}`", "")
            yield from table(
                ["trap", "articles", "precision", "recall", "F1", "status", "false alarms"],
                (_trap(gold_set, runs[SUBJECT][gold_set.name], trap) for trap in sorted({*gold_set.traps.values()})),
            )


def _trap(gold_set: GoldSet, run: Run, trap: str) -> list[object]:
    chosen = [i for i, row in enumerate(gold_set.gold) if gold_set.traps[row.id] == trap]
    report = evaluate([gold_set.gold[i] for i in chosen], [run.found[i] for i in chosen])
    score = report.pairs
    is_silent = not (score.gold or score.predicted)
    figures = ["-" if is_silent else f"{figure:.2f}" for figure in (score.precision, score.recall, score.f1)]
    return [trap, len(chosen), *figures, show_count(report.status), show_alarms(report.false_alarms)]


def _tell_speed(sets: Sequence[GoldSet], runs: Runs, plain_seconds: float) -> Iterator[str]:
    words = sum(s.words for s in sets)
    seconds = {"plain `nlp.pipe`": plain_seconds}
    seconds |= {name: sum(run.seconds for run in by_set.values()) for name, by_set in runs.items()}
    yield from ("## Speed", "", *_SPEED.splitlines(), "")
    yield from table(
        ["extractor", "words a second", "time, plain = 1"],
        ([name, f"{words / cost:,.0f}", f"{cost / plain_seconds:.2f}"] for name, cost in seconds.items()),
    )


_SPEED = """Processor time over all articles of all sets, without loading, in one process, beside plain `nlp.pipe` of
the same spaCy pipeline over the same articles in the same run. These articles are full of deals. In ordinary news most
sentences have no word of ownership or alliance and cost next to nothing; `benchmarks/reuters.py` measures that."""
