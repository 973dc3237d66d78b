"""Patterns over the words of a sentence in which names and percentages are placeholders: sure where parses are not."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import product

from spacy.tokens import Token

from alliance_graph.extract.draft import Draft, Scene
from alliance_graph.extract.rules.masking import Masked, mask
from alliance_graph.extract.rules.ties import form_of
from alliance_graph.model import EntityType, Status

# A word that describes the name behind it; one that governs it, or another thing, does not.
_DESCRIBING = (
    r"(?!(?:by|of|from|to|with|in|on|at|and|or|owned|for|that|which|assets?|shares|stock|units|rights|interests?) )"
    r"[a-z][a-z&-]+ "
)
_ONE = r"@\d+\+?@"
"""A placeholder; a plus says that it stands for several: "the two companies"."""
_SHARED = r"(?: \(#\d+#\))?(?: of (?:the )?state)?"
_DESCRIBED = rf"(?:the |a |its )?+(?:state )?+(?:{_DESCRIBING}){{0,4}}{_ONE}"
_NEXT = rf"{_SHARED}(?:, and |, | and | & ){_DESCRIBED}"
_LIST = rf"{_ONE}(?:(?:{_NEXT}){{2,}}|{_SHARED}(?:, | and | & ){_DESCRIBED})?"
""", and" before the second of two begins another clause: "half owned by Alder, and Birch"."""
_LONGEST = 2000
"""Characters of a sentence; what is longer is a list or a table."""
_LEAST_PARTIES = 2
_MACROS = {
    "{AS2}": rf"(?P<as>{_ONE}(?:{_NEXT})+|@\d+\+@)",
    "{V}": _ONE,
    "{W}": r"(?: (?:[a-z]+|@\d+\+?@'s))",
    "{ITS}": r"(?:its|his|her|their|@\d+\+?@'s)",
    "{A}": rf"(?P<a>{_ONE})",
    "{B}": rf"(?P<b>{_ONE})",
    "{AS}": rf"(?P<as>{_LIST})",
    "{BS}": rf"(?P<bs>{_LIST})",
    "{GOV}": rf"(?P<gov>{_ONE})",
    "{P}": r"(?P<p>#\d+#)",
    "{PX}": r"#\d+#",
    # what "it" and "they" right behind a name do, somebody else does: "told Kestrel it had bought"
    "{APP}": r"(?:, [^,;@#]{2,70},| of [A-Z][A-Za-z. ]{2,20}| \([^()]{1,30}\))?(?! (?:it|they|he|she) )",
    "{ADV}": (
        r"(?: (?:also|already|now|still|currently|jointly|each|itself|further|previously|recently|will|would|together"
        r"|only|just|indirectly|directly)){0,4}"
    ),
    "{DET}": rf"(?:(?:the|a|an|its|his|their|some) )?+(?:{_DESCRIBING}){{0,5}}",
    "{DETC}": rf"(?:(?:the|a|an|its) )?+(?:{_DESCRIBING}){{0,4}}?",
}


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: str
    rule: str
    regex: re.Pattern[str]
    roles: Mapping[str, list[str]]
    confidence: float
    is_state: bool
    is_change: bool
    is_sale: bool


@cache
def _patterns() -> tuple[_Pattern, ...]:
    text = files("alliance_graph").joinpath("words", "surface_patterns.toml").read_text(encoding="utf-8")
    return tuple(
        _Pattern(
            row["kind"],
            row["rule"],
            re.compile(_fill(row["regex"])),
            {role: [names] if isinstance(names, str) else names for role, names in row["roles"].items()},
            row["confidence"],
            row.get("state", False),
            row.get("change", False),
            row.get("sold", False),
        )
        for row in tomllib.loads(text)["pattern"]
    )


def _fill(regex: str) -> str:
    for macro, body in _MACROS.items():
        regex = regex.replace(macro, body)
    return regex


def read_surface(scene: Scene) -> Iterator[Draft]:
    """Drafts that the patterns read off the sentence."""
    if scene.sent.end_char - scene.sent.start_char > _LONGEST:
        return
    masked = mask(scene)
    if len(masked.keys) < _LEAST_PARTIES and not any(len(keys) > 1 for keys in masked.keys):
        return
    for pattern in _patterns():
        for match in pattern.regex.finditer(masked.text):
            yield from _drafts(scene, masked, pattern, match)


def _drafts(scene: Scene, masked: Masked, pattern: _Pattern, match: re.Match[str]) -> Iterator[Draft]:
    trigger = scene.sent.doc[masked.origin[match.start("t")]]
    groups = match.groupdict()
    filled = {
        role: [key for name in names for key in _keys(masked, groups.get(name))]
        for role, names in pattern.roles.items()
    }
    if not all(filled.values()) or _is_said_of_another(scene, masked, match, filled):
        return
    if "partners" in filled:
        yield from _tie(scene, masked, pattern, filled, trigger)
        return
    share = masked.percentages[int(groups["p"].strip("#"))] if groups.get("p") else None
    for roles in _pairs(scene, filled):
        if pattern.is_change:
            yield from _change(masked, pattern, roles, trigger, groups["rest"])
        else:
            draft = Draft(pattern.kind, pattern.rule, roles, trigger, pattern.confidence, percentage=share)
            yield replace(draft, is_state=pattern.is_state, is_sale=pattern.is_sale)


