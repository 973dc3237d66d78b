"""Companies by the beginning of a name, while it is typed."""

from __future__ import annotations

from alliance_graph.serve.api.atlas import Atlas
from alliance_graph.serve.api.parameters import Parameters


def suggest(atlas: Atlas, parameters: Parameters) -> list[dict[str, object]]:
    """The companies with a name that has a word beginning so, best first; to no text those with most ties."""
    text, limit = parameters.text("q"), parameters.number("limit", 10, 1, 100)
    return [
        {
            "iri": found.company.iri,
            "name": found.company.name,
            "alias": found.name if found.name != found.company.name else "",
            "type": found.company.type,
            "ties": found.ties,
        }
        for found in atlas.directory.find(text, limit)
    ]
