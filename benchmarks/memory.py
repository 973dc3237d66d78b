"""Memory of a long run: a corpus read again and again, each time with other ids and another last line.

    python benchmarks/memory.py ../shared/corpora/reuters21578.jsonl.gz --articles 50000 --jobs 2
    python benchmarks/memory.py annotations.jsonl

Prints resident memory of this process, the most that it had since the line before, and that of its largest worker, for
every thousand articles. Annotations that `extract --candidates` has made need no worker: the store alone is measured.
"""

from __future__ import annotations

import base64
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import chain, count, islice
from multiprocessing import active_children
from pathlib import Path

import click

from alliance_graph import build
from alliance_graph.jsonl import to_json
from alliance_graph.model import Annotation, Article
from alliance_graph.pipeline import Found
from alliance_graph.sources import read

_PAGE = 4096 / 1_000_000


def repeat(source: str) -> Iterator[Found]:
    """The articles or annotations of the corpus without end, each time as those of other texts."""
    for turn in count():
        for item in read([source]):
            yield _reprint(item, turn) if turn else replace(item, id=f"{item.id}/0")


def _reprint(item: Found, turn: int) -> Found:
    if isinstance(item, Article):
        return replace(item, id=f"{item.id}/{turn}", text=f"{item.text}\n\nPrinted for the {turn}. time.")
    return _reprint_annotation(item, turn)


def _reprint_annotation(annotation: Annotation, turn: int) -> Annotation:
    """With another digest, and one group of words more in the signature, so that it is a near-copy."""
    digest = sha256(f"{annotation.source.digest} {turn}".encode()).hexdigest()
    signature = annotation.source.signature
    if signature:
        groups, _, figures = signature.partition(".")
        raw = base64.b64decode(groups)
        sums = {raw[start : start + 3] for start in range(0, len(raw), 3)} | {turn.to_bytes(3, "big")}
        signature = f"{base64.b64encode(b''.join(sorted(sums))).decode('ascii')}.{figures}"
    source = replace(annotation.source, digest=digest, signature=signature)
    return replace(annotation, id=f"{annotation.id}/{turn}", source=source)


def write_annotations(found: Iterator[Found], path: Path) -> Iterator[Article | Path]:
    """What `build` takes: articles as they are, and a file in which all annotations are."""
    for item in found:
        if isinstance(item, Article):
            yield item
            continue
        with path.open("w", encoding="utf-8") as file:
            rest = (annotation for annotation in chain([item], found) if isinstance(annotation, Annotation))
            file.writelines(f"{to_json(annotation)}\n" for annotation in rest)
        yield path


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
    click.echo(f"{'articles':>9}{'MB':>8}{'most':>8}{'worker':>8}{'seconds':>9}")

    def tell(items: Iterator[Found], _stage: str) -> Iterator[Found]:
        most = 0.0
        for number, item in enumerate(items, 1):
            yield item
            most = max(most, now := find_resident("self"))
            if number % every == 0:
                worker = max((find_resident(child.pid or 0) for child in active_children()), default=0.0)
                seconds = time.monotonic() - start
                click.echo(f"{number:>9,}{now:>8,.0f}{most:>8,.0f}{worker:>8,.0f}{seconds:>9,.0f}")
                most = 0.0

    with tempfile.TemporaryDirectory() as folder:
        sources = write_annotations(islice(repeat(source), articles), Path(folder) / "annotations.jsonl")
        build(sources, Path(folder) / "store", jobs=jobs, track=tell)


if __name__ == "__main__":
    main()
