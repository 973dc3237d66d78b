"""Parser and recognizer of names that keep Python's lock while they take their steps: half the time, the same steps.

spaCy lets go of the lock first, and then its compiled code takes it back to look for errors: for each word seen from
a state, and for each move that may be allowed there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from spacy.language import Language
from spacy.pipeline import DependencyParser, EntityRecognizer
from spacy.tokens import Doc
from thinc.api import NumpyOps

_OPS = NumpyOps()
"""Whose products of states and moves are those of spaCy's compiled code."""
_WIDER = 4
"""spaCy parses a quarter of what it holds at once, but a step costs the same for few texts and for many."""


class _Held:
    """What goes before a parser of spaCy and takes its steps."""

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """The texts, parsed."""
        parsed: Iterator[Doc] = super().pipe(docs, batch_size=_WIDER * batch_size)  # type: ignore[misc]
        return parsed

    def greedy_parse(self: Any, docs: list[Doc], drop: float = 0.0) -> list[Any]:
        """The last state of each text."""
        if (
            self._ensure_labels_are_added(docs) or self.model.attrs["unseen_classes"]
        ):  # a component before it had others
            theirs: list[Any] = super().greedy_parse(docs, drop)  # type: ignore[misc]
            return theirs
        step = self.model.predict(docs)
        weights, bias = (step.vec2scores.get_param(name) for name in "Wb")
        states: list[Any] = self.moves.init_batch(docs)
        open_ones = [state for state in states if not state.is_final()]
        while open_ones:
            hidden = step.state2vec.predict(step.get_token_ids(open_ones))
            open_ones = self.transition_states(open_ones, _OPS.gemm(hidden, weights, trans2=True) + bias)
        step.clear_memory()
        return states


class _Parser(_Held, DependencyParser):  # type: ignore[misc]  # spaCy's are of Cython, without types
    pass


class _Recognizer(_Held, EntityRecognizer):  # type: ignore[misc]
    pass


_OURS: dict[type, type] = {DependencyParser: _Parser, EntityRecognizer: _Recognizer}


@Language.factory("alliance_graph_steps", default_config={"of": ""})
def _make(nlp: Language, name: str, of: str) -> Any:
    own: Any = nlp.get_pipe(of)
    made = _OURS[type(own)](own.vocab, own.model, of, own.moves, scorer=own.scorer)
    made.cfg.update(own.cfg)
    return made


def hold_lock(nlp: Language) -> None:
    """Put ours in the place of spaCy's own, where they would take the same steps."""
    for name, pipe in nlp.pipeline:
        if _fits(pipe):
            nlp.add_pipe("alliance_graph_steps", name=f"{name} held", config={"of": name}, after=name)
            nlp.remove_pipe(name)
            nlp.rename_pipe(f"{name} held", name)


def _fits(pipe: Any) -> bool:
    """Whether it is a greedy one of spaCy's own, with the layers for which its two ways to take steps are one."""
    if type(pipe) not in _OURS or pipe.cfg["beam_width"] != 1 or not isinstance(pipe.model.ops, NumpyOps):
        return False
    return bool(pipe.model.attrs["has_upper"]) and pipe.model.get_ref("lower").get_dim("nP") > 1
