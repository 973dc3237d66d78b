"""Entities of articles to companies of the graph, and articles to their copies.

All of it is a pure function of names, sets of keys and signatures, so that the order of articles cannot matter.
"""

from alliance_graph.link.blocks import blocks
from alliance_graph.link.copies import is_copy
from alliance_graph.link.identity import Linking
from alliance_graph.link.judgements import read_judgements, weigh, write_judgements
from alliance_graph.link.keys import EntityKeys, file_entities, key_of, keys
from alliance_graph.link.lists import read_list
from alliance_graph.link.register import Register
from alliance_graph.signature import bands

__all__ = [
    "EntityKeys",
    "Linking",
    "Register",
    "bands",
    "blocks",
    "file_entities",
    "is_copy",
    "key_of",
    "keys",
    "read_judgements",
    "read_list",
    "weigh",
    "write_judgements",
]
