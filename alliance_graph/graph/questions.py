"""The competency questions as queries with a name: `ontologies/queries/*.rq`, each with a header that is read here.

A parameter stands in the query as `VALUES ?name { UNDEF }`, or with its default in place of UNDEF, and is replaced
there by a serialised term: what a caller gives never becomes SPARQL text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

import pyoxigraph as ox

from alliance_graph.errors import QueryError
from alliance_graph.graph.called import Companies, find_one_called
from alliance_graph.graph.hints import suggest
from alliance_graph.ontology import DIRECTORY

_HEADER = re.compile(r"^# (?P<key>question|title): (?P<value>.+)$", re.MULTILINE)
_PARAM = re.compile(r"^# param (?P<name>\w+): (?P<type>\w+)(?P<optional>, optional)?; (?P<note>.+)$", re.MULTILINE)
_XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a question asks for; `type` is company, relationship, number or date."""

    name: str
    type: str
    note: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A query with a name, what it answers, and its parameters."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    sparql: str


@cache
def questions() -> Mapping[str, Question]:
    """All named questions by name, in the order of their files."""
    found = (parse_question(path.read_text("utf-8")) for path in sorted((DIRECTORY / "queries").glob("*.rq")))
    return {question.name: question for question in found}


def parse_question(text: str) -> Question:
    """The question of a file."""
    header = {match["key"]: match["value"] for match in _HEADER.finditer(text)}
    parameters = tuple(
        Parameter(
            name=match["name"],
            type=match["type"],
            note=match["note"],
            is_required=not match["optional"] and f"VALUES ?{match['name']} {{ UNDEF }}" in text,
        )
        for match in _PARAM.finditer(text)
    )
    return Question(header["question"], header["title"], parameters, text)


def find_question(name: str) -> Question | None:
    """The question of that name; None for a SPARQL text. Raises QueryError for one word that is no question."""
    name = name.strip()
    if name in questions():
        return questions()[name]
    if re.fullmatch(r"[\w-]+", name):
        raise QueryError(f"no question is called {name!r}{suggest(name, questions())}; query --list shows them all")
    return None


def to_sparql(question: Question, store: Companies, values: Mapping[str, str]) -> str:
    """The query with the values in the places of its parameters."""
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if name not in known:
            asks = ", ".join(known) or "nothing"
            raise QueryError(f"{question.name} has no parameter {name!r}: it asks for {asks}")
    sparql = question.sparql
    for parameter in question.parameters:
        if parameter.name in values:
            term = str(_READERS[parameter.type](parameter.name, values[parameter.name], store))
            sparql = _put(sparql, parameter.name, term)
        elif parameter.is_required:
            raise QueryError(
                f"{question.name} asks for {parameter.name} ({parameter.note}): add --param {parameter.name}=..."
            )
    return sparql


def _put(sparql: str, name: str, term: str) -> str:
    return re.sub(rf"VALUES \?{name} {{ [^}}]+ }}", lambda _: f"VALUES ?{name} {{ {term} }}", sparql)


def _read_company(_name: str, value: str, store: Companies) -> ox.NamedNode:
    return ox.NamedNode(find_one_called(store, value).iri)


def _read_relationship(name: str, value: str, store: Companies) -> ox.NamedNode:
    iri = store.base_iri + "relationship/" + value.removeprefix("rel:") if value.startswith("rel:") else value
    try:
        found = store.follow_tie(iri) or [ox.NamedNode(iri).value]
    except ValueError:
        raise QueryError(f"{name}: {value!r} is no IRI; give one as in the answers to other questions") from None
    if len(found) > 1:
        raise QueryError(f"{name}: {value!r} is no relationship any more; it may be {' or '.join(found)} now")
    return ox.NamedNode(found[0])


def _read_number(name: str, value: str, _store: Companies) -> ox.Literal:
    try:
        number = Decimal(value.strip().removesuffix("%"))
    except InvalidOperation:
        number = Decimal("nan")
    if not (number.is_finite() and 0 <= number <= 100):
        raise QueryError(f"{name}: {value!r} is no number from 0 to 100; write one like 30 or 33.3")
    return ox.Literal(f"{number:f}", datatype=ox.NamedNode(_XSD + "decimal"))


def _read_date(name: str, value: str, _store: Companies) -> ox.Literal:
    try:
        day = date.fromisoformat(value.strip())
    except ValueError:
        raise QueryError(f"{name}: {value!r} is no date; write one like 2024-08-01") from None
    return ox.Literal(day.isoformat(), datatype=ox.NamedNode(_XSD + "date"))


_READERS: Mapping[str, Callable[[str, str, Companies], ox.NamedNode | ox.Literal]] = {
    "company": _read_company,
    "relationship": _read_relationship,
    "number": _read_number,
    "date": _read_date,
}
