import re

import pyoxigraph as ox
import pytest

from alliance_graph.model import Status
from alliance_graph.ontology import AG, DIRECTORY, FORMS, KINDS, LABELS, STATUSES, TOPIC, topics

RDF, RDFS, SKOS = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://www.w3.org/2004/02/skos/core#",
)
OWL = "http://www.w3.org/2002/07/owl#"


@pytest.fixture(scope="module")
def terms():
    table: dict[str, dict[str, list[str]]] = {}
    for quad in ox.parse(path=str(DIRECTORY / "alliance.ttl")):
        table.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object.value)
    return table


@pytest.mark.parametrize(
    ("kind", "roles"),
    [
        ("stake", "owner owned"),
        ("subsidiary", "parent child"),
        ("acquisition", "acquirer target seller"),
        ("asset_purchase", "buyer seller"),
        ("merger", "partners* result-"),
        ("joint_venture", "partners* venture-"),
        ("alliance", "partners*"),
        ("supply", "supplier customer"),
        ("license", "licensor licensee"),
        ("competition", "partners*"),
    ],
)
def test_a_kind_has_the_roles_of_the_guidelines(kind, roles):
    found = KINDS[kind].roles.values()
    assert " ".join(r.name + "*" * r.is_plural + "-" * (not r.is_party) for r in found) == roles
    assert KINDS[kind].is_symmetric == ("*" in roles)


def test_there_are_ten_kinds_six_forms_and_five_statuses():
    assert len(KINDS) == 10
    assert set(FORMS) == {
        "strategic_partnership", "memorandum", "joint_development", "marketing", "manufacturing", "consortium",
    }  # fmt: skip
    assert set(STATUSES) == {status.value for status in Status}
    assert STATUSES["denied"] == AG + "Denied"
    assert LABELS[FORMS["memorandum"]] == "memorandum of understanding"


@pytest.mark.parametrize("property", [RDFS + "label", SKOS + "definition", RDFS + "isDefinedBy"])
def test_every_term_has_a_label_a_definition_and_a_home(terms, property):
    assert [term for term in terms if term.startswith(AG) and len(terms[term].get(property, ())) != 1] == []


def test_labels_are_unique(terms):
    labels = [terms[term][RDFS + "label"][0] for term in terms if term.startswith(AG)]
    assert sorted(labels) == sorted(set(labels))


def test_classes_begin_with_a_capital_and_properties_do_not(terms):
    for term in terms:
        if term.startswith(AG):
            is_property = any(kind.endswith("Property") for kind in terms[term][RDF + "type"])
            assert term.removeprefix(AG)[0].islower() == is_property, term


def test_the_header_names_its_version_and_the_changelog_tells_of_it(terms):
    header = terms["https://w3id.org/alliance-graph/ns"]
    version = header[OWL + "versionInfo"][0]
    assert header[OWL + "versionIRI"][0].endswith(version)
    assert f"## {version}" in (DIRECTORY / "CHANGELOG.md").read_text()


def test_rules_questions_and_shapes_use_declared_terms_only(terms):
    texts = [*DIRECTORY.glob("*/*.rq"), DIRECTORY / "shapes.ttl", DIRECTORY / "mappings.ttl"]
    used = {name for path in texts for name in re.findall(r"\bag:(\w+)", path.read_text())}
    assert {name for name in used if AG + name not in terms} == set()


@pytest.mark.parametrize(
    ("label", "slug"),
    [
        ("ev batteries", "batteries"),
        ("battery cell modules", "battery-cells"),
        ("e-axles", "e-axles"),
        ("vehicle integration", "vehicle-integration"),
        ("software-defined vehicles", "vehicle-software"),
        ("software platform", "software-platforms"),
        ("electrification", "electrification"),
        ("lng", "lng"),
        ("5g", "5g"),
    ],
)
def test_words_of_the_news_lead_to_their_topic(label, slug):
    assert topics()[label] == slug


def test_words_that_mean_many_things_are_no_topic():
    assert {"space", "power", "games", "stores", "water"} & set(topics()) == set()


def test_every_topic_is_in_the_tree_and_no_label_stands_twice():
    quads = list(ox.parse(path=str(DIRECTORY / "topics.ttl")))
    slugs = {quad.subject.value for quad in quads if quad.subject.value.startswith(TOPIC)}
    wider = {quad.object.value for quad in quads if quad.predicate.value == SKOS + "broader"}
    labels = [
        quad.object.value.lower() for quad in quads if quad.predicate.value in (SKOS + "prefLabel", SKOS + "altLabel")
    ]
    assert wider <= slugs
    assert len(slugs) > 100
    assert sorted(labels) == sorted(set(labels))
