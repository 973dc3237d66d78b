"""The keys of an entity: the one it is filed under, and the short ones by which other articles may mean it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from alliance_graph.caches import CACHED
from alliance_graph.contexts import bare, in_context, is_everyday, is_vague, of_form, tells_little
from alliance_graph.model import Claim, Entity, EntityType
from alliance_graph.names import comparison_form, is_generic, is_short_form, is_sister, strip_legal_form
from alliance_graph.rival_forms import are_rivals, find_forms

_PREFIXES = {EntityType.PERSON: "person:", EntityType.GOVERNMENT: "government:"}
_MOST_TICKER_LETTERS = 5
VENTURE = "venture"
GROUPS = frozenset({"group", "groupe", "holding", "holdings"})


@dataclass(frozen=True, slots=True)
class EntityKeys:
    """The full key of an entity, and the short keys its article gives it, sorted.

    The full key is among the short ones if the article gives it with a legal form: "Harris Corp" is no short name.
    """

    full: str
    short: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    """The keys of other names that its article gives it, sorted: a former one, or one that it goes by as well.

    Those of a joint venture are "volta cells [venture]".
    """


def file_entities(entities: Iterable[Entity], claims: Iterable[Claim]) -> dict[str, EntityKeys]:
    """The keys of all entities of an article, by their keys there; a name that tells little has others in its key."""
    entities, claims = tuple(entities), tuple(claims)
    found = {entity.key: keys(entity) for entity in entities}
    found |= dict(_tell_forms(entities, found))
    vague = {key for key, own in found.items() if _needs_context(own)}
    if vague:
        forms = {key: own.full.rpartition(":")[2] for key, own in found.items()}
        groups = [set(claim.parties) & found.keys() for claim in claims]
        for key in vague:
            others = {forms[party] for group in groups if key in group for party in group}
            found[key] = EntityKeys(in_context(forms[key], others))
    ventures = {key for claim in claims for key in claim.roles.get("venture", ())} & found.keys()
    return found | {key: _as_venture(found[key]) for key in ventures}


def _as_venture(own: EntityKeys) -> EntityKeys:
    """The keys of a joint venture, which is known by its other names where it has a tie with the same partner."""
    return replace(own, other=tuple(f"{other} [{VENTURE}]" for other in own.other))


def _needs_context(own: EntityKeys) -> bool:
    return tells_little(own.full) or (is_everyday(own.full) and own.full not in own.short)


def _tell_forms(entities: Iterable[Entity], found: Mapping[str, EntityKeys]) -> Iterator[tuple[str, EntityKeys]]:
    """The keys of entities that their article tells apart by legal forms, or from a "Group" of the same name."""
    fulls = {key: bare(own.full) for key, own in found.items()}
    forms = {entity.key: _find_own_form(entity, fulls[entity.key]) for entity in entities}
    for key, form in forms.items():
        own = fulls[key]
        if not form or tells_little(own):
            continue
        others = [(full, forms[other]) for other, full in fulls.items() if other != key]
        is_told = any((full == own and are_rivals(form, rival)) or is_arm(own, full) for full, rival in others)
        if is_told:
            yield key, EntityKeys(f"{own} [{form}]", found[key].short, found[key].other)


def _find_own_form(entity: Entity, full: str) -> str:
    forms = (find_forms(name) for name in (entity.name, *entity.aliases) if comparison_form(name) == full)
    return next(filter(None, forms), "")


def keys(entity: Entity) -> EntityKeys:
    """The keys of an entity by its names alone; persons and governments have keys of their own kind and no short ones.

    A surname or "the government" is short for another one in the next article.
    """
    prefix = _PREFIXES.get(entity.type, "")
    if prefix:
        return EntityKeys(prefix + comparison_form(entity.name))
    name = _find_fullest(entity)
    full = comparison_form(name)
    names = (entity.name, *entity.aliases)
    short = {comparison_form(alias) for alias in names if _stands_for(alias, name)} - {full}
    full_names = [alias for alias in names if comparison_form(alias) == full and _has_legal_form(alias)]
    if full_names:
        short.add(full)
    other = _find_others(entity, full) if entity.aliases else ()
    return EntityKeys(full if tells_little(full) else of_form(full, full_names), tuple(sorted(short)), other)


def _find_others(entity: Entity, full: str) -> tuple[str, ...]:
    """The keys of aliases that no short form, ticker or part of the name explains, and that tell a company alone.

    In an article one company has two such names only where a person or the text says so.
    """
    names = (entity.name, *entity.aliases)
    found = [alias for alias in names if _is_other(alias, full) and not any(_is_part(alias, o) for o in names)]
    return tuple(sorted({comparison_form(alias) for alias in found}))


def _is_other(alias: str, full: str) -> bool:
    form = comparison_form(alias)
    is_symbol = is_ticker(alias) or bool(_SYMBOL.fullmatch(alias))
    if is_symbol or len(form) < _LEAST_OTHER or alias.islower() or is_vague(form) or is_generic(alias):
        return False
    return form != full and not (_is_part(form, full) or _is_part(full, form))


def _is_part(short: str, long: str) -> bool:
    """Whether a name is another but for some words or letters."""
    one, two = comparison_form(short), comparison_form(long)
    return one != two and (set(one.split()) <= set(two.split()) or is_short_form(short, long))


_SYMBOL = re.compile(r"[A-Z0-9]{1,6}[.\-][A-Z]{1,3}|[A-Z]{1,5}F?")
_LEAST_OTHER = 4
"""Letters; shorter ones are symbols and initials of others too."""


def key_of(name: str) -> str:
    """The full key of a name alone; "person:" and "government:" before it say what it is the name of.

    So do others or a legal form in brackets, as a key is written: "star [tribune]", "hoover [plc]".
    """
    if bare(name) != name:
        return name
    prefix = next((prefix for prefix in _PREFIXES.values() if name.startswith(prefix)), "")
    return prefix + comparison_form(name.removeprefix(prefix))


def _has_legal_form(name: str) -> bool:
    return strip_legal_form(name) != name.strip()


def _find_fullest(entity: Entity) -> str:
    """The entity's name, or the longest alias of which it is a short form: "Nissan Motor Co" for "Nissan"."""
    longer = [alias for alias in entity.aliases if is_longer(alias, entity.name) and _stands_for(entity.name, alias)]
    return max(longer, key=lambda alias: (measure(alias), alias), default=entity.name)


