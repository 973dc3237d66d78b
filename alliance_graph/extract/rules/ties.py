"""Ties between equals: mergers, ventures, alliances, rivals."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from alliance_graph.extract import syntax
from alliance_graph.extract.draft import Draft, Scene
from alliance_graph.extract.rules.contracts import read_contract
from alliance_graph.extract.words import read_triggers
from alliance_graph.model import EntityType

_MERGE = read_triggers("ties", "merge")
_ALLY = read_triggers("ties", "ally")
_TIE_NOUNS = read_triggers("ties", "tie_nouns")
_SIGN = read_triggers("ties", "sign")
_COOPERATION = read_triggers("ties", "cooperation")
_OTHER_DEALS = read_triggers("ties", "other_deals")
_LICENCE_WORDS = read_triggers("ties", "licence_words")
_SUPPLY_WORDS = read_triggers("ties", "supply_words")
_SURE_TIES = read_triggers("ties", "sure_ties")


def read_ties(scene: Scene, token: Token) -> Iterator[Draft]:
    """Claims that hang on a verb or noun of joining, working together or competing."""
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB":
        yield from _read_verb(scene, token, lemma)
    elif token.pos_ in ("NOUN", "PROPN", "ADJ"):
        yield from _read_noun(scene, token, lemma)


def _read_verb(scene: Scene, verb: Token, lemma: str) -> Iterator[Draft]:
    if lemma in _MERGE:
        yield from _merging(scene, verb)
    elif lemma in _ALLY:
        partners = [*syntax.subjects(verb), *syntax.after(verb, "with")]
        if syntax.after(verb, "with") or len(scene.reader.parties(partners)) > 1:
            yield from _group(scene, "alliance", "ally.verb", partners, verb, 0.65, form=form_of(verb))
    elif lemma in ("compete", "rival"):
        partners = [*syntax.subjects(verb), *syntax.after(verb, "with", "against")]
        yield from _group(scene, "competition", "compete.verb", partners, verb, 0.6)


def _read_noun(scene: Scene, noun: Token, lemma: str) -> Iterator[Draft]:
    if lemma == "merger":
        yield from _group(scene, "merger", "merger.noun", _partners(scene, noun), noun, 0.75)
    elif lemma == "venture":
        yield from _venture(scene, noun)
    elif lemma in _TIE_NOUNS and (noun.pos_ != "PROPN" or lemma == "memorandum"):
        yield from _agreement(scene, noun, lemma)
    elif lemma in ("rival", "competitor"):
        yield from _rival(scene, noun)


def _group(
    scene: Scene, kind: str, rule: str, partners: list[Token], trigger: Token, confidence: float, form: str = ""
) -> Iterator[Draft]:
    types = (EntityType.COMPANY, EntityType.GOVERNMENT)
    found = [key for key in scene.reader.parties(partners) if scene.reader.entities.type_of(key) in types]
    if len(found) > 1:
        yield Draft(kind, rule, {"partners": tuple(found)}, trigger, confidence, form=form)


def _partners(scene: Scene, noun: Token) -> list[Token]:
    """ "merger of X and Y", "X's merger with Y", "the X-Y merger", "X and Y announced a merger"."""
    between = [*syntax.after(noun, "between", "among")]
    if len(between) > 1:
        return between
    own = [*between, *syntax.after(noun, "of")]
    if len(scene.reader.parties(own)) > 1 and not syntax.after(noun, "with"):
        return own
    compound = [c for c in noun.lefts if c.dep_ in ("compound", "nmod", "amod") and scene.reader.named(c)]
    named = [*syntax.possessors(noun), *own, *compound]
    if not scene.reader.parties(named):
        relative = [t for c in noun.children if c.dep_ == "relcl" for t in syntax.subjects(c)]
        named = relative if scene.reader.parties(relative) else [*syntax.owners(noun)]
    verb = syntax.governor(noun)
    others = _with(noun)
    if not others and verb is not None and noun.dep_ in ("dobj", "nsubjpass", "pobj", "conj"):
        others = [t for t in syntax.after(verb, "with", "by") if t != noun]
    if not others and len(scene.reader.parties(named)) == 1 and not syntax.possessors(noun):
        named = [*syntax.owners(noun), *named]
    return [*named, *others]


def _with(noun: Token) -> list[Token]:
    """Who comes after "with", also behind "of": "a memorandum of understanding with X"."""
    found = syntax.after(noun, "with", "by")
    for inner in syntax.after(noun, "of", "on", "for"):
        found = found or syntax.after(inner, "with")
    return found


def _merging(scene: Scene, verb: Token) -> Iterator[Draft]:
    others = syntax.after(verb, "with")
    if len(scene.reader.parties(syntax.subjects(verb))) < 2:  # "A and B merge into C": C is what comes out
        others = [*others, *syntax.after(verb, "into")]
    own = syntax.objects(verb) if syntax.is_passive(verb) or syntax.objects(verb) else []
    if own and not others and not scene.reader.parties(own) and not {token.lemma_ for token in own} & _WHOLES:
        return  # "to merge position limits"
    partners = [*(own or syntax.subjects(verb)), *others]
    if own and not others and len(scene.reader.parties(own)) < 2:
        partners = [*own, *syntax.subjects(verb)]
    yield from _group(scene, "merger", "merge.verb", partners, verb, 0.75)


_WHOLES = frozenset({"activity", "asset", "bank", "business", "company", "interest", "operation", "unit"})
"""What companies merge when they become one; other things they merge and stay two."""


def _venture(scene: Scene, noun: Token) -> Iterator[Draft]:
    partners = _partners(scene, noun)
    name = _venture_name(scene, noun)
    verb = syntax.governor(noun)
    if noun.dep_ in ("attr", "appos") and verb is not None:
        partners = [*syntax.after(noun, "between", "of", "with"), *syntax.possessors(noun)]
    found = [k for k in scene.reader.parties(partners) if k not in name]
    found = [k for k in found if scene.reader.entities.type_of(k) is not EntityType.OTHER]
    if len(found) > 1 or (found and name):
        roles = {"partners": tuple(found)} | ({"venture": (name[0],)} if name else {})
        yield Draft("joint_venture", "venture.noun", roles, noun, 0.75)


def _venture_name(scene: Scene, noun: Token) -> list[str]:
    """ "a venture called Z", "the Z joint venture", "Z, a joint venture of X and Y", "Z is a joint venture"."""
    tokens: list[Token] = []
    for child in noun.rights:
        if child.dep_ == "acl" and child.lemma_ in ("call", "name", "know", "dub"):
            tokens.extend(c for c in child.children if c.dep_ in ("oprd", "attr", "dobj"))
    tokens.extend(syntax.appositions(noun))
    if noun.dep_ == "attr" and noun.head.lemma_ == "be":
        tokens.extend(syntax.subjects(noun.head))
    return scene.reader.parties([t for t in tokens if scene.reader.named(t)])[:1]


_FORMS = (
    ("memorandum", ("memorandum", "mou", "letter of intent")),
    ("consortium", ("consortium",)),
    (
        "marketing",
        (
            "marketing",
            "distribution",
            "distribute",
            "market",
            "resell",
            "reselling",
            "sales",
            "co-marketing",
            "sell",
            "promote",
        ),
    ),
    ("joint_development", ("development", "develop", "research", "jointly develop", "r&d", "technology")),
    ("manufacturing", ("manufacturing", "production", "manufacture", "produce", "build")),
    ("strategic_partnership", ("strategic", "partnership", "alliance")),
)


def form_of(token: Token) -> str:
    """The form of an alliance by the words of its phrase; "other" when none says more."""
    words = [t.lower_ for t in token.subtree if abs(t.i - token.i) < 14]
    near = " ".join(words)
    for form, cues in _FORMS:
        if any(cue in words or (" " in cue and cue in near) for cue in cues):
            return form
    return "other"


def _agreement(scene: Scene, noun: Token, lemma: str) -> Iterator[Draft]:
    """An agreement by what it is about: supply, or a way of working together; sales and licences are read elsewhere."""
    words = {token.lower_ for token in noun.subtree if token.i <= noun.i + _PHRASE}
    if words & _OTHER_DEALS or (noun.dep_ == "appos" and not syntax.after(noun, "between", "of", "with")):
        return  # "Embassy, a limited partnership" is a legal form, no tie
    left = {token.lower_ for token in noun.lefts}
    if left & _LICENCE_WORDS:
        return
    partners = _partners(scene, noun)
    if lemma == "contract" or left & _SUPPLY_WORDS:
        yield from read_contract(scene, noun)
    elif _is_alliance(noun, lemma, left | words):
        confidence = 0.7 if lemma in _SURE_TIES else 0.55
        form = "consortium" if lemma == "consortium" else form_of(noun)
        yield from _group(scene, "alliance", f"tie.{lemma}", partners, noun, confidence, form=form)


def _is_alliance(noun: Token, lemma: str, words: set[str]) -> bool:
    """Whether an agreement or programme, which may be about anything, is one to work together."""
    if lemma in _SURE_TIES:
        return True
    verb = syntax.governor(noun)
    if lemma in ("agreement", "deal", "program", "project") and verb is not None and verb.lemma_ not in _SIGN:
        return False
    return bool(words & _COOPERATION or syntax.after(noun, "with", "between"))


_PHRASE = 6  # words behind a noun that belong to its phrase


def _rival(scene: Scene, noun: Token) -> Iterator[Draft]:
    """ "its rival Y", "X's rivals Y and Z", "rival Y", "Y, a competitor of X"."""
    names = [t for t in syntax.appositions(noun) if scene.reader.named(t)]
    if noun.dep_ in ("compound", "nmod", "amod") and scene.reader.named(noun.head):
        names = syntax.expand([noun.head])
    if noun.dep_ == "attr":
        verb = syntax.governor(noun)
        names = names or (syntax.subjects(verb) if verb is not None else [])
    mine = syntax.possessors(noun) or syntax.after(noun, "of", "to") or syntax.possessors(noun.head)
    mine = mine or [c for c in noun.lefts if c.dep_ in ("compound", "nmod") and scene.reader.named(c)]  # "an X rival"
    keys = scene.reader.parties(mine)
    if not mine and names:
        verb = syntax.governor(noun)
        keys = scene.reader.parties(syntax.subjects(verb))[:1] if verb is not None else []
        keys = keys or scene.reader.topic()
    for key in keys[:1]:
        for other in scene.reader.parties(names):
            if other != key and scene.reader.entities.type_of(other) is EntityType.COMPANY:
                yield Draft("competition", "rival.noun", {"partners": (key, other)}, noun, 0.65, is_state=True)
