"""Companies and relationships for tests of networks and exports."""

from datetime import date
from decimal import Decimal
from typing import Any

from alliance_graph.model import Company, EntityType, Money, Percentage, Relationship, Status

BASE = "https://example.org/ag/"


def iri(name):
    return f"{BASE}company/{name}"


def make_tie(name, kind, status=Status.COMPLETED, *, roles, shares=None, **values):
    members = {role: tuple(map(iri, names.split())) for role, names in roles.items()}
    said: dict[str, Any] = {"sources": 1, "claims": 1, "confidence": 0.9, "sentence": f"It says {name}."}
    return Relationship(
        iri=f"{BASE}relationship/{name}",
        kind=kind,
        label=name.replace("-", " "),
        roles=members,
        shares={iri(key): share for key, share in (shares or {}).items()},
        status=status,
        **said | values,
    )


COMPANIES = [
    Company(iri=iri("nissan"), name="Nissan Motor", aliases=("Nissan", "=Nissan")),
    Company(iri=iri("honda"), name="Honda & Co", aliases=("Honda",)),
    Company(iri=iri("mitsubishi"), name="Mitsubishi Motors"),
    Company(iri=iri("altona"), name="Altona <Software>"),
    Company(iri=iri("france"), name="France", type=EntityType.GOVERNMENT),
]

STAKE = make_tie(
    "stake-nissan-mitsubishi-34",
    "stake",
    roles={"owner": "nissan", "owned": "mitsubishi"},
    percentage=Percentage(34.0),
    price=Money("$2.3 billion", Decimal("2300000000"), "USD"),
    sources=3,
    start="2016",
    first_reported=date(2016, 5, 12),
    last_reported=date(2024, 8, 1),
)
MEMORANDUM = make_tie(
    "memorandum-honda-mitsubishi-nissan",
    "alliance",
    Status.AGREED,
    roles={"partners": "nissan honda mitsubishi"},
    form="memorandum",
    topics=("batteries", "software"),
    announced="2024-08-01",
)
VENTURE = make_tie(
    "venture-altona",
    "joint_venture",
    Status.PROPOSED,
    roles={"partners": "honda nissan", "venture": "altona"},
    shares={"honda": 60.0, "nissan": 40.0},
)
MERGER = make_tie("merger-honda-nissan", "merger", Status.DENIED, roles={"partners": "honda nissan"}, sources=0)
TIES = [STAKE, MEMORANDUM, VENTURE, MERGER]
