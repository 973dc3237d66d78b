"""Licences: who lets whom use a technology, a product or a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from alliance_graph.extract import syntax
from alliance_graph.extract.draft import Draft, Scene
from alliance_graph.extract.reference import UNIT_NOUNS
from alliance_graph.extract.rules.licence_words import (
    LICENSE,
    USE,
    find_licence,
    is_called_licence,
    is_cross_licence,
    is_each_other,
    is_licence,
    is_licence_agreement,
)
from alliance_graph.extract.words import read_triggers
from alliance_graph.model import EntityType

_GIVE = read_triggers("licences", "give")
_TAKE = read_triggers("licences", "take")
_EARN = read_triggers("licences", "earn")
_AUTHORITIES = read_triggers("licences", "authorities")
_ROLES = {"licensee": "licensor", "licensor": "licensee", "franchisee": "licensor", "franchiser": "licensee"}


def read_licences(scene: Scene, token: Token) -> Iterator[Draft]:
    """Claims that hang on a verb or noun of licensing, or on a right to use what is another's."""
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB":
        yield from _read_verb(scene, token, lemma)
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from _read_noun(scene, token, lemma)


def _read_verb(scene: Scene, verb: Token, lemma: str) -> Iterator[Draft]:
    if lemma in LICENSE:
        yield from _licensing(scene, verb)
    elif lemma in _GIVE and (licence := find_licence(verb)):
        yield from _granting(scene, verb, licence)
    elif lemma in _TAKE and (licence := find_licence(verb)):
        givers = _beside(verb, [licence], "from") or _holders(licence)
        yield from _draft(scene, "take" if is_called_licence(licence) else "right", givers, syntax.subjects(verb), verb)


def _read_noun(scene: Scene, noun: Token, lemma: str) -> Iterator[Draft]:
    if lemma in _ROLES:
        yield from _role(scene, noun, lemma)
    elif lemma == "royalty":
        yield from _royalties(scene, noun)
    elif lemma == "use" and noun.dep_ == "pobj" and noun.head.lower_ == "for" and noun.head.head.lemma_ == "pay":
        yield from _paying(scene, noun.head.head)
    elif is_cross_licence(noun):
        yield from _mutual(scene, noun, [*syntax.after(noun, "between", "with"), *syntax.owners(noun)])
    elif noun.dep_ == "pobj" and noun.head.lower_ == "under" and (is_licence(noun) or is_licence_agreement(noun)):
        yield from _under(scene, noun)
    elif is_licence_agreement(noun):
        yield from _agreed(scene, noun)
    elif is_licence(noun) and noun.dep_ not in ("dobj", "nsubjpass"):
        yield from _draft(scene, "noun", syntax.after(noun, "from"), syntax.owners(noun), noun)


def _draft(scene: Scene, rule: str, licensors: list[Token], licensees: list[Token], trigger: Token) -> Iterator[Draft]:
    entities = scene.reader.entities
    for licensor, licensee in scene.pairs(_behind(scene, licensors), _behind(scene, licensees)):
        is_authority = set(licensor.split("-")) & _AUTHORITIES
        if entities.type_of(licensor) is _STATE or entities.type_of(licensee) in (_STATE, _PERSON) or is_authority:
            continue
        roles = {"licensor": (licensor,), "licensee": (licensee,)}
        yield Draft("license", f"license.{rule}", roles, trigger, 0.75)


def _behind(scene: Scene, tokens: list[Token]) -> list[Token]:
    """The parties, for "its inventor, the firm X" and "the house of X" the name within."""
    found = []
    for token in tokens:
        is_known = scene.reader.parties([token]) or token.lemma_ in UNIT_NOUNS
        inner = [] if is_known else [*syntax.appositions(token), *syntax.after(token, "of")]
        found.extend(inner or [token])
    return found


_STATE, _PERSON = EntityType.GOVERNMENT, EntityType.PERSON


def _licensing(scene: Scene, verb: Token) -> Iterator[Draft]:
    """ "X licenses Z to Y", "X licenses Y to make Z", "Y licenses Z from X", "Y licenses X's Z"."""
    things, subjects = syntax.objects(verb), syntax.subjects(verb)
    if any(is_each_other(thing) for thing in things) or any(child.lower_ == "cross" for child in verb.lefts):
        yield from _mutual(scene, verb, [*subjects, *syntax.after(verb, "with")])
        return
    takers, givers = _beside(verb, things, "to"), _beside(verb, things, "from")
    deeds = [child for child in verb.children if child.dep_ == "xcomp"]
    if takers:
        yield from _draft(scene, "verb", subjects or _possessors(things), takers, verb)
    elif givers:
        yield from _draft(scene, "verb", givers, subjects, verb)
    elif deeds:
        used = [thing for deed in deeds for thing in syntax.objects(deed)]
        yield from _draft(scene, "permit", subjects or _possessors(used), things, verb)
    else:
        yield from _draft(scene, "possessive", _possessors(things), subjects, verb)


