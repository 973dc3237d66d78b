"""Spans of a parsed paragraph that name an organisation, a person or a state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from alliance_graph.extract.clean import Cleaned
from alliance_graph.extract.words import KNOWN_WORDS, read_words
from alliance_graph.model import EntityType
from alliance_graph.word_lists import read_table

CONNECTORS = read_words("connectors.txt")
LEGAL_FORMS = read_words("legal_suffixes.txt")
NOT_NAMES = read_words("not_names.txt")
PERSON_TITLES = read_words("person_titles.txt")
FIRST_NAMES = read_words("first_names.txt")
STATES = read_words("states.txt")
DEMONYMS = read_words("demonyms.txt")
BODIES = read_words("public_bodies.txt")
PLACES = read_words("places.txt")
EPONYMS = read_words("eponyms.txt")
NUMERALS = frozenset(read_table("numbers.txt", "|")) | frozenset(read_table("ordinals.txt"))
_ORGANISATION_HEADS = read_words("organisation_heads.txt")


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
    for start, end in _name_spans(doc, cleaned):
        mention = _make_mention(paragraph, doc, start, end, cleaned)
        if mention:
            found.append(mention)
    return found


def _name_spans(doc: Doc, cleaned: Cleaned) -> Iterator[tuple[int, int]]:
    """Names that stood in angle brackets, and runs of capitalised tokens with what joins them."""
    fixed = _fixed_spans(doc, cleaned)
    i = 0
    while i < len(doc):
        if i in fixed:
            yield i, fixed[i]
            i = fixed[i]
        elif _is_name_token(doc[i]):
            end = _run_end(doc, i, fixed)
            yield i, end
            i = end
        else:
            i += 1


def _fixed_spans(doc: Doc, cleaned: Cleaned) -> dict[int, int]:
    """Names that stood in angle brackets: start to end."""
    fixed = {}
    for start, end in cleaned.quoted:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            fixed[span.start] = span.end
    return fixed


def _run_end(doc: Doc, start: int, fixed: dict[int, int]) -> int:
    """Where the run of name tokens from `start` ends; connectors belong to it when a name token follows them."""
    end = start + 1
    while end < len(doc) and end not in fixed:
        token = doc[end]
        if _is_name_token(token) and token.lower_ not in PERSON_TITLES:
            is_behind_stop = _ends_with_a_stop(doc[end - 1]) or (token.is_sent_start and doc[end - 1].text[-1] == ".")
            if is_behind_stop and not _is_legal(token.lower_):
                break  # "... bought Birch Ltd. Alder Corp said ..."
            end += 1
        elif _joins(doc, start, end) or _is_number_in_name(doc, end):
            end += 2
        elif token.text == "plc":  # the one legal form that is often small
            end += 1
            break
        elif token.text == "(" and (closed := _bracket_end(doc, end)):
            end = closed
        elif token.text == "." and end > start and doc[end - 1].lower_ in LEGAL_FORMS:
            end += 1
            break
        else:
            break
    return end


def _is_number_in_name(doc: Doc, i: int) -> bool:
    """Whether figures stand within a name whose end says what it is: "Pier 1 Imports Inc"."""
    if not doc[i].is_digit or len(doc[i]) > _LONGEST_NUMBER or i + 1 >= len(doc) or doc[i + 1].is_sent_start:
        return False
    return _is_name_token(doc[i + 1]) and _ends_formally(doc, i + 1)


_LONGEST_NUMBER = 2  # digits; "Boeing 747" names a product


def _ends_formally(doc: Doc, start: int) -> bool:
    """Whether the capitalised words from `start` on end in a legal form or a word such as "Bank"."""
    end = start
    while end < min(len(doc), start + _LONGEST_RUN) and _has_capital(doc[end].text):
        end += 1
    return end > start and _ends_a_name(doc[end - 1])


_LONGEST_RUN = 6  # tokens


def _bracket_end(doc: Doc, start: int) -> int:
    """Where a name goes on behind brackets, as in "Industrial Equity (Pacific) Ltd"; 0 when it does not."""
    for end in range(start + 2, min(start + 5, len(doc) - 1)):
        if doc[end].text == ")":
            return end + 2 if _is_legal(doc[end + 1].lower_) else 0
    return 0


def _joins(doc: Doc, start: int, end: int) -> bool:
    """Whether the token at `end` ties two halves of one name together: "Bank of China", "Marks & Spencer"."""
    if end + 1 >= len(doc) or not _is_name_token(doc[end + 1]):
        return False
    link, following = doc[end], doc[end + 1]
    if link.lower_ == "'s":
        return doc[end - 1].lower_ + "'s" in EPONYMS
    if link.text in ("&", "+"):
        return True
    if link.lower_ == "and" and doc[end - 1].lower_ == following.lower_:
        return True  # "Johnson and Johnson"
    if link.lower_ == "and" and (_ends_a_name(doc[end - 1]) or following.lower_ in DEMONYMS):
        return False  # "Dell Inc. and America Online Inc."
    if link.lower_ in ("and", ","):
        return _is_legal(following.lower_) or (link.lower_ == "and" and _same_entity(doc, start, end + 1))
    if link.lower_ == "of" and doc[end - 1].lower_ == "co":
        return following.lower_ in _IN_NAMES  # "Aluminum Co of America"
    if link.lower_ == "of":
        return doc[end - 1].lower_ in _ORGANISATION_HEADS and doc[end - 1].lower_ not in LEGAL_FORMS
    if link.text in ("-", "/"):
        return not link.whitespace_ and not doc[end - 1].whitespace_
    return link.lower_ in CONNECTORS and _same_entity(doc, start, end + 1)


_IN_NAMES = frozenset(
    {"america", "california", "canada", "colorado", "florida", "georgia", "illinois", "michigan", "ohio", "texas"}
)


def _ends_a_name(token: Token) -> bool:
    return token.lower_.rstrip(".") in LEGAL_FORMS or token.lower_ in _ORGANISATION_HEADS


def _ends_with_a_stop(token: Token) -> bool:
    return token.text.endswith(".") and token.lower_.rstrip(".") in _ENDS


_ENDS = frozenset({"inc", "ltd", "corp", "plc", "llc", "gmbh", "pty"})
"""Legal forms behind which no name goes on; a "Co." may stand within one."""


def _is_legal(word: str) -> bool:
    return word.rstrip(".") in LEGAL_FORMS or word in ("sons", "associates", "partners", "brothers")


def _same_entity(doc: Doc, first: int, last: int) -> bool:
    """Whether one organisation found by spaCy covers both tokens."""
    return not (_joins_two_names(doc, last) or is_behind_between(doc, first)) and any(
        ent.start <= last - 2 and ent.end > last and ent.label_ in ("ORG", "PRODUCT", "FAC")
        for ent in doc[first].sent.ents
    )


def is_behind_between(doc: Doc, start: int) -> bool:
    """Whether two are announced: "between X and Y", "both X and Y"."""
    return start > 0 and doc[start - 1].lower_ in ("between", "both")


def _joins_two_names(doc: Doc, last: int) -> bool:
    """Whether "and" parts two names: the second ends in a word such as "Energy", or a verb in the plural follows."""
    end = last
    while end + 1 < len(doc) and _has_capital(doc[end + 1].text):
        end += 1
    if end > last and doc[end].lower_ in _ORGANISATION_HEADS:
        return True
    behind = doc[end + 1] if end + 1 < len(doc) else doc[end]
    return doc[last - 1].lower_ == "and" and behind.tag_ in ("VBP", "NN") and behind.lemma_ in _PLURAL_VERBS


_PLURAL_VERBS = frozenset({"collaborate", "have", "be", "plan", "agree", "own", "say", "form", "sign"})


def _is_name_token(token: Token) -> bool:
    text = token.text
    if not _has_capital(text) or text.endswith("-based"):
        return False
    if token.lower_ in NOT_NAMES and not _is_acronym(text):
        return _is_word_in_name(token)
    if token.is_sent_start or (token.i and token.nbor(-1).text in ('"', "-", ":", "(")):
        return _is_name_at_start(token)
    return True


def _is_word_in_name(token: Token) -> bool:
    """Whether a word that is no name alone stands in one: "First Union Corp", "BCW Acquisition Inc"."""
    if token.i + 1 >= len(token.doc):
        return False
    following = token.nbor(1)
    if following.lower_.rstrip(".") in LEGAL_FORMS:
        return token.pos_ == "PROPN" or not token.is_stop  # "Sun Co", "BCW Acquisition Inc"
    if token.lower_ not in NUMERALS or not token.whitespace_ or not _has_capital(following.text):
        return False
    if following.lower_ in NOT_NAMES and not _is_word_in_name(following):
        return False
    is_first = token.is_sent_start or token.nbor(-1).is_punct
    return not is_first or token.pos_ == "PROPN" or _ends_formally(token.doc, token.i)


KIN = ("family", "brothers", "sisters")
"""What makes owners of a last name: "the Ambani family" is not the Ambani whom the article names beside it."""
_RULE = ("government", "state")
"""What a nation's word stands before where its state is meant: "French state-owned"."""


