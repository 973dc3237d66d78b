"""Windows of text in which the pair model looks: a sentence with headline and what went before, and its pairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from spacy.tokens import Token

from alliance_graph.extract.draft import Draft
from alliance_graph.extract.gate import Gate
from alliance_graph.extract.percentages import PercentageMention
from alliance_graph.extract.reading import Reading, Sentence
from alliance_graph.extract.status import Cues, status_of
from alliance_graph.model import EntityType, Status

_MOST_CHARACTERS = 450
"""Of the sentences before; the model reads at most 192 word pieces."""
_SENTENCES_BEFORE = 2
_MOST_PAIRS = 30
_LONGEST_SENTENCE = 700


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entity stands in the text of a window; end exclusive."""

    start: int
    end: int
    key: str
    type: EntityType
    sentence: int
    """Index of its sentence in the reading."""
    is_anaphor: bool
    path: tuple[int, ...]
    """Where in the text the words begin by which it hangs on the root of its sentence, itself first."""


@dataclass(frozen=True, slots=True)
class Window:
    """A sentence behind the headline and what went before it; pairs are indices into `places`, the earlier first."""

    first: int
    """Index in the reading of the first sentence, the headline aside."""
    sentence: int
    """Index of the last sentence."""
    text: str
    body: int
    """Where the last sentence begins in the text."""
    places: tuple[Place, ...]
    percentages: tuple[tuple[int, PercentageMention], ...]
    """Each with where it begins in the text."""
    pairs: tuple[tuple[int, int], ...]
    statuses: tuple[tuple[Status, ...], ...] = ()
    """For each pair the status of the word that ties the two, read as an event and as a state; () where none does."""


def find_windows(reading: Reading, gate: Gate | None = None) -> Iterator[Window]:
    """A window for each sentence that may tell of a tie, as a rule or the gate says, and has two parties in reach."""
    for i, sentence in enumerate(reading.sentences):
        if not sentence.namings or sentence.end - sentence.start > _LONGEST_SENTENCE:
            continue
        may_tell = gate is None or sentence.claims or gate.opens(sentence.text)
        if may_tell and (window := _make_window(reading, i)).pairs:
            yield window


def _make_window(reading: Reading, index: int) -> Window:
    parts: list[str] = []
    places: list[Place] = []
    percentages: list[tuple[int, PercentageMention]] = []
    at = 0
    first = _find_first(reading.sentences, index)
    headline = [0] if reading.article.title and first > 0 else []  # it names whom "the club" may mean
    for i in (*headline, *range(first, index + 1)):
        sentence = reading.sentences[i]
        for naming in sentence.namings:
            place = Place(
                naming.start - sentence.start + at,
                naming.end - sentence.start + at,
                naming.key,
                reading.entities[naming.key].type,
                i,
                naming.is_anaphor,
                tuple(_path_to_root(sentence, naming.root, at)),
            )
            if i == index or not naming.is_anaphor:
                places.append(place)
        percentages += [(p.start - sentence.start + at, p) for p in sentence.percentages]
        body = at
        parts.append(sentence.text)
        at += len(sentence.text) + 1
    last = reading.sentences[index]
    pairs = tuple(_find_pairs(places, index))
    tokens = {token.idx - last.start + body: token for token in last.parse}
    named = {at for place in places for at in range(place.start, place.end)}
    tokens = {at: token for at, token in tokens.items() if at not in named}
    ties = [_find_tie(places[i], places[j], tokens) for i, j in pairs]
    read = {token: _read_statuses(token) for token in set(ties)}
    statuses = tuple(read[token] for token in ties)
    return Window(first, index, " ".join(parts), body, tuple(places), tuple(percentages), pairs, statuses)


def _path_to_root(sentence: Sentence, token: int, at: int) -> Iterator[int]:
    word = sentence.parse.doc[token]
    yield word.idx - sentence.start + at
    for ancestor in word.ancestors:
        yield ancestor.idx - sentence.start + at


def path_between(first: Place, second: Place) -> set[int]:
    """Where the words begin that tie the two in the parse; over two sentences, to the root of each."""
    shared = set(first.path) & set(second.path)
    top = next((at for at in first.path if at in shared), None)
    return set(first.path) ^ set(second.path) | ({top} if top is not None else set())


def _find_tie(first: Place, second: Place, tokens: Mapping[int, Token]) -> Token | None:
    """The first of the tokens (those outside names) that ties the two."""
    return next((tokens[at] for at in _from_the_top(first, second) if at in tokens), None)


def _read_statuses(tie: Token | None) -> tuple[Status, ...]:
    if tie is None:
        return ()
    drafts = (Draft(kind, "", {}, tie, 0.0, is_state=kind == "subsidiary") for kind in _READ_AS)
    cues = Cues(tie)
    return tuple(status_of(draft, cues) for draft in drafts)


_READ_AS = ("acquisition", "subsidiary")
"""An event and a state of affairs."""


def _from_the_top(first: Place, second: Place) -> list[int]:
    """The words that tie the two, those that govern the others first; over two sentences, those of the second."""
    shared = set(first.path) & set(second.path)
    if not shared:
        return list(reversed(second.path))
    i = next(i for i, at in enumerate(first.path) if at in shared)
    j = second.path.index(first.path[i])
    below = zip_longest(reversed(first.path[:i]), reversed(second.path[:j]))
    return [first.path[i], *(at for pair in below for at in pair if at is not None)]


def _find_first(sentences: Sequence[Sentence], index: int) -> int:
    """The first of the sentences before that fit into the window."""
    first, characters = index, 0
    while first > max(0, index - _SENTENCES_BEFORE):
        characters += sentences[first - 1].end - sentences[first - 1].start
        if characters > _MOST_CHARACTERS:
            break
        first -= 1
    return first


def _find_pairs(places: Sequence[Place], last: int) -> list[tuple[int, int]]:
    """For each two entities, one of them in the `last` sentence, their nearest places; names before pronouns."""
    best: dict[tuple[str, str, bool], tuple[tuple[bool, int], tuple[int, int]]] = {}
    present = {place.key for place in places if place.sentence == last}
    named = {place.key for place in places if place.sentence == last and not place.is_anaphor}
    for j, second in enumerate(places):
        for i, first in enumerate(places[:j]):
            if first.key == second.key or first.start == second.start or not _may_relate(first, second):
                continue
            if second.sentence != last:
                continue
            if first.sentence != last and first.key in present and (first.key in named or second.is_anaphor):
                continue
            key = (min(first.key, second.key), max(first.key, second.key), first.sentence == last)
            rank = (first.is_anaphor or second.is_anaphor, second.start - first.end)
            if key not in best or rank < best[key][0]:
                best[key] = rank, (i, j)
    nearest = sorted(best.values())[:_MOST_PAIRS]
    return sorted(pair for _, pair in nearest)


def _may_relate(first: Place, second: Place) -> bool:
    return EntityType.COMPANY in (first.type, second.type)
