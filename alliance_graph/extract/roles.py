"""Who is meant by what somebody is in a deal told before: "the buyer", "the unit", "the licensee"."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from alliance_graph.model import Claim

_BUYERS = ("buyer", "acquirer", "purchaser", "bidder", "suitor")
_UNITS = ("unit", "subsidiary", "offshoot")
_NOUNS = {
    ("acquisition", "acquirer"): _BUYERS,
    ("acquisition", "target"): ("target",),
    ("asset_purchase", "buyer"): _BUYERS,
    ("asset_purchase", "seller"): ("seller", "vendor"),
    ("subsidiary", "parent"): ("parent",),
    ("subsidiary", "child"): _UNITS,
    ("license", "licensor"): ("licensor", "licenser"),
    ("license", "licensee"): ("licensee",),
    ("joint_venture", "venture"): ("venture",),
}
ROLE_NOUNS = frozenset(noun for nouns in _NOUNS.values() for noun in nouns)


class Roles:
    """The roles of the last deals, learned sentence by sentence."""

    def __init__(self) -> None:
        self._keys: dict[str, set[str]] = {}

    def note(self, claims: Iterable[Claim]) -> None:
        """Take note of who is what in the deals of a sentence."""
        told: dict[str, set[str]] = {}
        for claim in claims:
            for role, keys in claim.roles.items():
                for noun in _NOUNS.get((claim.kind, role), ()):
                    told.setdefault(noun, set()).update(keys)
        self._keys.update(told)

    def meant_by(self, noun: Token) -> list[str]:
        """Key of the one who is so called; nobody where two are, or where more is said of who it is."""
        keys = self._keys.get(noun.lemma_.lower(), set())
        is_bare = [child.lower_ for child in noun.lefts] == ["the"] and noun.tag_ == "NN"
        return list(keys) if len(keys) == 1 and is_bare else []