def _is_acronym(text: str) -> bool:
    """ "PCS" may be part of a name ("AirGate PCS Inc."); alone it is judged as a whole."""
    return text.isupper() and len(text) > 1 and text.isalpha()


def _has_capital(text: str) -> bool:
    """Capitalised, or with a capital inside as in "eBay", or a number with letters as in "3M"."""
    return text[0].isupper() or (any(map(str.isupper, text)) and text[0].isalnum())


def _is_name_at_start(token: Token) -> bool:
    """At the start of a sentence a capital says nothing: trust the tagger, spaCy's entities and shape."""
    if token.pos_ == "PROPN" or token.ent_type_ in ("ORG", "PERSON", "GPE", "PRODUCT", "FAC"):
        return True
    if any(map(str.isupper, token.text[1:])):
        return True
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is not None and following.lower_ in _RULE and token.lower_ in DEMONYMS:
        return True
    if following is not None and _shows_a_doer(following) and _is_no_word(token):
        return True
    return (
        following is not None
        and _has_capital(following.text)
        and following.lower_ not in NOT_NAMES
        and token.pos_ in ("NOUN", "ADJ", "X", "VERB", "ADV", "INTJ")
        and following.is_alpha
    )


def _shows_a_doer(token: Token) -> bool:
    """Whether the word behind a subject tells that it acts or owns; things that merely are have no names as a rule."""
    return token.pos_ in ("AUX", "VERB", "PART", "CCONJ") and token.lemma_ != "be"


