"""Ties that came, went or changed between two states of the graph, with the reports that made the change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from alliance_graph.graph import read
from alliance_graph.graph.comparison import Names, compare, move
from alliance_graph.graph.difference import TieChange
from alliance_graph.graph.draft import Draft
from alliance_graph.graph.explain import tell
from alliance_graph.graph.explanation import ToldRelationship
from alliance_graph.graph.pairing import find_differing, pair
from alliance_graph.graph.terms import AG, PUBLIC, node
from alliance_graph.graph.view import View
from alliance_graph.model import Relationship, Status

if TYPE_CHECKING:
    from alliance_graph.graph.store import Store

Sort = Literal["begun", "ended", "changed", "gone", "reported again", ""]

_OVER = (Status.ENDED, Status.DENIED)


class TieChanges:
    """The ties of two states that are not the very same, each with what it was."""

    def __init__(self, before: Store, after: Store, names: Names, moved: Mapping[str, str]) -> None:
        """`moved` leads from companies that are gone to those that their articles are taken to speak of now."""
        self._before, self._after, self._names, self._moved = before, after, names, moved
        self._old, self._new = find_differing(before.oxigraph, after.oxigraph)
        pairs = pair(_find_claims(before, self._old), _find_claims(after, self._new))
        self._was = {now: self._old[then] for now, then in pairs.items()}
        self._places = {iri: gave for iri in self._new if (gave := self._find_place(iri))}

    def find(self) -> dict[Sort, list[TieChange]]:
        """The changes by their sort, each sort by day of the first new report and IRI."""
        found: dict[Sort, list[TieChange]] = {sort: [] for sort in ("begun", "ended", "changed", "gone")}
        found |= {"reported again": [], "": []}
        given_way = {gave.iri for gave in self._places.values()}
        view = self._after.view()
        for iri, tie in self._new.items():
            if iri in self._places or iri not in given_way or iri not in self._was:
                change = self._tell(tie, view, is_given_way=iri in given_way)
                found[self._find_sort(tie, change)].append(change)  # others are told with what took their place
        found["gone"] = self._find_gone()
        return {sort: sorted(changes, key=_order) for sort, changes in found.items()}

    def _find_place(self, iri: str) -> Relationship | None:
        """The stake whose place this one took in the time between, in that it was not over before."""
        gave = read.find_before(self._after.oxigraph, iri)
        if gave is None or gave.iri not in self._new:
            return None
        was = self._was.get(gave.iri)
        return gave if was is None or was.status not in _OVER else None

    def _tell(self, tie: Relationship, view: View, *, is_given_way: bool) -> TieChange:
        told = tell(self._after, tie, view)
        was, gave = self._was.get(tie.iri), self._places.get(tie.iri)
        changed = compare(move(was, self._moved), tie, self._names) if was else {}
        if gave:
            changed |= {what: both for what, both in compare(gave, tie, self._names).items() if what == "percentage"}
        if is_given_way:
            changed = {what: both for what, both in changed.items() if what not in ("status", "end")}
        before = self._was.get(gave.iri, gave) if gave else was
        return TieChange(told=self._without_known(told), before=before, changed=changed)

    def _without_known(self, told: ToldRelationship) -> ToldRelationship:
        """With the claims alone that are not in the earlier state, unless that leaves none."""
        known = Draft(self._before.oxigraph)
        new = tuple(claim for claim in told.claims if not known.has(node(claim.iri), None, None, PUBLIC))
        return replace(told, claims=new or told.claims)

    def _find_sort(self, tie: Relationship, change: TieChange) -> Sort:
        was = self._was.get(tie.iri)
        if tie.iri in self._places:
            return "changed"
        if was is None and (change.told.after or tie.status not in _OVER):
            return "begun"
        if tie.status in _OVER and (was is None or was.status not in _OVER):
            return "ended"
        if change.changed:
            return "changed"
        return "reported again" if was and tie.sources > was.sources else ""

    def _find_gone(self) -> list[TieChange]:
        view = self._before.view()
        found = {tie.iri for tie in self._was.values()}
        gone = (tie for iri, tie in self._old.items() if iri not in found)
        told = (tell(self._before, tie, view) for tie in gone)
        return [TieChange(told=one, before=one.relationship, changed={}, now=self._find_now(one)) for one in told]

    def _find_now(self, told: ToldRelationship) -> str:
        oxigraph = self._after.oxigraph
        found = (read.find_values(oxigraph, claim.iri).get(AG + "reports", []) for claim in told.claims)
        return min((iri for iris in found for iri in iris), default="")


def _find_claims(store: Store, ties: Mapping[str, Relationship]) -> dict[str, set[str]]:
    return {iri: set(read.find_subjects(store.oxigraph, AG + "reports", iri)) for iri in ties}


def _order(change: TieChange) -> tuple[str, str]:
    days = (str(claim.source.date) for claim in change.told.claims)
    return (min(days), change.told.relationship.iri)
