"""Article text made ready for the parser, with a map of every character back to where it stood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from alliance_graph.extract.other_names import ASIDE, OtherName, read_aside
from alliance_graph.extract.words import read_words

# Each row rewrites what the tagger and the parser stumble over; longer rewrites first. Wire services of the 1980s write
# "mln dlrs" and "pct"; feeds leave broken entities (" #39;s", "quot;"); dashes are glued to the words beside them.
# The last column has letters or words of which one is in whatever the pattern matches: where none is, it is not tried.
_REWRITES: tuple[tuple[str, str, Sequence[str]], ...] = (
    (r" ?&?#(?:39|146|8217);|&apos;|&rsquo;", "'", ";"),
    (r"&?\bquot;|&#34;|&ldquo;|&rdquo;", '"', ";"),
    (r"&amp;|\bamp;", "&", ";"),
    (r"&?\blt;[^<>&]{0,40}?&?\bgt;|&nbsp;", "", ";"),
    (r"[\u00ad\u200b\u2060\ufeff]", "", "\u00ad\u200b\u2060\ufeff"),
    (r"[\u2018\u2019\u02bc]", "'", "\u2018\u2019\u02bc"),
    (r"[\u201c\u201d\u201e\u00ab\u00bb]", '"', "\u201c\u201d\u201e\u00ab\u00bb"),
    (r"(?<=\w)- (?=owned\b|controlled\b|based\b|held\b|backed\b|listed\b)", "-", ["- "]),
    (r" ?\u2014 ?|(?<=[A-Za-z])--(?=\w)", ", ", ["\u2014", "--"]),
    (r" ?\u2013 ?(?=[^\d\s])|(?<=[^\d\s]) ?\u2013 ?| -- ?", " - ", ["\u2013", " --"]),
    (r"(?<=\d)-(?=(?:per ?cent|percent|pct)\b)", " ", ["-p"]),
    (r"(?<=\d)%-(?=owned\b|held\b|controlled\b)", " percent ", ["%-"]),
    (r"(?<=\d) ?pct\b|(?<=[a-z]) pct\b|(?<=\d) ?%|(?<=[\da-z]) per cent\b", " percent", ["pct", "%", "per cent"]),
    (r"(?<= )-(?=[a-z])", "- ", ["-"]),
    (r"\bmln\b", "million", ["mln"]),
    (r"\bbln\b", "billion", ["bln"]),
    (r"\bdlrs\b", "dollars", ["dlrs"]),
    (r"\bdlr\b", "dollar", ["dlr"]),
    (r"\bshrs\b", "shares", ["shrs"]),
    (r"(?<=[a-z])(?=\([A-Z]{2,9}\))", " ", ["("]),
    (r"[\t\r\n\u00a0\u2007\u202f]+", " ", "\t\r\n\u00a0\u2007\u202f"),
)

_EXCHANGES = read_words("exchanges.txt")
_STATES = frozenset(state.split()[-1] for state in read_words("states.txt"))

# "<SOVR>" and "<ISLG.F>" are tickers; "<Fichtel und Sachs AG>" is a company without one.
_TICKER = re.compile(r" ?<([A-Z][A-Z0-9]{0,5}(?:[.\-][A-Z]{1,3}| (?:ST|CO|HE))?)>")
# Behind a word in small letters or a state's possessive it is the company itself: "of <MTU>", "France's <SNECMA>".
_LOWERCASE_BEFORE = re.compile(r"(?:(?<!\w)(?P<word>[a-z]+)|(?<!\w)(?P<owner>\w+)'s) <?$")
_LONGEST_WORD = 20
_UNQUOTED = re.compile(r"<([^<>\n]{2,80})>")
_PLACES_OF_TRADE = "|".join(map(re.escape, sorted(_EXCHANGES, reverse=True)))
_SYMBOL = r"(?:[A-Z][A-Z0-9]{0,5}|\d{3,6})(?:\.[A-Z]{1,3})?"
# A listing in brackets, or several: "Kessel (TSX-V: KSL; OTCQB: KSLF)".
_LISTED = re.compile(
    rf" ?\(((?:(?:[,;/]| and)? ?(?i:{_PLACES_OF_TRADE})(?:[ /-][A-Z]\w*)?: ?{_SYMBOL})(?:(?:[,;/]| and) ?"
    rf"(?:(?i:{_PLACES_OF_TRADE})(?:[ /-][A-Z]\w*)?: ?)?{_SYMBOL})*)\)"
)
_TAKEN_OUT = re.compile(rf"{_TICKER.pattern}|{_UNQUOTED.pattern}|{_LISTED.pattern}|{ASIDE.pattern}")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A paragraph for the parser: `origin[i]` is where character i of `text` stood in the content."""

    text: str
    origin: tuple[int, ...]
    tickers: tuple[tuple[int, str], ...] = ()
    """Position just after the name, and the ticker that followed it."""
    quoted: tuple[tuple[int, int], ...] = ()
    """Spans that stood in angle brackets: names of companies."""
    others: tuple[OtherName, ...] = ()
    """What is said in passing of other names, taken out behind the name."""

    def to_content(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the content of a span of the text; the end is exclusive."""
        return self.origin[start], self.origin[end - 1] + 1


# A dateline, as in "LONDON, October 28 (newratings.com) - " or "SAN JOSE, Calif. -- ", names no party.
_DATELINE = re.compile(
    r"[A-Z][A-Z .'/]{2,40}(?:, [A-Z][\w. ]{1,25})?(?:, [A-Z][\w. ]{1,15})?(?: ?\([^()\n]{2,30}\))?"
    r"(?: ?(?:--|\u2014) ?| [-\u2013] ?|[-\u2013] |(?<=\))-)(?=[A-Z\"'])"
    r"|[A-Z][\w .]{2,30}, [A-Z]?[\w. ]{2,20}\(Reuters\) ?-+ "
    # Press releases name the wire: "RENO, Nev.--(BUSINESS WIRE)--", "Reno, NV, March 4, 2025 /PRNewswire/ -- ".
    r"|[A-Z][\w .'-]{2,40}(?:, [A-Z][\w. ]{1,25}){0,3}(?:, \d{4})?,? ?(?:--|[\u2013\u2014-])? ?"
    r"(?:\([A-Z][\w ]{0,20}(?:WIRE|Wire|wire|wired)\)|/[\w -]{0,20}(?:WIRE|Wire|wire)[\w -]{0,12}/)"
    r" ?(?:--|[\u2013\u2014-])+ ?"
)


_LONGEST = 5000
"""Characters that the parser is given at once."""


def clean_paragraphs(content: str, start: int = 0) -> Iterator[Cleaned]:
    """Each paragraph of the content from `start` on, without its dateline; paragraphs are parted by blank lines."""
    for match in re.finditer(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*", content[start:]):
        first, end = start + match.start(), start + match.end()
        dateline = _DATELINE.match(content, first)
        first = dateline.end() if dateline else first
        while first < end:
            # The parser's cost and memory grow with its text: a page without paragraphs is cut where a sentence ends.
            cut = content.rfind(". ", first, first + _LONGEST) + 1 if end - first > _LONGEST else end
            cut = cut if cut > first else min(first + _LONGEST, end)
            yield _clean(content, first, cut)
            first = cut


def _clean(content: str, start: int, end: int) -> Cleaned:
    """Rewrites and bracketed names of one paragraph, in two linear passes."""
    text, origin = _rewrite(content, start, end)
    out: list[str] = []
    places: list[int] = []
    tickers: list[tuple[int, str]] = []
    quoted: list[tuple[int, int]] = []
    others: list[OtherName] = []
    position = 0
    for match, aside in _find_taken_out(text):
        out.append(text[position : match.start()])
        places.extend(origin[position : match.start()])
        if aside:
            name, left = aside
            others.append(OtherName(len(places), name, is_now=bool(match["now"])))
            out.append(left)
            places.extend(origin[match.end() - len(left) : match.end()])
        elif match[3]:
            tickers.extend((len(places), symbol) for symbol in _symbols(match[3]))
        elif match[1] and not _is_company(text, match.start()):
            tickers.append((len(places), match[1]))
        else:
            group = 1 if match[1] else 2
            if group == 1 and text[match.start()] == " ":
                out.append(" ")
                places.append(origin[match.start()])
            quoted.append((len(places), len(places) + len(match[group])))
            out.append(match[group])
            places.extend(origin[match.start(group) : match.end(group)])
        position = match.end()
    out.append(text[position:])
    places.extend(origin[position:])
    return Cleaned("".join(out), tuple(places), tuple(tickers), tuple(quoted), tuple(others))


def _find_taken_out(text: str) -> Iterator[tuple[re.Match[str], tuple[str, str] | None]]:
    """What is taken out of a text, with what an aside says and leaves."""
    start = 0
    while match := _TAKEN_OUT.search(text, start):
        aside = read_aside(match, text) if match["open"] else None
        if match["open"] and not aside:
            start = match.start() + 1  # no aside, but there may be brackets in it
            continue
        yield match, aside
        start = match.end()


def _is_company(text: str, start: int) -> bool:
    """Whether capitals in angle brackets at `start` are a company's name, and no ticker of the one named before."""
    before = _LOWERCASE_BEFORE.search(text, max(0, start - _LONGEST_WORD), start + 1)
    if before is None or before["word"] == "plc":
        return False
    if before["word"]:
        return True
    return before["owner"][0].islower() or before["owner"].casefold() in _STATES


def _symbols(listed: str) -> Iterator[str]:
    """The tickers of a list such as "NASDAQ: KSL; Toronto: KSLF"; numbers are no names."""
    for part in re.split(r"[,;/]| and ", listed):
        symbol = part.rpartition(":")[2].strip()
        if symbol[:1].isalpha() and symbol.isupper() and symbol.casefold() not in _EXCHANGES:
            yield symbol


def _rewrite(content: str, start: int, end: int) -> tuple[str, list[int]]:
    paragraph = content[start:end]
    rows = [row for row in _REWRITES if any(sign in paragraph for sign in row[2])]
    if not rows:
        return paragraph, list(range(start, end))
    out: list[str] = []
    origin: list[int] = []
    position = start
    for match in _any_of(tuple(pattern for pattern, _, _ in rows)).finditer(content, start, end):
        out.append(content[position : match.start()])
        origin.extend(range(position, match.start()))
        new = rows[(match.lastindex or 1) - 1][1]
        out.append(new)
        # A rewrite of another length is laid over its origin from the left; what is longer rests on its last character.
        last = match.end() - 1
        origin.extend(min(match.start() + i, last) for i in range(len(new)))
        position = match.end()
    out.append(content[position:end])
    origin.extend(range(position, end))
    return "".join(out), origin


@lru_cache(maxsize=512)
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern with a group for each of these."""
    return re.compile("|".join(f"({pattern})" for pattern in patterns))
