"""Words with which a sentence begins: there a capital says nothing, and names are told by what they do."""

from __future__ import annotations

from spacy.tokens import Token

from alliance_graph.extract.words import KNOWN_WORDS, read_words

_NOT_NAMES = read_words("not_names.txt")
_DEMONYMS = read_words("demonyms.txt")
_NO_DEALERS = read_words("no_dealers.txt")
PEOPLE = tuple(read_words("people_endings.txt"))
RULE = ("government", "state")
"""What a nation's word stands before where its state is meant: "French state-owned"."""


def has_capital(text: str) -> bool:
    """Capitalised, or with a capital inside as in "eBay", or a number with letters as in "3M"."""
    return text[0].isupper() or (any(map(str.isupper, text)) and text[0].isalnum())


def is_name_at_start(token: Token) -> bool:
    """At the start of a sentence a capital says nothing: trust the tagger, spaCy's entities and shape."""
    if token.pos_ == "PROPN" or token.ent_type_ in ("ORG", "PERSON", "GPE", "PRODUCT", "FAC"):
        return True
    if any(map(str.isupper, token.text[1:])):
        return True
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is not None and following.lower_ in RULE and token.lower_ in _DEMONYMS:
        return True
    if following is not None and (_is_no_word(token, following) or _deals(token, following)):
        return True
    return (
        following is not None
        and has_capital(following.text)
        and following.lower_ not in _NOT_NAMES
        and token.pos_ in ("NOUN", "ADJ", "X", "VERB", "ADV", "INTJ")
        and following.is_alpha
    )


def _is_no_word(token: Token, following: Token) -> bool:
    """Whether the lemmatizer's word lists lack it, and it acts or is possessed: "Ninebarn won"."""
    known = token.vocab.lookups.get_table(KNOWN_WORDS, None)
    if not known or not token.is_alpha or len(token) < _SHORTEST_UNKNOWN or token.text.endswith("ing"):
        return False
    if following.pos_ not in ("AUX", "VERB", "PART", "CCONJ") and following.lower_ != "also":
        return False
    if token.dep_ not in _ACTING and not _lacks_subject(token):
        return False
    if token.tag_ == "NNS" and following.tag_ != "VBZ" and (following.tag_ != "VBD" or token.lower_.endswith(PEOPLE)):
        return False  # "Debenhams has", "Ninebarns won", but not "Installers won"
    word, lemma = token.lower_, token.lemma_.lower()
    return not any(word in words or lemma in words for words in known.values())


_SHORTEST_UNKNOWN = 4  # letters
_ACTING = ("nsubj", "nsubjpass", "poss")


def _lacks_subject(token: Token) -> bool:
    """Whether the tagger takes it for an adverb, and nothing else can be the subject of the verb."""
    return token.tag_ == "RB" and not any(child.dep_ in _ACTING for child in token.head.children)


def _deals(token: Token, following: Token) -> bool:
    """Whether an everyday word without an article buys, owns or says, as only a name does: "Gap agreed to buy"."""
    is_one = token.tag_ == "NN" or (token.tag_ == "NNS" and following.tag_ == "VBZ")
    if token.dep_ != "nsubj" or not is_one or not _is_dealing(token.head):
        return False
    is_told = token.sent.text.rstrip()[-1:] == "."  # headlines leave out articles
    return is_told and token.lower_ not in _NO_DEALERS and not f"{token.lower_}s".endswith(PEOPLE)


def _is_dealing(verb: Token) -> bool:
    return verb.lemma_ in _DEALING or (verb.lemma_ == "have" and any(child.lemma_ in HELD_IN for child in verb.rights))


_DEALING = frozenset({"acquire", "agree", "announce", "bid", "buy", "own", "purchase", "say", "sign"})
HELD_IN = frozenset(
    {"stake", "interest", "share", "holding", "shareholding", "stock", "shareholder", "invest", "percent"}
)
"""What a part of a company is called, and who has it: "a stake in Kappa" shows that Kappa is no place."""


def is_shop(token: Token) -> bool:
    """Whether "Next" is the retailer's name: within a sentence, or where it deals at its start."""
    if token.text != "Next" or token.i + 1 >= len(token.doc):
        return False
    following = token.nbor(1)
    if token.is_sent_start or token.nbor(-1).is_punct:
        return following.tag_ in ("VBD", "VBZ") and _is_dealing(
            following.head if following.dep_ == "aux" else following
        )
    return token.dep_ != "acomp" and not has_capital(following.text) and not following.is_digit
