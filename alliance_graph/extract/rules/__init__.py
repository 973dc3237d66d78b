"""The rules: each reads drafts of claims off one token of a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from alliance_graph.extract.draft import Draft, Scene
from alliance_graph.extract.rules.contracts import read_contracts
from alliance_graph.extract.rules.control import with_control
from alliance_graph.extract.rules.licences import read_licences
from alliance_graph.extract.rules.purchases import read_purchases
from alliance_graph.extract.rules.stakes import read_stakes
from alliance_graph.extract.rules.state_owned import read_state_owned
from alliance_graph.extract.rules.surface import read_surface
from alliance_graph.extract.rules.ties import read_ties
from alliance_graph.extract.rules.units import read_units

Rule = Callable[[Scene, Token], Iterator[Draft]]

RULES: tuple[Rule, ...] = (read_stakes, read_purchases, read_units, read_ties, read_contracts, read_licences)


def read_drafts(scene: Scene) -> Iterator[Draft]:
    """All drafts that the rules read off one sentence."""
    for token in scene.sent:
        for rule in RULES:
            for draft in rule(scene, token):
                yield from with_control(draft)
    yield from read_state_owned(scene)
    for draft in read_surface(scene):
        yield from with_control(draft)
