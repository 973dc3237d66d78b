"""Names that the article itself uses for places or things: what lies "in Sfax" makes no party of Sfax."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span

from alliance_graph.extract.mentions import Mention
from alliance_graph.extract.name_starts import HELD_IN
from alliance_graph.model import EntityType

_WITHIN = frozenset({"in", "near", "outside", "around", "across"})  # "at Nissan" is no place


def drop_places(docs: Sequence[Doc], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without those whose name is elsewhere a place, and nowhere below the headline an organisation."""
    places = {ent.text for doc in docs for ent in doc.ents if _is_place(ent)}
    guessed = [mention for mention in mentions if mention.type is EntityType.COMPANY and mention.text in places]
    places -= {m.text for m in guessed if m.paragraph and docs[m.paragraph][m.start].ent_type_ == "ORG"}
    return [mention for mention in mentions if mention.type is not EntityType.COMPANY or mention.text not in places]


def drop_things(docs: Sequence[Doc], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without those of one of many things of a name: "an iPad", but not "a Renault unit"."""
    return [m for m in mentions if m.type is not EntityType.COMPANY or not _is_one_of_many(docs[m.paragraph], m)]


def _is_one_of_many(doc: Doc, mention: Mention) -> bool:
    if mention.end - mention.start > 1 or mention.start == 0 or doc[mention.start].dep_ in _BEFORE_NOUNS:
        return False
    return doc[mention.start - 1].lower_ in ("a", "an")


_BEFORE_NOUNS = frozenset({"compound", "nmod", "amod", "poss", "npadvmod"})


def _is_place(ent: Span) -> bool:
    """ "in Sfax" is one; "a stake in Sfax" and "their part in Sfax's sale" are none."""
    if ent.label_ not in ("GPE", "LOC") or ent.start < 2 or ent.doc[ent.start - 1].lower_ not in _WITHIN:
        return False
    is_owner = ent.end < len(ent.doc) and ent.doc[ent.end].tag_ == "POS"
    return ent.doc[ent.start - 2].lemma_ not in HELD_IN and not is_owner
