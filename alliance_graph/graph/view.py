"""One state of the store as the conclusions see it: its look-ups, identities and readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from alliance_graph.contexts import bare
from alliance_graph.graph.bands import Bands
from alliance_graph.graph.copies import age, find_family
from alliance_graph.graph.draft import Draft
from alliance_graph.graph.index import Index
from alliance_graph.graph.iris import Iris
from alliance_graph.graph.linker import EntityKeys, Linker, Register
from alliance_graph.graph.names import Names
from alliance_graph.graph.reading import Reading, Readings
from alliance_graph.graph.reports import Report, groups, main_roles, make_report, parse_group
from alliance_graph.graph.ventures import find_names
from alliance_graph.model import Claim, Decision, Entity


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What the conclusions depend on beside the annotations."""

    linker: Linker
    iris: Iris
    threshold: float
    register: Register | None = None
    bands: Bands = field(default_factory=Bands)


class View:
    """A draft with what was looked up in it; to be thrown away when the draft changes.

    From one of the same draft that is thrown away it takes over the readings, with the keys of their entities and their
    accepted claims: no reading and no review may have changed in between.
    """

    def __init__(self, draft: Draft, rulebook: Rulebook, old: View | None = None) -> None:
        self.draft = draft
        self.rulebook = rulebook
        self.index = Index(draft)
        self.names = Names(self.index)
        self.linking = rulebook.linker.Linking(self.names)
        self.readings: Readings = old.readings if old else Readings(draft, rulebook.iris)
        self._filed: dict[str, Mapping[str, EntityKeys]] = old._filed if old else {}
        self._accepted: dict[str, list[tuple[str, Claim]]] = old._accepted if old else {}
        self._reports: dict[str, Report | None] = {}
        self._families: dict[str, frozenset[str]] = {}

    def filed(self, reading: Reading) -> Mapping[str, EntityKeys]:
        """The keys of the entities of an article, by their keys there; a review of a claim does not change them."""
        if reading.article not in self._filed:
            file = self.rulebook.linker.file_entities
            self._filed[reading.article] = file(reading.entities, reading.annotation.claims)
        return self._filed[reading.article]

    def company(self, entity: Entity, reading: Reading) -> str:
        """Key of the company that an entity of an article is."""
        return self.linking.identify(self.filed(reading)[entity.key].full).key

    def reports(self, reading: Reading) -> list[Report]:
        """The accepted claims of an article that make a tie, with companies for entities."""
        made = (self._report(iri, claim, reading) for iri, claim in self.accepted(reading))
        return [report for report in made if report]

    def reports_in(self, group: str, reading: Reading) -> Iterator[Report]:
        """Those of a group; of the parties of other claims the companies are not looked up."""
        kind, companies = parse_group(group)
        keys = frozenset[str]().union(*map(self.linking.members, companies))
        for iri, claim in self.accepted(reading):
            if claim.kind == kind and (not companies or self._is_among(keys, claim, reading)):
                report = self._report(iri, claim, reading)
                if report and group in groups(report):
                    yield report

    def _is_among(self, keys: frozenset[str], claim: Claim, reading: Reading) -> bool:
        """Whether the parties that make the group of a claim have none but these full keys."""
        filed = self.filed(reading)
        parties = (key for role in main_roles(claim.kind) for key in claim.roles.get(role, ()))
        return all(filed[key].full in keys for key in parties)

    def _report(self, iri: str, claim: Claim, reading: Reading) -> Report | None:
        if iri not in self._reports:
            entities = {entity.key: entity for entity in reading.entities}
            named = {*claim.parties, *claim.shares}
            companies = {key: self.company(one, reading) for key, one in entities.items() if key in named}
            ventures = claim.roles.get("venture", ())
            names = {key: self._find_names(entities[key], reading) for key in ventures}
            self._reports[iri] = make_report(iri, claim, companies, names, reading.article)
        return self._reports[iri]

    def _find_names(self, venture: Entity, reading: Reading) -> frozenset[str]:
        """The keys of the names that an article gives a venture, but for those that people gave to another company."""
        judged = self.names.judged(bare(self.filed(reading)[venture.key].full))
        names = find_names(venture, self.rulebook.linker)
        return frozenset(name for name in names if judged.get(name) is not Decision.DIFFERENT)

    def accepted(self, reading: Reading) -> list[tuple[str, Claim]]:
        """The claims that stand, are no mere candidates, and whose parties are all known."""
        if reading.article not in self._accepted:
            known = {entity.key for entity in reading.entities}
            self._accepted[reading.article] = [
                (iri, claim)
                for iri, claim in reading.standing.items()
                if claim.confidence >= self.rulebook.threshold and known.issuperset(claim.parties)
            ]
        return self._accepted[reading.article]

    def playing(self, reading: Reading) -> list[Entity]:
        """The entities that play a part in an accepted claim."""
        parties = {key for _, claim in self.accepted(reading) for key in claim.parties}
        return [entity for entity in reading.entities if entity.key in parties]

    def family(self, article: str) -> frozenset[str]:
        """IRIs of the article and all that are copies of it, directly or through others."""
        if article not in self._families:
            reading = self.readings.get(article)
            found = frozenset(find_family(reading, self.index) if reading else [article])
            self._families |= dict.fromkeys(found, found)
        return self._families[article]

    def original(self, article: str) -> str:
        """IRI of the earliest of these."""
        family = self.family(article)
        if len(family) == 1:
            return article
        return min(self.readings.all_of(family), key=age).article
