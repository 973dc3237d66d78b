"""What tests of extraction share: the pipeline, loaded once."""

import pytest


@pytest.fixture(scope="session")
def nlp():
    from alliance_graph.extract import MODEL, load_pipeline

    return load_pipeline(MODEL)


@pytest.fixture(scope="session")
def read(nlp):
    """A function from an article to its reading."""
    from alliance_graph.extract.reading import read_article

    return lambda article: read_article(article, nlp)
