"""Spans of a parsed paragraph that name an organisation, a person or a state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from alliance_graph.extract.clean import Cleaned
from alliance_graph.extract.name_spans import (
    DEMONYMS,
    HARD_NAMES,
    LEGAL_FORMS,
    NOT_NAMES,
    ORGANISATION_HEADS,
    PERSON_TITLES,
    PLACE_ABBREVIATIONS,
    ends_a_name,
    find_spans,
    is_acronym,
    is_before_a_state,
    is_of_trade,
)
from alliance_graph.extract.name_starts import HELD_IN, PEOPLE, RULE
from alliance_graph.extract.words import read_words
from alliance_graph.model import EntityType

FIRST_NAMES = read_words("first_names.txt")
STATES = read_words("states.txt")
LEADING_DESCRIPTORS = read_words("leading_descriptors.txt")
JOBS = read_words("jobs.txt")
BODIES = read_words("public_bodies.txt")
PLACES = read_words("places.txt")
LONE_WORDS = read_words("lone_words.txt")
KIN = ("family", "brothers", "sisters")
"""What makes owners of a last name: "the Ambani family" is not the Ambani whom the article names beside it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at a place: tokens `start` to `end` (exclusive) of one paragraph."""

    paragraph: int
    start: int
    end: int
    text: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    """Tickers and initials that stand in brackets behind the name."""


def has_legal_form(name: str) -> bool:
    """Whether the last word of the name is a legal form or a group word, the sign of a company of its own."""
    return name.split()[-1].casefold().rstrip(".") in LEGAL_FORMS


def find_mentions(paragraph: int, doc: Doc, cleaned: Cleaned) -> list[Mention]:
    """The mentions of one paragraph in order, none overlapping another."""
    if cleaned.text.isupper():
        return []  # a headline all in capitals does not tell names from other words
    found = []
    for start, end in find_spans(doc, cleaned):
        mention = _make_mention(paragraph, doc, start, end, cleaned)
        if mention:
            found.append(mention)
    return found


def _make_mention(paragraph: int, doc: Doc, start: int, end: int, cleaned: Cleaned) -> Mention | None:
    if end < len(doc) and doc[end].lower_ in RULE and doc[start:end].text.casefold() in DEMONYMS | STATES:
        return Mention(paragraph, start, end + 1, doc[start : end + 1].text, EntityType.GOVERNMENT)
    if not _is_hard(doc[start:end]):
        start, end = _trim(doc, start, end)
    if start >= end or (end < len(doc) and doc[end].lower_ in _OFFICES):
        return None
    span = doc[start:end]
    if len(span) == 1 and end < len(doc) and doc[end].lower_ in KIN:
        return Mention(paragraph, start, end + 1, doc[start : end + 1].text, EntityType.PERSON)
    type_ = _type_of(span)
    if type_ is None:
        return None
    text = span.text.removesuffix(".") if span.text.count(".") == 1 else span.text
    return Mention(paragraph, start, end, text, type_, tuple(_aliases(doc, span, cleaned)))


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The span without what only stands before the name (determiners, demonyms, titles) or behind it."""
    while end - start > 1 and doc[start].lower_ in PERSON_TITLES and doc[start].lower_ not in _STAYING_TITLES:
        start += 1
    if end - start > 1 and doc[start].lower_ in LEADING_DESCRIPTORS and not ends_a_name(doc[start + 1]):
        start += 1
    while start < end and (_only_leads(doc, start) or _is_leading_demonym(doc, start, end)):
        start += 1
    while end - start > 1 and _MODEL_BEHIND.fullmatch(doc[end - 1].text):
        end -= 1  # "Airbus A-310s"
    while end - start > 1 and doc[end - 1].lower_ in NOT_NAMES and not is_acronym(doc[end - 1].text):
        end -= 1
    while end > start and (doc[end - 1].lower_ in ("'s", "'", "-", "the") or doc[end - 1].is_space):
        end -= 1
    return start, end


def _only_leads(doc: Doc, i: int) -> bool:
    """Whether the token only stands before the name: an article, but not the "A" of "A/S"; the hyphen behind a word."""
    if doc[i].lower_ in ("a", "an", "former"):
        return doc[i].whitespace_ == " "
    return doc[i].lower_ in ("the", "'s", "-", "/")


