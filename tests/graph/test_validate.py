import pyoxigraph as ox
import pytest

from alliance_graph.graph.query import to_prefixes
from alliance_graph.graph.validate import validate
from tests.graph.example import BASE, make_example

STAKE = "rel:stake_nissan_mitsubishi-motors__34".replace("rel:", f"<{BASE}relationship/") + ">"
MEMORANDUM = f"<{BASE}relationship/memorandum_honda_mitsubishi-motors_nissan__2024>"
MONEY = f"<{BASE}relationship/acquisition_orrin-holdings_quill-software#value>"
SHARE = f"<{BASE}relationship/joint-venture_halden-motors_quill-software#share-halden-motors>"
CLAIM = f"<{BASE}claim/c1>"
ARTICLE = f"<{BASE}article/platform>"
PASSAGE = f"<{BASE}article/platform#char=253,390>"
ENTITY = f"<{BASE}article/platform#entity=mmc>"

FAULTS = {
    "a percentage above 100": (STAKE, "ag:percentage", "340.0", "from 0 to 100"),
    "a percentage as a whole number": (STAKE, "ag:percentage", "34", "xsd:decimal"),
    "an unknown status": (STAKE, "ag:status", "ag:Rumoured", "five statuses"),
    "two statuses": (STAKE, "ag:status", "ag:Ended, ag:Completed", "five statuses"),
    "no label": (STAKE, "rdfs:label", "", "needs a label"),
    "no kind": (STAKE, "ag:kind", "", "exactly one kind"),
    "an owner that owns itself": (STAKE, "ag:owned", "co:nissan", "not the owned company"),
    "a role that is no party": (STAKE, "ag:party", "co:nissan", "also be given as ag:party"),
    "a party without a name": ("co:nissan", "skos:prefLabel", "", "needs a name"),
    "a party of no type": (STAKE, "ag:party", "co:nobody , co:nissan , co:mitsubishi-motors", "a type and a name"),
    "a person that is owned": (STAKE, "ag:owned", "co:maren-dahl", "exactly one company"),
    "a memorandum with one partner": (MEMORANDUM, "ag:partner", "co:nissan", "at least two partners"),
    "a month where a date belongs": (MEMORANDUM, "ag:validFrom", '"2024-03"^^xsd:gYearMonth', "one full date"),
    "an end before the start": (
        STAKE,
        "ag:validFrom",
        '"2030-01-01"^^xsd:date ; ag:validTo "2029-01-01"^^xsd:date',
        "not after",
    ),
    "a fact without evidence": (STAKE, "^ag:reports", "", "No claim reports"),
    "more sources than claims": (STAKE, "ag:sourceCount", "7", "not above the claim count"),
    "a topic from nowhere": (MEMORANDUM, "ag:topic", "topic:nowhere", "concept of a scheme"),
    "a claim without a passage": (CLAIM, "prov:wasDerivedFrom", "", "names the passage"),
    "a claim without an extractor": (CLAIM, "prov:wasAttributedTo", "", "names its extractor"),
    "a confidence of 98": (CLAIM, "ag:confidence", "98.0", "from 0 to 1"),
    "a basis that is none": (CLAIM, "ag:basis", "ag:Gossip", "four bases"),
    "two bases": (CLAIM, "ag:basis", "ag:Filing, ag:PressReport", "four bases"),
    "an exclusive claim in words": (CLAIM, "ag:isExclusive", '"yes"', "xsd:boolean"),
    "an exclusive tie in words": (MEMORANDUM, "ag:isExclusive", '"yes"', "xsd:boolean"),
    "two places": (MEMORANDUM, "ag:place", '"Sines", "Leeds"', "one plain text"),
    "an empty place": (CLAIM, "ag:place", '""', "one plain text"),
    "a passage that ends elsewhere": (PASSAGE, "oa:end", "9999", "not as long"),
    "a passage without words": (PASSAGE, "oa:exact", "", "quotes its text"),
    "a digest of another kind": (ARTICLE, "ag:textDigest", '"ABC"', "SHA-256"),
    "a date that is none": (ARTICLE, "schema:datePublished", '"May"', "full date"),
    "an entity without a reason": (ENTITY, "ag:identifiedBecause", "", "needs a reason"),
    "an entity that is nobody": (ENTITY, "ag:identifiedAs", "", "identified as one party"),
    "a currency sign for a code": (MONEY, "schema:currency", '"¥"', "ISO 4217"),
    "a share of nothing": (SHARE, "ag:shareOf", "", "one joint venture"),
    "a share without a size": (SHARE, "ag:percentage", "", "has a percentage"),
}

