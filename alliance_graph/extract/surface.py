"""Patterns over the words of a sentence in which names and percentages are placeholders: sure where parses are not."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from alliance_graph.extract.draft import Draft, Scene
from alliance_graph.extract.mentions import Mention
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
_NEXT = rf"(?: of (?:the )?state)?(?:, and |, | and | & )(?:the |a |its )?(?:state )?(?:{_DESCRIBING}){{0,4}}{_ONE}"
_LIST = rf"{_ONE}(?:{_NEXT})*"
_MACROS = {
    "{AS2}": rf"(?P<as>{_ONE}(?:{_NEXT})+|@\d+\+@)",
    "{V}": _ONE,
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
        elif share is not None:
            while end < scene.sent.end and doc[end].idx < share.end:
                end += 1
            piece = f"#{len(percentages)}#"
            percentages.append(share)
        elif token.lower_ in _PRONOUNS or (token.pos_ == "NOUN" and token.lemma_ in GENERIC_COMPANY | DESCRIPTORS):
            found = tuple(scene.reader.parties([token]))
            if found:
                piece = f"@{len(keys)}{'+' if len(found) > 1 else ''}@" + ("'s" if token.lower_ in ("its", "their") else "")
                keys.append(found)
                while token.pos_ == "NOUN" and out and out[-1].strip().casefold() in _BEFORE_NOUN:
                    origin = origin[: -len(out.pop())]
        elif i == scene.sent.start and not token.text.isupper():
            piece = token.lower_
        piece += doc[end - 1].whitespace_
        out.append(piece)
        origin.extend([i] * len(piece))
        i = end
    return _Masked("".join(out), tuple(origin), tuple(keys), tuple(percentages))


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
        yield from _tie(scene, pattern, filled, trigger)
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


def _tie(scene: Scene, pattern: _Pattern, filled: dict[str, list[str]], trigger) -> Iterator[Draft]:  # type: ignore[no-untyped-def]
    venture = tuple(filled.get("venture", ()))[:1]
    allowed = (EntityType.COMPANY, EntityType.GOVERNMENT, EntityType.PERSON)
    partners = tuple(
        dict.fromkeys(k for k in filled["partners"] if k not in venture and scene.reader.entities.type_of(k) in allowed)
    )
    if len(partners) < 2 and not (venture and partners):
        return
    roles = {"partners": partners} | ({"venture": venture} if venture else {})
    form = form_of(trigger) if pattern.kind == "alliance" else ""
    yield Draft(pattern.kind, pattern.rule, roles, trigger, pattern.confidence, form=form, is_state=pattern.is_state)


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
