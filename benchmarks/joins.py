"""A sample of joins and near-misses across articles, to be labelled by people from the articles.

    alliance-graph extract corpus.jsonl.gz > annotations.jsonl
    python benchmarks/joins.py annotations.jsonl > joins.jsonl
    python benchmarks/joins.py annotations.jsonl --labels benchmarks/joins_labelled.jsonl

A row has two entities, each as article id and name, what the program decided (`joined`), its reason, and `label`,
which is empty: write same, different or unsure. Two names of one spelling say little, so that two in three joins are of
two spellings where there are so many. With `--labels`, what the program decides now of labelled
rows is counted; these need `first`, `second` and `label` alone, and are kept as that.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import click

from alliance_graph import open_store, read_annotations
from alliance_graph.graph.store import Store
from alliance_graph.graph.view import View
from alliance_graph.link import file_entities
from alliance_graph.model import Annotation, EntityType


class Place(NamedTuple):
    """An entity of an article."""

    article: str
    name: str


class Pair(NamedTuple):
    """Two entities and what was decided."""

    first: Place
    second: Place
    joined: bool
    reason: str

    def to_line(self) -> str:
        """One line of JSON to be labelled."""
        places = {"first": list(self.first), "second": list(self.second)}
        return json.dumps(places | {"joined": self.joined, "reason": self.reason, "label": ""}, ensure_ascii=False)


def sample(store: Store, annotations: Sequence[Annotation], count: int, chance: random.Random) -> Iterator[Pair]:
    """`count` joins and as many near-misses, each of two articles."""
    view = store.view()
    places: dict[str, list[Place]] = defaultdict(list)
    for annotation in annotations:
        filed = file_entities(annotation.entities, annotation.claims)
        for entity in annotation.entities:
            if entity.type in (EntityType.COMPANY, EntityType.OTHER):
                places[filed[entity.key].full].append(Place(annotation.id, entity.name))
    joins = list(find_joins(places, view, chance))
    spelled = [pair for pair in joins if pair.first.name != pair.second.name]
    alike = [pair for pair in joins if pair.first.name == pair.second.name]
    wanted = min(len(spelled), max(2 * count // 3, count - len(alike)))
    yield from chance.sample(spelled, wanted)
    yield from chance.sample(alike, min(len(alike), count - wanted))
    misses = find_misses(places, view, chance)
    yield from misses[:count]


def find_joins(places: dict[str, list[Place]], view: View, chance: random.Random) -> Iterator[Pair]:
    """One pair of places for each key joined to another, and one for each key of several articles."""
    members: dict[str, list[str]] = defaultdict(list)
    for key in sorted(places):
        members[view.linking.identify(key).key].append(key)
    for key in sorted(places):
        company = view.linking.identify(key).key
        for others in ([other for other in members[company] if other != key], [key]):
            first = chance.choice(places[key])
            rest = [(place, other) for other in others for place in places[other] if place.article != first.article]
            if rest:
                second, other = chance.choice(rest)
                reason = view.linking.identify(other if key == company else key).reason
                yield Pair(first, second, True, f"both are '{key}'" if other == key else reason)


def find_misses(places: dict[str, list[Place]], view: View, chance: random.Random) -> list[Pair]:
    """The candidates that stay apart, those with the highest scores first; then names that begin with one word."""
    found = []
    for key in sorted(places):
        for other, score in view.linking.candidates(key):
            is_new = key < other and other in places
            if is_new and view.linking.identify(key).key != view.linking.identify(other).key:
                pair = chance.choice(places[key]), chance.choice(places[other])
                found.append((score.value, Pair(*pair, False, str(score))))
    by_word: dict[str, list[str]] = defaultdict(list)
    for key in sorted(places):
        by_word[key.split()[0]].append(key)
    for alike in (group for group in by_word.values() if len(group) > 1):
        one, two = chance.sample(alike, 2)
        if view.linking.identify(one).key != view.linking.identify(two).key:
            pair = chance.choice(places[one]), chance.choice(places[two])
            found.append((-1.0, Pair(*pair, False, "they begin with one word")))
    chance.shuffle(found)
    rows = sorted(found, key=lambda row: -row[0])
    return list(dict.fromkeys(pair for _, pair in rows if pair.first.article != pair.second.article))


class Counts(NamedTuple):
    """How many labelled pairs were decided how; unsure ones do not count."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    apart: int = 0
    absent: int = 0
    """Pairs of which an entity is not in the annotations."""

    def __str__(self) -> str:
        joined, same = self.right + self.wrong, self.right + self.missed
        return (
            f"precision of joins {self.right / max(1, joined):.3f} ({self.right} of {joined}), "
            f"recall {self.right / max(1, same):.3f} ({self.right} of {same}), {self.apart} rightly apart"
            + (f", {self.absent} not in the annotations" if self.absent else "")
        )


def count(store: Store, annotations: Sequence[Annotation], rows: Iterable[Mapping[str, Any]]) -> Counts:
    """What the program decides now of labelled rows."""
    linking = store.view().linking
    filed = {one.id: file_entities(one.entities, one.claims) for one in annotations}
    found = {
        Place(one.id, entity.name): filed[one.id][entity.key].full for one in annotations for entity in one.entities
    }
    counts: Counter[str] = Counter()
    for row in rows:
        ends = [found.get(Place(*row[end])) for end in ("first", "second")]
        if row["label"] not in ("same", "different"):
            continue
        if None in ends:
            counts["absent"] += 1
            continue
        is_joined = len({linking.identify(key).key for key in ends if key}) == 1
        is_same = row["label"] == "same"
        counts[("right" if is_same else "wrong") if is_joined else ("missed" if is_same else "apart")] += 1
    return Counts(**counts)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--count", "size", type=click.IntRange(1), default=300, show_default=True, help="Joins, and near-misses.")
@click.option("--seed", default=4, show_default=True)
@click.option("--store", type=click.Path(exists=True), help="A store of these annotations; default: a temporary one.")
@click.option("--labels", type=click.Path(exists=True, dir_okay=False), help="Count these labelled rows instead.")
def main(files: tuple[str, ...], size: int, seed: int, store: str | None, labels: str | None) -> None:
    """Print the sample as JSON lines, or how well labelled pairs are joined."""
    annotations = list(chain.from_iterable(read_annotations(file) for file in files))
    with tempfile.TemporaryDirectory() as folder, open_store(store or Path(folder) / "store", create=True) as opened:
        if not store:
            for first in range(0, len(annotations), 64):
                opened.add(annotations[first : first + 64])
        if labels:
            rows = map(json.loads, Path(labels).read_text(encoding="utf-8").splitlines())
            click.echo(count(opened, annotations, rows))
            return
        for pair in sample(opened, annotations, size, random.Random(seed)):
            click.echo(pair.to_line())


if __name__ == "__main__":
    main()
