"""Articles in shards, the result of which is the same wherever and however often they are read."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, astuple, dataclass
from itertools import chain
from multiprocessing import current_process
from typing import Any
from zlib import crc32

from alliance_graph import workers
from alliance_graph.chunks import Extract, Read, in_batches
from alliance_graph.crew import Crew
from alliance_graph.jsonl import to_json
from alliance_graph.limits import Limits
from alliance_graph.model import Annotation, Article

_SIZE = 256  # articles on average: a quarter of a minute for one core, which is what a kill costs
_MOST = 4  # times that


@dataclass(frozen=True, slots=True)
class Shard:
    """Articles to be read together, and how; `name` is a checksum of all that the result depends on."""

    name: str
    inputs: str
    """SHA-256 of the articles alone."""
    articles: tuple[Article, ...]
    extract: Extract
    extractor: str
    limits: Limits
    with_candidates: bool


@dataclass(frozen=True, slots=True)
class ShardResult:
    """What became of a shard: its annotations as JSON lines, and its row in the manifest."""

    lines: bytes
    row: dict[str, Any]


def cut_shards(
    articles: Iterable[Article], extract: Extract, extractor: str, limits: Limits, *, with_candidates: bool
) -> Iterator[Shard]:
    """The articles in shards; ids tell where to cut, so that one that comes in or goes changes no shard but its own."""
    for part in _cut(articles):
        inputs = _hash([astuple(article) for article in part])
        name = _hash([inputs, extractor, with_candidates])[:32]
        yield Shard(name, inputs, part, extract, extractor, limits, with_candidates)


def _cut(articles: Iterable[Article]) -> Iterator[tuple[Article, ...]]:
    part: list[Article] = []
    for article in articles:
        part.append(article)
        if crc32(article.id.encode()) % _SIZE == 0 or len(part) == _MOST * _SIZE:
            yield tuple(part)
            part = []
    if part:
        yield tuple(part)


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, default=str).encode()).hexdigest()


def extract_shard(shard: Shard, read: Read | None = None) -> ShardResult:
    """What the articles of a shard say; by default a process beside this one reads them, under the shard's limits."""
    read = read or _find_crew(shard).read
    results = chain.from_iterable(map(read, in_batches(shard.articles, workers.CHUNK)))
    annotations, skips = [], []
    for result in results:
        if isinstance(result, Annotation):
            annotations.append(result if shard.with_candidates else result.without_candidates())
        else:
            skips.append(asdict(result))
    lines = "".join(f"{to_json(annotation)}\n" for annotation in annotations).encode()
    row = {
        "shard": shard.name,
        "inputs": shard.inputs,
        "extractor": shard.extractor,
        "limits": str(shard.limits),
        "done": len(annotations),
        "claims": dict(sorted(Counter(claim.kind for one in annotations for claim in one.claims).items())),
        "skipped": skips,
        "sha256": hashlib.sha256(lines).hexdigest() if lines else "",
    }
    return ShardResult(lines, row)


_crews: dict[tuple[str, Limits], Crew] = {}
_lock = threading.Lock()


def _find_crew(shard: Shard) -> Crew:
    """The crew of this process, which lasts, as an extractor takes long to load; each thread has its own worker."""
    with _lock:
        # Whoever runs us may be a daemon, which may have no children, lest they outlive it; ours follow their parent.
        current_process().daemon = False
        return _crews.setdefault((shard.extractor, shard.limits), Crew(shard.extract, 1, shard.limits))
