"""Contracts: who supplies whom, and who licenses what to whom."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from alliance_graph.extract import syntax
from alliance_graph.extract.draft import Draft, Scene
from alliance_graph.extract.words import read_triggers

_SUPPLY = read_triggers("contracts", "supply")
_LICENSE = read_triggers("contracts", "license")
_AWARD = read_triggers("contracts", "award")


def read_contracts(scene: Scene, token: Token) -> Iterator[Draft]:
    """Claims that hang on a verb or noun of supplying, ordering or licensing."""
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB":
        if lemma in _SUPPLY:
            yield from _supplying(scene, token)
        elif lemma in _LICENSE:
            yield from _licensing(scene, token)
        elif lemma == "order":
            yield from _supplies(scene, "order.verb", syntax.after(token, "from"), syntax.subjects(token), token, 0.7)
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from _read_noun(scene, token, lemma)


def _read_noun(scene: Scene, noun: Token, lemma: str) -> Iterator[Draft]:
    if lemma == "order":
        owners = syntax.owners(noun)
        yield from _supplies(scene, "order.noun", syntax.after(noun, "with"), owners, noun, 0.65)
        yield from _supplies(scene, "order.noun", owners, syntax.after(noun, "from"), noun, 0.65)
    elif lemma == "supplier":
        yield from _role_noun(scene, noun, "supplier", "customer")
    elif lemma == "customer":
        yield from _role_noun(scene, noun, "customer", "supplier")
    elif lemma in _LICENSE:
        yield from _licenses(scene, "license.noun", syntax.after(noun, "from"), syntax.owners(noun), noun, 0.65)


def _supplies(
    scene: Scene, rule: str, suppliers: list[Token], customers: list[Token], trigger: Token, confidence: float
) -> Iterator[Draft]:
    for supplier, customer in scene.pairs(suppliers, customers):
        yield Draft("supply", rule, {"supplier": (supplier,), "customer": (customer,)}, trigger, confidence)


def _licenses(
    scene: Scene, rule: str, licensors: list[Token], licensees: list[Token], trigger: Token, confidence: float
) -> Iterator[Draft]:
    for licensor, licensee in scene.pairs(licensors, licensees):
        yield Draft("license", rule, {"licensor": (licensor,), "licensee": (licensee,)}, trigger, confidence)


def read_contract(scene: Scene, noun: Token) -> Iterator[Draft]:
    """ "X won a contract from Y", "Y awarded X a contract": X supplies Y."""
    verb = syntax.governor(noun)
    actors = syntax.owners(noun)
    others = syntax.after(noun, "with", "from", "by", "to")
    if verb is not None:
        others = others or syntax.after(verb, "from", "by", "with", "to")
        if verb.lemma_ in _AWARD and not syntax.is_passive(verb):
            actors, others = others or [child for child in verb.children if child.dep_ == "dative"], actors
    yield from _supplies(scene, "supply.contract", actors, others, noun, 0.55)


def _supplying(scene: Scene, verb: Token) -> Iterator[Draft]:
    """ "X supplies Y with Z", "X supplies Z to Y", "X supplies Y"."""
    things = syntax.objects(verb)
    customers = [*syntax.after(verb, "to"), *(party for thing in things for party in syntax.after(thing, "to"))]
    if syntax.after(verb, "with") or not customers:
        customers = [*customers, *things]
    yield from _supplies(scene, "supply.verb", syntax.subjects(verb), customers, verb, 0.75)


def _licensing(scene: Scene, verb: Token) -> Iterator[Draft]:
    """ "X licenses Z to Y", "Y licenses Z from X"."""
    things, subjects = syntax.objects(verb), syntax.subjects(verb)
    for preposition in ("to", "from"):
        others = [*syntax.after(verb, preposition), *(p for thing in things for p in syntax.after(thing, preposition))]
        licensors, licensees = (subjects, others) if preposition == "to" else (others, subjects)
        yield from _licenses(scene, "license.verb", licensors, licensees, verb, 0.75)


def _role_noun(scene: Scene, noun: Token, role: str, other: str) -> Iterator[Draft]:
    """ "X's supplier Y", "Y, a supplier to X"."""
    others = syntax.possessors(noun) or syntax.after(noun, "of", "to")
    names = [token for token in syntax.appositions(noun) if scene.reader.named(token)]
    if noun.dep_ in ("compound", "nmod") and scene.reader.named(noun.head):
        names, others = [noun.head], others or syntax.possessors(noun.head)
    if noun.dep_ == "attr":
        verb = syntax.governor(noun)
        names = names or (syntax.subjects(verb) if verb is not None else [])
    for first, second in scene.pairs(names, others):
        yield Draft("supply", f"{role}.noun", {role: (first,), other: (second,)}, noun, 0.65, is_state=True)
