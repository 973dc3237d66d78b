"""What stands behind a noun phrase: a name, a pronoun ("it"), a description ("the carmaker"), or nobody we know."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span, Token

from alliance_graph.extract.entities import Entities
from alliance_graph.extract.mentions import Mention
from alliance_graph.extract.offices import Offices
from alliance_graph.extract.syntax import RELATIVE_PRONOUNS, expand, governor
from alliance_graph.extract.words import read_words
from alliance_graph.model import EntityType

UNIT_NOUNS = read_words("unit_nouns.txt")
GENERIC_COMPANY = frozenset({"company", "firm", "group", "concern", "corporation", "business", "giant", "conglomerate"})
DESCRIPTORS = read_words("company_descriptors.txt")
COMPANY_NOUNS = GENERIC_COMPANY | DESCRIPTORS
PAIR = frozenset({"both", "two", "pair", "duo"})
_SINGULAR = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "their", "them", "themselves", "both"})
_HUMAN = frozenset({"he", "his", "him", "himself", "she", "her"})
_PRONOUNS = _SINGULAR | _PLURAL | _HUMAN
_ACTED_ON = ("dobj", "dative", "pobj")
"""Who gives "it" something is not it."""
_MAX_DEPTH = 6


class Reader:
    """Resolves tokens of one article to keys of entities; remembers whom the sentences so far were about."""

    def __init__(self, entities: Entities) -> None:
        self.entities = entities
        self.offices = Offices(self)
        self.unresolved = 0
        self._paragraph = 0
        self._topic: str | None = None
        self._person: str | None = None
        self._pair: tuple[str, ...] = ()
        self._described: dict[str, str] = {}
        self._known: dict[int, list[str]] = {}

    def enter(self, paragraph: int) -> None:
        """Turn to another paragraph; what was talked of stays known."""
        self._paragraph = paragraph

    def leave(self, sent: Span) -> None:
        """Take note of whom the sentence was about."""
        for token in sent:
            if token.dep_ in ("nsubj", "nsubjpass") and (
                token.head.dep_ in ("ROOT", "ccomp", "conj") or not self._topic
            ):
                parties = self.parties(expand([token]))
                companies = [key for key in parties if self._is_company(key)]
                if companies:
                    self._topic = companies[0]
                    break
        named = self._companies_in(sent)
        if len(named) >= 2:
            self._pair = tuple(named[:2])
        for token in sent:
            self._note(token)
            self.offices.note(token)
        self._known = {}

    def _note(self, token: Token) -> None:
        key = self.named(token)
        if key is None:
            return
        if self.entities.type_of(key) is EntityType.PERSON:
            self._person = key
            return
        if not self._topic and self._is_company(key):
            self._topic = key
        for word in (*token.children, token.head if token.dep_ == "appos" else token):
            if word.lemma_ in DESCRIPTORS and word.dep_ in (
                "compound",
                "appos",
                "amod",
                "nsubj",
                "dobj",
                "pobj",
                "attr",
            ):
                self._described[word.lemma_] = key
        last = token.text.casefold()
        for noun, tails in _TAILS.items():
            if last in tails:
                self._described[noun] = key

    def topic(self) -> list[str]:
        """Whom the text is about so far."""
        return [self._topic] if self._topic else []

    def named(self, token: Token) -> str | None:
        """Key of the entity that is named at the token itself."""
        return self.entities.at(self._paragraph, token.i)

    def mention_at(self, token: Token) -> Mention | None:
        """The name that covers the token."""
        return self.entities.mention_at(self._paragraph, token.i)

    def meant_by(self, token: Token) -> str | None:
        """Key of the one entity that a pronoun or a description means; None for other words and where it is open."""
        if token.lower_ not in _PRONOUNS and token.lemma_.lower() not in COMPANY_NOUNS:
            return None
        unresolved = self.unresolved
        found = self.parties([token])
        self.unresolved = unresolved  # only parties of claims count as left out
        return found[0] if len(found) == 1 else None

    def parties(self, tokens: Iterable[Token], depth: int = 0) -> list[str]:
        """Keys of the entities behind the tokens, in order, each once; who cannot be told is left out and counted."""
        found: list[str] = []
        for token in tokens:
            found.extend(key for key in self._resolve(token, depth) if key not in found)
        return found

    def _resolve(self, token: Token, depth: int) -> list[str]:
        """Each token of a sentence is resolved once; one that would need itself stands for nobody."""
        if token.i not in self._known:
            self._known[token.i] = []
            self._known[token.i] = self._find(token, depth)
        return self._known[token.i]

    def _find(self, token: Token, depth: int) -> list[str]:
        if depth > _MAX_DEPTH:
            return []
        named = self.named(token) or self._named_beside(token)
        if named:
            return [self.offices.employer(named, token)]
        word = token.lower_
        if word == "itself" and token.dep_ == "appos" and (key := self.named(token.head)):
            return [key]  # "owned by Snilby, itself a unit of Dorvale"
        if word in _SINGULAR:
            return self._antecedent(token, depth)
        if word in _PLURAL:
            return self._plural(token, depth)
        if word in _HUMAN:
            return [self._person] if self._person else []
        if word in RELATIVE_PRONOUNS or word == "whose":
            return self._relative(token, depth)
        if token.pos_ in ("NOUN", "PROPN", "NUM", "DET", "PRON"):
            return self._described_by(token, depth)
        return []

    def _named_beside(self, token: Token) -> str | None:
        """The name in "AB Leo unit", "the carmaker, Peugeot", "a company called Sovereign"."""
        if token.pos_ not in ("NOUN", "PROPN"):
            return None
        if token.dep_ == "appos" and self.named(token.head):
            return self.named(token.head)  # "Andover Group, a partnership which owns ..."
        if token.lemma_.lower() in UNIT_NOUNS | DESCRIPTORS:
            return self._named_around(token)
        return None

    def _named_around(self, token: Token) -> str | None:
        """The company that a noun such as "unit" or "carmaker" has in its phrase."""
        before = (child for child in reversed(list(token.lefts)) if child.dep_ in ("compound", "nmod", "amod"))
        named = [self.company_at(child) for child in before]
        for child in token.rights:
            if child.dep_ == "appos":
                named.append(self.named(child))
            elif child.dep_ == "acl" and child.lemma_ in ("call", "name", "know"):
                named.extend(self.named(name) for name in child.children if name.dep_ in ("oprd", "attr", "dobj"))
        return next(filter(None, named), None)

    def company_at(self, token: Token) -> str | None:
        """Key of the company that is named at the token itself."""
        key = self.named(token)
        return key if key is not None and self._is_company(key) else None

    def _antecedent(self, token: Token, depth: int) -> list[str]:
        """Whom "it" or "its" means: a subject further up or before in the sentence, else whom the text is about."""
        own = governor(token) if token.dep_ in ("nsubj", "nsubjpass", *_ACTED_ON) else None
        for ancestor in token.ancestors:
            if ancestor == own and token.dep_ in ("nsubj", "nsubjpass"):
                continue
            for child in ancestor.children:
                if child.dep_ in ("nsubj", "nsubjpass") and child.i < token.i and token not in child.subtree:
                    if token.dep_ in _ACTED_ON and ancestor == own:
                        continue
                    found = [key for key in self.parties([child], depth + 1) if self._can_be_it(key)]
                    if found:
                        return found[:1]
                    if company := self.offices.company_of(child):
                        return [company]
        before = self._subjects_before(token)
        if before and token.dep_ not in _ACTED_ON:
            return before[:1]
        return [self._topic] if self._topic else []

    def _subjects_before(self, token: Token) -> list[str]:
        found = []
        for other in token.sent:
            if other.i >= token.i:
                break
            if other.dep_ in ("nsubj", "nsubjpass") and other.head != governor(token):
                key = self.named(other)
                if key and self._can_be_it(key):
                    found.append(key)
        return found[::-1]

    def _plural(self, token: Token, depth: int) -> list[str]:
        for ancestor in token.ancestors:
            for child in ancestor.children:
                if child.dep_ in ("nsubj", "nsubjpass") and child.i < token.i and child != token:
                    found = self.parties(expand([child]), depth + 1)
                    if found and (len(found) > 1 or token.lower_ == "their"):
                        return found
                    if not found and child.lemma_.lower() in GENERIC_COMPANY:
                        return []  # "a group of investment firms said they ..."
        return list(self._pair) or self._antecedent(token, depth)

    def _relative(self, token: Token, depth: int) -> list[str]:
        for ancestor in token.ancestors:
            if ancestor.dep_ == "relcl":
                return self.parties([ancestor.head], depth + 1)
        return []

    def _described_by(self, token: Token, depth: int) -> list[str]:
        """ "the company", "the carmaker", "the two companies", "the South Korean group"; else nobody."""
        lemma = token.lemma_.lower()
        words = {child.lower_ for child in token.lefts}
        if lemma in COMPANY_NOUNS and (words & PAIR or (token.tag_ == "NNS" and "the" in words)):
            return list(self._pair)
        if token.lower_ in PAIR and not list(token.rights):
            return list(self._pair)
        if lemma not in COMPANY_NOUNS or token.tag_ == "NNS":
            return []
        if not words & {"the", "this"}:
            return []
        if self._described.get(lemma):
            return [self._described[lemma]]
        if lemma in GENERIC_COMPANY and not any(child.dep_ in ("amod", "compound") for child in token.lefts):
            return self._antecedent(token, depth)
        self.unresolved += 1
        return []

    def _companies_in(self, sent: Span) -> list[str]:
        found: list[str] = []
        for token in sent:
            key = self.named(token)
            if key and key not in found and self._is_company(key):
                found.append(key)
        return found

    def _is_company(self, key: str) -> bool:
        return self.entities.type_of(key) is EntityType.COMPANY

    def _can_be_it(self, key: str) -> bool:
        return self.entities.type_of(key) in (EntityType.COMPANY, EntityType.GOVERNMENT)


_TAILS = {
    "airline": ("airlines", "airways", "air"),
    "bank": ("bank", "bancorp", "banco"),
    "carmaker": ("motor", "motors"),
    "automaker": ("motor", "motors"),
    "insurer": ("insurance", "assurance"),
    "steelmaker": ("steel",),
}
