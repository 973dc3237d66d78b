"""Products of matrices must not depend on what is multiplied beside them."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
from thinc.api import NumpyOps, get_current_ops

from alliance_graph.extract import products
from alliance_graph.extract.products import use_numpy

_SHAPES = [
    (576, 288),
    (288, 288),
    (384, 288),
    (64, 1024),
    (64, 384),
    (96, 64),
    (96, 50),
    (96, 16),
    (96, 9),
    (96, 2),
    (96, 1),
]

_ALONE_AND_BESIDE = """
import numpy as np
from alliance_graph.extract import MODEL, load_pipeline

nlp = load_pipeline(MODEL)
texts = [f"Alder Corp said it owns {i} of the makers that Birch Inc bought" + ", and more" * i + "." for i in range(20)]
alike = [np.array_equal(doc.tensor, nlp(text).tensor) for doc, text in zip(nlp.pipe(texts, batch_size=20), texts)]
print(sum(alike))
"""


def _numbers(rows: int, columns: int) -> Any:
    return np.random.default_rng(rows).standard_normal((rows, columns)).astype("f")


@pytest.fixture
def ops() -> Any:
    with use_numpy():
        return get_current_ops()


@pytest.mark.parametrize(("inputs", "outputs"), _SHAPES)
@pytest.mark.parametrize("rows", [0, 1, 3, 20, 127, 128, 200, 1000])
def test_rows_are_the_same_alone_and_among_others(ops, inputs, outputs, rows):
    many, weights = _numbers(1500, inputs), _numbers(outputs, inputs)
    whole = ops.gemm(many, weights, trans2=True)
    for start in (0, 1, 7, 64, 401):
        place = slice(start, start + rows)
        assert np.array_equal(ops.gemm(many[place], weights, trans2=True), whole[place]), start


@pytest.mark.model
@pytest.mark.parametrize("kernel", ["Haswell", "SkylakeX"])
def test_a_text_is_read_the_same_alone_and_beside_others(kernel):
    """Haswell's kernel sums by place, and is left for thinc's; elsewhere than on x86 the name means nothing."""
    line = [sys.executable, "-W", "ignore", "-c", _ALONE_AND_BESIDE]
    done = subprocess.run(
        line, env=os.environ | {"OPENBLAS_CORETYPE": kernel}, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["20"]


@pytest.mark.parametrize(("trans1", "trans2"), [(False, False), (False, True), (True, False), (True, True)])
def test_products_are_those_of_thinc(trans1, trans2):
    x, y = _numbers(40, 40), _numbers(40, 40)
    thinc: Any = NumpyOps()
    ours: Any = products._Products()
    expected = thinc.gemm(x, y, trans1=trans1, trans2=trans2)
    assert np.allclose(ours.gemm(x, y, trans1=trans1, trans2=trans2), expected, atol=1e-4)


def test_limits_of_two_threads_never_overlap(monkeypatch):
    """The second would put back the one thread of the first."""
    inside: list[int] = []
    seen: list[int] = []

    class Limits:
        @contextmanager
        def limit(self, limits):
            inside.append(limits)
            time.sleep(0.005)
            seen.append(len(inside))
            yield
            inside.pop()

    monkeypatch.setattr(products, "_threads", Limits)
    ours: Any = products._Products()
    x = _numbers(20, 20)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: ours.gemm(x, x, trans2=True), range(8)))
    assert seen == [1] * 8


@pytest.mark.parametrize("steady", [True, False])
def test_only_what_is_loaded_inside_multiplies_so(monkeypatch, steady):
    monkeypatch.setattr(products, "_is_steady", lambda: steady)
    before = get_current_ops()
    with use_numpy():
        assert (type(get_current_ops()) is products._Products) == steady
    assert get_current_ops() is before