def _is_no_word(token: Token) -> bool:
    """Whether the lemmatizer's word lists lack it, and it acts or is possessed: "Ninebanks won"."""
    words = token.vocab.lookups.get_table(KNOWN_WORDS, None)
    if not words or not token.is_alpha or len(token) < _SHORTEST_UNKNOWN or token.tag_ == "NNS":
        return False
    if token.dep_ not in _ACTING:
        return False
    return token.lower_ not in words and token.lemma_.lower() not in words


_SHORTEST_UNKNOWN = 4  # letters
_ACTING = ("nsubj", "nsubjpass", "poss")


def _make_mention(paragraph: int, doc: Doc, start: int, end: int, cleaned: Cleaned) -> Mention | None:
    if end < len(doc) and doc[end].lower_ in _RULE and doc[start:end].text.casefold() in DEMONYMS | STATES:
        return Mention(paragraph, start, end + 1, doc[start : end + 1].text, EntityType.GOVERNMENT)
    start, end = _trim(doc, start, end)
    if start >= end:
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
    """The span without determiners, demonyms and titles before the name, and without words that only follow it."""
    while end - start > 1 and doc[start].lower_ in PERSON_TITLES and doc[start].lower_ not in _STAYING_TITLES:
        start += 1
    while start < end and (doc[start].lower_ in ("the", "a", "an", "'s") or _is_leading_demonym(doc, start, end)):
        start += 1
    while end - start > 1 and doc[end - 1].lower_ in NOT_NAMES and not _is_acronym(doc[end - 1].text):
        end -= 1
    while end > start and (doc[end - 1].lower_ in ("'s", "'", "-", "the") or doc[end - 1].is_space):
        end -= 1
    return start, end


_STAYING_TITLES = frozenset(
    {"president", "chairman", "director", "king", "queen", "prince", "lady", "baron", "founder"}
)


