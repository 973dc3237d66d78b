"""Annotations of texts that break files: quotation marks, line ends, control characters, RDF and SPARQL."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from alliance_graph.model import (
    Annotation,
    Basis,
    Claim,
    Entity,
    EntityType,
    Evidence,
    Money,
    Percentage,
    Source,
    Status,
)
from alliance_graph.ontology import FORMS, KINDS

BREAKS = [
    *('"', "'", "\\", '\\\\"', '"""', "'''", "\n", "\r\n", "\t", "\x00", "\x0b", "\x85", "\u2028", "\ufffe", "\ud800"),
    *(
        "\u202e",
        "\u0301",
        "𝄞",
        "\U0010ffff",
        "日産",
        "<",
        ">",
        "&amp;",
        "]]>",
        "<!--",
        "{",
        "}",
        "#",
        "@en",
        "^^",
        "_:b0",
    ),
    '" . <urn:x> <urn:y> "z',
    '"@en . <urn:x> <urn:y> <urn:z> . #',
    '" } ; DROP ALL ; INSERT DATA { <urn:x> <urn:y> "',
    "> <urn:y> <urn:z> . <urn:x",
    "urn:x> <urn:y> <urn:z",
    "'''; DELETE WHERE { ?s ?p ?o } #",
    '</rdf:Description><rdf:Description rdf:about="urn:x"/>',
    '","@id":"urn:x","urn:y":"',
    "\\u0022 . <urn:x> <urn:y> \\u0022",
    "%3E%20<urn:x>",
    "../../etc/passwd",
    "https://example.org/ag/company/x",
]
TEXTS = st.text(st.characters(exclude_categories=()), max_size=12) | st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "Nissan ", "a"]),
    st.sampled_from(BREAKS),
    st.sampled_from(["", " Motor", "z"]),
)
FILLED = TEXTS.filter(str.strip).filter(lambda text: text.replace("\r", "\n").strip())
DAYS = st.sampled_from(["", "2024", "2024-02", "2024-02-29", "soon", "2024-02-30"]) | TEXTS
URLS = (
    TEXTS
    | TEXTS.map("https://e.org/".__add__)
    | st.sampled_from(["https://[", "javascript:alert(1)", "https://e.org:x"])
)
PERCENT = st.none() | st.floats(0, 100)
PERCENTAGES = st.none() | st.builds(Percentage, PERCENT, PERCENT, PERCENT)
MONEY = st.none() | st.builds(
    Money,
    FILLED,
    st.none() | st.decimals(0, 10**12, places=2).map(Decimal),
    st.sampled_from(["", "USD", "usd"]) | TEXTS,
)


@st.composite
def claims(draw, keys):
    kind = KINDS[draw(st.sampled_from(list(KINDS)))]
    roles = {}
    for name, role in kind.roles.items():
        players = draw(st.lists(st.sampled_from(keys), min_size=1, max_size=3 if role.is_plural else 1, unique=True))
        if players:
            roles[name] = tuple(players)
    said = {name: draw(TEXTS) for name in ("asset", "purpose", "place", "date_text", "extractor", "rule")}
    return Claim(
        kind=kind.name,
        roles=roles,
        status=draw(st.sampled_from(Status)),
        evidence=Evidence(draw(FILLED)),
        percentage=draw(PERCENTAGES),
        price=draw(MONEY),
        form=draw(st.sampled_from(["", "other", *FORMS]) | TEXTS) if kind.name == "alliance" else "",
        topics=tuple(draw(st.lists(FILLED, max_size=2))),
        basis=draw(st.none() | st.sampled_from(Basis)),
        exclusive=draw(st.booleans()),
        confidence=draw(st.sampled_from([0.3, 0.6, 0.9])),
        shares={key: draw(st.floats(0, 100)) for key in roles.get("partners", ())[:1]} if draw(st.booleans()) else {},
        announced=draw(DAYS),
        start=draw(DAYS),
        end=draw(DAYS),
        **said,
    )


@st.composite
def annotations(draw):
    names = draw(st.lists(FILLED, min_size=1, max_size=4, unique=True))
    entities = tuple(
        Entity(
            key=name,
            name=name,
            aliases=tuple(draw(st.lists(FILLED, max_size=2))),
            type=draw(st.sampled_from(EntityType)),
        )
        for name in names
    )
    source = Source(
        title=draw(TEXTS), url=draw(URLS), outlet=draw(TEXTS), date=draw(st.none() | st.dates(date(1000, 1, 1)))
    )
    made = tuple(draw(st.lists(claims(names), max_size=3)))
    return Annotation(id=draw(FILLED), entities=entities, claims=made, source=source, extractor=draw(TEXTS))


WORLDS = st.lists(annotations(), min_size=1, max_size=3)