_MODEL_BEHIND = re.compile(r"[A-Z]{1,4}(?:-\d{1,4}[A-Za-z]*|\d{2,4})s?")
_MODEL = re.compile(r"[A-Z][A-Za-z]{0,5}-\d{1,4}[A-Za-z]*|[A-Z]\d{3}s?")
"""Models and grades, of which none is a company: "MD-11", "A320", "Baa-1"."""
_STAYING_TITLES = frozenset(
    {"president", "chairman", "director", "king", "queen", "prince", "lady", "baron", "founder"}
)
_OFFICES = ("minister", "ministers", "secretary")
"""Behind a name they make it that of a ministry: "West German Finance Minister Lund"."""
_INITIALS_OF_STATES = ("u.s.", "u.k.", "us", "uk")


def _is_leading_demonym(doc: Doc, start: int, end: int) -> bool:
    """ "French" in "French Peugeot" or "its Canadian Gelco Express", but not in "British Airways"."""
    word = doc[start].lower_
    if (word not in DEMONYMS and word not in _INITIALS_OF_STATES) or end - start < 2:
        return False
    if word in _INITIALS_OF_STATES and end - start > 2:
        is_led = start > 0 and (doc[start - 1].dep_ in ("det", "poss") or doc[start - 1].lower_ == "'s")
        return is_led or not ends_a_name(doc[end - 1])
    if start and doc[start - 1].lower_ in ("its", "their", "his", "'s", "a", "an"):
        return not (ends_a_name(doc[end - 1]) and is_of_trade(doc[start + 1]))  # "Maxwell's British Printing Corp"
    return doc[start].dep_ == "amod" and doc[start].ent_type_ == "NORP"


def _type_of(span: Span) -> EntityType | None:
    """What the name stands for; None when it is no party (a place, a nationality, a month, a product)."""
    if _is_hard(span):
        return EntityType.COMPANY
    lower = span.text.casefold()
    last = span[-1].lower_.rstrip(".")
    if lower in STATES:
        return None if _is_of_a_nation(span) else EntityType.GOVERNMENT
    if lower in _NO_COMPANIES_BY_ARTICLE and span.start and span.doc[span.start - 1].lower_ == "the":
        return None
    if lower in DEMONYMS or (lower in NOT_NAMES and span.text != "Next") or _is_place(span) or _says_nothing(span):
        return None
    if last in LEGAL_FORMS:
        return EntityType.COMPANY
    if span[-1].lower_ in ("government", "ministry", "state") or lower == "republic" or "ministry" in lower.split():
        return EntityType.GOVERNMENT
    if lower in BODIES or lower.endswith(_BODIES_LAST):
        return EntityType.OTHER
    if _is_person(span):
        return EntityType.PERSON
    if last in ORGANISATION_HEADS:
        return EntityType.COMPANY
    return _type_by_label(span)


def _is_place(span: Span) -> bool:
    name = span.text.casefold()
    if name.rstrip(".") in PLACES and name not in _AIRLINES:
        return True
    return (span[-1].lower_.rstrip(".") in PLACE_ABBREVIATIONS or is_before_a_state(span.doc, span.end)) and not any(
        map(ends_a_name, span)
    )


def _is_of_a_nation(span: Span) -> bool:
    """Whether a nation only says what the next word is of: "its U.S. courier unit"."""
    doc, end = span.doc, span.end
    if end >= len(doc) or not doc[end].is_lower or doc[end].pos_ not in ("NOUN", "ADJ"):
        return False
    return span.root.dep_ in _BEFORE_NOUNS and span.root.head.i >= end and span.root.head.pos_ == "NOUN"


_BEFORE_NOUNS = ("compound", "nmod", "amod")
_NO_COMPANIES_BY_ARTICLE = ("dow", "dow jones", "emirates")
"""With "the" before them these are averages of shares or a state; without it, companies."""
_AIRLINES = ("emirates", "iberia")
"""Places (places.txt) whose names in the news are as a rule those of airlines."""
_BODIES_LAST = tuple(f" {body}" for body in BODIES - {"house", "guardian", "ap"})  # "Random House"
"""Ends of names that make them those of authorities and papers."""


def _is_hard(span: Span) -> bool:
    """Whether it is a known name, with a legal form behind it or without."""
    return any(span[:end].text in HARD_NAMES for end in range(1, len(span) + 1))


def _says_nothing(span: Span) -> bool:
    """A lone "Bank" or "Corp", or a word for a nation's people or a party's members."""
    if len(span.text.rstrip(".")) <= 1 or _MODEL.fullmatch(span.text):
        return True
    if len(span) == 1 and span[0].lower_ in LONE_WORDS:
        return True
    if len(span) == 1 and (span[0].lower_ in ORGANISATION_HEADS or span[0].lower_.rstrip(".") in LEGAL_FORMS):
        return span.text != "SAS"  # of all legal forms the one that companies have for a name
    return all(token.ent_type_ == "NORP" for token in span) and _names_a_people(span.text.casefold())


