"""What whoever writes SPARQL needs: questions to begin with, and prefixes."""

from __future__ import annotations

from dataclasses import asdict

from alliance_graph.graph.query import to_prefixes
from alliance_graph.graph.questions import questions
from alliance_graph.serve.api.atlas import Atlas
from alliance_graph.serve.api.parameters import Parameters


def list_questions(_atlas: Atlas, _parameters: Parameters) -> list[dict[str, object]]:
    """The named questions; a parameter stands in the query as `VALUES ?name { UNDEF }`, which asks for all."""
    return [
        {
            "name": question.name,
            "title": question.title,
            "sparql": question.sparql,
            "parameters": [asdict(parameter) for parameter in question.parameters],
        }
        for question in questions().values()
    ]


def list_prefixes(atlas: Atlas, _parameters: Parameters) -> dict[str, str]:
    """The prefixes that need not be declared."""
    return to_prefixes(atlas.base_iri)
