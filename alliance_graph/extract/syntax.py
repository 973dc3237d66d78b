"""Who does what to whom around a verb or a noun, read off a dependency parse with its many ways to say one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

RELATIVE_PRONOUNS = frozenset({"which", "who", "that", "whom"})
_CLAUSE_LINKS = frozenset({"xcomp", "advcl", "ccomp", "conj"})
_MAX_CLIMB = 6  # a governor further up than this says nothing of a phrase; each step may branch


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive, also as a bare participle behind a noun ("a firm bought by X")."""
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "advcl", "ROOT") and not _has_perfect(verb)


def _has_perfect(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)


def expand(tokens: Iterable[Token]) -> list[Token]:
    """The tokens with all that is coordinated behind them, in order, each once."""
    found: list[Token] = []
    for token in tokens:
        found.extend(t for t in (token, *_conjuncts(token)) if t not in found)
    return found


def _conjuncts(token: Token, depth: int = 0) -> Iterator[Token]:
    if depth > _MAX_CLIMB:
        return
    for child in token.rights:
        if child.dep_ == "conj" and child.pos_ != "VERB":
            yield child
            yield from _conjuncts(child, depth + 1)


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Who acts: subject, agent of a passive, or the subject lent by the clause around."""
    if depth > _MAX_CLIMB:
        return []
    if is_passive(verb):
        agents = [child for child in verb.children if child.dep_ == "agent" or _is_by(child)]
        return expand(pobj for agent in agents for pobj in agent.children if pobj.dep_ == "pobj")
    own = [child for child in verb.children if child.dep_ == "nsubj"]
    if own:
        return expand(_antecedents(own, verb))
    return _lent_subjects(verb, depth)


def _is_by(token: Token) -> bool:
    return token.dep_ == "prep" and token.lower_ == "by"


def _antecedents(tokens: list[Token], verb: Token) -> list[Token]:
    """The noun that a relative pronoun stands for."""
    clause = verb
    while clause.dep_ in ("conj", "xcomp", "ccomp") and clause.dep_ != "relcl" and clause.head != clause:
        clause = clause.head
    head = clause.head
    return [head if t.lower_ in RELATIVE_PRONOUNS and clause.dep_ == "relcl" else t for t in tokens]


def _lent_subjects(verb: Token, depth: int) -> list[Token]:
    head = verb.head
    if head == verb:
        return []
    if verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
        if verb.tag_ == "VBG":
            return expand([head])
        return owners(head, depth + 1)
    if verb.dep_ == "pcomp":
        return _owner_of_phrase(head.head, depth + 1)
    if head.pos_ in ("VERB", "AUX") and verb.dep_ in _CLAUSE_LINKS:
        if verb.dep_ == "xcomp" and is_passive(head):
            return passive_subjects(head, depth + 1)
        if verb.dep_ == "xcomp" and head.lemma_ in ("allow", "permit", "enable", "ask", "invite", "force", "require"):
            return objects(head, depth + 1)
        return subjects(head, depth + 1) or passive_subjects(head, depth + 1)
    if head.pos_ in ("ADJ", "NOUN"):
        return _owner_of_phrase(head, depth + 1)
    return []


def passive_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """What the passive verb is done to."""
    own = [child for child in verb.children if child.dep_ == "nsubjpass"]
    if own:
        return expand(_antecedents(own, verb))
    if depth > _MAX_CLIMB or not is_passive(verb):
        return []
    if verb.dep_ in ("acl", "relcl", "amod") and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
        return expand([verb.head])
    if verb.dep_ == "conj":
        return passive_subjects(verb.head, depth + 1) or subjects(verb.head, depth + 1)
    if verb.dep_ == "advcl":
        return subjects(verb.head, depth + 1) or passive_subjects(verb.head, depth + 1)
    if verb.dep_ == "xcomp":
        return subjects(verb.head, depth + 1) or passive_subjects(verb.head, depth + 1)
    return []


def objects(verb: Token, depth: int = 0) -> list[Token]:
    """What is acted on: direct object, or the subject of a passive."""
    if is_passive(verb):
        return passive_subjects(verb, depth)
    own = [child for child in verb.children if child.dep_ in ("dobj", "attr", "oprd") and child.i > verb.i]
    if own:
        return expand(own)
    fronted = [child for child in verb.children if child.dep_ == "dobj" and child.lower_ in RELATIVE_PRONOUNS]
    if verb.dep_ == "relcl" and (fronted or any(child.dep_ == "nsubj" for child in verb.children)):
        return expand([verb.head])
    if verb.dep_ == "xcomp" and verb.head.dep_ == "relcl":
        return expand([verb.head.head])
    for child in verb.children:  # "acquire and run X": the object hangs on the last verb
        if child.dep_ == "conj" and child.pos_ == "VERB" and not child.tag_.startswith("VBN"):
            return objects(child, depth + 1) if depth <= _MAX_CLIMB else []
    return []


def after(token: Token, *prepositions: str) -> list[Token]:
    """Objects of the prepositions that hang on the token or on its direct objects."""
    found = [
        pobj
        for prep in token.children
        if prep.dep_ in ("prep", "agent", "dative") and prep.lower_ in prepositions
        for pobj in _preposition_objects(prep)
    ]
    return expand(found)


def _preposition_objects(prep: Token) -> Iterator[Token]:
    for child in prep.children:
        if child.dep_ == "pobj":
            yield child
        elif child.dep_ == "prep":  # "out of X", "up to X"
            yield from (grandchild for grandchild in child.children if grandchild.dep_ == "pobj")


def possessors(noun: Token) -> list[Token]:
    """Who has it: "X's", "its"."""
    return expand(child for child in noun.children if child.dep_ == "poss")


def owners(noun: Token, depth: int = 0) -> list[Token]:
    """Who stands behind a noun: its possessor, its agent with "by", or the subject of the verb that governs it."""
    named = possessors(noun) or after(noun, "by")
    return named or _owner_of_phrase(noun, depth + 1)


def _owner_of_phrase(token: Token, depth: int) -> list[Token]:
    """The subject of the nearest verb above the token."""
    if depth > _MAX_CLIMB:
        return []
    if token.pos_ in ("VERB", "AUX"):
        return subjects(token, depth) or passive_subjects(token, depth)
    if token.pos_ in ("NOUN", "PROPN") and possessors(token):
        return possessors(token)
    verb = governor(token)
    if verb is None:
        return []
    return subjects(verb, depth) or passive_subjects(verb, depth)


def governor(token: Token) -> Token | None:
    """The nearest verb above the token, if any; a subject's own verb counts too."""
    for ancestor in token.ancestors:
        if ancestor.pos_ in ("VERB", "AUX"):
            return ancestor
    return None


def chain(token: Token) -> list[Token]:
    """The token and what governs it, innermost first, up to the head of its sentence."""
    return [token, *list(token.ancestors)[: _MAX_CLIMB * 2]]


def appositions(noun: Token) -> list[Token]:
    """Names put beside the noun, and nouns of which it is the name put beside."""
    beside = [child for child in noun.children if child.dep_ == "appos"]
    if noun.dep_ == "appos":
        beside.append(noun.head)
    return expand(beside)
