"""News articles to a knowledge graph of industry alliances.

Every name of `__all__` is imported when it is first used:

    import alliance_graph as ag
    ag.build(["news/"], "cars.store")
    print(ag.query("cars.store", "allies", {"company": "Nissan"}))
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

__version__ = "0.1.0"

_HOMES = {
    "AllianceGraphError": "errors",
    "Annotation": "model",
    "Article": "model",
    "BuildReport": "report",
    "Claim": "model",
    "Company": "model",
    "Entity": "model",
    "Evidence": "model",
    "ExtractReport": "report",
    "Filter": "graph.filter",
    "Relationship": "model",
    "SkipLog": "sources",
    "Status": "model",
    "Store": "graph.store",
    "build": "pipeline",
    "diff": "stores",
    "evaluate": "evaluate",
    "explain": "stores",
    "export": "stores",
    "extract": "pipeline",
    "extract_shard": "shards",
    "extract_to": "batch",
    "load_shards": "batch",
    "open_store": "stores",
    "plan_shards": "batch",
    "query": "stores",
    "read_annotations": "sources.annotations",
    "read_articles": "sources",
    "to_network": "network",
    "validate": "graph.validate",
}

__all__ = ["__version__", *sorted(_HOMES)]

if TYPE_CHECKING:
    from alliance_graph.batch import extract_to as extract_to
    from alliance_graph.batch import load_shards as load_shards
    from alliance_graph.batch import plan_shards as plan_shards
    from alliance_graph.errors import AllianceGraphError as AllianceGraphError
    from alliance_graph.evaluate import evaluate as evaluate
    from alliance_graph.graph.filter import Filter as Filter
    from alliance_graph.graph.store import Store as Store
    from alliance_graph.graph.validate import validate as validate
    from alliance_graph.model import Annotation as Annotation
    from alliance_graph.model import Article as Article
    from alliance_graph.model import Claim as Claim
    from alliance_graph.model import Company as Company
    from alliance_graph.model import Entity as Entity
    from alliance_graph.model import Evidence as Evidence
    from alliance_graph.model import Relationship as Relationship
    from alliance_graph.model import Status as Status
    from alliance_graph.network import to_network as to_network
    from alliance_graph.pipeline import build as build
    from alliance_graph.pipeline import extract as extract
    from alliance_graph.report import BuildReport as BuildReport
    from alliance_graph.report import ExtractReport as ExtractReport
    from alliance_graph.shards import extract_shard as extract_shard
    from alliance_graph.sources import SkipLog as SkipLog
    from alliance_graph.sources import read_articles as read_articles
    from alliance_graph.sources.annotations import read_annotations as read_annotations
    from alliance_graph.stores import diff as diff
    from alliance_graph.stores import explain as explain
    from alliance_graph.stores import export as export
    from alliance_graph.stores import open_store as open_store
    from alliance_graph.stores import query as query


class _Door(ModuleType):
    """The package whose verbs stay functions, although `extract`, `export` and `evaluate` are modules in it too."""

    def __setattr__(self, name: str, value: object) -> None:
        # The import system sets every submodule as an attribute; for these the function of that name stands there.
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Door


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
