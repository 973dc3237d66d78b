"""What changes hands in a purchase that is no company: "the cider brand", "its Tulsa backhoe operations"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from alliance_graph.extract.words import read_triggers, read_words

_NOUNS = read_words("asset_nouns.txt") | read_words("unit_nouns.txt")
_ACTS = frozenset().union(
    *(read_triggers("purchases", name) for name in ("buy", "sell", "purchase_nouns", "sale_nouns"))
)
_OBJECTS = frozenset({"dobj", "nsubjpass", "pobj", "conj", "appos", "relcl"})
_MOST_STEPS = 4
"""Between the noun and the verb of the purchase in the parse."""


def find_asset(sent: Span) -> str:
    """The phrase of the first noun for such a thing that is bought or sold in the sentence; "" where there is none."""
    for chunk in sent.noun_chunks:
        if {chunk.root.lower_, chunk.root.lemma_} & _NOUNS and chunk.root.dep_ in _OBJECTS and _is_traded(chunk.root):
            return _without_owner(chunk)
    return ""


def _is_traded(noun: Token) -> bool:
    above = list(noun.ancestors)[:_MOST_STEPS]
    below = [token for token in noun.children if token.dep_ in ("relcl", "acl")]
    return any(token.lemma_.lower() in _ACTS for token in (*above, *below))


def _without_owner(chunk: Span) -> str:
    """The phrase behind its article or its owner."""
    ends = [
        token.i + 1 for token in chunk if token.dep_ in ("det", "poss", "case") or token.tag_ in ("DT", "PRP$", "POS")
    ]
    start = max(ends, default=chunk.start)
    return chunk.doc[min(start, chunk.root.i) : chunk.end].text
