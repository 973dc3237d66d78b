from pathlib import Path

import pytest

from alliance_graph.network.attributes import EDGE_ATTRIBUTES, NODE_ATTRIBUTES

PAGE = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "note"), EDGE_ATTRIBUTES.items())
def test_every_attribute_of_edges_stands_in_the_documentation(name, note):
    assert f"| `{name}` | {note} |" in PAGE


@pytest.mark.parametrize("name", NODE_ATTRIBUTES)
def test_every_attribute_of_nodes_stands_in_the_documentation(name):
    assert f"`{name}`" in PAGE
