"""Weights to go on from: those of an earlier run, or those that ship, turned back from 8 bits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from training.network import PairNetwork

_QUANTIZED = "_quantized"


def load_start(network: PairNetwork, path: Path, kept: Sequence[int]) -> None:
    """Fill the network with earlier weights; inputs that it did not have then start without weight.

    Where they had fewer layers, those `kept` are taken in this order, some of them perhaps twice.
    """
    state = network.state_dict()
    found = read_shipped(path) if path.suffix == ".onnx" else torch.load(path)
    for name, tensor in _lay(found, kept).items():
        whole = torch.zeros_like(state[name]) if tensor.shape != state[name].shape else state[name]
        whole[tuple(slice(0, n) for n in tensor.shape)] = tensor
        state[name] = whole
    network.load_state_dict(state)


def _lay(found: Mapping[str, Tensor], kept: Sequence[int]) -> dict[str, Tensor]:
    """The weights with the layers `kept` numbered anew."""
    laid = {name: tensor for name, tensor in found.items() if not name.startswith("layers.")}
    n_found = len({name.split(".")[1] for name in found if name.startswith("layers.")})
    if n_found > len(kept):
        raise ValueError(f"the earlier weights have {n_found} layers, the network {len(kept)}: give more by --layers")
    kept = range(n_found) if n_found == len(kept) else kept
    for mine, theirs in enumerate(kept):
        before = f"layers.{theirs}."
        own = {name.removeprefix(before): tensor for name, tensor in found.items() if name.startswith(before)}
        laid |= {f"layers.{mine}.{name}": tensor for name, tensor in own.items()}
    return laid


def read_shipped(path: Path) -> dict[str, Tensor]:
    """The weights of `pairs.onnx` under the names that the network has for them."""
    graph = onnx.load(path).graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}

    def read(name: str) -> NDArray[np.float32]:
        if not name.endswith(_QUANTIZED):
            return np.asarray(stored[name], dtype=np.float32)
        bare = name.removesuffix(_QUANTIZED)
        levels = stored[name].astype(np.float32) - stored[f"{bare}_zero_point"].astype(np.float32)
        return np.asarray(levels * stored[f"{bare}_scale"], dtype=np.float32)

    named = [name for name in stored if "::" not in name and not name.endswith(("_zero_point", "_scale"))]
    found = {name.removeprefix(_PREFIX).removesuffix(_QUANTIZED): read(name) for name in named}
    for node in graph.node:
        weight = node.input[1] if node.op_type in ("MatMul", "MatMulInteger") else ""
        if weight.startswith("onnx::"):  # a linear layer, named "/layers.0/out/MatMul_quant"
            found[".".join(_module(node.name)) + ".weight"] = read(weight).T
    found["markers.weight"] = next(array for array in stored.values() if array.ndim == _MARKERS_FOLDED)[0, 0]
    return {name: torch.from_numpy(np.array(array)) for name, array in _part(found).items()}


def _part(found: dict[str, NDArray[np.float32]]) -> dict[str, NDArray[np.float32]]:
    """The weights of queries, keys and values apart, which run as one; those of the last layer under its number."""
    last = sum(".mix.bias" in name for name in found) - 1
    parted: dict[str, NDArray[np.float32]] = {}
    for whole, array in found.items():
        name = whole.replace("last.", f"layers.{last}.")
        if ".mix." in name:
            parts = ("key", "value") if whole.startswith("last.") else ("query", "key", "value")
            parted |= {
                name.replace("mix", part): own for part, own in zip(parts, np.split(array, len(parts)), strict=True)
            }
        else:
            parted[name] = array
    return parted


_PREFIX = "trained."
_MARKERS_FOLDED = 4
"""Axes of the only constant that the exporter makes anew: the markers with two axes before."""


def _module(node: str) -> list[str]:
    parts = node.strip("/").split("/")[:-1]
    return [part.removeprefix(f"{before}.") for before, part in zip(["", *parts], parts, strict=False)]
