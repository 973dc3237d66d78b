"""Claims to relationships: what all reports of a group say together, by the rules written in docs/relationships.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from alliance_graph.graph.calendar import first_day, last_day
from alliance_graph.graph.choice import day, finest_date, latest
from alliance_graph.graph.episodes import split_episodes
from alliance_graph.graph.iris import Iris
from alliance_graph.graph.life import Step, end_with, find_steps, is_held
from alliance_graph.graph.reports import Report, main_roles
from alliance_graph.graph.stakes import Strand, split_stakes
from alliance_graph.graph.ventures import find_first_name, split_ventures
from alliance_graph.graph.vocabulary import form_of
from alliance_graph.model import Money, Percentage, Status
from alliance_graph.ontology import KINDS

_SUREST = 0.99
"""No number of sources makes a reading certain; a person does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A relationship as concluded, with companies by key and claims by IRI."""

    iri: str
    kind: str
    form: str
    roles: Mapping[str, tuple[str, ...]]
    status: Status
    claims: tuple[str, ...]
    sources: int
    confidence: float
    percentage: Percentage | None = None
    shares: Mapping[str, float]
    price: Money | None = None
    asset: str = ""
    purpose: str = ""
    exclusive: bool = False
    place: str = ""
    topics: tuple[str, ...] = ()
    announced: str = ""
    start: str = ""
    end: str = ""
    first_reported: date | None = None
    last_reported: date | None = None
    replaces: str = ""
    steps: tuple[Step, ...]
    """Its life line; the status is that of the last step."""


def _as_one(reports: Sequence[Report]) -> list[Strand]:
    return [Strand(sorted(reports, key=lambda report: report.iri))]


_SPLITS: Mapping[str, Callable[[Sequence[Report]], list[Strand]]] = {
    "stake": split_stakes,
    "joint_venture": split_ventures,
    "acquisition": split_episodes,
    "asset_purchase": split_episodes,
    "merger": split_episodes,
}


def conclude(reports: Sequence[Report], iris: Iris) -> list[Tie]:
    """The relationships of which the reports of one group (or linked groups of ventures) speak."""
    if not reports:
        return []
    strands = _SPLITS.get(reports[0].claim.kind, _as_one)(reports)
    named: dict[int, str] = {}
    for strand in strands:
        iri = _name(strand, iris)
        repeats = sum(known == iri or known.startswith(f"{iri}_again") for known in named.values())
        named[id(strand)] = f"{iri}_again{repeats}" if repeats else iri
    followers = {id(strand.replaces): strand for strand in strands if strand.replaces}
    return [
        _summarise(
            strand.reports,
            named[id(strand)],
            replaces=named[id(strand.replaces)] if strand.replaces else "",
            follower=followers.get(id(strand)),
        )
        for strand in strands
    ]


def _name(strand: Strand, iris: Iris) -> str:
    """The IRI, by parties and by what tells the tie from others of the same parties."""
    first = strand.reports[0]
    kind = first.claim.kind
    if kind == "joint_venture":
        named = [report for report in strand.reports if report.roles.get("venture")]
        earliest = min(named, key=lambda one: (one.date or date.max, one.roles["venture"]), default=None)
        parties = find_first_name(earliest) if earliest else first.roles["partners"]
    else:
        parties = tuple(key for role in main_roles(kind) for key in first.roles[role])
    form = form_of(first.claim)
    return iris.relationship(kind if form in ("", "other") else form, parties, _suffix(kind, strand.reports))


def _suffix(kind: str, reports: Sequence[Report]) -> str:
    if kind == "stake":
        share = _percentage(reports)
        return f"{share.value:g}" if share and share.value is not None else ""
    if _SPLITS.get(kind) is split_episodes:
        years = [report.date.year for report in reports if report.date]
        return str(min(years)) if years else ""
    return ""


def _summarise(reports: Sequence[Report], iri: str, *, replaces: str, follower: Strand | None) -> Tie:
    dates = [report.date for report in reports if report.date]
    steps = find_steps(reports)
    end = finest_date(_last(reports), lambda report: report.claim.end)
    if follower:
        steps = end_with(steps, follower.reports)
        end = end or _day_before(follower.reports, steps[-1].day)
    elif steps[-1].status is not Status.ENDED and _is_over(end, dates):
        end = ""  # it was to end then, but was still reported in force later
    start = finest_date(reports, lambda report: report.claim.start)
    return Tie(
        iri=iri,
        kind=reports[0].claim.kind,
        form=form_of(reports[0].claim),
        roles=_roles(reports),
        status=steps[-1].status,
        claims=tuple(sorted(report.iri for report in reports)),
        sources=len({report.source for report in reports}),
        confidence=find_confidence(reports),
        percentage=_percentage(reports),
        shares=_shares(reports),
        price=latest(reports, lambda report: report.claim.price, repr),
        asset=latest(reports, lambda report: report.claim.asset or None) or "",
        purpose=latest(reports, lambda report: report.claim.purpose or None) or "",
        exclusive=latest(reports, lambda report: report.claim.exclusive or None) or False,
        place=latest(reports, lambda report: report.claim.place or None) or "",
        topics=tuple(sorted({topic for report in reports for topic in report.claim.topics})),
        announced=finest_date(reports, lambda report: report.claim.announced),
        start="" if end and _starts_after(start, end) else start,
        end=end,
        first_reported=min(dates, default=None),
        last_reported=max(dates, default=None),
        replaces=replaces,
        steps=steps,
    )


def _last(reports: Sequence[Report]) -> list[Report]:
    """The reports of the last day on which any gives an end: contracts are prolonged."""
    given = [report for report in reports if first_day(report.claim.end)]
    last = max((day(report) for report in given), default=None)
    return [report for report in given if day(report) == last]


def _is_over(end: str, dates: Sequence[date]) -> bool:
    last = last_day(end)
    return last is not None and bool(dates) and last < max(dates)


def _starts_after(start: str, end: str) -> bool:
    first, last = first_day(start), last_day(end)
    return first is not None and last is not None and first > last


def _percentage(reports: Sequence[Report]) -> Percentage | None:
    """The figure of the most recent report; only where none gives a figure, bounds."""
    value = latest(reports, lambda report: report.claim.percentage.value if report.claim.percentage else None)
    if value is not None:
        return Percentage(value)
    return latest(reports, lambda report: report.claim.percentage, repr)


def _shares(reports: Sequence[Report]) -> dict[str, float]:
    holders = sorted({holder for report in reports for holder in report.shares})
    given = ((holder, [report for report in reports if holder in report.shares]) for holder in holders)
    return {holder: _latest_share(found, holder) for holder, found in given}


def _latest_share(reports: Sequence[Report], holder: str) -> float:
    return latest(reports, lambda report: report.shares[holder]) or 0.0


def find_confidence(reports: Sequence[Report]) -> float:
    """How likely it is that not every source was misread, each source by its surest claim."""
    surest: dict[str, float] = {}
    for report in reports:
        surest[report.source] = max(surest.get(report.source, 0.0), report.claim.confidence)
    doubt = 1.0
    for source in sorted(surest):
        doubt *= 1 - surest[source]
    return round(1 - doubt if len(surest) == 1 or not doubt else min(1 - doubt, _SUREST), 4)


def _roles(reports: Sequence[Report]) -> dict[str, tuple[str, ...]]:
    """All that play a role; of companies that come out of a deal the one most recently named."""
    roles: dict[str, tuple[str, ...]] = {}
    for role in KINDS[reports[0].claim.kind].roles.values():
        if role.is_party:
            players = tuple(sorted({key for report in reports for key in report.roles.get(role.name, ())}))
        else:
            players = _latest_players(reports, role.name)
        if players:
            roles[role.name] = players
    return roles


def _latest_players(reports: Sequence[Report], role: str) -> tuple[str, ...]:
    return latest(reports, lambda report: report.roles.get(role)) or ()


def _day_before(follower: Sequence[Report], ended: date | None) -> str:
    """The day before the next stake began (as stated, else as first reported held); "" if this one was over by then."""
    held = min((report.date for report in follower if report.date and is_held(report)), default=None)
    first = first_day(finest_date(follower, lambda report: report.claim.start)) or held
    if first is None or first == date.min or (ended and held and ended < held):
        return ""
    return (first - timedelta(days=1)).isoformat()
