"""Findings that the words of their sentence speak against."""

from __future__ import annotations

import re

from alliance_graph.extract.findings import Finding
from alliance_graph.extract.reading import Sentence


def is_idle(finding: Finding, sentence: Sentence) -> bool:
    """Whether it is a stake where no word tells of shares, a tie with nobody named, a supply of loans or work.

    So is a deal of those who are hired for it.
    """
    if finding.kind in _DEALS and _helps(finding):
        return True
    if finding.kind == "stake":
        return not _OF_SHARES.search(sentence.text)
    earlier, later = finding.places
    between = finding.window.text[earlier.end : later.start]
    if finding.kind == "subsidiary" and _RENAMED.fullmatch(between):
        return True
    if finding.kind == "supply":
        is_lent = _LENT.search(between) and not _OF_GOODS.search(between)
        return bool(is_lent or _OF_LABOUR.search(sentence.text))
    if finding.kind in ("joint_venture", "alliance"):
        if _AGAINST.search(finding.window.text, max(0, earlier.start - _NEAR), earlier.start):
            return True
        return bool(_UNNAMED_PARTNER.search(sentence.text)) and not _JOINED.fullmatch(between)
    return False


def _helps(finding: Finding) -> bool:
    """Whether who would buy or own is there hired for the deal or selling shares to others."""
    buyer = next(place for place in finding.places if place.key == finding.first)
    return bool(_HELPERS.search(finding.window.text, max(0, buyer.start - _NEAR), buyer.start))


_DEALS = ("stake", "acquisition", "asset_purchase")
_HELPERS = re.compile(
    r"\b(?:hired|engaged|retained|lead managers?|underwriters?(?: led by)?|investment dealers|investment bankers?)"
    r"(?: the)? ?\Z"
    r"|\b(?:managed|arranged|underwritten|handled) by (?:[^,;]{2,30} and )?\Z"
)
_OF_SHARES = re.compile(
    r"%|\b(?:percent|per cent|pct|own|hold|held|stake|share|stock|interest|control|invest|buy|bought|acqui|purchas|sell"
    r"|sold|sale|half|third|quarter|fifth|tenth|majority|minority|equity|capital|bid|take)",
    re.IGNORECASE,
)
_LENT = re.compile(r"\b(?:rent(?:s|ed|ing)?|lend(?:s|ing)?|lent|borrow(?:s|ed|ing)?)\b")
_OF_LABOUR = re.compile(r"\b(?:labou?r|wage|union) (?:contract|agreement|pact|deal)", re.IGNORECASE)
"""A contract with those who work there, which is no supply."""
_OF_GOODS = re.compile(
    r"\b(?:suppl|order|contract|deliver|sell|sold|sale|buy|bought|purchas|customer|client|provide|providing|build(?!ing)|built"
    r"|mak|made|ship|produc|equip|use|using)",
    re.IGNORECASE,
)
_RENAMED = re.compile(r"\)?,? ?\(?(?:formerly|previously|once) (?:known as |called |named )?(?:the )?\(?")
"""Between the name of a company and that which it had before."""
_AGAINST = re.compile(r"\b(?:race|battle|contest|fight|rivalry|duel|war) between (?:the )?\Z")
_NEAR = 30  # characters
_UNNAMED_PARTNER = re.compile(
    r"\b(?:unnamed|unidentified|undisclosed)(?: [a-z-]+){0,2} partners?\b"
    r"|\bpartners?,? (?:that |which |whom )?(?:it|they|he|she) (?:did|does|do|would|has|have|had)(?: not|n't) (?:yet )?"
    r"(?:name|identify|disclose)",
    re.IGNORECASE,
)
_JOINED = re.compile(r",?(?: and| &| with)?\s*")
