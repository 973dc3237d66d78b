"""Where names begin and end among the words of a paragraph, whoever bears them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from spacy.tokens import Doc, Token

from alliance_graph.extract.clean import Cleaned
from alliance_graph.extract.name_starts import has_capital, is_name_at_start, is_shop
from alliance_graph.extract.words import read_words
from alliance_graph.word_lists import read_phrases, read_table

LEGAL_FORMS = read_words("legal_suffixes.txt")
NOT_NAMES = read_words("not_names.txt")
PERSON_TITLES = read_words("person_titles.txt")
DEMONYMS = read_words("demonyms.txt")
ORGANISATION_HEADS = read_words("organisation_heads.txt")
PLACE_ABBREVIATIONS = read_words("place_abbreviations.txt")
HARD_NAMES = read_phrases("hard_names.txt")
_LONGEST_FIRST = "|".join(map(re.escape, sorted(HARD_NAMES, key=len, reverse=True)))
_HARD_NAME = re.compile(rf"(?<![\w$\u00a3\u20ac])(?:{_LONGEST_FIRST})(?!\w)")
_CONNECTORS = read_words("connectors.txt")
_EPONYMS = read_words("eponyms.txt")
_TRADES = read_words("joint_trades.txt")
_NUMERALS = frozenset(read_table("numbers.txt", "|")) | frozenset(read_table("ordinals.txt"))


def find_spans(doc: Doc, cleaned: Cleaned) -> Iterator[tuple[int, int]]:
    """Names that stood in angle brackets or are known, and runs of capitalised tokens with what joins them."""
    fixed = _fixed_spans(doc, cleaned)
    tickers = {position for position, _ in cleaned.tickers}
    i = 0
    while i < len(doc):
        if i in fixed:
            yield i, fixed[i]
            i = fixed[i]
        elif _is_name_token(doc[i]):
            end = _run_end(doc, i, fixed, tickers)
            yield i, end
            i = end
        else:
            i += 1


def _fixed_spans(doc: Doc, cleaned: Cleaned) -> dict[int, int]:
    """Names that stood in angle brackets, and those that a tagger would miss: start to end."""
    fixed = {}
    for start, end in cleaned.quoted:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            fixed[span.start] = span.end
    for match in _HARD_NAME.finditer(doc.text):
        span = doc.char_span(*match.span())
        if span is not None and not any(start < span.end and span.start < end for start, end in fixed.items()):
            fixed[span.start] = _behind_form(doc, span.end)
    return fixed


def _behind_form(doc: Doc, end: int) -> int:
    """Where a name ends together with what follows up to a legal form: "20th Century Fox Film Corp"."""
    if end + 1 < len(doc) and doc[end].lower_ in ("and", "&") and _is_legal(doc[end + 1].lower_):
        end += 2  # "Charles Schwab and Co"
    last = end
    while last < min(len(doc), end + _LONGEST_RUN) and has_capital(doc[last].text) and not doc[last].is_sent_start:
        last += 1
    return last if last > end and ends_a_name(doc[last - 1]) else end


def _run_end(doc: Doc, start: int, fixed: dict[int, int], tickers: Collection[int]) -> int:
    """Where the run of name tokens from `start` ends; connectors belong to it when a name token follows them."""
    end = start + 1
    while end < len(doc) and end not in fixed:
        token = doc[end]
        if _is_name_token(token) and (token.lower_ not in PERSON_TITLES or _is_before_form(token)):
            is_behind_stop = _ends_with_a_stop(doc[end - 1]) or (token.is_sent_start and doc[end - 1].text[-1] == ".")
            is_behind_ticker = token.idx - 1 in tickers or token.idx in tickers
            if (is_behind_stop or is_behind_ticker) and not _is_legal(token.lower_):
                break  # "... bought Birch Ltd. Alder Corp said ...", "Alder <ALD> Mark-3 engines"
            end += 1
        elif (end + 1 not in fixed and _joins(doc, start, end)) or _is_number_in_name(doc, end):
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


def _is_before_form(token: Token) -> bool:
    """Whether a legal form follows: "Cattle Baron Inc"."""
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_.rstrip(".") in LEGAL_FORMS


def _is_number_in_name(doc: Doc, i: int) -> bool:
    """Whether figures stand within a name whose end says what it is: "Pier 1 Imports Inc"."""
    if not doc[i].is_digit or len(doc[i]) > _LONGEST_NUMBER or i + 1 >= len(doc) or doc[i + 1].is_sent_start:
        return False
    return _is_name_token(doc[i + 1]) and _ends_formally(doc, i + 1)


_LONGEST_NUMBER = 2  # digits; "Boeing 747" names a product


def _ends_formally(doc: Doc, start: int) -> bool:
    """Whether the capitalised words from `start` on end in a legal form or a word such as "Bank"."""
    end = start
    while end < min(len(doc), start + _LONGEST_RUN) and has_capital(doc[end].text):
        end += 1
    return end > start and ends_a_name(doc[end - 1])


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
    if link.text in _LINKS_ABROAD:
        return True
    if link.lower_ == "'s":
        is_saint = end - start == 2 and doc[start].text.rstrip(".") == "St"  # "St James's Place"
        return is_saint or doc[end - 1].lower_ + "'s" in _EPONYMS
    if link.text == ",":
        is_firm = end - start == 1 and _is_firm_of_two(doc, end + 1)
        return is_firm or following.lower_.rstrip(".") in _BEHIND_COMMAS
    if link.lower_ == "and":
        return _joins_by_and(doc, start, end)
    if link.lower_ == "of" and doc[end - 1].lower_ in ("co", "company", "corp", "corporation"):
        is_bare = all(token.lower_ in _TRADES or ends_a_name(token) for token in doc[start:end])
        return following.lower_ in _IN_NAMES or is_bare  # "Aluminum Co of America", "Financial Corp of Ulva"
    if link.lower_ == "of":
        is_headed = doc[end - 1].lower_ in _HEADS_OF and not _lies_in_a_state(doc, end + 1)
        return is_headed or _is_of_america(doc, end + 1)
    if link.text in ("-", "/"):
        return not link.whitespace_ and not doc[end - 1].whitespace_
    is_over = doc[end - 1].lower_.rstrip(".") in _ENDS  # "a bid by Cedar Inc for Dorn AG"
    return link.lower_ in _CONNECTORS and not is_over and _same_entity(doc, start, end + 1)


def _joins_by_and(doc: Doc, start: int, end: int) -> bool:
    before, following = doc[end - 1], doc[end + 1]
    if before.lower_ == following.lower_:
        return True  # "Johnson and Johnson"
    if ends_a_name(before) or following.lower_ in DEMONYMS:
        return False  # "Dell Inc. and America Online Inc."
    if len(following) == 1 and before.text.isupper() and end - start == 1:
        return True  # "EG and G"
    return _is_legal(following.lower_) or (_ends_formally(doc, end + 1) and _same_entity(doc, start, end + 1))


_LINKS_ABROAD = frozenset(
    {"&", "+", "fuer", "fur", "für", "og", "och", "und", "de", "del", "della", "di", "do", "du", "van", "von"}
)
"""What stands between names in no other English text than within one name."""
_HEADS_OF = (ORGANISATION_HEADS - LEGAL_FORMS - {"unit", "division"}) | {"department", "ministry"}
"""Heads behind which a name goes on with "of"; "the Tyre Division of Alder Corp" are two."""


def _is_of_america(doc: Doc, start: int) -> bool:
    """Whether a part of America and a legal form stand there: "Alder Cars of North America Inc"."""
    start += doc[start].lower_ in ("north", "south")
    return start + 1 < len(doc) and doc[start].lower_ in _IN_NAMES and doc[start + 1].lower_.rstrip(".") in LEGAL_FORMS


def _lies_in_a_state(doc: Doc, start: int) -> bool:
    """Whether a town stands there, and the state where it lies behind a comma: "of Camden, N.J."."""
    return doc[start - 2].lower_ != "bank" and is_before_a_state(doc, start + 1)


def is_before_a_state(doc: Doc, end: int) -> bool:
    """Whether a comma and a state stand at `end`, behind the town: ", N.J."."""
    return end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].lower_.rstrip(".") in PLACE_ABBREVIATIONS


def _is_firm_of_two(doc: Doc, start: int) -> bool:
    """Whether the name behind a comma ends "and Co" or "& Sons" and stands in no list: not "Alder, Birch & Co and"."""
    if start + 2 >= len(doc) or doc[start + 1].lower_ not in ("and", "&"):
        return False
    if doc[start + 2].lower_.rstrip(".") not in _OF_A_FIRM:
        return False
    if doc[start + 1].text != "&" or start + 3 >= len(doc):
        return True
    return doc[start + 3].lower_ not in (",", "and", "&")


_OF_A_FIRM = frozenset({"co", "company", "sons", "associates", "partners", "brothers", "bros"})


_BEHIND_COMMAS = frozenset(
    {"co", "corp", "gmbh", "inc", "incorporated", "limited", "llc", "llp", "lp", "ltd", "n.a", "plc", "s.a"}
)
"""Legal forms that may stand behind a comma; in "Alder, AB Birch" another name begins there."""
_IN_NAMES = frozenset(
    {"america", "california", "canada", "colorado", "florida", "georgia", "illinois", "michigan", "ohio", "texas"}
)


def is_of_trade(token: Token) -> bool:
    """Whether the token is a word of trade, of which alone hardly a company is named."""
    return token.lower_ in _TRADES or token.lower_ in ORGANISATION_HEADS


def ends_a_name(token: Token) -> bool:
    """Whether the token is a legal form or a word such as "Bank"."""
    return token.lower_.rstrip(".") in LEGAL_FORMS or token.lower_ in ORGANISATION_HEADS


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
    """Whether two are announced: "between X and Y", "both X and Y", "a venture of X and Y"."""
    before = [token.lower_ for token in doc[max(0, start - 2) : start]]
    return before[-1:] in (["between"], ["both"]) or (before[-1:] == ["of"] and before[0] in _OF_TWO)


_OF_TWO = ("venture", "merger", "alliance", "partnership", "combination", "consortium", "marriage")


def _joins_two_names(doc: Doc, last: int) -> bool:
    """Whether "and" parts two names: the second ends in a word such as "Energy", or a verb in the plural follows."""
    end = last
    while end + 1 < len(doc) and has_capital(doc[end + 1].text):
        end += 1
    if end > last and doc[end].lower_ in ORGANISATION_HEADS:
        return True
    behind = doc[end + 1] if end + 1 < len(doc) else doc[end]
    return doc[last - 1].lower_ == "and" and behind.tag_ in ("VBP", "NN") and behind.lemma_ in _PLURAL_VERBS


_PLURAL_VERBS = frozenset({"collaborate", "have", "be", "plan", "agree", "own", "say", "form", "sign"})


def _is_name_token(token: Token) -> bool:
    text = token.text
    if not has_capital(text) or text.endswith("-based"):
        return False
    if token.lower_ in NOT_NAMES and not is_acronym(text):
        return _is_word_in_name(token) or is_shop(token) or _is_initial(token)
    if token.is_sent_start or (token.i and token.nbor(-1).text in ('"', "-", ":", "(")):
        return is_name_at_start(token)
    return True


def _is_word_in_name(token: Token) -> bool:
    """Whether a word that is no name alone stands in one: "First Union Corp", "BCW Acquisition Inc"."""
    if token.i + 1 >= len(token.doc):
        return False
    following = token.nbor(1)
    if token.text == "Venture" and following.text in _BEHIND_VENTURE:
        return token.i > 0 and has_capital(token.nbor(-1).text)
    if _is_before_form(token) and token.lower_ not in _LINKS:
        return token.pos_ == "PROPN" or not token.is_stop  # "Sun Co", "BCW Acquisition Inc"
    if token.lower_ not in _NUMERALS or not token.whitespace_ or not has_capital(following.text):
        return False
    if following.lower_ in NOT_NAMES and not _is_word_in_name(following):
        return False
    is_first = token.is_sent_start or token.nbor(-1).is_punct
    return not is_first or token.pos_ == "PROPN" or _ends_formally(token.doc, token.i)


def _is_initial(token: Token) -> bool:
    """Whether it is the "A" of "A/S" or "M/A-Com", or the "Company" of "Aluminum Company of America"."""
    doc, i = token.doc, token.i
    if token.text == "Company":
        is_tied = i + 2 < len(doc) and doc[i + 1].lower_ == "of" and doc[i + 2].lower_ in _IN_NAMES
        return is_tied and i > 0 and has_capital(doc[i - 1].text)
    if token.text != "A":
        return False
    is_behind = i > 0 and doc[i - 1].text == "/" and not doc[i - 1].whitespace_
    return is_behind or (i + 1 < len(doc) and doc[i + 1].text == "/" and not token.whitespace_)


_LINKS = ("and", "or", "but")
_BEHIND_VENTURE = ("Capital", "Partners", "Holdings", "Fund")


def is_acronym(text: str) -> bool:
    """ "PCS" may be part of a name ("AirGate PCS Inc."); alone it is judged as a whole."""
    return text.isupper() and len(text) > 1 and text.isalpha()
