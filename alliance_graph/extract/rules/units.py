"""Subsidiaries: who is whose unit, read from "a unit of", "its X subsidiary", "parent", and from owning it whole."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from alliance_graph.extract import syntax
from alliance_graph.extract.draft import Draft, Scene
from alliance_graph.extract.mentions import has_legal_form
from alliance_graph.extract.percentages import PercentageMention
from alliance_graph.extract.words import read_triggers
from alliance_graph.model import EntityType

_UNITS = read_triggers("units", "units")
_PARENTS = read_triggers("units", "parents")
_OWN = read_triggers("units", "own")
_PARTLY = read_triggers("units", "partly")
_PLAN = read_triggers("status", "plan")


def read_units(scene: Scene, token: Token) -> Iterator[Draft]:
    """Claims that hang on a noun for a part of a group, on a verb of owning, or on a bare possessive."""
    lemma = token.lemma_.lower()
    if lemma in _UNITS and token.pos_ in ("NOUN", "PROPN", "ADJ"):
        yield from _unit_noun(scene, token)
    elif lemma in _PARENTS or (lemma in ("company", "group") and _is_parent_company(token)):
        yield from _parent_noun(scene, token)
    elif token.lemma_ in _OWN and token.pos_ in ("VERB", "ADJ"):
        yield from _owning(scene, token)
    elif token.dep_ == "poss" and scene.reader.named(token) and scene.reader.named(token.head):
        yield from _bare_possessive(scene, token)


def _draft(scene: Scene, parent: str, child: str, trigger: Token, rule: str, confidence: float) -> Iterator[Draft]:
    types = scene.reader.entities.type_of(parent), scene.reader.entities.type_of(child)
    if parent == child or types[1] is not EntityType.COMPANY:
        return
    if types[0] is EntityType.COMPANY:
        roles = {"parent": (parent,), "child": (child,)}
        yield Draft("subsidiary", rule, roles, trigger, confidence, is_state=True)
    elif types[0] is EntityType.PERSON:
        yield Draft("stake", rule, {"owner": (parent,), "owned": (child,)}, trigger, confidence, is_state=True)


def _unit_noun(scene: Scene, noun: Token) -> Iterator[Draft]:
    parents = syntax.possessors(noun)
    if not parents and noun.lemma_ != "affiliate":  # "an affiliate of X" is near X, not below it
        parents = syntax.after(noun, "of")
    names = _names_of(scene, noun)
    if not parents:  # "Y unit Z", "a Toshiba subsidiary"
        parents = [c for c in noun.lefts if c.dep_ in ("compound", "nmod") and scene.reader.named(c)]
        if noun.dep_ in ("compound", "nmod") or set(scene.reader.parties(parents)) & set(names):
            parents = [c for c in noun.head.lefts if c.dep_ == "poss"] if noun.dep_ in ("compound", "nmod") else []
    if noun.dep_ in ("compound", "nmod", "amod") and scene.reader.named(noun.head):
        names = scene.reader.parties([noun.head])
        parents = parents or syntax.possessors(noun.head)
        if not parents:
            parents = [c for c in noun.lefts if scene.reader.named(c)]
    for parent in scene.reader.parties(parents)[:1]:
        for child in names:
            yield from _draft(scene, parent, child, noun, "unit.noun", 0.8)


def _names_of(scene: Scene, noun: Token) -> list[str]:
    """The companies that the noun describes: put beside it, before it, or made equal to it."""
    found: list[Token] = []
    found.extend(t for t in syntax.appositions(noun) if scene.reader.named(t))
    if not found and noun.lemma_ != "branch":  # "the bank's Harlow Road branch" is told by where it is
        found.extend(c for c in noun.lefts if c.dep_ in ("compound", "nmod") and scene.reader.named(c))
    if noun.dep_ in ("attr", "oprd") or (noun.dep_ == "pobj" and noun.head.lower_ == "as"):
        verb = syntax.governor(noun)
        if verb is not None:
            found.extend(syntax.subjects(verb) or syntax.passive_subjects(verb))
    if noun.dep_ == "conj" and not found:
        found.extend(t for t in syntax.appositions(noun.head) if scene.reader.named(t))
    for child in noun.rights:
        if child.dep_ == "acl" and child.lemma_ in ("call", "name", "know"):
            found.extend(grandchild for grandchild in child.children if grandchild.dep_ in ("oprd", "attr", "dobj"))
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        found.extend(c for c in noun.head.children if c.dep_ == "attr")
    described = syntax.expand(found)
    before = [token for token in described if token.i < noun.i]
    if noun.dep_ == "appos" and noun.tag_ == "NN" and any(child.lower_ in ("a", "an") for child in noun.lefts):
        described = before[-1:] or described  # "Alder and Birch, a unit of Cedar" describes Birch alone
    return scene.reader.parties(described)


def _is_parent_company(token: Token) -> bool:
    return any(c.lower_ in ("parent", "holding") and c.dep_ in ("compound", "amod") for c in token.lefts)


def _parent_noun(scene: Scene, noun: Token) -> Iterator[Draft]:
    children = syntax.possessors(noun) or syntax.after(noun, "of")
    parents = _names_of(scene, noun)
    if noun.dep_ in ("compound", "nmod") and scene.reader.named(noun.head):
        parents = scene.reader.parties([noun.head])
        children = children or syntax.possessors(noun.head)
    for parent in parents[:1]:
        for child in scene.reader.parties(children):
            yield from _draft(scene, parent, child, noun, "parent.noun", 0.75)


def _owning(scene: Scene, verb: Token) -> Iterator[Draft]:
    """ "X owns Y", "Y, owned by X", "X-owned Y"; with a percentage it is a stake."""
    if any(child.lower_ == "jointly" for child in verb.lefts):
        return  # a venture; its pattern reads it
    if verb.dep_ == "xcomp" and verb.head.lemma_ in _PLAN:
        return  # who wants to own it does not
    share = _share_beside(scene, verb)
    for owner, owned in scene.pairs(_owners(scene, verb), _owned(scene, verb)):
        if scene.reader.entities.type_of(owned) is not EntityType.COMPANY:
            continue
        partly = any(child.lower_ in _PARTLY for child in verb.lefts)
        if (share is not None and not share.is_whole) or partly or (verb.lemma_ == "control" and share is None):
            roles = {"owner": (owner,), "owned": (owned,)}
            yield Draft("stake", "own.verb", roles, verb, 0.8, percentage=share, is_state=True)
        else:
            yield from _draft(scene, owner, owned, verb, "own.verb", 0.75)


def _share_beside(scene: Scene, verb: Token) -> PercentageMention | None:
    """The percentage that goes with the verb: near it in its phrase, or just before it ("34 percent owned")."""
    near = (token for token in verb.subtree if abs(token.i - verb.i) <= _NEAR or token.head == verb)
    before = verb.doc[max(verb.sent.start, verb.i - 2) : verb.i]
    return next((share for token in (*near, *before) if (share := scene.percentage_at(token))), None)


_NEAR = 6  # tokens


def _owners(scene: Scene, verb: Token) -> list[Token]:
    if verb.dep_ == "amod" or verb.pos_ == "ADJ":
        return [c for c in verb.lefts if scene.reader.named(c)]
    return syntax.subjects(verb)


def _owned(scene: Scene, verb: Token) -> list[Token]:
    if verb.dep_ == "amod" or verb.pos_ == "ADJ":
        return [verb.head]
    return syntax.objects(verb)


def _bare_possessive(scene: Scene, possessor: Token) -> Iterator[Draft]:
    """ "Coastal Corp's ANR Pipeline Co": a name that belongs to a name."""
    name = scene.reader.mention_at(possessor.head)
    if name is None or not has_legal_form(name.text):
        return
    for parent, child in scene.pairs([possessor], [possessor.head]):
        if scene.reader.entities.type_of(parent) is EntityType.COMPANY:
            yield from _draft(scene, parent, child, possessor.head, "unit.possessive", 0.6)
