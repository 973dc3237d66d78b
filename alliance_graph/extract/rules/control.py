"""Control: a purchase that lifts a holding over one half is an acquisition too, and one of the whole is only that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from alliance_graph.extract.draft import Draft

_GAINS = (
    "stake.bought",
    "stake.changed",
    "surface.buys-percent",
    "surface.increases-stake",
    "surface.shares-or-percent",
)
_HALF, _WHOLE = 50, 100


def with_control(draft: Draft) -> Iterator[Draft]:
    """The draft, and the acquisition that follows from it."""
    share = draft.percentage.percentage if draft.percentage is not None else None
    size = (share.value or share.least or 0) if share is not None else 0
    gains = draft.kind == "stake" and draft.rule in _GAINS
    if not (gains and size >= _WHOLE):
        yield draft
    if gains and size > _HALF and draft.percentage is not None and not draft.percentage.is_remaining:
        roles = {"acquirer": draft.roles["owner"], "target": draft.roles["owned"]}
        stated = draft.percentage if size >= _WHOLE and _is_figure(draft) else None
        yield replace(draft, kind="acquisition", rule=f"{draft.rule}.control", roles=roles, percentage=stated)


def _is_figure(draft: Draft) -> bool:
    """Whether the percentage stands there as "100 percent", and not as "all of the shares"."""
    found = draft.percentage
    return found is not None and draft.trigger.doc.text[found.start : found.end][:1].isdigit()
