"""What a sentence says of a claim beside its parties: price, dates, topics, purpose, who says so, how and where."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from alliance_graph.extract.basis import find_basis
from alliance_graph.extract.dates import DateMention, find_dates
from alliance_graph.extract.exclusive import is_exclusive
from alliance_graph.extract.money import MoneyMention, find_money
from alliance_graph.extract.party_words import party_words
from alliance_graph.extract.place import find_place
from alliance_graph.extract.topics import find_purpose, find_topics
from alliance_graph.model import Claim, Status

_PRICED = frozenset({"acquisition", "asset_purchase", "merger", "stake"})
_THEMED = frozenset({"joint_venture", "alliance", "supply", "license"})
_BINDING = frozenset({"alliance", "supply", "license"})
_PLACED = frozenset({"joint_venture", "alliance", "supply", "asset_purchase"})
_REACH = 120
"""Characters between a trigger and the sum or the date that belongs to it."""
_NEAR = 50
"""The same for a state of affairs: "wants to keep the name until 2025" says nothing of the owner."""
_NO_PRICE = 10**15
"""More than all companies of the world are worth, in any currency of today: a slip of the article."""
_DAY = len("2024-08-01")


@dataclass(frozen=True)
class Surroundings:
    """A sentence's text, where it begins in its paragraph, and the day of its article; read once for all claims."""

    text: str
    start: int
    published: date | None
    lead: str = ""
    """The first sentence of the article's text, which may give a day."""

    @cached_property
    def sums(self) -> list[MoneyMention]:
        """The sums of money in the sentence."""
        return find_money(self.text)

    @cached_property
    def dates(self) -> list[DateMention]:
        """The dates in the sentence."""
        return find_dates(self.text, self.published)


def with_attributes(claim: Claim, at: int, around: Surroundings, *, is_state: bool = False) -> Claim:
    """The claim with what its sentence says near the character `at`: price, dates, topics, basis, place and more.

    Of a state of affairs ("a unit of") only what stands quite near is taken.
    """
    if claim.kind in _PRICED and not is_state:
        near = [money for money in around.sums if _distance(money, at) < _REACH]
        if near:
            price = min(near, key=lambda money: (money.per_share, _distance(money, at))).money
            if price.amount is not None and price.amount >= _NO_PRICE:
                price = replace(price, amount=None)
            claim = replace(claim, price=price)
    if claim.kind in _THEMED:
        claim = replace(claim, topics=find_topics(around.text), purpose=find_purpose(around.text))
    parties = party_words(claim)
    claim = replace(
        claim,
        basis=find_basis(around.text, at, parties, is_state=is_state),
        exclusive=claim.kind in _BINDING and is_exclusive(around.text, at),
        place=find_place(around.text, at, parties) if claim.kind in _PLACED else "",
    )
    return _with_dates(claim, around, at, is_state)


def _distance(mention: MoneyMention | DateMention, at: int) -> int:
    return max(mention.start - at, at - mention.end, 0)


def _with_dates(claim: Claim, around: Surroundings, at: int, is_state: bool) -> Claim:
    reach = _NEAR if is_state else _REACH
    near = [found for found in around.dates if _distance(found, at) < reach]
    dates = [found for found in near if not _is_of_another(found, around.text, at)]
    words = [around.text[found.start : found.end] for found in dates]
    by_relation: dict[str, DateMention] = {}
    for found in sorted(dates, key=lambda found: _distance(found, at), reverse=True):
        by_relation[found.relation] = found
    plain = by_relation.get("")
    announced = start = end = ""
    if "from" in by_relation:
        start, end = by_relation["from"].iso, by_relation["from"].end_iso
    if "to" in by_relation and claim.status in (Status.COMPLETED, Status.ENDED):
        end = by_relation["to"].iso
    if claim.status in (Status.COMPLETED, Status.ENDED) and plain and not is_state:
        begins = claim.status is Status.COMPLETED
        start, end = (start or plain.iso, end) if begins else (start, end or plain.iso)
    elif plain and _is_news(plain, around.published):
        announced = plain.iso
    elif not dates and not is_state and claim.status in (Status.AGREED, Status.PROPOSED):
        announced = _lead_day(around.lead, around.published)
    return replace(claim, announced=announced, start=start, end=end, date_text="; ".join(words))


_BEFORE_THIS = re.compile(
    r"\blast (?:\w+ed|bought|sold|made|took|did|had)\b[^,;.]*$|\bfirst\b[^,;.]* since $", re.IGNORECASE
)
"""Before the date of a deal that came before: "last bought a company in 2019", "its first purchase since 2019"."""
_ASIDE = re.compile(r", (?:which|who|founded|formed|established|created|incorporated|listed|last)\b[^,;]*(?=, )")


def _is_of_another(found: DateMention, text: str, at: int) -> bool:
    """Whether a date tells of an earlier deal, or stands in an aside that does not hold the character `at`."""
    if _BEFORE_THIS.search(text, max(0, found.start - _REACH), found.start):
        return True
    asides = (match.span() for match in _ASIDE.finditer(text))
    return any(start <= found.start < end and not start <= at < end for start, end in asides)


def _is_news(found: DateMention, published: date | None) -> bool:
    """Whether the date is a day not after the article's: the day on which something was said."""
    return len(found.iso) == _DAY and (published is None or found.iso <= published.isoformat())


@lru_cache(maxsize=1)  # all claims of an article ask for the same
def _lead_day(lead: str, published: date | None) -> str:
    """The day that the first sentence of the text gives for its news, ISO 8601; "" where it gives none."""
    if published is None:
        return ""
    for found in find_dates(lead, published):
        if not found.relation and _is_news(found, published):
            return found.iso
    return ""
