"""The public names, each from its home, whichever way modules were imported before."""

import subprocess
import sys

import pytest

import alliance_graph

PUBLIC = [
    "AllianceGraphError",
    "Annotation",
    "Article",
    "BuildReport",
    "Claim",
    "Company",
    "Entity",
    "Evidence",
    "ExtractReport",
    "Filter",
    "Relationship",
    "SkipLog",
    "Status",
    "Store",
    "__version__",
    "build",
    "diff",
    "evaluate",
    "explain",
    "export",
    "extract",
    "extract_shard",
    "extract_to",
    "load_shards",
    "open_store",
    "plan_shards",
    "query",
    "read_annotations",
    "read_articles",
    "to_network",
    "validate",
]


def test_public_names_are_these():
    assert sorted(alliance_graph.__all__) == sorted(PUBLIC)
    assert dir(alliance_graph) == sorted(alliance_graph.__all__)


@pytest.mark.parametrize("name", PUBLIC)
def test_public_name_is_there(name):
    assert getattr(alliance_graph, name)


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing"):
        _ = alliance_graph.nothing


@pytest.mark.parametrize(
    "code",
    [
        "import alliance_graph.export; import alliance_graph as ag; assert ag.export.__module__.endswith('stores')",
        "import alliance_graph as ag; ag.extract; import alliance_graph.extract; assert callable(ag.extract)",
        "from alliance_graph import export; from alliance_graph.export import EXPORTERS; assert callable(export)",
        "import alliance_graph as ag; import sys; ag.build; ag.read_articles; assert 'spacy' not in sys.modules",
        "import alliance_graph.cli, sys; assert not {'spacy', 'rdflib', 'pyoxigraph', 'tqdm'} & set(sys.modules)",
    ],
)
def test_verbs_stay_functions_and_heavy_libraries_stay_out(code):
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)
