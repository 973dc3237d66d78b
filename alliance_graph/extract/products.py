"""Products of matrices by the BLAS of NumPy: 0.4 of the time of the one that comes with spaCy, on an AMD EPYC."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps, get_current_ops, registry, use_ops
from threadpoolctl import ThreadpoolController

_NAME = "alliance_graph"
_LEAST = 128
"""Rows below which OpenBLAS sums in another order, so that a text would be read by what is read beside it."""


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
        if out is not None or trans1:
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        rows = len(x)
        if rows < _LEAST:
            x = np.concatenate([x, np.zeros((_LEAST - rows, x.shape[1]), dtype=x.dtype)])
        with _threads().limit(limits=1):  # workers share the cores by articles
            return np.dot(x, y.T if trans2 else y)[:rows]


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController().select(user_api="blas")


@contextmanager
def use_numpy() -> Iterator[None]:
    """What is loaded inside multiplies so, unless something better than thinc's own is there (a GPU, Apple's)."""
    if get_current_ops().name == NumpyOps.name:
        with use_ops(_NAME):
            yield
    else:
        yield