def is_longer(first: str, second: str) -> bool:
    """Whether the first name has more words than the second, or as many and more letters."""
    return measure(first) > measure(second)


@lru_cache(CACHED)
def measure(name: str) -> tuple[int, int]:
    form = comparison_form(bare(name))
    return form.count(" "), len(form)


def is_arm(short: str, long: str) -> bool:
    """Whether words like "Group" and nothing else follow a key in another; "International" is often another company."""
    rest = bare(long).split()[len(bare(short).split()) :]
    return begins(short, long) and bool(rest) and GROUPS.issuperset(rest)


def begins(short: str, long: str) -> bool:
    """Whether a key is the first words of another."""
    one, two = bare(short).split(), bare(long).split()
    return two[: len(one)] == one


def _stands_for(alias: str, name: str) -> bool:
    """Whether an alias tells of its company in another article too: a distinctive short form, or a ticker."""
    if is_generic(alias) or is_sister(alias, name):
        return False
    return is_short_form(alias, name) or is_ticker(alias)


def is_ticker(alias: str) -> bool:
    """Whether an alias looks like a stock exchange's: "GM", "FIA.MI" and "AKZO.AS", in capitals."""
    symbol, _, exchange = alias.rstrip(".").partition(".")
    is_listed = not exchange or (len(exchange) <= 2 and exchange.isalpha())
    return is_listed and symbol.isalpha() and symbol.isupper() and 2 <= len(symbol) <= _MOST_TICKER_LETTERS
