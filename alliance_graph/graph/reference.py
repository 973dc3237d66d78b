"""The reference page of the ontology: `python -m alliance_graph.graph.reference > docs/ontology.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from alliance_graph.graph.questions import questions
from alliance_graph.ontology import AG, DIRECTORY, FORMS, KINDS, Kind

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_HEAD = """# The ontology

Made from `ontologies/alliance.ttl` by `python -m alliance_graph.graph.reference > docs/ontology.md`; do not edit.

Three layers, one direction. A **claim** is what one sentence says, as one extractor read it. A **relationship** is one
tie in the world, concluded from all claims about it. A **shortcut** is a plain triple that a rule draws from
relationships in force. A proposed, ended or denied tie is a relationship with that status and gives no shortcut.

```
article  schema:NewsArticle    schema:headline, schema:datePublished, schema:publisher, ag:textDigest
   ^ oa:hasSource
passage  ag:Passage            oa:start, oa:end, oa:exact
   ^ prov:wasDerivedFrom
claim    ag:Claim              ag:kind, ag:status, ag:percentage, ag:confidence, prov:wasAttributedTo
   | ag:reports                (a claim without it is a candidate: too unsure to conclude anything from it)
   v
tie      ag:Stake, ...         ag:party and a role, ag:status, ag:firstReported, ag:sourceCount, ...
   | rules/*.rq
   v
shortcut                       co:nissan ag:owns co:mitsubishi-motors
```

Every date that can be compared is a full `xsd:date`; a coarser one stands beside it (`ag:validFromStated`).
Percentages are `xsd:decimal` from 0 to 100. Namespace `ag:` is `https://w3id.org/alliance-graph/ns#`. What data must
look like is in `shapes.ttl`, what other vocabularies call the same in `mappings.ttl`, topics in `topics.ttl`, changes
in `CHANGELOG.md`.
"""


def describe_ontology() -> str:
    """The page in Markdown."""
    from rdflib import Graph

    graph = Graph().parse(DIRECTORY / "alliance.ttl")
    lines = [
        _HEAD,
        "## Kinds of relationship\n",
        *_describe_kinds(),
        "## Forms of an alliance\n",
        *_describe_forms(graph),
    ]
    terms = _find_terms(graph)
    lines += ["## Classes and statuses\n", "| term | definition |", "| --- | --- |"]
    lines += [f"| `ag:{term}` | {_definition(graph, term)} |" for term in terms if term[0].isupper()]
    lines += ["\n## Properties\n", "| term | it ... | on | values |", "| --- | --- | --- | --- |"]
    lines += [_describe_property(graph, term) for term in terms if term[0].islower()]
    lines += [
        "\n## Named questions\n",
        "`alliance-graph query NAME --param NAME=VALUE`\n",
        "| name | answers | parameters |",
    ]
    lines += ["| --- | --- | --- |", *_describe_questions()]
    return "\n".join(lines) + "\n"


def _describe_kinds() -> Iterator[str]:
    for kind in KINDS.values():
        roles = ", ".join(f"`{role.name}`" + " (several)" * role.is_plural for role in kind.roles.values())
        yield f"### {kind.label}\n"
        yield f"`{kind.name}` in JSON lines, `{_short(kind.iri)}` in the graph; roles {roles}.\n"
        yield f"```turtle\n{_make_snippet(kind)}\n```\n"


def _make_snippet(kind: Kind) -> str:
    """A relationship of the kind as the program writes it."""
    roles = [role for role in kind.roles.values() if role.name != "seller" or kind.name == "asset_purchase"]
    names = {role.iri: [f"co:{role.name}"] if not role.is_plural else ["co:one", "co:other"] for role in roles}
    parties = [name for role in roles if role.is_party for name in names[role.iri]]
    lines = [f"rel:{kind.name.replace('_', '-')}_{'_'.join(name.removeprefix('co:') for name in parties)}"]
    lines += [
        f"    a {_short(kind.iri)} ;",
        f"    ag:kind {_short(kind.iri)} ;",
        f"    ag:party {' , '.join(parties)} ;",
    ]
    lines += [f"    {_short(role.iri)} {' , '.join(names[role.iri])} ;" for role in roles]
    lines += ["    ag:percentage 34.0 ;"] if kind.name == "stake" else []
    lines += ["    ag:status ag:Completed ;", "    ag:sourceCount 1 ."]
    return "\n".join(lines)


def _describe_forms(graph: Graph) -> Iterator[str]:
    yield "An alliance is of its form's class; the form `other` is `ag:Alliance` itself.\n"
    yield "| form | class | definition |\n| --- | --- | --- |"
    for word, iri in FORMS.items():
        yield f"| `{word}` | `{_short(iri)}` | {_definition(graph, _short(iri)[3:])} |"
    yield ""


def _describe_property(graph: Graph, term: str) -> str:
    domain = _values(graph, term, "https://schema.org/domainIncludes")
    span = _values(graph, term, "https://schema.org/rangeIncludes")
    return f"| `ag:{term}` | {_definition(graph, term)} | {domain} | {span} |"


def _describe_questions() -> Iterator[str]:
    for question in questions().values():
        names = ", ".join(f"`{p.name}`" + " (optional)" * (not p.is_required) for p in question.parameters)
        yield f"| `{question.name}` | {question.title} | {names} |"


def _find_terms(graph: Graph) -> list[str]:
    return sorted({str(term).removeprefix(AG) for term in graph.subjects() if str(term).startswith(AG)}, key=str.lower)


def _definition(graph: Graph, term: str) -> str:
    from rdflib import SKOS, URIRef

    return str(graph.value(URIRef(AG + term), SKOS.definition)).replace("|", "\\|")


def _values(graph: Graph, term: str, predicate: str) -> str:
    from rdflib import URIRef

    found: Iterable[Node] = graph.objects(URIRef(AG + term), URIRef(predicate))
    return ", ".join(sorted(f"`{graph.namespace_manager.normalizeUri(str(value))}`" for value in found))


def _short(iri: str) -> str:
    return "ag:" + iri.removeprefix(AG)


if __name__ == "__main__":
    sys.stdout.write(describe_ontology())
