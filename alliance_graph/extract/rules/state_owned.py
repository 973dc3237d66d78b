"""States as owners, read from "Ruritanian state bank X", "Ruritania's state-owned X", "X, a Ruritanian state bank"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from alliance_graph.extract.draft import Draft, Scene
from alliance_graph.extract.reference import COMPANY_NOUNS
from alliance_graph.model import EntityType

_STATE = re.compile(r"\bstate(?P<owned>[- ](?:owned|controlled|run))?(?P<words>(?: [a-z&-]+){0,4}),? ")
_LED_BY = re.compile(r",? (?:which is |is )?(?:the|an?) [A-Z][a-z]+ \Z")
_NEAR = 40
"""Characters before "state" in which the company may stand that it describes."""


def read_state_owned(scene: Scene) -> Iterator[Draft]:
    """Stakes of the state that is named beside the company; what "state-owned" alone means, other sentences tell."""
    text, offset = scene.sent.text, scene.sent.start_char
    for match in _STATE.finditer(text):
        words = match["words"].split()
        is_company = bool(words) and words[-1] in COMPANY_NOUNS
        if not (match["owned"] or is_company):
            continue
        token = _token_at(scene, offset + match.start())
        owner = _find(scene, [token, *token.doc[max(scene.sent.start, token.i - 2) : token.i]], EntityType.GOVERNMENT)
        if owner is None:
            continue
        owned = _find(scene, [_token_at(scene, offset + match.end())], EntityType.COMPANY)
        if owned is None and is_company and (led := _LED_BY.search(text, max(0, match.start() - _NEAR), match.start())):
            owned = _find(scene, [_token_at(scene, offset + led.start() - 1)], EntityType.COMPANY)
        if owned:
            yield Draft("stake", "state.owned", {"owner": (owner,), "owned": (owned,)}, token, 0.7, is_state=True)


def _token_at(scene: Scene, place: int) -> Token:
    """The token at a character of the paragraph, or the next one of the sentence."""
    return next((token for token in scene.sent if token.idx + len(token) > place), scene.sent[-1])


def _find(scene: Scene, tokens: list[Token], sort: EntityType) -> str | None:
    """Key of the first entity of that sort that is named at one of the tokens."""
    keys = (scene.reader.named(token) for token in tokens)
    return next((key for key in keys if key and scene.reader.entities.type_of(key) is sort), None)