def _beside(verb: Token, things: list[Token], preposition: str) -> list[Token]:
    return [*syntax.after(verb, preposition), *(p for thing in things for p in syntax.after(thing, preposition))]


def _granting(scene: Scene, verb: Token, licence: Token) -> Iterator[Draft]:
    """ "X grants Y a licence", "a licence was granted to Y by X", "Y was granted a licence by X"."""
    takers = _datives(verb) or _beside(verb, [licence], "to")
    if syntax.is_passive(verb) and licence.dep_ == "dobj":
        takers = syntax.passive_subjects(verb)
    givers = syntax.subjects(verb) or syntax.after(licence, "by")
    yield from _draft(scene, "grant" if is_called_licence(licence) else "right", givers, takers, verb)


def _datives(verb: Token) -> list[Token]:
    return syntax.expand(child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP")


def _holders(licence: Token) -> list[Token]:
    """Whose it is that the licence is for: "rights to sell X's Z", "a licence for the Z of X", "to a Z made by X"."""
    inner = [child for child in licence.children if child.dep_ in ("prep", "acl", "relcl")]
    things = [t for child in inner for t in child.subtree if t.dep_ in ("dobj", "pobj")]
    return [*_possessors(things), *(thing for thing in things if thing.head.dep_ == "agent")]


def _possessors(things: Iterable[Token]) -> list[Token]:
    """ "X's Z", "the Z of X"."""
    return [owner for thing in things for owner in (*syntax.possessors(thing), *syntax.after(thing, "of"))]


def _under(scene: Scene, noun: Token) -> Iterator[Draft]:
    """ "Y makes Z under licence from X", "Y makes X's Z under licence"."""
    verb = syntax.governor(noun)
    if verb is None:
        return
    givers = syntax.after(noun, "from", "of", "with") or syntax.after(verb, "from")
    if not givers and verb.lemma_ in USE:
        givers = _possessors(syntax.objects(verb))
    yield from _draft(scene, "under", givers, syntax.subjects(verb), verb)


def _agreed(scene: Scene, noun: Token) -> Iterator[Draft]:
    """ "Y signed a licence agreement with X to make Z", "under which Y will make Z": who makes it is told."""
    signers, others = syntax.owners(noun), syntax.after(noun, "with")
    verb = syntax.governor(noun)
    clauses = [*noun.children, *(verb.children if verb is not None else ())]
    for deed in clauses:
        if deed.lemma_ not in USE or deed.dep_ not in ("acl", "advcl", "relcl", "xcomp"):
            continue
        makers = syntax.expand(child for child in deed.children if child.dep_ == "nsubj")
        parties = [*signers, *others]
        keys = scene.reader.parties(makers or signers)
        givers = [token for token in parties if not {*scene.reader.parties([token])} & {*keys}]
        yield from _draft(scene, "agreement", givers, makers or signers, noun)


def _paying(scene: Scene, verb: Token) -> Iterator[Draft]:
    """ "Y pays X for the use of its patents"."""
    takers = _datives(verb) or syntax.after(verb, "to") or syntax.objects(verb)
    yield from _draft(scene, "use", takers, syntax.subjects(verb), verb)


def _royalties(scene: Scene, noun: Token) -> Iterator[Draft]:
    """ "Y pays royalties to X", "Y pays X a royalty", "X collects royalties from Y"."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.pos_ != "VERB":
        return
    if verb.lemma_ == "pay":
        takers = _datives(verb) or _beside(verb, [noun], "to")
        yield from _draft(scene, "royalty", takers, syntax.subjects(verb), verb)
    elif verb.lemma_ in _EARN:
        yield from _draft(scene, "royalty", syntax.subjects(verb), _beside(verb, [noun], "from"), verb)


def _role(scene: Scene, noun: Token, role: str) -> Iterator[Draft]:
    """ "X's licensee Y", "Y, a licensee of X", "Y is X's licensee"."""
    others = syntax.possessors(noun) or syntax.after(noun, "of", "for")
    names = [token for token in syntax.appositions(noun) if scene.reader.named(token)]
    if noun.dep_ in ("compound", "nmod") and scene.reader.named(noun.head):
        names, others = [noun.head], others or syntax.possessors(noun.head)
    if noun.dep_ == "attr" and noun.head.lemma_ == "be":
        names = names or syntax.subjects(noun.head)
    licensors, licensees = (others, names) if _ROLES[role] == "licensor" else (names, others)
    for draft in _draft(scene, "role", licensors, licensees, noun):
        yield replace(draft, is_state=True)


def _mutual(scene: Scene, trigger: Token, partners: list[Token]) -> Iterator[Draft]:
    """ "X and Y signed a cross-licence", "X and Y license each other's patents": each is the licensor of the other."""
    yield from _draft(scene, "mutual", partners, partners, trigger)
