"""Names that one sentence of an article shows to be a company's, found again where spaCy saw a place or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from alliance_graph.extract.mentions import Mention
from alliance_graph.model import EntityType

_SHORTEST = 3  # letters; shorter names are found too easily in other words


def find_known_names(docs: Sequence[Doc], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, and those of the same companies under the very same names, in the order of the text."""
    names: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for mention in mentions:
        if mention.type is EntityType.COMPANY and len(mention.text) >= _SHORTEST:
            words = tuple(mention.text.split())
            names[words[0]].add(words)
    taken = {(m.paragraph, i) for m in mentions for i in range(m.start, m.end)}
    again = (found for paragraph, doc in enumerate(docs) for found in _again(paragraph, doc, names, taken))
    return sorted((*mentions, *again), key=lambda m: (m.paragraph, m.start))


def _again(
    paragraph: int, doc: Doc, names: dict[str, set[tuple[str, ...]]], taken: set[tuple[int, int]]
) -> Iterator[Mention]:
    texts = [token.text for token in doc]
    for start, first in enumerate(texts):
        for words in sorted(names.get(first, ()), key=len, reverse=True):
            end = start + len(words)
            places = {(paragraph, i) for i in range(start, end)}
            if tuple(texts[start:end]) == words and not places & taken:
                taken |= places
                yield Mention(paragraph, start, end, " ".join(words), EntityType.COMPANY)
                break
