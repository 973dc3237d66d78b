"""The file in which people's judgements stand, one line of JSON each, and what they say together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from alliance_graph.errors import SourceError
from alliance_graph.link.keys import key_of
from alliance_graph.model import Decision, Judgement
from alliance_graph.output import open_output
from alliance_graph.utf8 import is_there, read_utf8
from alliance_graph.values import filled, text

_TEXTS = ("who", "when", "why")


@dataclass(frozen=True, slots=True)
class Standing:
    """Judgements that agree with each other, and in words those that do not; these count for nothing."""

    judgements: tuple[Judgement, ...]
    contradictions: tuple[str, ...]


def read_judgements(path: Path) -> list[Judgement]:
    """The judgements of a file, each once; none where there is no file. Raises SourceError."""
    if not is_there(path):
        return []
    found = []
    try:
        for number, line in enumerate(read_utf8(path).split("\n"), 1):
            if line.strip():
                found.append(_parse(line, f"{path}, line {number}"))
    except (OSError, ValueError) as error:
        raise SourceError(f"{path} cannot be read as judgements: {error}") from None
    return list(dict.fromkeys(found))


def write_judgements(path: Path, judgements: Iterable[Judgement]) -> None:
    """Write the file whole."""
    with open_output(path) as file:
        file.writelines(f"{to_line(judgement)}\n".encode() for judgement in judgements)


def to_line(judgement: Judgement) -> str:
    """One line of JSON."""
    row = {name: getattr(judgement, name) for name in ("first", "second", "decision", *_TEXTS)}
    row = {name: value for name, value in row.items() if value}
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace").decode()


def _parse(line: str, where: str) -> Judgement:
    try:
        row = json.loads(line)
        return Judgement(
            first=filled(row["first"]),
            second=filled(row["second"]),
            decision=Decision(row["decision"]),
            **{name: text(row.get(name, "")) for name in _TEXTS},
        )
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(
            f"{where} is no judgement ({error}); "
            'write {"first": "Nissan", "second": "Nissan Motor", "decision": "same"}, or different, or undecided'
        ) from None


def weigh(judgements: Sequence[Judgement]) -> Standing:
    """What stands: names judged the same, directly or through others, and also different, are left as if unjudged."""
    groups = _join(judgement for judgement in judgements if judgement.decision is Decision.SAME)
    faults: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        one, two = _keys(judgement)
        if judgement.decision is Decision.DIFFERENT and groups.get(one, one) == groups.get(two, two):
            faults.setdefault(groups.get(one, one), []).append(judgement)
    decided = {frozenset(_keys(judgement)) for judgement in judgements if judgement.decision is not Decision.UNDECIDED}
    standing = [
        judgement
        for judgement in judgements
        if (judgement.decision is Decision.DIFFERENT)
        or (judgement.decision is Decision.SAME and groups[_keys(judgement)[0]] not in faults)
        or (judgement.decision is Decision.UNDECIDED and frozenset(_keys(judgement)) not in decided)
    ]
    told = (_tell(faults[group], _of_group(group, groups, judgements)) for group in sorted(faults))
    return Standing(tuple(standing), tuple(told))


def _keys(judgement: Judgement) -> tuple[str, str]:
    return key_of(judgement.first), key_of(judgement.second)


def _join(judgements: Iterable[Judgement]) -> dict[str, str]:
    """The smallest key of its group for each key that is judged the same as another."""
    members: dict[str, set[str]] = {}
    for judgement in judgements:
        one, two = (members.setdefault(key, {key}) for key in _keys(judgement))
        if one is not two:
            one |= two
            members |= dict.fromkeys(two, one)
    return {key: min(group) for key, group in members.items()}


def _of_group(group: str, groups: dict[str, str], judgements: Sequence[Judgement]) -> Iterator[Judgement]:
    for judgement in judgements:
        if judgement.decision is Decision.SAME and groups[_keys(judgement)[0]] == group:
            yield judgement


def _tell(different: Sequence[Judgement], same: Iterable[Judgement]) -> str:
    joined = list(same)
    if not joined:
        return f"{describe(different[0])}, but are one name once case and legal forms are off; that cannot be judged"
    rows = "\n".join(f"  {describe(judgement)}" for judgement in sorted((*different, *joined), key=to_line))
    return (
        "these judgements contradict each other, so none of the joins among them counts; take one of them back "
        f"(alliance-graph companies undo FIRST SECOND):\n{rows}"
    )


def describe(judgement: Judgement) -> str:
    """A judgement in words."""
    by = " ".join(part for part in (judgement.who, judgement.when) if part)
    about = f" ({by})" if by else ""
    why = f": {judgement.why}" if judgement.why else ""
    return f"'{judgement.first}' and '{judgement.second}' are {judgement.decision}{about}{why}"
