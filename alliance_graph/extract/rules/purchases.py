"""Acquisitions and asset purchases: who buys a company, or a business of one, from whom."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from alliance_graph.extract import syntax
from alliance_graph.extract.draft import Draft, Scene
from alliance_graph.extract.reference import UNIT_NOUNS
from alliance_graph.extract.rules.stakes import STAKE_NOUNS
from alliance_graph.extract.words import read_triggers, read_words
from alliance_graph.model import EntityType

_BUY = read_triggers("purchases", "buy")
_BUY_WITH_PARTICLE = {"take": "over", "snap": "up", "buy": "out", "gobble": "up", "scoop": "up", "fold": "into"}
_SELL = read_triggers("purchases", "sell")
_PURCHASE_NOUNS = read_triggers("purchases", "purchase_nouns")
_BID_NOUNS = read_triggers("purchases", "bid_nouns")
_SALE_NOUNS = read_triggers("purchases", "sale_nouns")
_ASSET_NOUNS = read_words("asset_nouns.txt")


def read_purchases(scene: Scene, token: Token) -> Iterator[Draft]:
    """Claims that hang on a verb or noun of buying or selling."""
    if token.pos_ == "VERB" and _is_buying(token):
        yield from _bought(scene, token)
    elif token.pos_ == "VERB" and token.lemma_ in _SELL:
        yield from _sold(scene, token, syntax.subjects(token), syntax.objects(token), "sale.verb")
    elif token.pos_ == "NOUN" and token.lemma_ in _PURCHASE_NOUNS | _BID_NOUNS:
        yield from _purchase_noun(scene, token)
    elif token.pos_ == "NOUN" and token.lemma_ in _SALE_NOUNS:
        sellers = syntax.owners(token)
        yield from _sold(scene, token, sellers, syntax.after(token, "of"), "sale.noun")


def _is_buying(verb: Token) -> bool:
    if verb.lemma_ in _BUY:
        return True
    particle = _BUY_WITH_PARTICLE.get(verb.lemma_)
    return particle is not None and any(
        c.dep_ in ("prt", "prep", "advmod") and c.lower_ == particle for c in verb.children
    )


def _bought(scene: Scene, verb: Token) -> Iterator[Draft]:
    buyers = syntax.subjects(verb)
    if syntax.is_passive(verb) and not buyers:
        return
    sellers = syntax.after(verb, "from")
    for thing in syntax.objects(verb):
        yield from _purchase(scene, verb, buyers, thing, [*sellers, *syntax.after(thing, "from")], "purchase.verb")


def _purchase_noun(scene: Scene, noun: Token) -> Iterator[Draft]:
    """ "X's acquisition of Y", "the takeover of Y by X", "the Kidde takeover", "X agreed to a takeover by Y"."""
    things = syntax.after(noun, "of", "for") if noun.lemma_ not in _BID_NOUNS else syntax.after(noun, "for", "of")
    buyers = syntax.after(noun, "by") or (syntax.after(noun, "from") if noun.lemma_ in _BID_NOUNS else [])
    possessors = syntax.possessors(noun)
    confidence = 0.8
    if things and not buyers:
        buyers = possessors or syntax.owners(noun)
    elif buyers and not things:
        things = possessors or syntax.owners(noun)
    elif not things and not buyers:
        named = [c for c in noun.lefts if c.dep_ in ("compound", "nmod") and scene.reader.named(c)]
        things, buyers, confidence = named, possessors or syntax.owners(noun), 0.6
    for thing in things:
        sellers = [*syntax.after(thing, "from"), *(syntax.after(noun, "from") if noun.lemma_ not in _BID_NOUNS else [])]
        yield from _purchase(scene, noun, buyers, thing, sellers, "purchase.noun", confidence)


def _purchase(
    scene: Scene,
    trigger: Token,
    buyers: list[Token],
    thing: Token,
    sellers: list[Token],
    rule: str,
    confidence: float = 0.85,
) -> Iterator[Draft]:
    """Claims of one thing bought: a company, a business of a company; stakes are read elsewhere."""
    if thing.lemma_ in STAKE_NOUNS and not scene.reader.named(thing):
        if thing.lemma_ in ("share", "stock", "rest", "interest") or _is_control(thing):
            yield from _control(scene, trigger, buyers, thing)
        return
    if trigger.dep_ == "relcl" and thing.dep_ == "pobj" and thing.head.head.lemma_ in STAKE_NOUNS:
        return  # "holds 12 percent of Y, which it acquired in 2021": the stake, not Y
    whole = scene.reader.named(thing) or thing.lemma_ in UNIT_NOUNS or thing.lemma_ not in _ASSET_NOUNS
    if whole:
        for buyer, target in scene.pairs(buyers, [thing]):
            if scene.reader.entities.type_of(target) is EntityType.COMPANY:
                yield Draft("acquisition", rule, {"acquirer": (buyer,), "target": (target,)}, trigger, confidence)
                return
    if thing.lemma_ in _ASSET_NOUNS:
        holders = [*sellers, *syntax.possessors(thing), *syntax.after(thing, "of")]
        for buyer, seller in scene.pairs(buyers, holders):
            roles = {"buyer": (buyer,), "seller": (seller,)}
            yield Draft("asset_purchase", rule.replace("purchase", "assets"), roles, trigger, 0.7)


def _is_control(thing: Token) -> bool:
    words = {child.lower_ for child in thing.lefts}
    return bool(words & {"controlling", "majority", "remaining", "outstanding"})


def _control(scene: Scene, trigger: Token, buyers: list[Token], thing: Token) -> Iterator[Draft]:
    """ "a controlling interest in Y", "all the shares of Y": control of Y is gained as well."""
    words = {child.lower_ for child in thing.lefts}
    if not words & {"controlling", "all", "outstanding", "remaining"}:
        return
    targets = [*syntax.after(thing, "in", "of"), *syntax.possessors(thing)]
    for buyer, target in scene.pairs(buyers, targets):
        yield Draft("acquisition", "purchase.control", {"acquirer": (buyer,), "target": (target,)}, trigger, 0.6)


def _sold(scene: Scene, trigger: Token, sellers: list[Token], things: list[Token], rule: str) -> Iterator[Draft]:
    buyers = syntax.after(trigger, "to")
    for thing in things:
        takers = buyers or syntax.after(thing, "to")
        if thing.lemma_ in STAKE_NOUNS and not scene.reader.named(thing):
            continue
        target = scene.reader.named(thing) or (thing.lemma_ in UNIT_NOUNS and scene.reader.parties([thing]))
        if target:
            yield from _sold_company(scene, trigger, sellers, thing, takers, rule)
        elif thing.lemma_ in _ASSET_NOUNS | UNIT_NOUNS:
            holders = sellers or [*syntax.possessors(thing), *syntax.after(thing, "of")]
            for buyer, seller in scene.pairs(takers, holders):
                yield Draft("asset_purchase", f"{rule}.assets", {"buyer": (buyer,), "seller": (seller,)}, trigger, 0.7)


def _sold_company(
    scene: Scene, trigger: Token, sellers: list[Token], thing: Token, takers: list[Token], rule: str
) -> Iterator[Draft]:
    for buyer, target in scene.pairs(takers, [thing]):
        if scene.reader.entities.type_of(target) is EntityType.COMPANY:
            yield Draft("acquisition", rule, {"acquirer": (buyer,), "target": (target,)}, trigger, 0.8)
    for seller, target in scene.pairs(sellers, [thing]):
        types = scene.reader.entities.type_of(seller), scene.reader.entities.type_of(target)
        if types == (EntityType.COMPANY, EntityType.COMPANY):
            roles = {"parent": (seller,), "child": (target,)}
            yield Draft("subsidiary", f"{rule}.seller", roles, trigger, 0.65, is_sale=True)
