"""The graph as a network for networkx, Gephi and Cytoscape: companies are nodes, ties between them edges."""

from alliance_graph.network.view import RELATIONSHIPS_AS, to_network

__all__ = ["RELATIONSHIPS_AS", "to_network"]
