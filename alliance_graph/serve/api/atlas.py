"""A snapshot with its companies and ties in memory, where lists, filters and networks are quick."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from alliance_graph.graph import read
from alliance_graph.graph.filter import Filter, find_near
from alliance_graph.graph.lives import Lives
from alliance_graph.graph.store import Store
from alliance_graph.model import Company, Relationship
from alliance_graph.serve.api.directory import Directory
from alliance_graph.serve.snapshot import Snapshot


class Atlas(Store):
    """A store that nobody changes, with what every request asks in memory."""

    is_past = False
    """Whether its ties are those of a past day, which have no sentences."""

    @classmethod
    def of(cls, snapshot: Snapshot) -> Atlas:
        """The atlas of a snapshot, read whole."""
        atlas = snapshot.open_as(cls)
        _ = atlas.ranks, atlas.directory
        return atlas

    def renewed(self, snapshot: Snapshot, changed: Iterable[str]) -> Atlas:
        """The atlas of a later snapshot, of which only what changed is read."""
        atlas = snapshot.open_as(Atlas)
        nodes = {iri.partition("#")[0] for iri in changed}
        parties = {iri: read.find_company(atlas.oxigraph, iri) for iri in nodes if "/company/" in iri}
        ties = {iri: _find_tie(atlas, iri) for iri in nodes if "/relationship/" in iri}
        atlas.parties = {iri: party for iri, party in sorted((self.parties | parties).items()) if party}
        atlas.ties = {iri: tie for iri, tie in sorted((self.ties | ties).items()) if tie}
        _ = atlas.ranks, atlas.directory
        return atlas

    @cached_property
    def parties(self) -> dict[str, Company]:
        """All companies and other parties by IRI."""
        return {company.iri: company for company in super().companies()}

    @cached_property
    def ties(self) -> dict[str, Relationship]:
        """All relationships by IRI, without their sentences."""
        return {tie.iri: tie for tie in read.relationships(self.oxigraph, Filter(), is_quoted=False)}

    @cached_property
    def ties_of(self) -> dict[str, list[Relationship]]:
        """The relationships of each company, by its IRI."""
        found: dict[str, list[Relationship]] = {iri: [] for iri in self.parties}
        for tie in self.ties.values():
            for party in tie.parties:
                found.setdefault(party, []).append(tie)
        return found

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The place of each tie by its IRI: by sources, then by how many ties its parties have, the most first."""
        counts = {iri: len(ties) for iri, ties in self.ties_of.items()}
        sizes = {tie.iri: sum(counts[party] for party in tie.parties) for tie in self.ties.values()}
        ranked = sorted(self.ties.values(), key=lambda tie: (-tie.sources, -sizes[tie.iri], tie.iri))
        return {tie.iri: number for number, tie in enumerate(ranked)}

    @cached_property
    def directory(self) -> Directory:
        """The names of all companies."""
        return Directory((company, len(self.ties_of[company.iri])) for company in self.companies())

    @cached_property
    def lives(self) -> Lives:
        """The life lines of the ties."""
        return Lives(self.oxigraph)

    def on(self, day: date) -> Atlas:
        """The same with the ties as their life lines have them on a day; names and figures stay those of the store."""
        past = Atlas(self.path, self.oxigraph, self.rulebook)
        past.is_past = True
        past.parties, past.directory, past.lives = self.parties, self.directory, self.lives
        then = (self.lives.on(tie, day) for tie in self.ties.values())
        past.ties = {tie.iri: tie for tie in then if tie}
        return past

    def companies(self) -> Iterator[Company]:
        """All companies and other parties, sorted by IRI."""
        return iter(self.parties.values())

    def relationships(self, filter: Filter | None = None) -> Iterator[Relationship]:
        """The relationships that pass a filter, sorted by IRI."""
        found = self.select(filter or Filter())
        return iter(found) if self.is_past else (read.relationship(self.oxigraph, tie.iri) for tie in found)

    def select(self, wanted: Filter) -> list[Relationship]:
        """The same without their sentences."""
        if wanted.companies:
            return find_near(wanted, self.around)
        return [tie for tie in self.ties.values() if wanted.passes(tie)]

    def around(self, companies: Iterable[str]) -> Iterator[Relationship]:
        """The relationships of these companies, one of several of them as often."""
        return (tie for company in companies for tie in self.ties_of.get(company, ()))


def _find_tie(atlas: Atlas, iri: str) -> Relationship | None:
    try:
        return read.relationship(atlas.oxigraph, iri, is_quoted=False)
    except KeyError:
        return None
