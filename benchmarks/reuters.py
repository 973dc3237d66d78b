"""The whole way of a corpus against plain spaCy over the same articles, and the named questions on the store it makes.

    python benchmarks/reuters.py ../shared/corpora/reuters21578.jsonl.gz --limit 300

Each of the two runs in a process of its own, one after the other, so that memory is counted apart.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import click

from alliance_graph import Store, build, open_store, query, read_articles
from alliance_graph.extract import MODEL
from alliance_graph.graph.questions import questions
from alliance_graph.pipeline import Found

_STEP = 1000  # articles for which the rate is told
_BATCH = 64  # articles that spaCy gives a process at once; by its own 1,000 a small corpus would keep one process busy


class Run(NamedTuple):
    """Articles read a second and in a second of processor time, and peaks of resident memory in MB."""

    rate: float
    per_cpu: float
    memory: float
    worker: float
    """Of the largest worker; 0 without workers."""


def run_whole(source: str, store: str, limit: int | None, jobs: int | None) -> Run:
    """Read, extract, link, build and store."""
    start = time.perf_counter()
    report = build([source], store, limit=limit, jobs=jobs, track=_tell)
    click.echo(report.to_text())
    return _measure(report.read, start)


def run_plain(source: str, limit: int | None, jobs: int | None) -> Run:
    """Read, and nothing but `nlp.pipe` of the same spaCy pipeline over the same articles, by as many processes."""
    import spacy

    start = time.perf_counter()
    nlp = spacy.load(MODEL)
    articles = islice(read_articles([source]), limit)
    texts = (article.content for article in articles)
    count = sum(1 for _ in nlp.pipe(texts, n_process=jobs or 1, batch_size=_BATCH))
    return _measure(count, start)


def _measure(count: int, start: float) -> Run:
    """Of this process, its workers, which have ended, and the time since the start."""
    own, workers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = own.ru_utime + own.ru_stime + workers.ru_utime + workers.ru_stime
    return Run(count / (time.perf_counter() - start), count / seconds, _peak(), workers.ru_maxrss / 1024)


def time_questions(store: Store) -> Iterator[tuple[str, int, float]]:
    """Name, rows of the answer and the middle one of three times in seconds, for each named question."""
    values = _find_values(store)
    for question in questions().values():
        params = {p.name: values[p.type] for p in question.parameters if p.is_required}
        seconds = []
        for _ in range(3):
            start = time.perf_counter()
            answer = query(store, question.name, params)
            seconds.append(time.perf_counter() - start)
        yield question.name, answer.serialize("csv").count(b"\n") - 1, sorted(seconds)[1]


def _print(whole: Run, plain: Run) -> None:
    click.echo(f"\n{'':<16}{'articles/s':>12}{'of CPU':>10}{'peak MB':>10}{'worker':>10}")
    for name, run in (("whole way", whole), ("plain nlp.pipe", plain)):
        click.echo(f"{name:<16}{run.rate:>12.1f}{run.per_cpu:>10.1f}{run.memory:>10,.0f}{run.worker:>10,.0f}")
    times = plain.rate / whole.rate, plain.per_cpu / whole.per_cpu
    click.echo(f"{'ratio':<16}{times[0]:>12.2f}{times[1]:>10.2f}  of the times, whole way to plain; below 1 is faster")


def _find_values(store: Store) -> dict[str, str]:
    """What to ask for, by type of parameter: the company with most ties, the tie with most claims."""
    ties = list(store.relationships())
    parties = Counter(iri for tie in ties for iris in tie.roles.values() for iri in iris)
    return {
        "company": parties.most_common(1)[0][0],
        "relationship": max(ties, key=lambda tie: tie.claims).iri,
        "number": "30",
        "date": "1987-06-01",
    }


def _tell(items: Iterator[Found], stage: str) -> Iterator[Found]:
    """The items, with the rate and memory told for each thousand."""
    last = time.perf_counter()
    for number, item in enumerate(items, 1):
        yield item
        if number % _STEP == 0:
            now = time.perf_counter()
            click.echo(f"{stage} {number:>8,}  {_STEP / (now - last):8.1f} articles/s  {_peak():8,.0f} MB")
            last = now


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@click.command()
@click.argument("source", type=click.Path(exists=True))
@click.option("--limit", type=click.IntRange(1), help="Stop after this many articles.")
@click.option("--store", type=click.Path(), help="Keep the store here; must be new. Default: a temporary folder.")
@click.option("--jobs", type=click.IntRange(1), help="Processes that extract. Default: none beside this one.")
def main(source: str, limit: int | None, store: str | None, jobs: int | None) -> None:
    """Measure rate, ratio, memory and questions on a corpus."""
    if store and Path(store).exists():
        raise click.UsageError(f"{store} is there already, so there would be nothing to read; name a new folder")
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as p,
    ):
        store = store or str(Path(folder) / "store")
        whole = p.submit(run_whole, source, store, limit, jobs).result()
        plain = p.submit(run_plain, source, limit, jobs).result()
        _print(whole, plain)
        click.echo(f"\n{'question':<24}{'rows':>8}{'seconds':>10}")
        with open_store(store) as opened:
            for name, rows, seconds in time_questions(opened):
                click.echo(f"{name:<24}{rows:>8,}{seconds:>10.3f}")


if __name__ == "__main__":
    main()
