"""What changed between two states of the graph, by the rules written in docs/relationships.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from alliance_graph.errors import QueryError
from alliance_graph.graph.difference import CompanyChange, Difference
from alliance_graph.graph.newcomers import find_newcomers
from alliance_graph.graph.tie_changes import TieChanges

if TYPE_CHECKING:
    from alliance_graph.graph.store import Store


def diff(before: Store, after: Store, *, undated: int = 0) -> Difference:
    """The companies and ties by which a later state of the graph differs from an earlier one.

    Raises QueryError where the IRIs of the two have nothing to do with each other.
    """
    if before.base_iri != after.base_iri:
        raise QueryError(
            f"the IRIs of the stores begin with {before.base_iri} and {after.base_iri}, so that nothing can be found "
            "again; build both with the same base"
        )
    came, went = find_newcomers(after, before), find_newcomers(before, after)
    moved = {change.company.iri: change.before.iri for change in went if change.before}
    names = {company.iri: company.name for store in (before, after) for company in store.companies()}
    ties = TieChanges(before, after, names, moved).find()
    return Difference(
        new_companies=_sort(change for change in came if not _is_renamed(change, moved)),
        renamed_companies=_sort(_turn(change) for change in went if change.before),
        gone_companies=_sort(change for change in went if not change.before),
        begun=tuple(ties["begun"]),
        ended=tuple(ties["ended"]),
        changed=tuple(ties["changed"]),
        gone=tuple(ties["gone"]),
        reported_again=len(ties["reported again"]),
        undated=undated,
    )


def _is_renamed(change: CompanyChange, moved: dict[str, str]) -> bool:
    return bool(change.before and moved.get(change.before.iri) == change.company.iri)


def _turn(change: CompanyChange) -> CompanyChange:
    """A company that went, told as the one that it became."""
    assert change.before
    return CompanyChange(company=change.before, before=change.company, article=change.article, source=change.source)


def _sort(changes: Iterable[CompanyChange]) -> tuple[CompanyChange, ...]:
    return tuple(sorted(changes, key=lambda change: change.company.iri))
