"""Two names of one company in an article: said in passing ("Elion, formerly Volta Cells"), or told in a clause.

The name that such a clause gives ("Volta Cells was renamed Elion") is no party to what the sentence tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from alliance_graph.extract.clean import Cleaned
from alliance_graph.extract.mentions import Mention
from alliance_graph.extract.other_names import LATELY, NAME, OWN_NAME, OtherName, may_be_name
from alliance_graph.model import EntityType

_CALLED = r"(?:known as|called|named)"
_ENDS = r"(?=[.,;:)](?:\s|$)| (?:in|on|from|after|before|when|last|earlier|this|as|and|effective|since|to)\b|$)"
_CLAUSE = re.compile(
    rf"\b(?:(?P<renamed>was|were|(?:has|had) {LATELY}been) {LATELY}renamed (?:as )?"
    rf"|(?P<itself>renamed) itself (?:as )?"
    rf"|(?P<changed>changed) {OWN_NAME} (?:from (?P<old>{NAME}) )?to "
    rf"|(?P<now>is|are) now {_CALLED} "
    rf"|(?P<once>was|were) (?:formerly|previously|originally|once) {_CALLED} "
    rf"|(?P<from>changed) {OWN_NAME} from )(?:the )?(?P<name>{NAME}){_ENDS}"
)
_BRACKETS = re.compile(r"\s?\([^()]{1,40}\)$")
"""Behind a name: "(NYSE: ELN)"."""
_SUBJECTS = ("nsubj", "nsubjpass")
_PARTIES = (EntityType.COMPANY, EntityType.OTHER)


@dataclass(frozen=True, slots=True)
class Renaming:
    """Two names of one company: the one of today, and a former one or one that it goes by as well."""

    name: str
    other: str


def find_renamings(
    docs: Sequence[Doc], paragraphs: Sequence[Cleaned], mentions: Sequence[Mention]
) -> tuple[list[Mention], list[Renaming]]:
    """The mentions, those that only tell another name without a place in the text, and what is said of names."""
    found, named = [], []
    for i, doc in enumerate(docs):
        here = [mention for mention in mentions if mention.paragraph == i]
        told: set[Mention] = set()
        for mention, other in _find_asides(doc, paragraphs[i], here):
            named.append(Mention(i, mention.end, mention.end, other.name, EntityType.COMPANY))
            names = (other.name, mention.text) if other.is_now else (mention.text, other.name)
            found.append(Renaming(*names))
        for renaming, others in _find_clauses(doc, here):
            found.append(renaming)
            told |= others
        named += [replace(mention, end=mention.start) if mention in told else mention for mention in here]
    return sorted(named, key=lambda m: (m.paragraph, m.start, m.text)), found


def _find_asides(doc: Doc, cleaned: Cleaned, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, OtherName]]:
    """The mentions behind which another name is said, with that."""
    ends = {doc[m.end - 1].idx + len(doc[m.end - 1]): m for m in mentions if m.type in _PARTIES}
    for other in cleaned.others:
        before = cleaned.text[: other.position]
        end = len(_BRACKETS.sub("", before).rstrip(".\"' "))
        if found := ends.get(end) or ends.get(end + 1):  # with the dot of "Corp."
            yield found, other


def _find_clauses(doc: Doc, mentions: Sequence[Mention]) -> Iterator[tuple[Renaming, set[Mention]]]:
    """What clauses say, each with the mentions that only tell the other name."""
    at = {i: mention for mention in mentions for i in range(mention.start, mention.end)}
    for match in _CLAUSE.finditer(doc.text):
        name, old, verb = match["name"], match["old"], _find_verb(doc, match)
        if verb is None or not may_be_name(name) or (old and not may_be_name(old)):
            continue
        told = _find_mentions(doc, at, match.span("old" if old else "name"))
        if any(mention.text.rstrip(".") != (old or name).rstrip(".") for mention in told):
            continue
        subject = None if old else _find_subject(verb, at)
        if old:
            yield Renaming(name, old), told
        elif subject and subject.text != name and subject not in told:
            is_before = match["once"] or match["from"]
            yield (Renaming(subject.text, name) if is_before else Renaming(name, subject.text)), told


def _find_verb(doc: Doc, match: re.Match[str]) -> Token | None:
    """The participle of a clause; None where it is denied, or said under a condition."""
    span = doc.char_span(match.start(), match.start("name"), alignment_mode="expand")
    verb = next((token for token in span or () if token.lower_ in _PARTICIPLES), None)
    if verb is None or any(child.dep_ == "neg" or child.lower_ in _DOUBTS for child in verb.children):
        return None
    return verb


_PARTICIPLES = frozenset({"renamed", "changed", "known", "called", "named"})
_DOUBTS = frozenset(
    {"if", "unless", "whether", "never", "nearly", "almost", "would", "could", "should", "may", "might"}
)


def _find_mentions(doc: Doc, at: dict[int, Mention], span: tuple[int, int]) -> set[Mention]:
    words = doc.char_span(*span, alignment_mode="expand")
    return {at[token.i] for token in words or () if token.i in at}


def _find_subject(verb: Token, at: dict[int, Mention]) -> Mention | None:
    """The company of which a clause tells the name: "Volta Cells, which was renamed", "Volta said it was renamed"."""
    while verb.dep_ == "conj" and not any(child.dep_ in _SUBJECTS for child in verb.children):
        verb = verb.head
    subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    if subject is not None and subject.lower_ in ("which", "that") and verb.dep_ == "relcl":
        subject = verb.head
    elif subject is not None and subject.lower_ == "it" and verb.dep_ == "ccomp":
        subject = next((child for child in verb.head.children if child.dep_ == "nsubj"), None)
    if subject is None:
        return None
    beside = [child for child in subject.children if child.dep_ == "appos"]  # "its battery unit, Volta Cells, was"
    mention = next((at[token.i] for token in (subject, *beside) if token.i in at), None)
    return mention if mention and mention.type in _PARTIES else None
