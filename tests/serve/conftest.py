import pytest
from starlette.testclient import TestClient

from alliance_graph.graph.directory import Settings, open_directory
from alliance_graph.serve.access import Access
from alliance_graph.serve.app import make_app
from alliance_graph.serve.limits import Limits
from tests.graph.example import BASE, make_example

TOKEN = "open-sesame"


def make_store(path):
    """A store on disk with the example graph in it."""
    oxigraph, _ = open_directory(path, Settings(BASE, 0.5), create=True)
    del oxigraph  # lets go of the directory
    make_example(path)
    return path


def serve(store, *, access=None, **limits):
    """A client of a server with few processes and without an allowance; to be entered before use."""
    app = make_app(store, limits=Limits(**{"workers": 2, "allowance": 0, **limits}), access=access)
    return TestClient(app, base_url="http://localhost", raise_server_exceptions=False)


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    return make_store(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="session")
def client(store):
    with serve(store, access=Access(token=TOKEN)) as opened:
        yield opened
