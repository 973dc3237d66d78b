"""Names that one sentence of an article shows to be a company's, found again where spaCy saw a place or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from alliance_graph.extract.mentions import PLACES, STATES, Mention, has_legal_form
from alliance_graph.extract.name_spans import DEMONYMS, NOT_NAMES
from alliance_graph.model import EntityType

_SHORTEST = 3  # letters; shorter names are found too easily in other words


def find_known_names(docs: Sequence[Doc], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, and those of the same companies under the very same names, in the order of the text."""
    names: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for mention in mentions:
        if mention.type is EntityType.COMPANY and len(mention.text) >= _SHORTEST:
            words = tuple(mention.text.split())
            names[words[0]].add(words)
    firsts = {words[0] for known in names.values() for words in known if _is_formal(words)}
    taken = {(m.paragraph, i) for m in mentions for i in range(m.start, m.end)}
    again = (found for paragraph, doc in enumerate(docs) for found in _again(paragraph, doc, names, firsts, taken))
    return sorted((*mentions, *again), key=lambda m: (m.paragraph, m.start))


def cut_in_headline(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions; one with which a headline in capitals begins ends where the text ends it: "Alder Buys Birch"."""
    known = {m.text for m in mentions if m.paragraph}
    known |= {text.rpartition(" ")[0] for text in known if has_legal_form(text) and " " in text}

    def cut(mention: Mention) -> Mention:
        words = mention.text.split()
        if mention.paragraph or mention.text in known or mention.end - mention.start != len(words):
            return mention
        for end in range(len(words) - 1, 0, -1):
            if (text := " ".join(words[:end])) in known:
                return replace(mention, end=mention.start + end, text=text, aliases=())
        return mention

    return [cut(mention) for mention in mentions]


def _is_formal(words: Sequence[str]) -> bool:
    """Whether a name has several words, the last a legal form, and the first is hardly left out of its short form."""
    first = words[0].casefold()
    return len(words) > 1 and has_legal_form(words[-1]) and not {first} & (NOT_NAMES | DEMONYMS | STATES | PLACES)


def _again(
    paragraph: int, doc: Doc, names: dict[str, set[tuple[str, ...]]], firsts: set[str], taken: set[tuple[int, int]]
) -> Iterator[Mention]:
    texts = [token.text for token in doc]
    for start, first in enumerate(texts):
        if first in firsts and (paragraph, start) not in taken and _begins_a_sentence(doc, start):
            taken.add((paragraph, start))
            yield Mention(paragraph, start, start + 1, first, EntityType.COMPANY)
            continue
        for words in sorted(names.get(first, ()), key=len, reverse=True):
            end = start + len(words)
            places = {(paragraph, i) for i in range(start, end)}
            if tuple(texts[start:end]) == words and not places & taken:
                taken |= places
                yield Mention(paragraph, start, end, " ".join(words), EntityType.COMPANY)
                break


def _begins_a_sentence(doc: Doc, i: int) -> bool:
    """Whether the word is the subject or possessor with which a sentence begins: "Flowers said", of Flowers Corp."""
    if not doc[i].is_sent_start or i + 1 >= len(doc):
        return False
    return doc[i].dep_ in ("nsubj", "nsubjpass", "poss") and doc[i + 1].pos_ in ("AUX", "VERB", "PART", "ADV")
