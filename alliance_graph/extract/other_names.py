"""Names that a text says are one company's: "Elion, formerly Volta Cells", "Volta Cells was renamed Elion".

What says so in passing is taken out before the text is parsed, as a ticker is: "formerly" ends no holding there, and no
tie is drawn for the other name. A plan ("which will be renamed") gives no name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from alliance_graph.extract.words import read_words

_NO_NAMES = frozenset().union(*map(read_words, ("states.txt", "places.txt", "demonyms.txt", "not_names.txt")))
_NO_LAST = read_words("jobs.txt") | read_words("person_titles.txt")
_HEADS = read_words("legal_suffixes.txt") | read_words("organisation_heads.txt")

_START = r"(?:[A-Z\u00c0-\u00de\u0391-\u03a9\u0410-\u042f\d]|[a-z]{1,5}(?=[A-Z]))"
_WORD = rf"<?{_START}(?:[\w&'/+-]|\.(?=\w))*(?:(?<=\b[A-Z])\.|(?<=Co)\.|(?<=Inc)\.|(?<=Corp)\.|(?<=Ltd)\.)?>?"
_LINK = r"(?:(?:of|and|&|de|du|des|di|der|und|for|the|la|van|von) ){0,2}"
_FORMS = r"(?:Inc|Ltd|LLC|LP|Corp|Co|PLC|Plc|plc|AG)\b"
NAME = rf"(?:{_WORD} {_LINK}){{0,7}}{_WORD}(?:, {_FORMS}\.?(?=[,.;)])| plc\b)?"
"""Words with a capital; whether they name a company is for what stands around them to say."""
_WHEN = (
    r"(?: (?:in|from|since|until|till|before|after|on) (?:early |late )?(?:[A-Z][a-z]+ )?(?:\d{1,2}, )?\d{4}"
    r"| (?:in|since|until) [A-Z][a-z]+| (?:earlier )?(?:this|last) (?:year|month|week)"
    r"| \w+ (?:years?|months?) ago)"
)
_CALLED = r"(?:known as|called|named|trading as|doing business as)"
_RENAMED = r"(?:renamed|rebranded)"
LATELY = r"(?:since |later |then |subsequently |recently )?"
OWN_NAME = r"(?:its|their|the company's|the firm's) (?:corporate |company |trading )?name"
_OTHER = "|".join(
    (
        rf"(?:which (?:was|is) |the (?:company|firm|group) )?(?:formerly|previously|originally)(?: {_CALLED})?",
        rf"(?:which was )?(?:once|earlier|then|until (?:recently|(?:[A-Z][a-z]+ )?\d{{4}})) {_CALLED}",
        rf"(?:which was )?(?:called|named)(?= (?:the )?{NAME} (?:until|till|before) )",
        r"(?:which was )?(?:known|called) until (?:recently|(?:[A-Z][a-z]+ )?\d{4}) as",
        rf"which (?:has |had )?{LATELY}changed {OWN_NAME} from",
        rf"{_RENAMED} from|f/k/a|f\.k\.a\.|fka|FKA|the former",
        r"(?:which is )?(?:(?:also|better|otherwise|commonly|formally) )?known as",
        r"a/k/a|a\.k\.a\.|aka|AKA|d/b/a|dba|DBA|doing business as|trading as|which (?:trades|does business) as",
    )
)
_NOW = "|".join(
    (
        rf"(?:which is )?now(?: {_CALLED}| {_RENAMED}(?: as)?)?",
        rf"which (?:has |had )?{LATELY}{_RENAMED} itself(?: as)?",
        rf"(?:which (?:was|has been|had been) )?{LATELY}{_RENAMED}(?: as)?",
        rf"which (?:has |had )?{LATELY}changed {OWN_NAME} to",
    )
)
ASIDE = re.compile(
    rf"(?P<open>, | ?\()(?:(?P<now>{_NOW})|(?:{_OTHER})) (?:the )?(?P<quote>[\"']?)(?P<name>{NAME})(?P=quote){_WHEN}?"
    r"(?P<close>\)|,(?=\s)| and(?= (?:now|later|since|then)\b)|(?=[.;:)](?:\s|$))|(?= - )|$)"
)
_NAMED_BEFORE = re.compile(rf"(?:{_START}[\w.&'/+-]*|[>)])[\"']?$")
_PARTS = "ventures?|partnerships?|mergers?|units?|subsidiar(?:y|ies)|divisions?|arms?|affiliates?|business|company"
_PART_BEFORE = re.compile(
    rf"\b(?:(?:{_PARTS}) (?:of|between|with|by) (?:the )?{NAME}(?:(?:, (?!{_FORMS}){NAME})*,? and {NAME})?"
    rf"|renamed {NAME})$"
)
"""Where it may be the name of what stands before: "a unit of Alder, formerly Birch", "its renamed Alder, now Birch"."""
_FARTHEST = 160
_TICKER_BEHIND = re.compile(r" <[A-Z0-9.]+>$")
_STAYS = re.compile(r" (?:an?|the|one|its|which|who|whose|where|based|also|now|but|while)\b| (?:and )?[^a-z]")
"""What goes on behind a comma; before a verb it goes out with what it closes."""


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name that the text gives to what it names right before a place."""

    position: int
    name: str
    is_now: bool
    """Whether it is the name of today; else it is a former one, or one that the company goes by as well."""


def read_aside(match: re.Match[str], text: str) -> tuple[str, str] | None:
    """The name in a match of `ASIDE` and what to leave in its place; None where it is no other name."""
    if (match["open"] != ", ") != (match["close"] == ")"):
        return None
    before = text[max(0, match.start() - _FARTHEST) : match.start()]
    if not _NAMED_BEFORE.search(before) or (match["open"] == ", " and _PART_BEFORE.search(before)):
        return None
    name = _TICKER_BEHIND.sub("", match["name"]).strip("<>")
    if not may_be_name(name):
        return None
    is_parted = match["close"] == " and" or (match["close"] == "," and _STAYS.match(text, match.end()))
    return name, "," if is_parted else ""


def may_be_name(name: str) -> bool:
    """Whether words with a capital may be a company's name: no office, place, description or possessive, nor two."""
    words = name.casefold().rstrip(".").split()
    is_description = name[-2:] == "ed" and "-" in name.split()[-1]  # "formerly Nasdaq-listed"
    if is_description or words[-1] in _NO_LAST or name.endswith(("'s", "s'")) or " ".join(words) in _NO_NAMES:
        return False
    if " and " in name and words[-1].strip(".") not in _HEADS:
        return False
    return sum(letter.isalpha() for letter in name) > 1
