"""What describes a company without naming it: "the Danish brewer", "the firm that he left"."""

from __future__ import annotations

from spacy.tokens import Token


def has_qualities(noun: Token) -> bool:
    """Whether more than "the" stands before it: "the Danish group"."""
    return any(child.dep_ in ("amod", "compound", "nmod") for child in noun.lefts)


def is_told_apart(noun: Token) -> bool:
    """Whether what follows says which one: "the business of X", "the firm that he left"; a name had no need of it."""
    for child in noun.rights:
        if child.dep_ == "relcl" and noun.i + 1 < len(noun.doc) and noun.nbor(1).text != ",":
            return True
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == noun.i + 1:
            return True
    return False


TAILS = {
    "airline": ("airlines", "airways", "air"),
    "bank": ("bank", "bancorp", "banco"),
    "carmaker": ("motor", "motors"),
    "automaker": ("motor", "motors"),
    "insurer": ("insurance", "assurance"),
    "steelmaker": ("steel",),
}
"""Last words of names that say what trade their bearer is in."""
