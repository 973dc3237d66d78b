"""Mentions brought together to the entities of one article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from alliance_graph.extract.mentions import KIN, PLACES, STATES, Mention, has_legal_form
from alliance_graph.extract.name_spans import DEMONYMS
from alliance_graph.extract.renamings import Renaming
from alliance_graph.model import Entity, EntityType
from alliance_graph.names import comparison_form, is_short_form, slug
from alliance_graph.rival_forms import are_rivals, find_forms
from alliance_graph.word_lists import read_table


@dataclass(slots=True)
class _Group:
    """The mentions of one entity while it is being put together."""

    mentions: list[Mention] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    former: list[Mention] = field(default_factory=list)
    """Those under another name, of before or beside the one of today."""

    @property
    def name(self) -> str:
        """The fullest name, of a state its own: most words, then earliest."""
        states = [m for m in self.mentions if m.type is EntityType.GOVERNMENT and m.text.casefold() in STATES]
        named = states or self.mentions
        return max(named, key=lambda m: (len(m.text.split()), len(m.text), -m.paragraph, -m.start)).text

    @property
    def type(self) -> EntityType:
        """What sort of party it is, by its longest names.

        Short forms tell nothing of what they stand for: to spaCy a last name alone is as often a company's.
        """
        mentions = self.mentions or self.former
        longest = max(len(m.text.split()) for m in mentions)
        types = Counter(m.type for m in mentions if len(m.text.split()) == longest)
        # A sign of a company outweighs a guess at a person: the small pipeline takes many a company for one.
        return min(types, key=lambda t: (-types[t], list(EntityType).index(t)))

    @property
    def first(self) -> tuple[int, int]:
        """Where it is named first."""
        return min((m.paragraph, m.start) for m in self.all)

    @property
    def all(self) -> list[Mention]:
        """The mentions under all names."""
        return [*self.mentions, *self.former]

    def has_rival(self, name: str) -> bool:
        """Whether a name is one of these but for a legal form, which makes it another company's: "Inc" and "GmbH"."""
        form, own = comparison_form(name), find_forms(name)
        known = {find_forms(m.text) for m in self.mentions if comparison_form(m.text) == form} - {""}
        return bool(known) and all(are_rivals(own, other) for other in known)

    def add(self, mention: Mention) -> None:
        self.mentions.append(mention)
        self.forms.add(comparison_form(mention.text))
        self.aliases.update(mention.aliases)

    def bears(self, name: str) -> bool:
        """Whether it is called by exactly this name anywhere."""
        return any(mention.text == name for mention in self.all)

    def date(self, former: str) -> None:
        """Let it be called by no former name ("Kessel, formerly Kessel Industries")."""
        others = [m for m in self.mentions if m.text != former]
        if others:
            self.former += [m for m in self.mentions if m.text == former]
            self.mentions = others

    def take_in(self, other: _Group) -> None:
        """Take in the mentions of a group that is this one under another name."""
        self.former += other.all
        self.forms |= other.forms
        self.aliases |= other.aliases


class Entities:
    """The entities of one article, found by key and by place."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        headline: int = -1,
        namesakes: Collection[tuple[str, str]] = (),
        renamings: Iterable[Renaming] = (),
    ) -> None:
        """Mentions in the paragraph `headline`, all words of which have a capital, count if the text names them too.

        No short name stands for the full one with which it is paired in `namesakes`.
        """
        self.by_key: dict[str, Entity] = {}
        self._at: dict[tuple[int, int], str] = {}
        self._spans: dict[tuple[int, int], Mention] = {}
        for group in _rename(_group(_with_people(mentions), namesakes), renamings):
            if all(mention.paragraph == headline for mention in group.all) and not _is_sure(group):
                continue
            entity = _make_entity(group, self.by_key)
            self.by_key[entity.key] = entity
            for mention in group.all:
                for i in range(mention.start, mention.end):
                    self._at[mention.paragraph, i] = entity.key
                    self._spans[mention.paragraph, i] = mention

    def at(self, paragraph: int, token: int) -> str | None:
        """Key of the entity that is named at this token."""
        return self._at.get((paragraph, token))

    def mention_at(self, paragraph: int, token: int) -> Mention | None:
        """The mention that covers this token."""
        return self._spans.get((paragraph, token))

    def type_of(self, key: str) -> EntityType:
        """What sort of party the entity is."""
        return self.by_key[key].type


def _with_people(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, a full name as a person's where the article calls somebody by its last word: "Mr Glazer"."""
    people = [m.text.split() for m in mentions if m.type is EntityType.PERSON]
    last_names = {words[0] if words[-1] in KIN else words[-1] for words in people}

    def is_person(mention: Mention) -> bool:
        words = mention.text.split()
        return mention.type is EntityType.COMPANY and len(words) in (2, 3) and words[-1] in last_names

    return [replace(m, type=EntityType.PERSON) if is_person(m) else m for m in mentions]


def _is_sure(group: _Group) -> bool:
    """Whether a name bears a sign of a company of its own."""
    return any(has_legal_form(m.text) for m in group.all)


def _rename(groups: list[_Group], renamings: Iterable[Renaming]) -> list[_Group]:
    """The groups, two as one where the article says that they are one company under two names."""
    for renaming in renamings:
        now, other = (next((g for g in groups if g.bears(name)), None) for name in (renaming.name, renaming.other))
        if now and other and now is not other and {now.type, other.type} <= _RENAMED:
            now.take_in(other)
            groups = [group for group in groups if group is not other]
        elif now and now is other:
            now.date(renaming.other)
    return groups


