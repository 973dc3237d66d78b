"""Memory of a long run: a corpus read again and again, each time with other ids and another first line.

    python benchmarks/memory.py ../shared/corpora/reuters21578.jsonl.gz --articles 50000 --jobs 2

Prints resident memory of this process and of its largest worker for every thousand articles.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice
from multiprocessing import active_children
from pathlib import Path

import click

from alliance_graph import build, read_articles
from alliance_graph.model import Article
from alliance_graph.pipeline import Found

_PAGE = 4096 / 1_000_000


def repeat(source: str) -> Iterator[Article]:
    """The articles of the corpus without end."""
    for turn in count():
        for article in read_articles([source]):
            text = f"{article.text}\n\nPrinted for the {turn}. time." if turn else article.text
            yield replace(article, id=f"{article.id}/{turn}", text=text)


def find_resident(process: int | str) -> float:
    """Resident memory of a process in MB; 0 where it has ended."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * _PAGE
    except OSError:
        return 0.0


@click.command()
@click.argument("source", type=click.Path(exists=True))
@click.option("--articles", type=click.IntRange(1), default=50_000, show_default=True)
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True)
@click.option("--every", type=click.IntRange(1), default=1000, show_default=True, help="Articles between two lines.")
def main(source: str, articles: int, jobs: int, every: int) -> None:
    """Measure memory over many articles."""
    start = time.monotonic()
    click.echo(f"{'articles':>9}{'MB':>8}{'worker':>8}{'seconds':>9}")

    def tell(items: Iterator[Found], _stage: str) -> Iterator[Found]:
        for number, item in enumerate(items, 1):
            yield item
            if number % every == 0:
                worker = max((find_resident(child.pid or 0) for child in active_children()), default=0.0)
                seconds = time.monotonic() - start
                click.echo(f"{number:>9,}{find_resident('self'):>8,.0f}{worker:>8,.0f}{seconds:>9,.0f}")

    with tempfile.TemporaryDirectory() as folder:
        build(islice(repeat(source), articles), Path(folder) / "store", jobs=jobs, track=tell)


if __name__ == "__main__":
    main()
