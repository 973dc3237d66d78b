"""Patterns over the words of a sentence in which names and percentages are placeholders: sure where parses are not."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from alliance_graph.extract.draft import Draft, Scene
from alliance_graph.extract.mentions import DEMONYMS, Mention
from alliance_graph.extract.percentages import PercentageMention
from alliance_graph.extract.reference import DESCRIPTORS, GENERIC_COMPANY
from alliance_graph.extract.rules.ties import form_of
from alliance_graph.model import EntityType, Status

# A word that describes the name behind it; one that governs it, or another thing, does not.
_DESCRIBING = (
    r"(?!(?:by|of|from|to|with|in|on|at|and|or|owned|for|that|which|assets?|shares|stock|units|rights|interests?) )[a-z][a-z&-]+ "
)
_ONE = r"@\d+\+?@"
"""A placeholder; a plus says that it stands for several: "the two companies"."""
_NEXT = rf"(?: \(#\d+#\))?(?: of (?:the )?state)?(?:, and |, | and | & )(?:the |a |its )?(?:state )?(?:{_DESCRIBING}){{0,4}}{_ONE}"
_LIST = rf"{_ONE}(?:{_NEXT})*"
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
    "{APP}": r"(?:, [^,;@#]{2,70},| of [A-Z][A-Za-z. ]{2,20}| \([^()]{1,30}\))?",
    "{ADV}": r"(?: (?:also|already|now|still|currently|jointly|each|itself|further|previously|recently|will|would|together|only|just|indirectly|directly))*",
    "{DET}": rf"(?:(?:the|a|an|its|his|their|some) )?(?:{_DESCRIBING}){{0,5}}",
    "{DETC}": rf"(?:(?:the|a|an|its) )?(?:{_DESCRIBING}){{0,4}}?",
}


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: str
    rule: str
    regex: re.Pattern[str]
    roles: Mapping[str, str | list[str]]
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
            row["roles"],
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


@dataclass(frozen=True, slots=True)
class _Masked:
    """A sentence with placeholders; `origin[i]` is the index of the token from which character i comes."""

    text: str
    origin: tuple[int, ...]
    keys: tuple[tuple[str, ...], ...]
    percentages: tuple[PercentageMention, ...]


def read_surface(scene: Scene) -> Iterator[Draft]:
    """Drafts that the patterns read off the sentence."""
    masked = _mask(scene)
    if len(masked.keys) < 2:
        return
    for pattern in _patterns():
        for match in pattern.regex.finditer(masked.text):
            yield from _drafts(scene, masked, pattern, match)


def _mask(scene: Scene) -> _Masked:
    out: list[str] = []
    origin: list[int] = []
    keys: list[tuple[str, ...]] = []
    percentages: list[PercentageMention] = []
    i, doc = scene.sent.start, scene.sent.doc
    while i < scene.sent.end:
        token = doc[i]
        end, piece = i + 1, token.text
        mention = scene.reader.mention_at(token)
        share = next((p for p in scene.percentages if p.start <= token.idx < p.end), None)
        if mention is not None and _is_origin(scene, mention):
            end = mention.end + (doc[mention.end].lower_ == "'s" if mention.end < len(doc) else 0)
            piece = "state"  # "France's Schneider", "U.S. General Electric"
        elif mention is not None:
            end = max(mention.end, i + 1)
            key = scene.reader.named(token)
            piece = f"@{len(keys)}@"
            keys.append((key,) if key else ())
        elif share is not None and "own" not in doc.text[share.start : share.end]:
            while end < scene.sent.end and doc[end].idx < share.end:
                end += 1
            piece = f"#{len(percentages)}#"
            percentages.append(share)
        elif token.lower_ in _PRONOUNS or _stands_alone(scene, token):
            found = tuple(scene.reader.parties([token]))
            if found:
                piece = f"@{len(keys)}{'+' if len(found) > 1 else ''}@" + ("'s" if token.lower_ in ("its", "their") else "")
                keys.append(found)
                while token.pos_ == "NOUN" and out and out[-1].strip().casefold() in _BEFORE_NOUN:
                    origin = origin[: -len(out.pop())]
        elif token.lower_ in DEMONYMS or token.lower_ in ("north", "south", "west", "east"):
            piece = token.lower_
        elif i == scene.sent.start and not token.text.isupper():
            piece = token.lower_
        piece += doc[end - 1].whitespace_
        out.append(piece)
        origin.extend([i] * len(piece))
        i = end
    return _Masked("".join(out), tuple(origin), tuple(keys), tuple(percentages))


def _stands_alone(scene: Scene, token: Token) -> bool:
    """Whether the noun stands for a company ("the carmaker", "both companies") and no name follows it."""
    if token.pos_ != "NOUN" or token.lemma_ not in GENERIC_COMPANY | DESCRIPTORS:
        return False
    if not {child.lower_ for child in token.lefts} & _BEFORE_NOUN:
        return False
    return token.i + 1 >= len(token.doc) or scene.reader.mention_at(token.nbor(1)) is None


def _is_origin(scene: Scene, mention: Mention) -> bool:
    """Whether a state only says where the next name is from."""
    doc = scene.sent.doc
    if mention.type is not EntityType.GOVERNMENT or mention.end >= len(doc):
        return False
    behind = doc[mention.end]
    if mention.start > 1 and doc[mention.start - 1].lower_ == "of" and scene.reader.mention_at(doc[mention.start - 2]):
        return True
    if behind.lower_ == "'s":
        return mention.end + 1 < len(doc) and doc[mention.end + 1].lower_ not in ("state", "state-owned", "government")
    return scene.reader.mention_at(behind) is not None or behind.lower_ in ("company", "firm", "group", "subsidiary", "unit")


_PRONOUNS = frozenset({"it", "its", "they", "their", "itself"})
_BEFORE_NOUN = frozenset({"the", "this", "two", "both", "three"})


def _drafts(scene: Scene, masked: _Masked, pattern: _Pattern, match: re.Match[str]) -> Iterator[Draft]:
    trigger = scene.sent.doc[masked.origin[match.start("t")]]
    groups = match.groupdict()
    share = masked.percentages[int(groups["p"].strip("#"))] if groups.get("p") else None
    filled = {
        role: [key for name in ([names] if isinstance(names, str) else names) for key in _keys(masked, groups.get(name))]
        for role, names in pattern.roles.items()
    }
    if not all(filled.values()):
        return
    if "partners" in filled:
        yield from _tie(scene, masked, pattern, filled, trigger)
        return
    (first, firsts), (second, seconds) = filled.items()
    for a in firsts:
        for b in seconds:
            if a == b or scene.reader.entities.type_of(b) is not EntityType.COMPANY and second != "customer":
                continue
            roles = {first: (a,), second: (b,)}
            if pattern.kind == "asset_purchase" and pattern.rule.endswith("sells-assets-to"):
                roles = {"buyer": (b,), "seller": (a,)}
            if pattern.is_change:
                yield from _change(scene, masked, pattern, roles, trigger, match)
                continue
            yield Draft(
                pattern.kind, pattern.rule, roles, trigger, pattern.confidence, percentage=share, is_state=pattern.is_state,
                is_sale=pattern.is_sale,
            )


def _keys(masked: _Masked, group: str | None) -> list[str]:
    return [key for number in re.findall(r"@(\d+)\+?@", group or "") for key in masked.keys[int(number)]]


def _tie(
    scene: Scene, masked: _Masked, pattern: _Pattern, filled: dict[str, list[str]], trigger: Token
) -> Iterator[Draft]:
    types = (EntityType.COMPANY, EntityType.GOVERNMENT)
    venture = tuple(key for key in filled.get("venture", ()) if scene.reader.entities.type_of(key) in types)[:1]
    if pattern.kind == "joint_venture":
        types = (*types, EntityType.PERSON)
    partners = tuple(
        dict.fromkeys(k for k in filled["partners"] if k not in venture and scene.reader.entities.type_of(k) in types)
    )
    if len(partners) < 2 and not (venture and partners):
        return
    roles = {"partners": partners} | ({"venture": venture} if venture else {})
    form = form_of(trigger) if pattern.kind == "alliance" else ""
    shares = _shares(masked, partners) if pattern.kind == "joint_venture" else {}
    yield Draft(
        pattern.kind,
        pattern.rule,
        roles,
        trigger,
        pattern.confidence,
        form=form,
        shares=shares,
        is_state=pattern.is_state,
    )


_SHARE = re.compile(
    rf"(?P<a>{_ONE})(?: \((?P<p>#\d+#)\)"
    r"|(?: will| would| is to| to)?(?: with| has| have| holds?| owns?| own| owning| holding| taking| having| take| takes| keeps?)?"
    r"(?: about| some| a| the)? (?P<q>#\d+#))"
    rf"|(?P<r>#\d+#)(?: (?:owned|held))?(?: each)? by (?:[a-z-]+ ){{0,4}}(?P<b>{_ONE})"
)


def _shares(masked: _Masked, partners: tuple[str, ...]) -> dict[str, float]:
    """Percent of the venture that each partner has, as the sentence words it; a split gives them in order."""
    for share in masked.percentages:
        if len(share.split) == len(partners):
            return dict(zip(partners, share.split, strict=True))
    shares = {}
    for match in _SHARE.finditer(masked.text):
        keys = _keys(masked, match["a"] or match["b"])
        value = masked.percentages[int((match["p"] or match["q"] or match["r"]).strip("#"))].percentage.value
        if value is not None:
            shares |= {key: value for key in keys if key in partners}
    return shares


def _change(  # noqa: PLR0913
    scene: Scene, masked: _Masked, pattern: _Pattern, roles: dict[str, tuple[str, ...]], trigger, match: re.Match[str]  # type: ignore[no-untyped-def]
) -> Iterator[Draft]:
    inside = [masked.percentages[int(n)] for n in re.findall(r"#(\d+)#", match.group("rest"))]
    sizes = {p.qualifier: p for p in reversed(inside)}
    after = sizes.get("after") or sizes.get("")
    yield Draft(pattern.kind, pattern.rule, roles, trigger, pattern.confidence, percentage=after)
    if sizes.get("before"):
        yield Draft(
            pattern.kind, f"{pattern.rule}.before", roles, trigger, pattern.confidence, Status.COMPLETED, sizes["before"]
        )
