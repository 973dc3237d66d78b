"""Annotations as plain rows of subject, relation, object and sentence, for eyes, `cut` and `grep`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from alliance_graph.model import Annotation, Claim
from alliance_graph.ontology import KINDS

Row = tuple[str, str, str, str]

_ESCAPES = {code: f"\\x{code:02x}" for code in (*range(32), *range(0x7F, 0xA0))}
_ESCAPES |= {ord("\t"): "\\t", ord("\n"): "\\n", ord("\r"): "\\r", ord("\\"): "\\\\"}


def to_triples(annotation: Annotation) -> Iterator[Row]:
    """A row for every two parties that a claim ties; the company that comes out of a deal has rows of its own."""
    names = {entity.key: entity.name for entity in annotation.entities}
    for claim in annotation.claims:
        for subject, relation, target in _pairs(claim):
            yield names.get(subject, subject), relation, names.get(target, target), claim.evidence.text


def to_table(annotation: Annotation) -> str:
    """The rows as lines with tabs between, control characters and backslashes escaped."""
    lines = ("\t".join(part.translate(_ESCAPES) for part in row) for row in to_triples(annotation))
    return "".join(f"{line}\n" for line in lines)


def _pairs(claim: Claim) -> Iterator[tuple[str, str, str]]:
    kind = KINDS[claim.kind]
    first, *others = (claim.roles.get(name, ()) for name, role in kind.roles.items() if role.is_party)
    if kind.is_symmetric:
        yield from ((one, kind.name, two) for one, two in combinations(first, 2))
    elif others[0]:
        yield from ((one, kind.name, two) for one, two in product(first, others[0]))
    elif claim.asset:
        yield from ((one, kind.name, claim.asset) for one in first)
    for name, role in kind.roles.items():
        if not role.is_party:
            yield from ((one, name, two) for one, two in product(first, claim.roles.get(name, ())))
