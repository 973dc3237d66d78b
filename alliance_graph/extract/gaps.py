"""Sentences that may tell of a tie and from which nothing was drawn, so that nobody takes silence for an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from alliance_graph.extract.assemble import LONGEST_QUOTATION
from alliance_graph.extract.gate import load_gate
from alliance_graph.extract.reading import Reading, Sentence
from alliance_graph.model import Claim, EntityType, Evidence


def find_gaps(reading: Reading, claims: Sequence[Claim]) -> Iterator[Evidence]:
    """Sentences that the gate let through and that name two companies, but quoted by no claim, not even a candidate.

    A sentence that an article prints twice is one, and quoted where either is.
    """
    gate = load_gate()
    told = {_words(sentence) for sentence in reading.sentences if _is_quoted(sentence, claims)}
    for sentence in reading.sentences:
        start, end = sentence.offsets
        is_told = _words(sentence) in told
        if not is_told and len(_named(sentence, reading)) > 1 and gate.opens(sentence.text):
            told.add(_words(sentence))
            quoted = reading.article.content[start : min(end, start + LONGEST_QUOTATION)].rstrip()
            yield Evidence(quoted, start, start + len(quoted))


def _is_quoted(sentence: Sentence, claims: Sequence[Claim]) -> bool:
    start, end = sentence.offsets
    return any(claim.evidence.start < end and start < claim.evidence.end for claim in claims)


def _words(sentence: Sentence) -> tuple[str, ...]:
    return tuple(sentence.text.split())


def _named(sentence: Sentence, reading: Reading) -> set[str]:
    """Keys of the companies that the sentence names."""
    named = {naming.key for naming in sentence.namings if not naming.is_anaphor}
    return {key for key in named if reading.entities[key].type is EntityType.COMPANY}
