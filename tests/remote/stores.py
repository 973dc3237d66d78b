"""Articles for stores at endpoints, and what is in the stores."""

import pyoxigraph as ox

from alliance_graph.graph.remote.graphs import KEPT, Graphs
from alliance_graph.graph.terms import ANNOTATIONS, INDEX, PUBLIC
from tests.graph.make import article, claim

NASTY = [
    '" } ; DROP ALL #',
    "a\\",
    "\\u0022",
    "l1\nl2\r\t\x01",
    "<b>'''",
    '"""',
    "é漢😀",
    "}}",
    " .",
    "%s{0}$1",
    "-- x",
]


def articles(count):
    """Articles that share companies, so that each changes what follows from others."""
    kinds = [
        lambda n: claim("stake", "completed", owner=f"Car {n % 7}", owned=f"Wheel {n % 5}", percent=10 + n % 60),
        lambda n: claim("acquisition", "agreed", acquirer=f"Car {n % 7}", target=f"Wheel {n % 5} {NASTY[n % 11]}"),
        lambda n: claim("alliance", "agreed", partners=f"Car {n % 7}, Bus {n % 3}", text=f"said {NASTY[n % 11]}"),
    ]
    return [article(f"a{n}", kinds[n % 3](n), kinds[(n + 1) % 3](n // 2), outlet=NASTY[n % 11]) for n in range(count)]


def kept(oxigraph, public=""):
    """The public graph, annotations and index as sorted N-Triples, whatever they are called."""
    graphs = Graphs(public)
    found = {}
    for name in ("public", "annotations", "index"):
        iri = graphs.name(name)
        graph = ox.NamedNode(iri) if iri else ox.DefaultGraph()
        found[name] = sorted(oxigraph.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph).decode().splitlines())
    return found


def local(oxigraph: ox.Store) -> dict[str, list[str]]:
    """The same of a store in a directory."""
    return {
        name: sorted((oxigraph.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b"").decode().splitlines())
        for name, graph in (("public", PUBLIC), ("annotations", ANNOTATIONS), ("index", INDEX))
    }


def rest(oxigraph, public=""):
    """Names of the graphs of an endpoint that a store has no use for."""
    known = {Graphs(public).name(name) for name in KEPT}
    return sorted(graph.value for graph in oxigraph.named_graphs() if graph.value not in known)
