"""Claims as the tables of these tests write them: [kind, roles by name, status, percent]."""

import json
from pathlib import Path

from alliance_graph.model import Annotation

TABLES = Path(__file__).parent.parent / "data"
IN_FORCE = ("agreed", "completed")


def read_rows(name):
    """The rows of a table in `tests/data/`, in order."""
    return [json.loads(line) for line in (TABLES / name).read_text("utf-8").splitlines()]


def to_row(kind, roles, status, percent=None):
    """The claim as one comparable line; names in a role of many are in alphabetical order."""
    roles = {role: names if isinstance(names, str) else sorted(names) for role, names in roles.items()}
    return json.dumps([kind, roles, status, None if percent is None else float(percent)], sort_keys=True)


def to_rows(annotation: Annotation):
    """What the annotation claims, in lines of the table."""
    names = {entity.key: entity.name for entity in annotation.entities}
    return {
        to_row(
            claim.kind,
            {r: [names[k] for k in keys] if r == "partners" else names[keys[0]] for r, keys in claim.roles.items()},
            claim.status.value,
            claim.percentage.value if claim.percentage else None,
        )
        for claim in annotation.claims
    }


def judge(row, found):
    """ "right", "miss" when claims are lacking and all others right, or "wrong"."""
    expected = {to_row(*claim) for claim in row["claims"]}
    return "right" if found == expected else "miss" if found < expected else "wrong"
