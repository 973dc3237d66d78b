"""How far a tie has come, read off what governs its trigger: modals, tense, negation, verbs of plan and pact."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Token

from alliance_graph.extract import syntax
from alliance_graph.extract.draft import Draft
from alliance_graph.extract.words import read_triggers
from alliance_graph.model import Status

_GIVEN_UP = read_triggers("status", "given_up")
_DENY = read_triggers("status", "deny")
_END = read_triggers("status", "end")
_AGREE = read_triggers("status", "agree")
_PLAN = read_triggers("status", "plan")
_DONE = read_triggers("status", "done")
_PLAN_NOUNS = read_triggers("status", "plan_nouns")
_PLAN_ADJECTIVES = read_triggers("status", "plan_adjectives")
_AGREED_NOUNS = read_triggers("status", "agreed_nouns")
_ENDED_ADJECTIVES = read_triggers("status", "ended_adjectives")
_FUTURE = read_triggers("status", "future")
_HELD = read_triggers("status", "held")


_SEEK = frozenset(
    {"action", "application", "ask", "attempt", "consider", "decide", "file", "lawsuit", "petition", "plan", "request"}
    | {"seek", "sue", "suit", "threaten", "try", "urge", "want"}
)
"""Above a word of denial or end, they say that somebody wants it, not that it came about."""
_NOBODY = frozenset({"neither", "nobody", "none"})
_PARTICLES = frozenset({"down", "away", "through", "off", "out", "apart"})
_DEALS = frozenset({"deal", "agreement", "plan", "talk", "bid", "offer", "proposal", "contract", "option"})
_TRANSACTIONS = frozenset({"acquisition", "asset_purchase", "merger"})
_TIES = frozenset({"joint_venture", "alliance", "supply", "license"})
_FOUND = frozenset({"form", "set", "establish", "create"})
_UNTRUE = re.compile(
    r"\b(?:(?:is|are|was|were) (?:untrue|false|wrong|not true)|not true that|no truth in|pure (?:fiction|invention)"
    r"|(?:false|fake|bogus|erroneous) (?:press release|reports?|rumou?rs?|claims?|story|stories|statements?)"
    r"|(?:den(?:y|ies|ied|ying)|(?:reject|dismiss|refut|rebut)(?:e?s|ed|ing)?) (?:\w+ ){0,3}"
    r"(?:(?:claims?|allegations?) that|(?:reports?|rumou?rs?|stor(?:y|ies)|speculation|suggestions?) (?:that|of))"
    r"|supposed|alleged|fictitious|imaginary|(?:earlier|previous) version of (?:this|the|our) (?:story|article))\b"
    r"|^(?:Had\b(?!.*\?)|Correction:)",
    re.IGNORECASE,
)
"""Words that take back what the sentence tells, and the "Had" of what did not come about."""


def status_of(draft: Draft, cues: Cues | None = None) -> Status:
    """The status of the draft on the day of the article; what its trigger says may be given, if it is known."""
    if draft.status is not None:
        return draft.status
    cues = cues or Cues(draft.trigger)
    if cues.untrue:
        return Status.DENIED
    if draft.is_state or draft.trigger.dep_ == "appos":
        return _status_of_state(draft, cues)
    status = Status.ENDED if _is_no_longer(draft.trigger) else _status_of_event(draft, cues)
    if draft.is_sale:  # what is only on sale is still held; once it is sold, it is not
        return Status.ENDED if status is Status.COMPLETED else Status.COMPLETED
    return status


@lru_cache(maxsize=64)  # every trigger of a sentence asks for the same
def _is_untrue(sentence: str) -> bool:
    return _UNTRUE.search(sentence) is not None


class Cues:
    """What the trigger and its governors say, innermost first."""

    def __init__(self, trigger: Token) -> None:
        self.untrue = _is_untrue(trigger.sent.text)
        self.tokens = _governors(trigger)
        self.lemmas = [_lemma(token) for token in self.tokens]
        self.plans = self.lemmas[1:] if self.lemmas[0] == "interest" else self.lemmas  # a holding, not curiosity
        before = {token.lower_ for token in trigger.doc[trigger.sent.start : trigger.i]}
        self.negated = bool(before & _NOBODY) or any(_is_negated(token) for token in self.tokens)
        self.modals = {
            c.lower_ for t in self.tokens if t.pos_ in ("VERB", "AUX") for c in t.children if c.dep_ == "aux"
        }
        near = self.tokens[: 1 if trigger.dep_ == "appos" else 2]
        self.adjectives = {c.lower_ for t in near for c in t.lefts if c.dep_ in ("amod", "advmod", "compound")}

    def has(self, words: frozenset[str]) -> bool:
        return any(lemma in words for lemma in self.lemmas)

    def is_open(self) -> bool:
        """Whether a deal is near ("close to", "not yet"), or its refusal or end only sought, or refused or negated."""
        denials = [lemma for lemma in self.lemmas if lemma in _DENY]
        if denials and (self.negated or len(denials) > 1):
            return True
        if "comment" in self.lemmas and (denials or self.negated):
            return True
        if any(token.lower_ == "close" and token.pos_ in ("ADJ", "ADV") for token in self.tokens):
            return True
        if self.negated and any(child.lower_ == "yet" for token in self.tokens for child in token.lefts):
            return True
        stop = next((i for i, lemma in enumerate(self.lemmas) if lemma in _DENY | _END), len(self.lemmas))
        return any(lemma in _SEEK for lemma in self.lemmas[stop + 1 :])


def _lemma(token: Token) -> str:
    """The lemma, with the particle that makes another verb of it: "turn down", "walk away", "fall through"."""
    particles = [child.lower_ for child in token.rights if child.lower_ in _PARTICLES]
    return " ".join([token.lemma_.lower(), *particles[:1]])


def _governors(trigger: Token) -> list[Token]:
    """The trigger and what stands over it in its clause; a relative clause or a quotation ends the climb."""
    found = [trigger]
    token = trigger
    while token.head != token and len(found) < 8:
        if token.dep_ in ("relcl", "parataxis") and token.head.lemma_ not in _DEALS:
            break
        if token.dep_ == "advcl" and token.pos_ == "VERB":
            break
        if token.dep_ == "conj" and token.head.pos_ == "VERB" and _own_subject(token):
            break
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.pos_ in ("VERB", "AUX"):
            found.append(token.head)
            break
        token = token.head
        if token.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
            found.append(token)
        if token.lemma_ in ("say", "report", "tell") and token.dep_ == "ROOT":
            break
    return found


def _own_subject(token: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)


def _is_negated(token: Token) -> bool:
    return any(
        child.dep_ == "neg" or (child.lower_ in ("never", "no", "neither", "without") and child.i < token.i)
        for child in token.children
    )


def _status_of_state(draft: Draft, cues: Cues) -> Status:
    if cues.adjectives & _ENDED_ADJECTIVES or _is_past(draft.trigger) or _is_given_up(draft.trigger):
        return Status.ENDED
    verb = syntax.governor(draft.trigger) if draft.trigger.pos_ != "VERB" else draft.trigger
    if verb is not None and (_is_negated(verb) or _is_negated(draft.trigger)):
        return Status.DENIED
    if verb is not None and draft.trigger.dep_ in ("attr", "dobj", "ROOT", "relcl", "ccomp", "xcomp"):
        modals = {c.lower_ for c in verb.children if c.dep_ == "aux"}
        if modals & _FUTURE:
            return Status.PROPOSED if modals & {"would", "could", "may", "might"} else Status.AGREED
    return Status.COMPLETED


def _is_no_longer(trigger: Token) -> bool:
    near = [token.lower_ for token in trigger.doc[max(trigger.sent.start, trigger.i - _NEAR) : trigger.i + _NEAR]]
    if not {"no", "longer"} <= set(near):
        return False
    return not _OTHER_CLAUSE.intersection(near[near.index("longer") : near.index(trigger.lower_)])


def _is_past(trigger: Token) -> bool:
    """ "once", "no longer", "used to control", "had controlled", "belonged to", "a unit until October"."""
    verb = trigger if trigger.pos_ in ("VERB", "AUX") else trigger.head
    behind = {token.lower_ for token in trigger.doc[trigger.i : min(trigger.i + _NEAR, trigger.sent.end)]}
    before = {token.lower_ for token in trigger.doc[max(trigger.i - _NEAR // 2, trigger.sent.start) : trigger.i]}
    if before & {"once", "formerly", "previously", "originally", "until"}:
        return True
    if _is_no_longer(trigger) or verb.lower_ == "belonged" or (_is_noun(trigger) and "until" in behind):
        return True
    if verb.head.lemma_ == "use" and verb.dep_ == "xcomp":
        return True
    return verb.tag_ == "VBN" and any(child.lower_ == "had" for child in verb.children if child.dep_ == "aux")


_NEAR = 6  # tokens
_OTHER_CLAUSE = frozenset({"since", "because", "after", "but", ","})
"""Words between "no longer" and the trigger by which it is said of something else."""


def _is_given_up(trigger: Token) -> bool:
    """ "has parted with its unit"."""
    verb = syntax.governor(trigger)
    return verb is not None and verb.lemma_ in _GIVEN_UP and verb.tag_ in ("VBD", "VBN")


def _is_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN")


def _status_of_event(draft: Draft, cues: Cues) -> Status:
    trigger = draft.trigger
    if cues.is_open():
        return Status.PROPOSED
    if (cues.has(_DENY) and not cues.has(frozenset({"offer", "bid"}))) or (cues.has(_DENY) and draft.kind != "stake"):
        return Status.DENIED
    if cues.negated:
        return Status.DENIED if draft.kind not in _HELD else Status.ENDED
    if cues.has(_END) or cues.adjectives & _ENDED_ADJECTIVES:
        return Status.ENDED
    if cues.has(_DONE):
        return Status.PROPOSED if cues.modals & {"would", "could", "may", "might"} else _done(cues)
    if cues.modals & {"could", "may", "might", "would", "should"}:
        return Status.AGREED if cues.has(frozenset({"agree", "sign"})) else Status.PROPOSED
    if cues.has(frozenset({"agree", "sign", "definitive"})) or cues.has(_AGREED_NOUNS):
        return Status.AGREED
    if any(lemma in _PLAN_NOUNS | _PLAN for lemma in cues.plans) or cues.adjectives & _PLAN_ADJECTIVES:
        return Status.PROPOSED
    if cues.modals & _FUTURE:  # "X and Y will cooperate" tells of a decision taken, "will form a venture" of a plan
        is_decided = draft.kind in _TIES and not (draft.kind == "joint_venture" and cues.has(_FOUND))
        return Status.AGREED if cues.has(_AGREE) or is_decided else Status.PROPOSED
    return _by_tense(draft, trigger, cues)


def _done(cues: Cues) -> Status:
    future = cues.modals & {"will", "to", "shall"} or cues.has(frozenset({"expect", "plan", "hope"}))
    return Status.AGREED if future else Status.COMPLETED


def _by_tense(draft: Draft, trigger: Token, cues: Cues) -> Status:
    """Past and perfect have happened; "is buying" is agreed; "to buy" and a headline's present are proposed."""
    if (cues.has(_AGREE) and not _has_happened(trigger)) or "process" in cues.lemmas:
        return Status.AGREED
    verb = trigger if trigger.pos_ == "VERB" else syntax.governor(trigger)
    if verb is not None:
        auxiliaries = {child.lemma_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
        if verb.tag_ == "VBG" and "be" in auxiliaries:
            return Status.AGREED
        if verb.tag_ == "VBN" and draft.kind in _TRANSACTIONS and _is_under_way(verb):
            return Status.AGREED
        if verb == trigger and verb.tag_ in ("VB", "VBN") and "to" in auxiliaries and "have" not in auxiliaries:
            return Status.PROPOSED
        if verb == trigger and verb.tag_ in ("VBP", "VBZ") and draft.kind in _TRANSACTIONS:
            return Status.AGREED
    return Status.COMPLETED


def _has_happened(trigger: Token) -> bool:
    """ "announced that it bought", "that it has bought", but not "agreed", "has signed"."""
    verb = trigger if trigger.pos_ == "VERB" else syntax.governor(trigger)
    if verb is None or verb.lemma_ in _AGREE or verb.dep_ != "ccomp":
        return False
    has_perfect = any(child.lemma_ == "have" for child in verb.lefts if child.dep_ == "aux")
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and has_perfect)


def _is_under_way(verb: Token) -> bool:
    """ "is being bought"."""
    return any(child.lower_ == "being" for child in verb.lefts if child.dep_ in ("aux", "auxpass"))
