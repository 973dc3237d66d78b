"""Words for licences: what is one, and what is only a permit of an authority."""

from __future__ import annotations

from spacy.tokens import Token

from alliance_graph.extract import syntax
from alliance_graph.extract.words import read_triggers

LICENSE = read_triggers("licences", "license")
USE = read_triggers("licences", "use")
_RIGHTS = read_triggers("licences", "rights")
_GRANTED = LICENSE | {"right"}
_PERMITS = read_triggers("licences", "permits")
_AGREEMENTS = frozenset({"accord", "agreement", "contract", "deal", "pact"})
_ABOUT = frozenset({"licence", "license", "licensing"})


def is_licence(noun: Token) -> bool:
    """A licence, or a right to use, make or sell what is another's; permits to trade, to drill or to vote are none."""
    lemma = noun.lemma_.lower()
    if noun.pos_ not in ("NOUN", "PROPN") or lemma not in _GRANTED:
        return False
    words = {token.lower_ for token in noun.lefts}
    if words & _PERMITS:
        return False
    if lemma != "right":
        return True
    verbs = {child.lemma_ for child in noun.children if child.dep_ in ("acl", "relcl")}
    return bool(verbs & USE if verbs else words & _RIGHTS)


def is_called_licence(licence: Token) -> bool:
    """Whether it is called a licence; a right may be one to distribute, which makes an alliance."""
    return licence.lemma_.lower() != "right"


def is_licence_agreement(noun: Token) -> bool:
    """Whether it is an agreement about a licence."""
    return noun.lemma_ in _AGREEMENTS and any(token.lower_ in _ABOUT for token in noun.lefts)


def find_licence(verb: Token) -> Token | None:
    """The licence that is the object of the verb, also where the verb is passive."""
    things = [*syntax.objects(verb), *(child for child in verb.children if child.dep_ == "dobj")]
    return next((thing for thing in things if is_licence(thing)), None)


def is_cross_licence(noun: Token) -> bool:
    """Whether it is an agreement by which two let each other use what they have."""
    words = " ".join(token.lower_ for token in noun.lefts) if noun.lemma_ in _AGREEMENTS else ""
    return "cross" in words and "licen" in words


def is_each_other(token: Token) -> bool:
    """Whether it is "each other" or what each other has."""
    return "each other" in " ".join(t.lower_ for t in token.subtree)
