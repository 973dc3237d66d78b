"""What a long run keeps of names has an end."""

from functools import _lru_cache_wrapper
from importlib import import_module
from inspect import signature

import pytest

from alliance_graph.caches import CACHED

MODULES = (
    *("contexts", "lead_ins", "names", "rival_forms", "short_forms"),
    *("spelling", "variants", "link.blocks", "link.keys"),
)


@pytest.mark.parametrize("module", MODULES)
def test_no_cache_of_names_grows_without_end(module):
    name = f"alliance_graph.{module}"
    found = [value for value in vars(import_module(name)).values() if isinstance(value, _lru_cache_wrapper)]
    caches = [cache for cache in found if cache.__module__ == name and signature(cache).parameters]
    sizes = {cache.cache_info().maxsize for cache in caches}
    assert sizes <= {CACHED, 4 * CACHED}
    assert CACHED in sizes
