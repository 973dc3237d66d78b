"""How many ties there are of each kind, status, topic and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from alliance_graph.graph.filter import Filter
from alliance_graph.model import Relationship
from alliance_graph.ontology import FORMS, KINDS, LABELS, STATUSES, find_wider, topic_names

Count = dict[str, str | int]
"""A value with its label and count."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to sort ties: the values that a tie has, what each is called, and the part of a filter that is about it."""

    values: Callable[[Relationship], Iterable[str]]
    label: Callable[[str], str]
    part: Callable[[Filter], Filter]


def count(ties: Iterable[Relationship], facet: Facet) -> list[Count]:
    """The values of these ties with how many have each, the most frequent first."""
    counter = Counter(value for tie in ties for value in facet.values(tie))
    rows = sorted(counter.items(), key=lambda row: (-row[1], row[0]))
    return [{"value": value, "label": facet.label(value), "count": number} for value, number in rows]


def count_all(ties: Iterable[Relationship], wanted: Filter) -> dict[str, list[Count]]:
    """The counts of each facet among the ties that meet all conditions of the filter but those on this facet."""
    nothing = Filter()
    parts = {name: part for name, facet in FACETS.items() if (part := facet.part(wanted)) != nothing}
    others = replace(wanted, kinds=frozenset(), statuses=frozenset(), topics=frozenset(), since=None, until=None)
    passing: list[Relationship] = []
    failing: dict[str, list[Relationship]] = {name: [] for name in FACETS}
    for tie in ties:
        if others.passes(tie):
            failed = [name for name, part in parts.items() if not part.passes(tie)]
            if not failed:
                passing.append(tie)
            elif len(failed) == 1:
                failing[failed[0]].append(tie)
    return {name: count(chain(passing, failing[name]), facet) for name, facet in FACETS.items()}


def _kinds(tie: Relationship) -> Iterator[str]:
    """The kind, and the form of an alliance where the ontology has a class for it."""
    yield tie.kind
    if tie.form in FORMS:
        yield tie.form


def _topics(tie: Relationship) -> set[str]:
    """The topics with those under which they fall."""
    return {wider for topic in tie.topics for wider in find_wider(topic)}


def _years(tie: Relationship) -> Iterator[str]:
    """From the first report to the last."""
    if tie.first_reported and tie.last_reported:
        yield from map(str, range(tie.first_reported.year, tie.last_reported.year + 1))


FACETS: Mapping[str, Facet] = {
    "kind": Facet(
        _kinds,
        lambda kind: LABELS[FORMS.get(kind) or KINDS[kind].iri],
        lambda wanted: Filter(kinds=wanted.kinds),
    ),
    "status": Facet(
        lambda tie: (tie.status.value,),
        lambda status: LABELS[STATUSES[status]],
        lambda wanted: Filter(statuses=wanted.statuses),
    ),
    "topic": Facet(_topics, lambda topic: topic_names()[topic], lambda wanted: Filter(topics=wanted.topics)),
    "year": Facet(_years, str, lambda wanted: Filter(since=wanted.since, until=wanted.until)),
}
"""A row for each; a tie counts once under each of its values."""
