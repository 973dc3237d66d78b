"""Stakes: part of a company's shares held, bought, sold; read from the noun ("stake", "34 percent") outwards."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from alliance_graph.extract import syntax
from alliance_graph.extract.draft import Draft, Scene
from alliance_graph.extract.percentages import PercentageMention
from alliance_graph.extract.words import read_triggers
from alliance_graph.model import Status

STAKE_NOUNS = read_triggers("stakes", "stake_nouns")
_CAPITAL_NOUNS = read_triggers("stakes", "capital_nouns")
_HOLD = read_triggers("stakes", "hold")
_GAIN = read_triggers("stakes", "gain")
_LOSE = read_triggers("stakes", "lose")


def read_stakes(scene: Scene, token: Token) -> Iterator[Draft]:
    """Claims that hang on the noun `token`."""
    if token.lemma_ not in STAKE_NOUNS or token.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ"):
        return
    if token.lemma_ in ("majority", "minority") and token.dep_ in ("amod", "compound"):
        return
    percentage = _percentage_of(scene, token)
    if token.lemma_ in ("share", "stock", "interest", "majority", "minority") and not _is_holding_noun(
        token, percentage
    ):
        return
    owned = _owned(scene, token)
    if not owned:
        return
    yield from _with_owners(scene, token, owned, percentage)


def _is_holding_noun(token: Token, percentage: PercentageMention | None) -> bool:
    """Whether "shares" or "interest" means a holding: with a size, in a company, or as what somebody buys or holds."""
    if percentage is not None or token.lemma_ == "interest":
        return True
    verb = syntax.governor(token)
    return verb is not None and verb.lemma_ in _GAIN | _LOSE | {"hold", "own"} and bool(syntax.after(token, "of", "in"))


def _owned(scene: Scene, noun: Token) -> list[str]:
    """The company in which the stake is held."""
    for preposition in ("in", "of"):
        for target in syntax.after(noun, preposition):
            found = _company_behind(scene, target)
            if found:
                return found
    if noun.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj", "attr"):
        for child in noun.lefts:  # "an Aguas Argentinas stake", "Sun common stock"
            if child.dep_ in ("compound", "nmod") and scene.reader.named(child):
                return scene.reader.parties([child])
    if noun.lemma_ == "stock" or (noun.lemma_ == "share" and noun.dep_ == "pobj"):
        return scene.reader.parties(syntax.possessors(noun))
    return []


def _company_behind(scene: Scene, token: Token, depth: int = 0) -> list[str]:
    """The company itself, or the one whose shares or capital the token names."""
    if token.lemma_ in _CAPITAL_NOUNS and not scene.reader.named(token) and depth < 3:
        for child in (*syntax.possessors(token), *syntax.after(token, "of", "in")):
            found = _company_behind(scene, child, depth + 1)
            if found:
                return found
        compound = [child for child in token.lefts if child.dep_ in ("compound", "nmod") and scene.reader.named(child)]
        return scene.reader.parties(compound)
    return scene.reader.parties([token])


def _percentage_of(scene: Scene, noun: Token) -> PercentageMention | None:
    """The size of the stake: in the noun phrase, or as "or 12.2 percent" behind a number of shares."""
    at = scene.percentage_at(noun)
    if at:
        return at
    near = [p for p in scene.percentages if _same_phrase(scene, noun, p)]
    return near[0] if near else None


def _same_phrase(scene: Scene, noun: Token, percentage: PercentageMention) -> bool:
    span = scene.sent.doc.char_span(percentage.start, percentage.end, alignment_mode="expand")
    if span is None:
        return False
    root = span.root
    for ancestor in (root, *list(root.ancestors)[:4]):
        if ancestor == noun:
            return True
        if ancestor.pos_ == "VERB":
            return ancestor == syntax.governor(noun) and percentage.is_holding
    return False


def _with_owners(scene: Scene, noun: Token, owned: list[str], percentage: PercentageMention | None) -> Iterator[Draft]:
    verb = syntax.governor(noun)
    holders = scene.reader.parties(syntax.possessors(noun)) if noun.lemma_ != "stock" else []
    buyers: list[str] = []
    sellers: list[str] = []
    lemmas = _governing_lemmas(noun)
    if verb is not None:
        subjects = scene.reader.parties(
            syntax.subjects(verb) or (syntax.subjects(verb.head) if verb.dep_ == "xcomp" else [])
        )
        if lemmas & _LOSE:
            sellers = holders or subjects
            buyers = scene.reader.parties([*syntax.after(verb, "to"), *syntax.after(noun, "to")])
        elif lemmas & _GAIN:
            buyers = subjects
            sellers = scene.reader.parties([*syntax.after(verb, "from"), *syntax.after(noun, "from")])
            if holders and holders != subjects:
                sellers, holders = holders, []
        elif verb.lemma_ in _HOLD or (noun.dep_ == "attr" and not holders):
            holders = holders or subjects
    holders = holders or scene.reader.parties(syntax.after(noun, "by"))
    if not buyers and not sellers:
        yield from _drafts(scene, noun, holders, owned, percentage, "stake.held", 0.8)
        return
    is_change = bool(
        lemmas & {"raise", "increase", "boost", "lift", "up", "reduce", "cut", "lower", "trim", "decrease"}
    )
    if is_change:
        yield from _change(scene, noun, buyers or sellers, owned)
        return
    yield from _drafts(scene, noun, buyers, owned, percentage, "stake.bought", 0.75)
    yield from _drafts(scene, noun, [s for s in sellers if s not in buyers], owned, percentage, "stake.sold", 0.6)


def _governing_lemmas(noun: Token) -> set[str]:
    """Lemmas of the verbs above the noun in its clause, and of deal nouns between ("the acquisition of a stake")."""
    lemmas = set()
    for ancestor in list(noun.ancestors)[:4]:
        lemmas.add(ancestor.lemma_)
        if ancestor.pos_ == "VERB":
            break
    deals = {
        "acquisition": "acquire",
        "purchase": "buy",
        "sale": "sell",
        "disposal": "sell",
        "bid": "bid",
        "offer": "bid",
    }
    return lemmas | {deals[lemma] for lemma in lemmas if lemma in deals}


def _change(scene: Scene, noun: Token, holders: list[str], owned: list[str]) -> Iterator[Draft]:
    """ "raised its stake to 35 percent from 20 percent": one stake before, one after."""
    clause = [p for p in scene.percentages if p.is_holding or p.qualifier]
    sizes = {p.qualifier: p for p in clause if p.qualifier}
    if not sizes and clause:
        sizes = {"after": clause[0]}
    yield from _drafts(scene, noun, holders, owned, sizes.get("after"), "stake.changed", 0.75)
    if "before" in sizes:
        yield from _drafts(scene, noun, holders, owned, sizes["before"], "stake.before", 0.75, status=Status.COMPLETED)


def _drafts(
    scene: Scene,
    noun: Token,
    owners: list[str],
    owned: list[str],
    percentage: PercentageMention | None,
    rule: str,
    confidence: float,
    status: Status | None = None,
) -> Iterator[Draft]:
    for owner in owners:
        for company in owned:
            if owner != company:
                roles = {"owner": (owner,), "owned": (company,)}
                is_state = rule == "stake.held"
                is_sale = rule == "stake.sold"
                yield Draft(
                    "stake", rule, roles, noun, confidence, status, percentage, is_state=is_state, is_sale=is_sale
                )
