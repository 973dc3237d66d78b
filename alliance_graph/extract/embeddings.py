"""The vectors of words in a pipeline's first layers, computed once for each word: a third of what those networks cost.

A word's own vector depends on nothing beside it, as long as products of matrices do not (`products`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, Ragged
from thinc.types import Floats2d, Ints1d

from alliance_graph.extract.products import is_ours

_LAYERS = ("extract_features", "list2ragged", "with_array(ints-getitem", "with_array(maxout", "ragged2list")
"""How the names of the layers begin that look up vectors of a word's features, mix them, and nothing else."""
_MOST = 16_384
"""Words that are remembered, in 10 MB for each of two networks; a long run meets ever new names and figures."""


class _Vectors:
    """The vectors of the words met, by their features."""

    def __init__(self, embed: Model[Any, Any]) -> None:
        self.embed = embed
        self.known: dict[bytes, NDArray[np.float32]] = {}

    def forward(self, _: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[Any, Callable[..., Any]]:
        """The vectors of each text, and what training asks for."""
        if is_train or not any(map(len, docs)):
            result: tuple[Any, Callable[..., Any]] = self.embed(docs, is_train)
            return result
        extract, _, look_up, mix, part = self.embed.layers
        features = extract.predict(docs)
        rows = np.concatenate(features)
        words = rows.view(f"V{rows[0].nbytes}").ravel().tolist()
        if len(self.known) > _MOST:
            self.known = {}
        known = self.known  # another thread may begin anew meanwhile
        if new := {word: i for i, word in enumerate(words) if word not in known}:
            fresh = rows[list(new.values())]
            vectors = mix.predict(look_up.predict(_in_one(fresh, [len(fresh)])))
            known.update(zip(new, vectors.dataXd, strict=True))
        found = np.concatenate([known[word] for word in words]).reshape(len(words), -1)
        return part.predict(_in_one(found, list(map(len, features)))), lambda _: []


def _in_one(rows: NDArray[Any], lengths: list[int]) -> Ragged:
    return Ragged(cast(Floats2d, rows), cast(Ints1d, np.array(lengths, dtype=np.int32)))


def remember_vectors(nlp: Language) -> None:
    """Put layers that remember before those of the pipeline, where they look at words alone."""
    for _, pipe in nlp.pipeline:
        model: Any = getattr(pipe, "model", None)
        nodes = list(model.walk()) if isinstance(model, Model) and is_ours(model.ops) else []
        for embed in [node.get_ref("embed") for node in nodes if node.has_ref("embed")]:
            names = [layer.name for layer in embed.layers]
            if len(names) == len(_LAYERS) and all(map(str.startswith, names, _LAYERS)):
                remembered: Model[Any, Any] = Model("remembered", _Vectors(embed).forward, layers=[embed])
                model.replace_node(embed, remembered)
