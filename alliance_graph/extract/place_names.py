"""Names that the article itself uses for places or things: what lies "in Sfax" makes no party of Sfax."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span

from alliance_graph.extract.mentions import PLACES, STATES, Mention, has_legal_form
from alliance_graph.extract.name_spans import PLACE_ABBREVIATIONS
from alliance_graph.extract.name_starts import HELD_IN
from alliance_graph.extract.words import read_words
from alliance_graph.model import EntityType
from alliance_graph.names import strip_legal_form

_CITIES = read_words("cities.txt")
_WITHIN = frozenset({"in", "near", "outside", "around", "across"})  # "at Nissan" is no place


def drop_places(docs: Sequence[Doc], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without those whose name is elsewhere a place, and nowhere below the headline an organisation.

    A city is one unless a company's name begins with it, or it is called so as a party ("the city of Sfax").
    """
    cities = {m.text for m in mentions if m.text.casefold() in _CITIES and _stands_alone(docs[m.paragraph], m)}
    cities -= {mention.text.split()[0] for mention in mentions if " " in mention.text}
    cities -= {m.text for m in mentions if docs[m.paragraph][max(0, m.start - 2) : m.start].text.lower() == "city of"}
    places = {ent.text for doc in docs for ent in doc.ents if _is_place(ent)}
    guessed = [mention for mention in mentions if mention.type is EntityType.COMPANY and mention.text in places]
    places -= {m.text for m in guessed if m.paragraph and docs[m.paragraph][m.start].ent_type_ == "ORG"}
    places |= cities
    seats = {second for first, second in pairwise(mentions) if _is_seat(docs[first.paragraph], first, second)}
    companies = [m for m in mentions if m.type is not EntityType.COMPANY or not (m.text in places or m in seats)]
    return [mention for mention in companies if not _is_in_commas(docs[mention.paragraph], mention)]


def _is_in_commas(doc: Doc, mention: Mention) -> bool:
    """Whether one word behind a legal form is a town before its state: "Alder Ltd, Voorst, Ont."."""
    if mention.end - mention.start > 1 or mention.start < _BEFORE_SEAT or mention.end + 1 >= len(doc):
        return False
    form, link, behind = doc[mention.start - 2], doc[mention.start - 1], doc[mention.end]
    is_parted = has_legal_form(form.text) and form.text[0].isupper() and link.text == behind.text == ","
    return is_parted and doc[mention.end + 1].lower_.rstrip(".") in PLACES | STATES | PLACE_ABBREVIATIONS


_BEFORE_SEAT = 3  # tokens: a name, its legal form and a comma


def _is_seat(doc: Doc, company: Mention, mention: Mention) -> bool:
    """Whether one word behind "of" says where a company with its legal form is: "Kessel AG of Bielstadt".

    "The purchase by Kessel AG of Lumen" has the same words.
    """
    is_behind = company.paragraph == mention.paragraph and mention.start == company.end + 1
    is_one_word = mention.end - mention.start == 1 and not has_legal_form(mention.text)
    if not (is_behind and is_one_word and doc[company.end].lower_ == "of"):
        return False
    if company.start and doc[company.start - 1].lower_ in _MIDDLEMEN:
        return False
    return company.type is EntityType.COMPANY and strip_legal_form(company.text) != company.text


def _stands_alone(doc: Doc, mention: Mention) -> bool:
    """Whether it is not only what the next noun is of, as in "a Sfax paper"."""
    return doc[mention.start : mention.end].root.dep_ not in ("compound", "nmod", "amod")


_MIDDLEMEN = frozenset({"by", "for", "from", "to", "with"})


def drop_things(docs: Sequence[Doc], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without those of one of many things of a name ("an iPad", not "a Renault unit"), and of property."""
    companies = [m for m in mentions if m.type is EntityType.COMPANY]
    owned = {m.text for m in companies if not has_legal_form(m.text) and _is_property(docs[m.paragraph], m)}
    things = {m for m in companies if m.text in owned or _is_one_of_many(docs[m.paragraph], m)}
    return [m for m in mentions if m not in things]


def _is_property(doc: Doc, mention: Mention) -> bool:
    """Whether the text calls it what no company is: "Harlow, a cattle ranch", "its brands include Harlow"."""
    if _names_a_site(doc, mention.end):
        return True
    root = doc[mention.start : mention.end].root
    for child in root.rights:
        if child.dep_ == "appos" and child.lemma_ in _PROPERTY:
            return any(word.lower_ in ("a", "an", "one") for word in child.lefts)
    while root.dep_ == "conj" and root.head.i < root.i:
        root = root.head
    verb = root.head
    if root.dep_ != "dobj" or verb.lemma_ != "include":
        return False
    return any(child.dep_ == "nsubj" and child.lemma_ in _PROPERTY for child in verb.lefts)


def _names_a_site(doc: Doc, end: int) -> bool:
    """Whether the name is that of a mine or a project: "the Harlow gold project"."""
    for token in doc[end : end + _LONGEST_SITE]:
        if token.lower_ in _SITES and token.pos_ == "NOUN":
            return True
        if not token.is_lower or token.pos_ not in ("NOUN", "ADJ"):
            return False
    return False


_LONGEST_SITE = 4  # words: "gold and silver mine" has more, which is rare
_SITES = frozenset({"deposit", "deposits", "field", "mine", "project", "prospect"})
_PROPERTY = read_words("property_nouns.txt")


def _is_one_of_many(doc: Doc, mention: Mention) -> bool:
    if mention.end - mention.start > 1 or mention.start == 0 or doc[mention.start].dep_ in _BEFORE_NOUNS:
        return False
    return doc[mention.start - 1].lower_ in ("a", "an")


_BEFORE_NOUNS = frozenset({"compound", "nmod", "amod", "poss", "npadvmod"})


def _is_place(ent: Span) -> bool:
    """ "in Sfax" is one; "a stake in Sfax" and "their part in Sfax's sale" are none."""
    if ent.label_ not in ("GPE", "LOC") or ent.start < 2 or ent.doc[ent.start - 1].lower_ not in _WITHIN:
        return False
    is_owner = ent.end < len(ent.doc) and ent.doc[ent.end].tag_ == "POS"
    return ent.doc[ent.start - 2].lemma_ not in HELD_IN and not is_owner
