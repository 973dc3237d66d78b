"""What a tie is about: topics of the ontology named in a text, and the purpose in the text's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from alliance_graph import ontology
from alliance_graph.extract.numbers import alternatives
from alliance_graph.word_lists import read_words

Words = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+")
_ACRONYM_LENGTH = 2
"""Letters: a topic as short as "AI" must stand in capitals."""
_LONGEST_PURPOSE = 80
_CLAUSE_ENDS = re.compile(
    r"[.;:!?](?=\s|$)|[()\n\"\u201c\u201d]|\s[-\u2013\u2014]\s|\s--\s"
    r"|,\s(?=(?:an?|the|it|its|they|he|she|which|who|that|said|says|according|with|as|while|after|but|when|where|under|so|"
    r"in|on|for|at|by|to)\b|and\s(?:will|said|the|to|has|have|is)\b|(?-i:[A-Z]))"
    r"|\s(?:said|says|after|because|under\swhich|which|that|according|while|when|as\spart|as\swell|starting|beginning|"
    r"(?:on|last|next)\s(?-i:[A-Z])[a-z]{2,5}day|(?:by|in|from|since|until)\s(?:early\s|late\s|mid-)?(?:19|20)\d\d|"
    r"(?:in|by)\s(?-i:January|February|March|April|May|June|July|August|September|October|November|December)|"
    r"with\s(?-i:[A-Z])|together|for\s[$\u00a3\u20ac])\b",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(r"[\s,]+(?:an?|the|of|and|or|for|in|on|to|with|by|its|their|at|from|as|into)?$", re.IGNORECASE)


def find_topics(text: str, labels: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Slugs of the topics that the text names, each once, in order of appearance; of nested labels the longest."""
    vocabulary = _make_vocabulary(tuple(labels.items())) if labels is not None else _default_vocabulary()
    longest = max((len(words) for words in vocabulary), default=0)
    spoken = _WORD.findall(text)
    words = tuple(_singular(word.casefold()) for word in spoken)
    found: dict[str, None] = {}
    at = 0
    while at < len(words):
        slug, length = _find_label(words, spoken, at, longest, vocabulary)
        if slug:
            found[slug] = None
        at += length
    return tuple(found)


def find_purpose(text: str) -> str:
    """What the parties mean to do, cut at the end of the clause and at 80 characters; "" if the text does not say."""
    for pattern in _cues():
        for match in pattern.finditer(text):
            phrase = _cut(text[match.start("purpose") : match.start("purpose") + 2 * _LONGEST_PURPOSE])
            if " " in phrase:
                return phrase
    return ""


def _find_label(
    words: Words, spoken: list[str], at: int, longest: int, vocabulary: Mapping[Words, str]
) -> tuple[str, int]:
    """Slug of the longest label that begins at a word and its length in words; "" and 1 if none does."""
    for length in range(min(longest, len(words) - at), 0, -1):
        slug = vocabulary.get(words[at : at + length], "")
        if slug and (length > 1 or len(words[at]) > _ACRONYM_LENGTH or spoken[at].isupper()):
            return slug, length
    stem = spoken[at].removesuffix("s")
    if stem.isupper() and stem != spoken[at] and (stem.casefold(),) in vocabulary:
        return vocabulary[(stem.casefold(),)], 1
    return "", 1


@cache
def _default_vocabulary() -> Mapping[Words, str]:
    return _make_vocabulary(tuple(ontology.topics().items()))


@cache
def _make_vocabulary(labels: tuple[tuple[str, str], ...]) -> Mapping[Words, str]:
    """Slug by the words of the label, so that hyphens and plurals do not matter."""
    found = ((tuple(_singular(word) for word in _WORD.findall(label.casefold())), slug) for label, slug in labels)
    return {words: slug for words, slug in found if words}


def _singular(word: str) -> str:
    """The word without a plural ending; only ever compared with another word treated alike."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and word[-2] not in "sui":
        return word[:-1]
    return word


@cache
def _cues() -> tuple[re.Pattern[str], ...]:
    """What a purpose follows, the surest first."""
    verbs = alternatives(read_words("purpose_verbs.txt"))
    avoided = alternatives(read_words("purpose_objects_not.txt"))
    cooperation = (
        "alliance|partnership|venture|memorandum|memorandum of understanding|mou|agreement|cooperation|collaboration|"
        "collaborate|collaborating|cooperate|cooperating|work together|working together|team up|teaming up|tie-up|talks"
    )
    patterns = (
        rf"\bto\s(?:jointly\s)?(?P<purpose>{verbs}\b(?!\s{avoided}\b)\s\w)",
        r"\bfor\sthe\s(?:joint\s)?(?P<purpose>(?:development|production|manufacture|marketing|supply|construction|design|"
        r"operation|distribution|sale|recycling|research|exploration|standardi[sz]ation)\sof\b)",
        rf"\b(?:{cooperation})\son\s(?:an?\s|the\s)?(?!\w{{2,6}}day\b|(?-i:[A-Z])[a-z]{{2,8}}\.?\s\d)(?P<purpose>[^\W\d])",
        rf"\b(?:{cooperation})\sin\s(?:an?\s|the\s)?(?P<purpose>(?-i:[a-z])\w+)",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def _cut(phrase: str) -> str:
    """The phrase up to the end of its clause, at a word's end, without a loose preposition."""
    first = _CLAUSE_ENDS.split(phrase, maxsplit=1)[0]
    if len(first) > _LONGEST_PURPOSE:
        first = first[: _LONGEST_PURPOSE + 1].rpartition(" ")[0]
    return _LOOSE_END.sub("", " ".join(first.split()).rstrip(" ,.")).strip()
