"""Products of matrices must not depend on what is multiplied beside them."""

from typing import Any

import numpy as np
import pytest
from thinc.api import NumpyOps, get_current_ops

from alliance_graph.extract.products import use_numpy


@pytest.fixture
def ops() -> Any:
    with use_numpy():
        return get_current_ops()


@pytest.mark.parametrize("rows", [0, 1, 3, 20, 127, 128, 200])
def test_rows_are_the_same_alone_and_among_others(ops, rows):
    chance = np.random.default_rng(1)
    many = chance.standard_normal((500, 96)).astype("f")
    weights = chance.standard_normal((50, 96)).astype("f")
    assert np.array_equal(ops.gemm(many[:rows], weights, trans2=True), ops.gemm(many, weights, trans2=True)[:rows])


@pytest.mark.parametrize(("trans1", "trans2"), [(False, False), (False, True), (True, False), (True, True)])
def test_products_are_those_of_thinc(ops, trans1, trans2):
    chance = np.random.default_rng(1)
    x, y = (chance.standard_normal((40, 40)).astype("f") for _ in range(2))
    thinc: Any = NumpyOps()
    expected = thinc.gemm(x, y, trans1=trans1, trans2=trans2)
    assert np.allclose(ops.gemm(x, y, trans1=trans1, trans2=trans2), expected, atol=1e-4)


def test_others_are_left_their_own_products():
    before = get_current_ops()
    with use_numpy():
        assert type(get_current_ops()) is not type(before)
    assert get_current_ops() is before
