"""Articles a few at a time, so that sending and losing them is cheap, and the reading of such a few."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from alliance_graph.aside import Aside
from alliance_graph.errors import ModelError
from alliance_graph.model import Annotation, Article
from alliance_graph.signature import make_signature
from alliance_graph.sources.skips import Skip

Extract = Callable[[Iterable[Article]], Iterator[Annotation]]
Result = Annotation | Skip
Read = Callable[[list[Article]], list[Result]]

_T = TypeVar("_T")


def in_batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Lists of `size` items, the last one shorter."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def annotate_chunk(chunk: list[Article | Annotation], read: Read) -> list[Result]:
    """The chunk with its articles read; annotations pass as they are."""
    articles = [item for item in chunk if isinstance(item, Article)]
    if not articles:  # annotations alone need no model
        return [item for item in chunk if isinstance(item, Annotation)]
    results = iter(read(articles))
    return [next(results) if isinstance(item, Article) else item for item in chunk]


def read_articles(articles: list[Article], extract: Extract) -> list[Result]:
    """A result for each article; where the extractor fails over all of them, each is read alone."""
    try:
        return list(_extract_all(articles, extract))
    except ModelError:
        raise
    except Exception:
        return [_read_alone(article, extract) for article in articles]


def _extract_all(articles: list[Article], extract: Extract) -> Iterator[Annotation]:
    for article, annotation in zip(articles, extract(articles), strict=True):
        if annotation.id != article.id:
            raise ValueError(f"the extractor gave an annotation of {annotation.id!r}")
        signature = annotation.source.signature or make_signature(article.content)
        yield replace(annotation, source=replace(annotation.source, digest=article.digest, signature=signature))


def _read_alone(article: Article, extract: Extract) -> Result:
    try:
        [annotation] = _extract_all([article], extract)
    except MemoryError:
        return Aside("too-much-memory", article.id, "reading it takes more memory than allowed", article.digest)
    except Exception as error:  # whatever one text brings about must not end the run
        return Skip("extraction-failed", article.id, f"{type(error).__name__}: {error}")
    return annotation
