"""Contracts: who supplies whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from alliance_graph.extract import syntax
from alliance_graph.extract.draft import Draft, Scene
from alliance_graph.extract.words import read_triggers
from alliance_graph.model import EntityType

_SUPPLY = read_triggers("contracts", "supply")
_AWARD = read_triggers("contracts", "award")
_WIN = read_triggers("contracts", "win")
_CHOOSE = read_triggers("contracts", "choose")
_WORK = read_triggers("contracts", "work")
_OF_LABOUR = frozenset({"employment", "labor", "labour", "union", "wage"})


def read_contracts(scene: Scene, token: Token) -> Iterator[Draft]:
    """Claims that hang on a verb or noun of supplying or ordering."""
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB":
        if lemma in _SUPPLY:
            yield from _supplying(scene, token)
        elif lemma == "order":
            yield from _supplies(scene, "order.verb", syntax.after(token, "from"), syntax.subjects(token), token, 0.7)
        elif lemma in _CHOOSE:
            yield from _choosing(scene, token)
        elif lemma == "include":
            yield from _including(scene, token)
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


def _supplies(
    scene: Scene, rule: str, suppliers: list[Token], customers: list[Token], trigger: Token, confidence: float
) -> Iterator[Draft]:
    for supplier, customer in scene.pairs(suppliers, customers):
        yield Draft("supply", rule, {"supplier": (supplier,), "customer": (customer,)}, trigger, confidence)


def read_contract(scene: Scene, noun: Token) -> Iterator[Draft]:
    """ "X won a contract from Y", "Y awarded X a contract": X supplies Y."""
    if any(child.lower_ in _OF_LABOUR for child in noun.lefts):
        return
    verb = syntax.governor(noun)
    actors = syntax.owners(noun)
    others = syntax.after(noun, "with", "from", "by", "to")
    if verb is None or noun.dep_ not in ("dobj", "nsubjpass") or verb.lemma_ not in _AWARD | _WIN:
        others = others or (syntax.after(verb, "from", "by", "with", "to") if verb is not None else [])
        yield from _supplies(scene, "supply.contract", actors, others, noun, 0.55)
    elif verb.lemma_ in _WIN:
        givers = [*syntax.after(noun, "from", "by", "with"), *syntax.after(verb, "from", "by", "with")]
        yield from _supplies(scene, "supply.won", syntax.subjects(verb), givers, noun, 0.7)
    else:
        takers = [child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"]
        takers = takers or [*syntax.after(noun, "to"), *syntax.after(verb, "to")]
        if syntax.is_passive(verb):
            takers = takers or syntax.passive_subjects(verb)
        givers = syntax.subjects(verb) or syntax.after(noun, "by", "from")
        yield from _supplies(scene, "supply.awarded", takers, givers, noun, 0.7)


def _choosing(scene: Scene, verb: Token) -> Iterator[Draft]:
    """ "Y chose X to build Z", "Y selected X as its supplier", "X was picked by Y to run Z"."""
    as_what = syntax.after(verb, "as", "for")
    deeds = [child for child in verb.children if child.dep_ in ("xcomp", "ccomp", "advcl") and child.lemma_ in _WORK]
    if deeds or any(noun.lemma_ in _CHOSEN_AS for noun in as_what):
        named = [child for deed in deeds for child in deed.children if child.dep_ == "nsubj"]
        chosen = named or syntax.objects(verb)
        yield from _supplies(scene, "supply.chosen", chosen, syntax.subjects(verb), verb, 0.7)


_CHOSEN_AS = frozenset({"supplier", "contractor", "provider", "vendor"})


def _including(scene: Scene, verb: Token) -> Iterator[Draft]:
    """ "X's customers include Y and Z"."""
    for noun in verb.children:
        if noun.dep_ == "nsubj" and noun.lemma_ in ("client", "customer"):
            suppliers = syntax.possessors(noun) or syntax.after(noun, "of")
            for draft in _supplies(scene, "customer.include", suppliers, syntax.objects(verb), noun, 0.7):
                yield replace(draft, is_state=True)


def _supplying(scene: Scene, verb: Token) -> Iterator[Draft]:
    """ "X supplies Y with Z", "X supplies Z to Y", "X supplies Y"."""
    things = syntax.objects(verb)
    customers = [*syntax.after(verb, "to"), *(party for thing in things for party in syntax.after(thing, "to"))]
    if syntax.after(verb, "with") or not (customers or verb.lemma_ == "deliver"):
        customers = [*customers, *things]
    yield from _supplies(scene, "supply.verb", syntax.subjects(verb), customers, verb, 0.75)


def _role_noun(scene: Scene, noun: Token, role: str, other: str) -> Iterator[Draft]:
    """ "X's supplier Y", "Y, a supplier to X"."""
    others = [token for token in syntax.possessors(noun) if not _is_nation(scene, token)]
    others = others or syntax.after(noun, "of", "to")
    names = [token for token in syntax.appositions(noun) if scene.reader.named(token)]
    if noun.dep_ in ("compound", "nmod") and scene.reader.named(noun.head):
        names, others = [noun.head], others or syntax.possessors(noun.head)
    if noun.dep_ == "attr":
        verb = syntax.governor(noun)
        names = names or (syntax.subjects(verb) if verb is not None else [])
    for first, second in scene.pairs(names, others):
        yield Draft("supply", f"{role}.noun", {role: (first,), other: (second,)}, noun, 0.65, is_state=True)


def _is_nation(scene: Scene, token: Token) -> bool:
    """Whether a state only says where: "Spain's largest supplier of tiles"."""
    mention = scene.reader.mention_at(token)
    return mention is not None and mention.type is EntityType.GOVERNMENT
