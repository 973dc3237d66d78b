from pathlib import Path

import pyoxigraph as ox
import pytest

from alliance_graph.graph.query import to_prefixes
from alliance_graph.graph.reference import describe_ontology
from alliance_graph.ontology import KINDS

PAGE = Path(__file__).parents[2] / "docs" / "ontology.md"


def test_the_page_is_fresh():
    assert PAGE.read_text("utf-8") == describe_ontology(), (
        "run python -m alliance_graph.graph.reference > docs/ontology.md"
    )


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_snippet_of_a_kind_is_turtle_of_its_class(kind):
    text = describe_ontology().split(f"### {kind.label}\n")[1].split("```turtle\n")[1].split("```")[0]
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in to_prefixes("https://example.org/ag/").items())
    quads = list(ox.parse(prefixes + text, format=ox.RdfFormat.TURTLE))
    assert kind.iri in {quad.object.value for quad in quads}
    assert {role.iri for role in kind.roles.values()} - {quad.predicate.value for quad in quads} <= {
        "https://w3id.org/alliance-graph/ns#seller"
    }
