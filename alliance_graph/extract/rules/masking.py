"""A sentence with placeholders for its parties and percentages, so that patterns can read the words around them."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from alliance_graph.extract.draft import Scene
from alliance_graph.extract.mentions import Mention
from alliance_graph.extract.name_spans import DEMONYMS
from alliance_graph.extract.percentages import PercentageMention
from alliance_graph.extract.reference import COMPANY_NOUNS
from alliance_graph.model import EntityType

_PRONOUNS = frozenset({"it", "its", "they", "their", "itself"})
_BEFORE_NOUN = frozenset({"the", "this", "two", "both", "three"})
_DIRECTIONS = frozenset({"north", "south", "west", "east"})
_OF_A_NATION = frozenset({"company", "firm", "group", "subsidiary", "unit"})
_MARKS = str.maketrans({"@": " ", "#": " "})


@dataclass(slots=True)
class Masked:
    """A sentence in which "@3@" is a party, "@3+@" several, "#1#" a percentage; the article's own marks are blanks."""

    text: str = ""
    origin: list[int] = field(default_factory=list)
    """Index of the token from which each character comes."""
    keys: list[tuple[str, ...]] = field(default_factory=list)
    percentages: list[PercentageMention] = field(default_factory=list)

    def write(self, piece: str, token: int) -> None:
        """Put a piece behind the text, as coming from the token."""
        self.text += piece
        self.origin.extend([token] * len(piece))

    def party(self, keys: tuple[str, ...]) -> str:
        """The placeholder of a party, or of several that one word stands for."""
        self.keys.append(keys)
        return f"@{len(self.keys) - 1}{'+' if len(keys) > 1 else ''}@"

    def percentage(self, mention: PercentageMention) -> str:
        """The placeholder of a percentage."""
        self.percentages.append(mention)
        return f"#{len(self.percentages) - 1}#"

    def drop(self, words: frozenset[str]) -> None:
        """Take back the last words as long as they are among these: the "both" of "both companies"."""
        while (word := self.text.rstrip().rpartition(" ")[2]) and word.casefold() in words:
            self.text = self.text.rstrip().removesuffix(word)
            del self.origin[len(self.text) :]


def mask(scene: Scene) -> Masked:
    """The sentence of the scene with placeholders."""
    masked = Masked()
    i, doc = scene.sent.start, scene.sent.doc
    while i < scene.sent.end:
        piece, end = _mask_name(scene, masked, doc[i]) or _mask_share(scene, masked, doc[i]) or (None, i + 1)
        if piece is None:
            piece = _mask_word(scene, masked, doc[i])
        masked.write(piece + doc[end - 1].whitespace_, i)
        i = end
    return masked


def _mask_name(scene: Scene, masked: Masked, token: Token) -> tuple[str, int] | None:
    """The placeholder of a name and where it ends; a state that only tells where the next name is from is "state"."""
    mention, doc = scene.reader.mention_at(token), token.doc
    if mention is None:
        return None
    if _is_origin(scene, mention):
        return "state", mention.end + (mention.end < len(doc) and doc[mention.end].lower_ == "'s")
    key = scene.reader.named(token)
    return masked.party((key,) if key else ()), max(mention.end, token.i + 1)


def _mask_share(scene: Scene, masked: Masked, token: Token) -> tuple[str, int] | None:
    """The placeholder of a percentage and where it ends; "majority-owned" stays, as a pattern reads it."""
    doc = token.doc
    share = next((p for p in scene.percentages if p.start <= token.idx < p.end), None)
    if share is None or "own" in doc.text[share.start : share.end]:
        return None
    end = token.i + 1
    while end < scene.sent.end and doc[end].idx < share.end:
        end += 1
    return masked.percentage(share), end


def _mask_word(scene: Scene, masked: Masked, token: Token) -> str:
    """The placeholder of a word that stands for a party, or the word; small where its capital says nothing."""
    if token.lower_ in _PRONOUNS or _stands_alone(scene, token):
        found = tuple(scene.reader.parties([token]))
        if found:
            if token.pos_ == "NOUN":
                masked.drop(_BEFORE_NOUN)
            return masked.party(found) + ("'s" if token.lower_ in ("its", "their") else "")
    is_first = token.i == scene.sent.start and not token.text.isupper()
    small = token.lower_ in DEMONYMS or token.lower_ in _DIRECTIONS or is_first
    return (token.lower_ if small else token.text).translate(_MARKS)


def _stands_alone(scene: Scene, token: Token) -> bool:
    """Whether the noun stands for a company ("the carmaker", "both companies") and no name follows it."""
    if token.pos_ != "NOUN" or token.lemma_ not in COMPANY_NOUNS:
        return False
    if not {child.lower_ for child in token.lefts} & _BEFORE_NOUN:
        return False
    return token.i + 1 >= len(token.doc) or scene.reader.mention_at(token.nbor(1)) is None


def _is_origin(scene: Scene, mention: Mention) -> bool:
    """Whether a state only says where the next name is from."""
    doc = scene.sent.doc
    if mention.type is not EntityType.GOVERNMENT or mention.end >= len(doc):
        return False
    behind = doc[mention.end]
    if mention.start > 1 and doc[mention.start - 1].lower_ == "of" and scene.reader.mention_at(doc[mention.start - 2]):
        return True
    if behind.lower_ == "'s":
        return mention.end + 1 < len(doc) and doc[mention.end + 1].lower_ not in ("state", "state-owned", "government")
    return scene.reader.mention_at(behind) is not None or behind.lower_ in _OF_A_NATION
