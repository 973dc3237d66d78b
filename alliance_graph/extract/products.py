"""Products of matrices by the BLAS of NumPy: 0.4 of the time of the one that comes with spaCy, on an AMD EPYC.

That one has AVX-512. Some kernels of OpenBLAS, that for AVX2 among them, sum a row in an order that depends on its
place and on how many rows there are: a text would be read by what is read beside it. There thinc's own products stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps, Ops, get_current_ops, registry, use_ops
from threadpoolctl import ThreadpoolController

_NAME = "alliance_graph"
_LEAST = 128
"""Rows below which the kernel for AVX-512 sums in another order too; fewer are filled up."""
_NARROW = 16
"""Columns below which it does so with any number of rows (seen up to 9)."""
_SHAPES = ((576, 288), (288, 288), (384, 288), (64, 1024), (64, 384), (96, 64), (96, 50), (96, 17))
"""Inputs and outputs of the layers of spaCy's small English pipeline, and an odd one for those of others."""
_ROWS = 800
_PLACES = (slice(3, 4), slice(7, 136), slice(64, 214), slice(401, 560))
_limiting = Lock()  # a limit holds for the process, and whoever sets one puts back what they found


@registry.ops(_NAME)
class _Products(NumpyOps):  # type: ignore[misc]  # thinc's is of Cython, without types
    name = _NAME

    def gemm(
        self,
        x: NDArray[np.float32],
        y: NDArray[np.float32],
        *,
        out: NDArray[np.float32] | None = None,
        trans1: bool = False,
        trans2: bool = False,
    ) -> Any:
        is_of_a_layer = out is None and trans2 and not trans1  # others write where the parser says, or train
        if not is_of_a_layer or len(y) < _NARROW:
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        rows = len(x)
        if rows < _LEAST:
            x = np.concatenate([x, np.zeros((_LEAST - rows, x.shape[1]), dtype=x.dtype)])
        with _limiting, _threads().limit(limits=1):  # workers share the cores by articles
            return np.dot(x, y.T)[:rows]


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController().select(user_api="blas")


@cache
def _is_steady() -> bool:
    """Whether a row comes out the same wherever it stands: asked once, in 20 ms."""
    ops = _Products()
    pool = np.random.default_rng(0).random(_ROWS * 576, dtype=np.float32) - np.float32(0.5)
    for inputs, outputs in _SHAPES:
        rows = pool[: _ROWS * inputs].reshape(_ROWS, inputs)
        weights = pool[-outputs * inputs :].reshape(outputs, inputs)
        whole = ops.gemm(rows, weights, trans2=True)
        if not all(np.array_equal(ops.gemm(rows[place], weights, trans2=True), whole[place]) for place in _PLACES):
            return False
    return True


def is_ours(ops: Ops) -> bool:
    """Whether what is loaded with these multiplies so."""
    return isinstance(ops, _Products)


@contextmanager
def use_numpy() -> Iterator[None]:
    """What is loaded inside multiplies so, if steadily, unless better than thinc's own is there (a GPU, Apple's)."""
    if get_current_ops().name == NumpyOps.name and _is_steady():
        with use_ops(_NAME):
            yield
    else:
        yield
