"""A stand-in for the extractor that knows one sentence, and some words that are bad for it.

python -m tests.stand_in build ...    # the command line with it and with small steps
"""

import json
import multiprocessing
import os
import re
import signal
import sys
import time
from pathlib import Path

from alliance_graph.model import Annotation, Article, Claim, Entity, Evidence, Source, Status

TEXTS = [f"Car{number} owns Wheel{number % 7}. They sleep." for number in range(60)]
SENTENCE = re.compile(r"(\w+) owns (\w+)\.")


def read_by_pattern(articles):
    for article in articles:
        misbehave(article)
        yield annotation_of(article)


def misbehave(article):
    if "explode" in article.text:
        raise ValueError("boom")
    if "die" in article.text:
        os._exit(9)
    if "hang" in article.text:
        re.match(r"(a+)+$", "a" * 40 + "b")  # never comes back to Python
    if "gobble" in article.text:
        _ = bytearray(3 * 10**9)
    if "mutiny" in article.text and multiprocessing.parent_process().name != "MainProcess":
        os.kill(os.getppid(), signal.SIGKILL)
    if "sleep" in article.text:
        time.sleep(0.01)
    if found := re.search(r"kill once beside (.+)", article.text):
        mark = Path(found[1])
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)


def annotation_of(article):
    found = list(SENTENCE.finditer(article.content))
    names = dict.fromkeys(name for match in found for name in match.groups())
    return Annotation(
        id=article.id,
        entities=tuple(Entity(key=name, name=f"{name} Motors") for name in names),
        claims=tuple(
            Claim(
                kind="stake",
                roles={"owner": (match[1],), "owned": (match[2],)},
                status=Status.COMPLETED,
                evidence=Evidence(match[0], match.start(), match.end()),
                confidence=0.9,
            )
            for match in found
        ),
        source=Source(date=article.date),
    )


def articles(count=10):
    return [Article(id=f"a{number}", text=f"Car{number} owns Wheel{number}.") for number in range(count)]


def write_articles(path, texts):
    rows = ({"id": f"a{number}", "text": text, "date": "2024-08-01"} for number, text in enumerate(texts))
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))


def tell(function):
    """The function, with a line on standard error before each call."""

    def told(*arguments):
        print(function.__name__, file=sys.stderr, flush=True)  # noqa: T201  # a step that a test may wait for
        return function(*arguments)

    return told


if __name__ == "__main__":
    from functools import partial

    from alliance_graph import pipeline, shards, workers
    from alliance_graph.cli import main
    from alliance_graph.graph.store import Store
    from alliance_graph.journal import Journal
    from tests import stand_in  # by its name, under which workers find it

    pipeline.find_extract = lambda *_: stand_in.read_by_pattern
    pipeline.build = partial(pipeline.build, batch_size=4)  # many transactions of few articles
    workers.CHUNK = 4
    shards._SIZE = int(os.environ.get("SHARD_SIZE", "4"))
    for kind, step in ((Store, "add"), (Journal, "put"), (Journal, "settle")):
        setattr(kind, step, tell(getattr(kind, step)))
    main()
