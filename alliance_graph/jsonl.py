"""Articles and annotations to and from JSON lines, the one form of gold, prediction and the pipe between commands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from alliance_graph import values
from alliance_graph.errors import FormatError
from alliance_graph.model import (
    Annotation,
    Basis,
    Claim,
    Entity,
    EntityType,
    Entry,
    Evidence,
    Money,
    Percentage,
    Source,
    Status,
)
from alliance_graph.ontology import KINDS

_TEXTS = ("form", "asset", "purpose", "place", "announced", "start", "end", "date_text", "extractor", "rule")


def to_json(annotation: Annotation) -> str:
    """One line of JSON (no line feed) in the form of the annotation guidelines, with what we know more beside it."""
    source = annotation.source
    line: dict[str, Any] = {"id": annotation.id}
    line |= {name: getattr(source, name) for name in ("title", "url", "outlet", "digest", "signature")}
    line["date"] = source.date.isoformat() if source.date else ""
    line |= {"unresolved": annotation.unresolved, "extractor": annotation.extractor}
    line = {name: value for name, value in line.items() if value}
    line["entities"] = [
        {"key": e.key, "name": e.name, "aliases": list(e.aliases), "type": e.type.value} for e in annotation.entities
    ]
    line["claims"] = [claim_to_dict(claim) for claim in annotation.claims]
    if annotation.gaps:
        line["gaps"] = [_evidence_to_dict(gap) for gap in annotation.gaps]
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def parse_annotation(line: str) -> Annotation:
    """The annotation of one JSON line; raises FormatError with the key that is missing or the value that is wrong."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"not an annotation: {error} in {line[:80]!r}") from None
    return annotation_from_dict(row, line)


def annotation_from_dict(row: Any, line: str = "") -> Annotation:
    """The annotation of such an object, whose line may be told in the FormatError that is raised as above."""
    try:
        return Annotation(
            id=values.text(row["id"]),
            entities=tuple(map(_entity_from_dict, row["entities"])),
            claims=tuple(map(claim_from_dict, row["claims"])),
            source=Source(
                date=date.fromisoformat(row["date"]) if row.get("date") else None,
                signature=values.signature(row.get("signature", "")),
                **{name: values.text(row.get(name, "")) for name in ("title", "url", "outlet", "digest")},
            ),
            unresolved=values.count(row.get("unresolved", 0)),
            gaps=tuple(map(_evidence_from_dict, row.get("gaps", ()))),
            extractor=values.text(row.get("extractor", "")),
        )
    except KeyError as error:
        raise FormatError(f"not an annotation: no {error} in {(line or json.dumps(row))[:80]!r}") from None
    except (ValueError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise FormatError(f"not an annotation: {error} in {(line or json.dumps(row))[:80]!r}") from None


def write_entry(entry: Entry) -> str:
    """An entry of a list of companies as a line of JSON."""
    row = {name: getattr(entry, name) for name in Entry.__slots__}
    if not entry.is_over:
        del row["is_over"]  # as stores have it that were made before there was such a thing
    return json.dumps(row, ensure_ascii=False)


def parse_entry(line: str) -> Entry:
    """The entry of a line that `write_entry` wrote."""
    row = json.loads(line)
    return Entry(**row | {name: tuple(row[name]) for name in ("aliases", "former")})


def claim_to_dict(claim: Claim) -> dict[str, Any]:
    """A claim as a JSON object of the annotation guidelines."""
    row: dict[str, Any] = {"type": claim.kind}
    for role, keys in claim.roles.items():
        row[role] = list(keys) if KINDS[claim.kind].roles[role].is_plural else keys[0]
    row["status"] = claim.status.value
    if claim.percentage:
        share = claim.percentage
        row |= {"percent": share.value, "percent_min": share.least, "percent_max": share.greatest}
    if claim.price:
        price = claim.price
        row |= {"price": price.text, "price_currency": price.currency}
        row["price_amount"] = None if price.amount is None else float(price.amount)
    row |= {"shares": dict(claim.shares), "topics": list(claim.topics)}
    row |= {"basis": claim.basis.value if claim.basis else "", "exclusive": claim.exclusive or None}
    row |= {name: getattr(claim, name) for name in _TEXTS}
    row = {name: value for name, value in row.items() if value not in (None, "", {}, [])}
    row |= _evidence_to_dict(claim.evidence)
    row["confidence"] = claim.confidence
    return row


def _evidence_to_dict(evidence: Evidence) -> dict[str, Any]:
    return {"evidence": evidence.text, "evidence_start": evidence.start, "evidence_end": evidence.end}


def _evidence_from_dict(row: Mapping[str, Any]) -> Evidence:
    return values.evidence(row["evidence"], row.get("evidence_start", -1), row.get("evidence_end", -1))


def _entity_from_dict(row: Mapping[str, Any]) -> Entity:
    return Entity(
        key=values.filled(row["key"]),
        name=values.filled(row["name"]),
        aliases=values.filled_texts(row.get("aliases", ())),
        type=EntityType(row.get("type", "company")),
    )


def claim_from_dict(row: Mapping[str, Any]) -> Claim:
    """The claim of such an object; raises KeyError, ValueError or TypeError with what is missing or wrong."""
    kind = KINDS.get(row["type"])
    if kind is None:
        raise ValueError(f"unknown type {row['type']!r}; known are {', '.join(KINDS)}")
    roles = {}
    for name, role in kind.roles.items():
        if row.get(name):
            roles[name] = values.filled_texts(row[name]) if role.is_plural else (values.filled(row[name]),)
    bounds = [
        None if row.get(name) is None else values.percent(row[name])
        for name in ("percent", "percent_min", "percent_max")
    ]
    return Claim(
        kind=kind.name,
        roles=roles,
        status=Status(row["status"]),
        evidence=_evidence_from_dict(row),
        percentage=Percentage(*bounds) if any(bound is not None for bound in bounds) else None,
        shares={values.filled(key): values.percent(value) for key, value in row.get("shares", {}).items()},
        price=_price(row),
        topics=values.filled_texts(row.get("topics", ())),
        basis=Basis(row["basis"]) if row.get("basis", "") != "" else None,
        exclusive=values.flag(row.get("exclusive", False)),
        confidence=values.confidence(row.get("confidence", 1.0)),
        **{name: values.text(row.get(name, "")) for name in _TEXTS},
    )


def _price(row: Mapping[str, Any]) -> Money | None:
    if not row.get("price"):
        return None
    amount = row.get("price_amount")
    currency = values.text(row.get("price_currency", ""))
    return Money(values.text(row["price"]), None if amount is None else values.amount(amount), currency)