_RENAMED = {EntityType.COMPANY, EntityType.OTHER}


def _group(mentions: Sequence[Mention], namesakes: Collection[tuple[str, str]]) -> list[_Group]:
    """Longer names first, so that each short form finds the one full name that it can stand for."""
    named: dict[str, list[Mention]] = {}
    for mention in mentions:
        named.setdefault(mention.text, []).append(mention)
    firsts = {text.split()[0] for text in named}
    groups: list[_Group] = []
    for text in sorted(named, key=lambda name: (-len(comparison_form(name).split()), -len(name), name)):
        others = (
            [g for g in groups if not any((text, m.text) in namesakes for m in g.mentions)] if namesakes else groups
        )
        group = _find_group(text, others, named[text], firsts)
        if group is None:
            group = _Group()
            groups.append(group)
        for mention in named[text]:
            group.add(mention)
    groups.sort(key=lambda group: group.first)
    return groups


def _find_group(text: str, groups: Iterable[_Group], mentions: list[Mention], firsts: Collection[str]) -> _Group | None:
    form = comparison_form(text)
    state = _state_of(mentions[0])
    # "Freeport-McMoran Inc" bears a legal form of its own, and so is no short name of "Freeport-McMoran Gold Co".
    has_form = has_legal_form(text)
    fuller = []
    for group in groups:
        if form in group.forms and not group.has_rival(text):
            return _first_of_form(form, groups) if not find_forms(text) else group
        if text in group.aliases or (state and state == _state_of(group.mentions[0])):
            return group
        if _is_last_name(text, group) or (
            not has_form
            and any(
                is_short_form(text, other) or _is_first_word(text, other)
                for other in sorted({m.text for m in group.mentions})
            )
        ):
            fuller.append(group)
    if len(fuller) > 1:
        fuller = [group for group in fuller if not _is_joint(group, firsts)] or fuller
    if len(fuller) > 1 and (shared := set.intersection(*(group.forms for group in fuller))):
        fuller = [_first_of_form(min(shared), fuller)]
    elif len(fuller) > 1:
        alike = [group for group in fuller if any(m.type is mentions[0].type for m in group.mentions)]
        # Of 38 short names that could stand for several in gold, 33 stood for the one named first.
        fuller = [min(alike or fuller, key=lambda group: group.first)]
    # News gives the full name first: a "Heliant" before the first "Heliant Services" is the group, not its unit.
    fuller = [group for group in fuller if not _comes_after(group, mentions)]
    return fuller[0] if len(fuller) == 1 else None


def _first_of_form(form: str, groups: Iterable[_Group]) -> _Group:
    """Of companies that are told apart by their legal forms alone, the one that is named first."""
    return min((group for group in groups if form in group.forms), key=lambda group: group.first)


def _state_of(mention: Mention) -> str:
    """The state that a name, or that of its government, stands for: "France" and "the French government"."""
    if mention.type is not EntityType.GOVERNMENT:
        return ""
    name = mention.text.casefold().removesuffix(" government").removesuffix(" state")
    return read_table("state_names.txt", "|").get(name, name if name in STATES else "")


def _is_first_word(text: str, full: str) -> bool:
    """Whether the text, everyday word or not, begins a name with a legal form: "Allied" of "Allied Stores Corp"."""
    is_formal = has_legal_form(full) or " Co of " in full
    return is_formal and full.startswith(text + " ") and text.casefold() not in DEMONYMS | STATES | PLACES


def _is_last_name(text: str, group: _Group) -> bool:
    """Whether the text is the last name of the person of the group: "Solberg", "Mr Solberg"."""
    people = (m for m in group.mentions if m.type is EntityType.PERSON)
    return any(m.text.split()[-1] == text.split()[-1] and len(text.split()) < len(m.text.split()) for m in people)


def _comes_after(group: _Group, mentions: list[Mention]) -> bool:
    """Whether the full name is first given after the short one, headlines (paragraph 0) aside.

    Initials that never stand in one paragraph with the full name may come before it.
    """
    short = [(m.paragraph, m.start) for m in mentions if m.paragraph]
    full = [(m.paragraph, m.start) for m in group.mentions if m.paragraph]
    if not short or not full or min(full) < min(short) or mentions[0].type is EntityType.PERSON:
        return False
    is_beside = not {paragraph for paragraph, _ in short}.isdisjoint(paragraph for paragraph, _ in full)
    return is_beside or not _is_acronym(mentions[0].text, group)


def _is_acronym(text: str, group: _Group) -> bool:
    return text.isupper() and not any(m.text.startswith(text) for m in group.mentions)


def _is_joint(group: _Group, firsts: Collection[str]) -> bool:
    """Whether the name takes in another: "Alder Birch Cells" beside "Birch Storage", which "Alder" hardly means."""
    first, *others = group.name.split()
    return any(word in firsts and word != first for word in others)


def _make_entity(group: _Group, taken: dict[str, Entity]) -> Entity:
    name = group.name
    aliases = sorted(({m.text for m in group.all} | group.aliases) - {name})
    key = base = slug(name)
    count = 2
    while key in taken:
        key, count = f"{base}-{count}", count + 1
    return Entity(key=key, name=name, aliases=tuple(aliases), type=group.type)