def _names_a_people(word: str) -> bool:
    """Whether a plural is one of people; the small pipeline takes many a company in "s" for one."""
    return word.endswith(PEOPLE) or (word.endswith("s") and word[:-1] in DEMONYMS)


def _is_person(span: Span) -> bool:
    before = span.doc[span.start - 1].lower_.rstrip(".") if span.start else ""
    first = span[0].lower_.rstrip(".")
    if first in PERSON_TITLES or before in PERSON_TITLES:
        return True
    if len(span) not in (2, 3, 4) or not span[-1].is_alpha:
        return False
    if before in _NO_PEOPLE or span[-1].lower_ in _TRADES:
        return False
    if first in FIRST_NAMES and span.root.ent_type_ in ("PERSON", ""):
        return True
    return span[-1].lower_ not in ORGANISATION_HEADS and (_has_job_before(span) or _has_job_behind(span))


_NO_PEOPLE = ("chain", "company", "firm", "group", "subsidiary", "unit")
"""What no person is: "the clothes chain Karen Harlow"."""
_TRADES = ORGANISATION_HEADS - {"glass", "gold", "house", "motor", "oil", "paper", "power", "press", "steel", "wind"}
"""Heads that are no last names: "Raymond Harlow Financial"."""


def _has_job_before(span: Span) -> bool:
    """ "its chief financial officer, Thayer Lundgren, said"."""
    doc, start, end = span.doc, span.start, span.end
    is_between = start > 1 and end < len(doc) and doc[start - 1].text == doc[end].text == ","
    return is_between and doc[start - 2].lower_ in JOBS


def _has_job_behind(span: Span) -> bool:
    """ "Quillon Harcastle, vice president of Dunmore Ltd,"; but not "Dunmore, president Harcastle said,"."""
    doc, at = span.doc, span.end
    if at >= len(doc) or doc[at].text != ",":
        return False
    for token in doc[at + 1 : at + 1 + _LONGEST_JOB]:
        if token.lower_ in JOBS:
            behind = token.nbor(1).text if token.i + 1 < len(doc) else "."
            if not behind[0].isupper():
                return True
        elif not token.is_alpha or not token.is_lower or token.pos_ in ("VERB", "AUX", "PRON") or token.tag_[0] == "W":
            return False
    return False


_LONGEST_JOB = 5  # words: "a former senior vice president"


def _type_by_label(span: Span) -> EntityType | None:
    labels = {token.ent_type_ for token in span}
    if labels & {"ORG"}:
        return EntityType.COMPANY
    if labels == {"NORP"} and _after_place_preposition(span):
        return None
    if labels & {"GPE", "LOC", "FAC"}:
        # The small pipeline calls many a company a place; a place that acts or is possessed shows it by its grammar.
        return EntityType.COMPANY if _acts(span) and not _after_place_preposition(span) else None
    if labels & {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE", "LAW", "EVENT"}:
        return EntityType.COMPANY if span.root.pos_ == "PROPN" and _acts(span) else None
    return EntityType.COMPANY


def _acts(span: Span) -> bool:
    return span.root.dep_ in (
        "nsubj",
        "nsubjpass",
        "poss",
        "dobj",
        "appos",
        "conj",
        "pobj",
        "pcomp",
        "compound",
        "ROOT",
    )


def _after_place_preposition(span: Span) -> bool:
    """ "in Tokyo", "based in Seoul", "Dallas, Texas" are places; "a stake in Kappa" and "invest in Kappa" are not."""
    root = span.root
    if root.dep_ == "pobj" and root.head.lower_ in ("in", "at", "near", "across", "outside", "around"):
        return root.head.head.lemma_ not in HELD_IN
    return root.dep_ in ("appos", "npadvmod") and root.head.ent_type_ == "GPE"


_INITIALS = re.compile(r"[A-Z][A-Za-z&.]{0,9}")


def _aliases(doc: Doc, span: Span, cleaned: Cleaned) -> Iterator[str]:
    """The ticker taken out behind the name, and initials in brackets: "American Express Financial Advisors (AEFA)"."""
    end = span.end_char
    for position, ticker in cleaned.tickers:
        if -1 <= position - end <= 1 or doc.text[end:position] == "'s":
            yield ticker
    if span.end + 2 < len(doc) and doc[span.end].text == "(" and doc[span.end + 2].text == ")":
        inside = doc[span.end + 1].text
        if _INITIALS.fullmatch(inside):
            yield inside
