"""Near-copies in a corpus: how many are found, what finding them costs, and how many of those that were read are right.

    python benchmarks/copies.py ../shared/corpora/reuters21578.jsonl.gz

`copies_read.tsv` has 50 pairs that were drawn by chance from the copies of a store of Reuters and read, with a verdict;
`--sample 50` draws others.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from pathlib import Path

import click

from alliance_graph import Article, read_articles
from alliance_graph.extract import MODEL
from alliance_graph.link import bands, is_copy
from alliance_graph.signature import compare, make_signature

_READ = Path(__file__).with_name("copies_read.tsv")
_PLAIN = 500  # articles over which plain spaCy is timed
_SEED = 50

Pair = tuple[int, int]


def find_candidates(signatures: Sequence[str]) -> set[Pair]:
    """Pairs that share a band."""
    found: dict[str, list[int]] = {}
    for number, signature in enumerate(signatures):
        for band in bands(signature):
            found.setdefault(band, []).append(number)
    return {pair for numbers in found.values() for pair in combinations(numbers, 2)}


def find_near(signatures: Sequence[str]) -> Counter[Pair]:
    """All pairs that share any group of five words, and how many: the truth, by an index that no store could keep."""
    found: dict[str, list[int]] = {}
    for number, signature in enumerate(signatures):
        groups = signature.partition(".")[0]
        for start in range(0, len(groups), 4):  # a checksum of three bytes is four letters of base64
            found.setdefault(groups[start : start + 4], []).append(number)
    return Counter(pair for numbers in found.values() if len(numbers) < 300 for pair in combinations(numbers, 2))


def time_plain(articles: Sequence[Article]) -> float:
    """Seconds an article of nothing but `nlp.pipe`, over some articles."""
    import spacy

    nlp = spacy.load(MODEL)
    start = time.perf_counter()
    texts = [article.content for article in random.Random(_SEED).sample(articles, min(_PLAIN, len(articles)))]
    return sum(1 for _ in nlp.pipe(texts)) and (time.perf_counter() - start) / len(texts)


def read_verdicts() -> Iterator[tuple[str, str, bool]]:
    """The pairs that were read: two ids, and whether they are one source."""
    for line in _READ.read_text("utf-8").splitlines()[1:]:
        first, second, verdict = line.split("\t")[:3]
        yield first, second, verdict == "copy"


def _tell_read(articles: Sequence[Article], signatures: Sequence[str]) -> None:
    by_id = {article.id: signature for article, signature in zip(articles, signatures, strict=True)}
    verdicts = [(is_copy(by_id[a], by_id[b]), is_right) for a, b, is_right in read_verdicts() if {a, b} <= by_id.keys()]
    if verdicts:
        found = [is_right for is_found, is_right in verdicts if is_found]
        click.echo(f"of {len(verdicts)} pairs that were read {len(found)} are found, {sum(found)} of them rightly")


def _show(article: Article) -> str:
    return f"  {article.id} {article.date} {article.title!r} {' '.join(article.text.split())[:200]!r}"


@click.command()
@click.argument("source", type=click.Path(exists=True))
@click.option("--limit", type=click.IntRange(1), help="Stop after this many articles.")
@click.option("--sample", type=click.IntRange(1), help="Print so many of the pairs found, to be read.")
def main(source: str, limit: int | None, sample: int | None) -> None:
    """Count and time near-copies in a corpus."""
    articles = list(islice(read_articles([source]), limit))
    start = time.perf_counter()
    signatures = [make_signature(article.content) for article in articles]
    signed = time.perf_counter()
    candidates = find_candidates(signatures)
    met = time.perf_counter()
    copies = sorted(pair for pair in candidates if is_copy(signatures[pair[0]], signatures[pair[1]]))
    confirmed = time.perf_counter()
    near = [pair for pair, shared in find_near(signatures).items() if shared > 3]
    missed = [pair for pair in near if pair not in candidates and is_copy(signatures[pair[0]], signatures[pair[1]])]
    seconds = (signed - start, met - signed, confirmed - met)
    plain = time_plain(articles) * len(articles)
    click.echo(f"{len(articles):,} articles, {len(candidates):,} pairs share a band, {len(copies):,} are copies")
    click.echo(
        f"{sum(1 for a, b in copies if compare(signatures[a], signatures[b]).jaccard == 1):,} of them word for word"
    )
    click.echo(
        f"{len({b for _, b in copies}):,} articles are no source of their own; {len(missed):,} pairs share no band"
    )
    click.echo("seconds: signatures {:.1f}, bands {:.1f}, comparison {:.1f}".format(*seconds))
    click.echo(f"plain nlp.pipe of all {plain:,.0f} s; finding copies is {sum(seconds) / plain:.1%} of it")
    _tell_read(articles, signatures)
    for first, second in random.Random(_SEED).sample(copies, min(sample or 0, len(copies))):
        click.echo(f"{compare(signatures[first], signatures[second])}")
        click.echo(f"{_show(articles[first])}\n{_show(articles[second])}")


if __name__ == "__main__":
    main()
