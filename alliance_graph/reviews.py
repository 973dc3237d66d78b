"""Reviews: what people decided of single claims, in a file of one JSON line each.

A review names its claim by what stays the same when an article is read again or in another store: the article's id, the
quotation, the kind, and the names of those who play the roles; no key, offset or IRI counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from alliance_graph.errors import SourceError
from alliance_graph.jsonl import claim_from_dict, claim_to_dict
from alliance_graph.model import Claim
from alliance_graph.output import open_output
from alliance_graph.utf8 import is_there, read_utf8
from alliance_graph.values import filled, text

_TEXTS = ("who", "when", "why")
_PLACE = ("evidence", "evidence_start", "evidence_end", "confidence")


class Verdict(StrEnum):
    """What a person decided of a claim."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A person's decision on one claim; it outranks the extractor's confidence. Roles hold names, not keys."""

    article: str
    """Id of the article."""
    claim: Claim
    """The claim as it was read, without what no person judged."""
    decision: Verdict
    correction: Claim | None = None
    """The claim as it should have been read; where it was corrected, and only there."""
    who: str = ""
    when: str = ""
    """Date or time in ISO 8601; of several reviews of one claim the latest counts."""
    why: str = ""


def judged_part(claim: Claim) -> Claim:
    """What a review keeps of a claim."""
    return Claim(
        kind=claim.kind,
        form=claim.form,
        roles=claim.roles,
        status=claim.status,
        percentage=claim.percentage,
        evidence=claim.evidence,
        confidence=claim.confidence,
    )


class Line(NamedTuple):
    """A line of the file, of which no more is known than the article: reading it whole takes ten times as long."""

    article: str
    text: str
    where: str

    def parse(self) -> Review:
        """Its review; raises SourceError."""
        return parse_review(self.text, self.where)


def read_lines(path: Path) -> list[Line]:
    """The lines of a file; none where there is no file. Raises SourceError."""
    if not is_there(path):
        return []
    try:
        lines = read_utf8(path).split("\n")
    except (OSError, ValueError) as error:
        raise SourceError(f"{path} cannot be read as reviews: {error}") from None
    return [_find_article(line, f"{path}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]


def read_reviews(path: Path) -> list[Review]:
    """The reviews of a file; none where there is no file. Raises SourceError."""
    return [line.parse() for line in read_lines(path)]


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write the file whole."""
    with open_output(path) as file:
        file.writelines(f"{line}\n".encode() for line in lines)


def _find_article(line: str, where: str) -> Line:
    try:
        return Line(text(json.loads(line)["article"]), line, where)
    except (KeyError, ValueError, TypeError, RecursionError) as error:
        raise _refuse(where, error) from None


def to_line(review: Review) -> str:
    """One line of JSON."""
    row: dict[str, Any] = {"article": review.article, "claim": claim_to_dict(judged_part(review.claim))}
    row["decision"] = review.decision
    if review.correction:
        rest = claim_to_dict(judged_part(review.correction))
        row["correction"] = {name: value for name, value in rest.items() if name not in _PLACE}
    row |= {name: value for name in _TEXTS if (value := getattr(review, name))}
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace").decode()


def parse_review(line: str, where: str = "this line") -> Review:
    """The review of a line that `to_line` wrote; raises SourceError."""
    try:
        row = json.loads(line)
        claim = judged_part(claim_from_dict(row["claim"]))
        return Review(
            article=text(row["article"]),
            claim=claim,
            decision=Verdict(row["decision"]),
            correction=_correction(row, claim),
            **{name: text(row.get(name, "")) for name in _TEXTS},
        )
    except (KeyError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise _refuse(where, error) from None


def _refuse(where: str, error: Exception) -> SourceError:
    return SourceError(
        f"{where} is no review of a claim ({error}); `alliance-graph claims reviews` prints some as an example"
    )


def _correction(row: Mapping[str, Any], claim: Claim) -> Claim | None:
    is_corrected = row["decision"] == Verdict.CORRECTED
    if is_corrected != bool(row.get("correction")):
        raise ValueError("a correction belongs to what is corrected, and to nothing else")
    if not is_corrected:
        return None
    corrected = claim_from_dict({**row["correction"], "evidence": filled(claim.evidence.text)})
    return replace(judged_part(corrected), evidence=claim.evidence)
