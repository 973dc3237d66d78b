"""What stands behind a noun phrase: a name, a pronoun ("it"), a description ("the carmaker"), or nobody we know."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from spacy.tokens import Span, Token

from alliance_graph.extract.descriptions import TAILS, has_qualities, is_told_apart
from alliance_graph.extract.entities import Entities
from alliance_graph.extract.mentions import Mention, has_legal_form
from alliance_graph.extract.name_starts import HELD_IN
from alliance_graph.extract.offices import Offices
from alliance_graph.extract.roles import ROLE_NOUNS, Roles
from alliance_graph.extract.syntax import RELATIVE_PRONOUNS, expand, governor, subjects
from alliance_graph.extract.words import read_words
from alliance_graph.model import Claim, EntityType
from alliance_graph.names import comparison_form

UNIT_NOUNS = read_words("unit_nouns.txt")
GENERIC_COMPANY = frozenset({"company", "firm", "group", "concern", "corporation", "business", "giant", "conglomerate"})
DESCRIPTORS = read_words("company_descriptors.txt")
COMPANY_NOUNS = GENERIC_COMPANY | DESCRIPTORS
_OF_ANOTHER = frozenset(
    {"fund", "investor", "exchange", "agency", "lender", "supplier", "distributor", "dealer", "trader"}
)
"""What is so called need not be whom the text is about, but may serve it."""
PAIR = frozenset({"both", "two", "pair", "duo"})
_OF_A_PAIR = frozenset({"the", "these", *PAIR})
_SINGULAR = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "their", "them", "themselves", "both"})
_HUMAN = frozenset({"he", "his", "him", "himself", "she", "her"})
_PRONOUNS = _SINGULAR | _PLURAL | _HUMAN
_SUBJECTS = ("nsubj", "nsubjpass")
_ACTED_ON = ("dobj", "dative", "pobj")
"""Who gives "it" something is not it."""
_HELD = HELD_IN | {"control"}
"""Nobody holds these in itself; but an offer for it may be what it speaks of."""
_RATERS = frozenset(map(comparison_form, read_words("raters.txt")))
_MAX_DEPTH = 6
_MOST_MEANT = 3
"""By one word; what means more is more often a list read wrongly."""


class Reader:
    """Resolves tokens of one article to keys of entities; remembers whom the sentences so far were about."""

    def __init__(self, entities: Entities) -> None:
        self.entities = entities
        self.offices = Offices(self)
        self.roles = Roles()
        self.unresolved = 0
        self._paragraph = 0
        self._topic: str | None = None
        self._issuer: str | None = None
        self._spoken_of: str | None = None
        self._person: str | None = None
        self._pair: tuple[str, ...] = ()
        self._joint: tuple[str, ...] = ()
        self._described: dict[str, str] = {}
        self._known: dict[int, list[str]] = {}

    def enter(self, paragraph: int) -> None:
        """Turn to another paragraph; what was talked of stays known."""
        self._paragraph = paragraph

    def leave(self, sent: Span, claims: Iterable[Claim] = ()) -> None:
        """Take note of whom the sentence was about, and who is what in its deals."""
        self.roles.note(claims)
        center = self._center(sent)
        if center:
            self._spoken_of = center
            self._topic = center if self._is_company(center) else self._topic
            self._issuer = self._issuer or self._topic
        named = [key for key in self._companies_in(sent) if self._can_be_it(key)]
        if len(named) >= 2:
            self._pair = tuple(named[:2])
        self._joint = self._named_together(sent) or self._joint
        for token in sent:
            self._note(token)
            self.offices.note(token)
        self._known = {}

    def _center(self, sent: Span) -> str | None:
        """Whom the sentence is about: the subject, else who did it ("is being driven by X")."""
        done_by: str | None = None
        for token in sent:
            if token.dep_ in _SUBJECTS and token.lower_ not in _PLURAL:
                if token.head.dep_ in ("ROOT", "ccomp", "conj") or not self._topic:
                    for key in self.parties(expand([token])):
                        if self._can_be_it(key):
                            return key
            elif token.dep_ == "pobj" and token.head.dep_ == "agent" and token.head.head.dep_ == "ROOT":
                done_by = done_by or self.company_at(token)
        return done_by

    def _named_together(self, sent: Span) -> tuple[str, ...]:
        """Those whom the sentence names as one party: "Alder and Birch said", else "bought by Alder and Birch"."""
        found: tuple[str, ...] = ()
        for token in sent:
            if token.dep_ == "conj" or self.named(token) is None:
                continue
            keys = tuple(dict.fromkeys(key for other in expand([token]) if (key := self.named(other))))
            if len(keys) > 1:
                found = keys
                if token.dep_ in _SUBJECTS:
                    break
        return found

    def _note(self, token: Token) -> None:
        key = self.named(token)
        if key is None:
            return
        if self.entities.type_of(key) is EntityType.PERSON:
            self._person = key
            return
        if not self._topic and self._is_company(key) and self._can_be_it(key):
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
        if self._says_what_it_is(token):
            self._described.update({noun: key for noun, tails in TAILS.items() if token.lower_ in tails})

    def _says_what_it_is(self, token: Token) -> bool:
        """Whether the token is the last of its name but for legal forms, or "of" follows: no "Air" of "Air Lease"."""
        mention = self.mention_at(token)
        behind = token.doc[token.i + 1 : mention.end] if mention else ()
        return not behind or behind[0].lower_ == "of" or all(has_legal_form(other.text) for other in behind)

    def topic(self) -> list[str]:
        """Whom the text is about so far."""
        return [self._topic] if self._topic else []

    def named(self, token: Token) -> str | None:
        """Key of the entity that is named at the token itself."""
        return self.entities.at(self._paragraph, token.i)

    def mention_at(self, token: Token) -> Mention | None:
        """The name that covers the token."""
        return self.entities.mention_at(self._paragraph, token.i)

    def meant_by(self, token: Token) -> list[str]:
        """Keys of the entities that a pronoun or a description means; none for other words and where it is open."""
        lemma = token.lemma_.lower()
        if token.lower_ not in _PRONOUNS and lemma not in COMPANY_NOUNS:
            return self._in_role(token) if lemma in ROLE_NOUNS else []
        unresolved = self.unresolved
        found = self.parties([token])
        self.unresolved = unresolved  # only parties of claims count as left out
        return found if len(found) <= _MOST_MEANT else []

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
            return self._person_meant(token)
        if word in RELATIVE_PRONOUNS or word == "whose":
            return self._relative(token, depth)
        if token.pos_ in ("NOUN", "PROPN", "NUM", "DET", "PRON"):
            return self._described_by(token, depth)
        return []

    def _named_beside(self, token: Token) -> str | None:
        """The name in "AB Leo unit", "the carmaker, Peugeot", "a company called Sovereign"."""
        if token.pos_ not in ("NOUN", "PROPN"):
            return None
        if token.dep_ == "appos" and (named := self.named(token.head)) and not self._stands_alone(token):
            return named  # "Andover Group, a partnership which owns ..."
        if token.lemma_.lower() in UNIT_NOUNS | DESCRIPTORS:
            return self._named_around(token)
        return None

    def _stands_alone(self, token: Token) -> bool:
        """Whether it is a bare "the group" or "it", which no name has beside it to say what it is."""
        before = [child.lower_ for child in token.lefts]
        return token.lemma_.lower() in GENERIC_COMPANY and before == ["the"]

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
        if possessor := self._possessor(token):
            return possessor
        barred = self._actors(token, depth)
        if found := self._subject_above(token, barred, depth):
            return found
        before = self._subjects_before(token)
        if before and token.dep_ not in _ACTED_ON:
            return before[:1]
        topic = (self._spoken_of if token.lower_ in _SINGULAR else None) or self._topic
        if topic and topic not in barred:
            return [topic]
        return self._named_last(token, barred) if barred else []

    def _subject_above(self, token: Token, barred: Collection[str], depth: int) -> list[str]:
        """The subject of a clause around the token that it may stand for."""
        own = governor(token) if token.dep_ in (*_SUBJECTS, *_ACTED_ON) else None
        for ancestor in token.ancestors:
            if ancestor == own:
                continue
            for child in ancestor.children:
                if child.dep_ in _SUBJECTS and child.i < token.i and token not in child.subtree:
                    found = [
                        key for key in self.parties([child], depth + 1) if self._fits(key, token) and key not in barred
                    ]
                    if found:
                        return found[:1]
                    if (company := self.offices.company_of(child)) and company not in barred:
                        return [company]
        return []

    def _possessor(self, token: Token) -> list[str]:
        """Who has what "its" is a part of: "Alder's sale of its unit"."""
        if token.lower_ != "its":
            return []
        for ancestor in token.head.ancestors:
            if ancestor.pos_ in ("VERB", "AUX"):
                break
            for child in ancestor.lefts:
                if child.dep_ == "poss" and (key := self.company_at(child)):
                    return [key]
        return []

    def _actors(self, token: Token, depth: int) -> list[str]:
        """Who is named in the sentence and acts on "it" or holds a stake in it, and so is not it."""
        verb = governor(token) if token.dep_ in _ACTED_ON else None
        if verb is None or (token.dep_ == "pobj" and token.head.head != verb and token.head.head.lemma_ not in _HELD):
            return []
        named = {self.named(other) for other in token.doc[token.sent.start : token.i]}
        return [key for key in self.parties(subjects(verb), depth + 1) if key in named]

    def _named_last(self, token: Token, barred: Collection[str]) -> list[str]:
        """The company named last before the token in its sentence, but those that it cannot be."""
        named = (self.company_at(other) for other in reversed(token.doc[token.sent.start : token.i]))
        return [key for key in named if key is not None and key not in barred][:1]

    def _subjects_before(self, token: Token) -> list[str]:
        found = []
        for other in token.sent:
            if other.i >= token.i:
                break
            if other.dep_ in _SUBJECTS and other.head != governor(token):
                key = self.named(other)
                if key and self._fits(key, token):
                    found.append(key)
        return found[::-1]

    def _plural(self, token: Token, depth: int) -> list[str]:
        for ancestor in token.ancestors:
            for child in ancestor.children:
                if child.dep_ in _SUBJECTS and child.i < token.i and child != token:
                    found = self.parties(expand([child]), depth + 1)
                    if found and (len(found) > 1 or token.lower_ == "their"):
                        return found
                    if not found and child.lemma_.lower() in GENERIC_COMPANY:
                        return []  # "a group of investment firms said they ..."
        if token.lower_ == "both" and token.dep_ in ("preconj", "det", "advmod", "cc"):
            return []
        return list(self._joint) or self._antecedent(token, depth)

    def _person_meant(self, token: Token) -> list[str]:
        """Whom "he" or "his" means: who was the last subject before it in the sentence or named last, else before."""
        found: str | None = None
        is_subject = False
        for other in token.doc[token.sent.start : token.i]:
            key = self.named(other)
            if key is None or self.entities.type_of(key) is not EntityType.PERSON:
                continue
            acts = other.dep_ in _SUBJECTS
            if acts or not is_subject:
                found, is_subject = key, acts
        found = found or self._person
        return [found] if found else []

    def _relative(self, token: Token, depth: int) -> list[str]:
        for ancestor in token.ancestors:
            if ancestor.dep_ == "relcl":
                return self.parties([ancestor.head], depth + 1)
        return []

    def _described_by(self, token: Token, depth: int) -> list[str]:
        """ "the company", "the carmaker", "the two companies", "the South Korean group"; else nobody."""
        lemma = token.lemma_.lower()
        if lemma in ROLE_NOUNS and (known := self._in_role(token)):
            return known
        words = {child.lower_ for child in token.lefts}
        if lemma in COMPANY_NOUNS and token.tag_ == "NNS":
            return list(self._pair) if words <= _OF_A_PAIR and words & {"the", "both", "these"} else []
        if token.lower_ in PAIR and not list(token.rights):
            return list(self._pair)
        if lemma not in COMPANY_NOUNS or not words & {"the", "this"} or is_told_apart(token):
            return []
        if self._described.get(lemma):
            return [self._described[lemma]]
        found = [] if has_qualities(token) else self._topic_called(token, depth)
        self.unresolved += not found
        return found

    def _topic_called(self, token: Token, depth: int) -> list[str]:
        """Whom the text is about, where it may be called "the company", or "the brewer" and is not called otherwise."""
        lemma = token.lemma_.lower()
        if token.text == "Company" and self._issuer:
            return [self._issuer]  # press releases give it a capital
        if lemma in GENERIC_COMPANY:
            return self._antecedent(token, depth)
        is_name_behind = token.i + 1 < len(token.doc) and self.named(token.nbor(1))  # "the utility Alder"
        if lemma in _OF_ANOTHER or is_name_behind:
            return []
        found = self._antecedent(token, depth)
        return [key for key in found if self._is_company(key) and key not in self._described.values()]

    def _in_role(self, token: Token) -> list[str]:
        """Who is "the buyer" or "the unit" of a deal told before."""
        return [] if is_told_apart(token) else self.roles.meant_by(token)

    def _companies_in(self, sent: Span) -> list[str]:
        found: list[str] = []
        for token in sent:
            key = self.named(token)
            if key and key not in found and self._is_company(key):
                found.append(key)
        return found

    def _is_company(self, key: str) -> bool:
        return self.entities.type_of(key) is EntityType.COMPANY

    def _fits(self, key: str, token: Token) -> bool:
        """Whether a party may be so called: only a company is "the company", but a ministry may be "it"."""
        return self._can_be_it(key) if token.lower_ in _PRONOUNS else self._is_company(key)

    def _can_be_it(self, key: str) -> bool:
        entity = self.entities.by_key[key]
        return entity.type is not EntityType.PERSON and comparison_form(entity.name) not in _RATERS