def _is_said_of_another(scene: Scene, masked: Masked, match: re.Match[str], filled: Mapping[str, list[str]]) -> bool:
    """Whether "he" or "she" stands between a company and what is done: "a Alder manager said he raised his stake"."""
    if "a" not in match.groupdict() or match["a"] is None or match.start("a") > match.start("t"):
        return False
    doers = next((keys for keys in filled.values() if keys == _keys(masked, match["a"])), [])
    is_company = all(scene.reader.entities.type_of(key) is EntityType.COMPANY for key in doers)
    return is_company and _HE.search(masked.text, match.end("a"), match.start("t")) is not None


_HE = re.compile(r" (?:he|she) ")


def _pairs(scene: Scene, filled: Mapping[str, list[str]]) -> Iterator[Mapping[str, tuple[str, ...]]]:
    """Each filler of the first role with each of the second; what is owned or bought has to be a company."""
    (first, firsts), (second, seconds) = filled.items()
    for a, b in product(firsts, seconds):
        is_company = scene.reader.entities.type_of(b) is EntityType.COMPANY
        is_maker = first not in ("supplier", "licensor") or scene.reader.entities.type_of(a) is EntityType.COMPANY
        if a != b and is_maker and (is_company or second in ("customer", "buyer")):
            yield {first: (a,), second: (b,)}


def _keys(masked: Masked, group: str | None) -> list[str]:
    return [key for number in re.findall(r"@(\d+)\+?@", group or "") for key in masked.keys[int(number)]]


def _tie(
    scene: Scene, masked: Masked, pattern: _Pattern, filled: Mapping[str, list[str]], trigger: Token
) -> Iterator[Draft]:
    type_of = scene.reader.entities.type_of
    types = {EntityType.COMPANY, EntityType.GOVERNMENT}
    venture = tuple(key for key in filled.get("venture", ()) if type_of(key) in types)[:1]
    if pattern.kind == "joint_venture":
        types.add(EntityType.PERSON)
    partners = tuple(dict.fromkeys(key for key in filled["partners"] if key not in venture and type_of(key) in types))
    if len(partners) < _LEAST_PARTIES and not (venture and partners):
        return
    roles = {"partners": partners} | ({"venture": venture} if venture else {})
    yield Draft(
        pattern.kind,
        pattern.rule,
        roles,
        trigger,
        pattern.confidence,
        form=form_of(trigger) if pattern.kind == "alliance" else "",
        shares=_shares(masked, partners) if pattern.kind == "joint_venture" else {},
        is_state=pattern.is_state,
    )


_SHARE = re.compile(
    rf"(?P<a>{_ONE})(?: \((?P<p>#\d+#)\)"
    r"|(?: will| would| is to| to)?"
    r"(?: with| has| have| holds?| owns?| own| owning| holding| taking| having| take| takes| keeps?)?"
    r"(?: about| some| a| the)? (?P<q>#\d+#))"
    rf"|(?P<r>#\d+#)(?: (?:owned|held))?(?: each)? by (?:[a-z-]+ ){{0,4}}(?P<b>{_ONE})"
)


def _shares(masked: Masked, partners: tuple[str, ...]) -> dict[str, float]:
    """Percent of the venture that each partner has, as the sentence words it; a split gives them in order."""
    for share in masked.percentages:
        if len(share.split) == len(partners):
            return dict(zip(partners, share.split, strict=True))
    shares: dict[str, float] = {}
    for match in _SHARE.finditer(masked.text):
        keys = _keys(masked, match["a"] or match["b"])
        value = masked.percentages[int((match["p"] or match["q"] or match["r"]).strip("#"))].percentage.value
        if value is not None:
            shares |= {key: value for key in keys if key in partners}
    return shares


def _change(
    masked: Masked, pattern: _Pattern, roles: Mapping[str, tuple[str, ...]], trigger: Token, rest: str
) -> Iterator[Draft]:
    """ "raised its stake in Y to 35 percent from 20 percent": the stake after, and the one before."""
    sizes = {}
    for number in reversed(re.findall(r"#(\d+)#", rest)):
        found = masked.percentages[int(number)]
        sizes[found.qualifier] = found
    after = sizes.get("after") or sizes.get("")
    yield Draft(pattern.kind, pattern.rule, roles, trigger, pattern.confidence, percentage=after)
    if "before" in sizes:
        rule = f"{pattern.rule}.before"
        yield Draft(pattern.kind, rule, roles, trigger, pattern.confidence, Status.COMPLETED, sizes["before"])
