"""For which company somebody speaks: "a Kessel spokesman", "Thayer Lundgren, president of Kessel"."""

from __future__ import annotations

from typing import Protocol

from spacy.tokens import Token

from alliance_graph.extract.entities import Entities
from alliance_graph.extract.mentions import Mention
from alliance_graph.extract.name_spans import PERSON_TITLES
from alliance_graph.model import EntityType

_OFFICES = frozenset(
    {
        "chairman",
        "chairwoman",
        "president",
        "chief",
        "ceo",
        "officer",
        "executive",
        "spokesman",
        "spokeswoman",
        "official",
    }
)
"""Of those who speak for a company; an analyst or a lawyer speaks of others."""
_FARTHEST = 7  # words between a company and the person who acts for it


class Names(Protocol):
    """What is named where."""

    entities: Entities

    def named(self, token: Token) -> str | None: ...
    def company_at(self, token: Token) -> str | None: ...
    def mention_at(self, token: Token) -> Mention | None: ...


class Offices:
    """The offices of people, learned sentence by sentence."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known: dict[str, str] = {}

    def note(self, token: Token) -> None:
        """Take note of whom a person who is named at the token speaks for."""
        key = self._person_at(token)
        if key and (company := self.company_of(token)):
            self._known[key] = company

    def company_of(self, token: Token) -> str | None:
        """Key of the company in whose name a person or office speaks, by this sentence or one before."""
        key = self._person_at(token)
        if key is None:
            return self._company_beside(token)
        employer = self.employer(key, token)
        if employer != key:
            return employer
        beside = [child for child in token.children if child.dep_ == "appos"]
        if token.dep_ == "appos":
            beside.append(token.head)
        return next(filter(None, map(self._company_beside, beside)), self._known.get(key))

    def employer(self, key: str, token: Token) -> str:
        """The company for which a person with an office acts: "Microsoft chief Steven Ballmer"; else the key itself."""
        mention = self._names.mention_at(token)
        if mention is None or self._names.entities.type_of(key) is not EntityType.PERSON:
            return key
        start = mention.start
        for i in range(start - 1, max(start - _FARTHEST, token.sent.start) - 1, -1):
            if other := self._names.company_at(token.doc[i]):
                between = {word.lower_ for word in token.doc[i:start]}
                return other if between & PERSON_TITLES else key
        return key

    def _person_at(self, token: Token) -> str | None:
        key = self._names.named(token)
        return key if key and self._names.entities.type_of(key) is EntityType.PERSON else None

    def _company_beside(self, token: Token) -> str | None:
        """The company of an office: "a Kessel spokesman", "chairman and chief executive of Kessel"."""
        words = [token, *token.conjuncts]
        if not any(word.lower_ in _OFFICES for word in words):
            return None
        for child in (child for word in words for child in word.children):
            named = [child] if child.dep_ in ("poss", "compound", "nmod") else []
            if child.dep_ == "prep" and child.lower_ in ("of", "for", "at", "with"):
                named = list(child.children)
            if company := next(filter(None, map(self._names.company_at, named)), None):
                return company
        return None