def _is_leading_demonym(doc: Doc, start: int, end: int) -> bool:
    """ "French" in "French Peugeot" or "its Canadian Gelco Express", but not in "British Airways"."""
    if doc[start].lower_ not in DEMONYMS | {"u.s.", "u.k.", "us", "uk"} or end - start < 2:
        return False
    if doc[start].lower_ in ("u.s.", "u.k.", "us", "uk") and end - start > 2:
        is_led = start > 0 and (doc[start - 1].dep_ in ("det", "poss") or doc[start - 1].lower_ == "'s")
        return is_led or not _ends_a_name(doc[end - 1])
    if start and doc[start - 1].lower_ in ("its", "their", "his", "'s", "a", "an"):
        return True
    return doc[start].dep_ == "amod" and doc[start].ent_type_ == "NORP"


def _type_of(span: Span) -> EntityType | None:
    """What the name stands for; None when it is no party (a place, a nationality, a month, a product)."""
    lower = span.text.casefold()
    last = span[-1].lower_.rstrip(".")
    if lower in STATES:
        return EntityType.GOVERNMENT
    if lower in DEMONYMS or lower in NOT_NAMES or lower.rstrip(".") in PLACES or _says_nothing(span):
        return None
    if span[-1].lower_ in ("government", "ministry", "state") or span[0].lower_ in ("republic", "ministry"):
        return EntityType.GOVERNMENT
    if last in LEGAL_FORMS:
        return EntityType.COMPANY
    if lower in BODIES or any(lower.endswith(" " + body) for body in BODIES):
        return EntityType.OTHER
    if _is_person(span):
        return EntityType.PERSON
    if last in _ORGANISATION_HEADS:
        return EntityType.COMPANY
    return _type_by_label(span)


def _says_nothing(span: Span) -> bool:
    """A lone "Bank" or "Corp", or a word for a nation's people or a party's members."""
    if len(span.text) == 1:
        return True
    if len(span) == 1 and (span[0].lower_ in _ORGANISATION_HEADS or span[0].lower_.rstrip(".") in LEGAL_FORMS):
        return True
    return all(token.ent_type_ == "NORP" for token in span) and span[-1].lower_.endswith("s")


def _is_person(span: Span) -> bool:
    before = span.doc[span.start - 1].lower_.rstrip(".") if span.start else ""
    first = span[0].lower_.rstrip(".")
    if first in PERSON_TITLES or before in PERSON_TITLES:
        return True
    return (
        len(span) in (2, 3, 4) and first in FIRST_NAMES and span[-1].is_alpha and span.root.ent_type_ in ("PERSON", "")
    )


def _type_by_label(span: Span) -> EntityType | None:
    labels = {token.ent_type_ for token in span}
    if labels & {"ORG"}:
        return EntityType.COMPANY
    if labels & {"GPE", "LOC", "FAC"}:
        # The small pipeline calls many a company a place; a place that acts or is possessed shows it by its grammar.
        return EntityType.COMPANY if _acts(span) and not _after_place_preposition(span) else None
    if labels & {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE", "LAW", "EVENT"}:
        return EntityType.COMPANY if span.root.pos_ == "PROPN" and _acts(span) else None
    return EntityType.COMPANY


def _acts(span: Span) -> bool:
    return span.root.dep_ in ("nsubj", "nsubjpass", "poss", "dobj", "appos", "conj", "pobj", "compound", "ROOT")


def _after_place_preposition(span: Span) -> bool:
    """ "in Tokyo", "based in Seoul", "Dallas, Texas" are places; "a stake in Kappa" and "invest in Kappa" are not."""
    root = span.root
    if root.dep_ == "pobj" and root.head.lower_ in ("in", "at", "near", "across", "outside", "around"):
        return root.head.head.lemma_ not in HELD_IN
    return root.dep_ in ("appos", "npadvmod") and root.head.ent_type_ == "GPE"


HELD_IN = frozenset(
    {"stake", "interest", "share", "holding", "shareholding", "stock", "shareholder", "invest", "percent"}
)
_INITIALS = re.compile(r"[A-Z][A-Za-z&.]{0,9}")


def _aliases(doc: Doc, span: Span, cleaned: Cleaned) -> Iterator[str]:
    """The ticker taken out behind the name, and initials in brackets: "American Express Financial Advisors (AEFA)"."""
    end = span.end_char
    for position, ticker in cleaned.tickers:
        if -1 <= position - end <= 1:
            yield ticker
    if span.end + 2 < len(doc) and doc[span.end].text == "(" and doc[span.end + 2].text == ")":
        inside = doc[span.end + 1].text
        if _INITIALS.fullmatch(inside):
            yield inside
