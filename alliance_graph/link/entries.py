"""Rows of lists of companies to entries; what a row has wrong is told and left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from alliance_graph.legal_forms import stands_after
from alliance_graph.link.identifiers import to_country, to_lei, to_wikidata
from alliance_graph.model import Entry
from alliance_graph.notes import Note
from alliance_graph.ontology import topics
from alliance_graph.spelling import split

Row = Mapping[str, Any]

COLUMNS = {
    "name": ("name", "company", "itemlabel", "companylabel", "entity.legalname"),
    "aliases": ("aliases", "alias", "itemaltlabel", "altlabel", "aliaslabel"),
    "former": ("former", "former_names", "formername", "formerlabel"),
    "country": ("country", "countrycode", "country_code", "entity.legaladdress.country"),
    "lei": ("lei",),
    "wikidata": ("wikidata", "wikidata_id", "item"),
    "ticker": ("ticker", "symbol"),
    "industry": ("industry", "industrylabel"),
    "parent": ("parent", "parentlabel"),
}
"""The columns in which each part may stand, in small letters: ours first, then Wikidata's and GLEIF's."""
_LABELS = ("itemaltlabel", "altlabel")
"""Of them those in which Wikidata's label service puts ", " between names."""
_GLEIF_OTHER = re.compile(r"entity\.(?:transliterated)?otherentitynames\.(?:transliterated)?otherentityname\.\d+")
_ENTITY, _REGISTRATION = "entity.entitystatus", "registration.registrationstatus"
_VOID = frozenset({"DUPLICATE", "ANNULLED", "CANCELLED"})
"""What GLEIF calls a registration that should not be: there is another, or there was no such company."""
_OVER = frozenset({"INACTIVE", "RETIRED", "MERGED"})
"""... and a company or registration that is no more."""
_IDENTIFIERS: Mapping[str, tuple[Callable[[str], str], str]] = {
    "lei": (to_lei, "no LEI, or one whose check digits are wrong"),
    "wikidata": (to_wikidata, "no id of a Wikidata item, such as Q20165"),
    "country": (to_country, "no code of a country, such as FR"),
}
_AND = frozenset({"&", "and", "et", "und", "y"})
"""Words with which no name begins."""
_LONGEST = 500
"""Characters of a name; the longest legal name in GLEIF's list has fewer."""
_MOST_NAMES = 200


def has_name(columns: Iterable[str]) -> bool:
    """Whether any of these columns has names."""
    return bool({name.strip().lower() for name in columns} & set(COLUMNS["name"]))


def to_entries(rows: Iterable[tuple[str, Row]], note: Note) -> Iterator[Entry]:
    """The entries of rows that come with where they stand, those without a name left out."""
    for where, row in rows:
        lower = {str(name).strip().lower(): value for name, value in row.items()}
        status = {str(lower[column]).upper() for column in (_ENTITY, _REGISTRATION) if column in lower}
        try:
            entry = _to_entry(lower, where, note, is_over=bool(status & _OVER))
        except ValueError as error:
            raise ValueError(f"{where}: {error}") from None
        if entry.name in ("", entry.wikidata):  # Wikidata gives an item without a label its id for one
            note("list-no-name", where, "has no name and is left out")
        elif status & _VOID:
            note("list-void", where, f"{entry.name!r} is left out: GLEIF has its LEI as {min(status & _VOID)}")
        else:
            yield entry


def _to_entry(lower: Row, where: str, note: Note, *, is_over: bool) -> Entry:
    """The entry of a row; raises ValueError where a cell is no text."""
    values = {field: next((lower[name] for name in names if lower.get(name)), "") for field, names in COLUMNS.items()}
    others = [(name, lower[name]) for name in lower if _GLEIF_OTHER.fullmatch(name) and lower[name]]
    former = [value for name, value in others if str(lower.get(f"{name}.type", "")).startswith("PREVIOUS")]
    aliases = values["aliases"]
    if isinstance(aliases, str) and any(aliases == lower.get(column) for column in _LABELS):
        aliases = _part_labels(aliases)
    industry = _text(values["industry"])
    if industry and industry not in topics().values():
        note("list-industry", where, f"{industry!r} is no topic of the ontology, and tells nothing")
    return Entry(
        name=_text(values["name"]),
        aliases=_names(aliases, [value for _, value in others if value not in former]),
        former=_names(values["former"], former),
        **{field: _identify(field, _text(values[field]), where, note) for field in _IDENTIFIERS},
        **{field: _text(values[field]) for field in ("ticker", "parent")},
        industry=industry,
        is_over=is_over,
    )


def _identify(field: str, text: str, where: str, note: Note) -> str:
    if not text:
        return ""
    read, fault = _IDENTIFIERS[field]
    found = read(text)
    if not found:
        note(f"list-{field}", where, f"{text!r} is {fault}; it is left out")
    return found


def _part_labels(text: str) -> list[str]:
    """Names with "|" between them, else with ", ", where a legal form belongs to the name before: "Foo, Inc."."""
    if "|" in text:
        return text.split("|")
    found: list[str] = []
    for part in filter(None, (part.strip(" ,") for part in text.split(", "))):
        if found and (stands_after(split(part)) or part.partition(" ")[0] in _AND):
            found[-1] += f", {part}"
        else:
            found.append(part)
    return found


def _names(value: Any, others: Iterable[Any]) -> tuple[str, ...]:
    """Names of a list, or of a text with "|" between them."""
    found = value if isinstance(value, list | tuple) else value.split("|") if isinstance(value, str) else [value]
    texts = (_text(name) for name in (*found, *others))
    return tuple(dict.fromkeys(name for name in texts if name))[:_MOST_NAMES]


def _text(value: Any) -> str:
    """One line of printable text; raises ValueError for what is neither text nor number."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(f"{str(value)[:40]!r} is no text")
    text = " ".join(str(value).split())[:_LONGEST].encode("utf-8", "replace").decode()
    return text if text.isprintable() else "".join(letter for letter in text if letter.isprintable())