LACKS = {
    "an article without a date": (ARTICLE, "schema:datePublished"),
    "an article without a headline": (ARTICLE, "schema:headline"),
    "an article without an outlet": (ARTICLE, "schema:publisher"),
    "a sum without a currency": (MONEY, "schema:currency"),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return make_example(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def findings(tmp_path_factory):
    """Messages by fault or lack: each befalls a copy of its node, and all copies are checked in one run."""
    store = make_example(tmp_path_factory.mktemp("spoilt"))
    copies = {name: _copy(store.oxigraph, name, *fault[:3]) for name, fault in [*FAULTS.items(), *LACKS.items()]}
    report = validate(store, nodes=list(copies.values()))
    assert report.nodes == len(copies)
    return {name: [f for f in report.findings if f.node == copy] for name, copy in copies.items()}


def _copy(oxigraph, name, subject, predicate, values=""):
    copy = f"{subject[:-1]}-{name.replace(' ', '-')}>" if subject[0] == "<" else f"co:{name.replace(' ', '-')}"
    lines = "\n".join(f"PREFIX {name}: <{iri}>" for name, iri in to_prefixes(BASE).items())
    reported = (
        ""
        if predicate == "^ag:reports"
        else f"INSERT {{ ?claim ag:reports {copy} }} WHERE {{ ?claim ag:reports {subject} }} ;"
    )
    oxigraph.update(
        f"{lines} INSERT {{ {copy} ?p ?o }} WHERE {{ {subject} ?p ?o }} ; {reported}"
        f"DELETE {{ {copy} ?p ?o }} WHERE {{ {copy} ?p ?o FILTER(?p = {predicate.removeprefix('^')}) }} ;"
        + (f"INSERT DATA {{ {copy} {predicate} {values} }}" if values else "")
    )
    return copy[1:-1] if copy[0] == "<" else copy.replace("co:", BASE + "company/")


def test_the_example_conforms(store):
    report = validate(store)
    assert report.findings == ()
    assert report.conforms
    assert report.nodes == 100
    assert "the graph conforms" in report.describe()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_and_named(findings, fault):
    assert any(FAULTS[fault][3] in finding.message and not finding.is_warning for finding in findings[fault])


@pytest.mark.parametrize("lack", LACKS)
def test_what_an_article_does_not_give_may_be_lacking(findings, lack):
    assert findings[lack] == []


def test_a_report_after_the_end_is_a_warning_only(store):
    late = _copy(store.oxigraph, "late", STAKE, "ag:validTo", '"2020-01-01"^^xsd:date')
    report = validate(store, nodes=[late])
    assert report.conforms
    assert [finding.is_warning for finding in report.findings] == [True]
    assert "1 warning: This relationship counts as completed" in report.describe()


def test_parts_give_the_same_report_as_the_whole(store, monkeypatch):
    nodes = [STAKE[1:-1], MEMORANDUM[1:-1], CLAIM[1:-1], _copy(store.oxigraph, "big", STAKE, "ag:percentage", "340.0")]
    whole = validate(store, nodes=nodes)
    monkeypatch.setattr("alliance_graph.graph.validate._BATCH", 2)
    heard = []
    assert validate(store, nodes=nodes, progress=lambda done, total: heard.append((done, total))) == whole
    assert len(whole.findings) == 2  # the size, and a claim that now reports two
    assert heard == [(2, 4), (4, 4)]


def test_an_empty_store_conforms():
    class Empty:
        oxigraph = ox.Store()

    assert validate(Empty()).conforms
