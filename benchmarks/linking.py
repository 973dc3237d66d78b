"""Time to link synthetic names, by their number, and to add and ask a synthetic list of companies.

    python benchmarks/linking.py --largest 1000000

The names are made of syllables, with what papers do to names: legal forms, trades, sisters, short forms, misprints.
"""

from __future__ import annotations

import random
import resource
import tempfile
import time
from collections.abc import Iterator
from math import log2
from pathlib import Path

import click
from known_names import Known

from alliance_graph.link import Linking, Register, key_of
from alliance_graph.model import Entity, Entry

_SIZES = (1_000, 10_000, 100_000, 1_000_000)
_SYLLABLES = (
    *("bar", "bel", "cas", "dor", "fen", "gar", "hal", "jen", "kor", "lum", "mar", "nor"),
    *("pel", "quin", "ros", "sal", "tor", "ver", "win", "xan", "yor", "zel"),
)
_TRADES = ("Motor", "Pharmaceutical", "Oil", "Airlines", "Electric", "Steel", "Foods", "Insurance")
_FORMS = ("Inc", "Corp", "AG", "SA", "Ltd", "plc", "NV", "AB", "SpA", "Co")
_PLACES = ("Canada", "France", "Europe", "Japan")
_AT_ONCE = 10_000
"""Keys that are decided with one memory, as a store does it for each batch."""


def make_names(count: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names with aliases, about two for each company; few companies share one, however many there are."""
    chance = random.Random(count)
    for _ in range(count // 2):
        root = "".join(chance.choices(_SYLLABLES, k=chance.choice((5, 5, 6)))).capitalize()
        name = f"{root} {chance.choice(_TRADES)} {chance.choice(_FORMS)}"
        yield name, (root,) if chance.random() < 0.5 else ()
        kind = chance.random()
        if kind < 0.4:
            yield root, ()
        elif kind < 0.6:
            yield f"{root} {chance.choice(_PLACES)}", ()
        elif kind < 0.8:
            place = chance.randrange(1, len(name) - 1)
            yield name[:place] + chance.choice("aeiou") + name[place + 1 :], ()
        else:
            yield name.rsplit(" ", 1)[0], ()


def link(count: int) -> tuple[float, float, int]:
    """Seconds for keys and blocks, seconds for all decisions, and how many keys are joined to another."""
    start = time.process_time()
    known = Known()
    for name, aliases in make_names(count):
        known.add(Entity(key="e", name=name, aliases=aliases))
    filed = time.process_time() - start
    keys, joined = known.keys(), 0
    for first in range(0, len(keys), _AT_ONCE):
        linking = Linking(known)
        joined += sum(linking.identify(key).key != key for key in keys[first : first + _AT_ONCE])
    return filed, time.process_time() - start - filed, joined


def time_list(count: int, folder: Path) -> tuple[float, float]:
    """Seconds to add a list of so many entries, and microseconds to find one."""
    register = Register(folder / "companies.sqlite")
    start = time.process_time()
    register.add(Entry(name=name, lei=f"{number:018}00") for number, (name, _) in enumerate(make_names(count)))
    added = time.process_time() - start
    wanted = [key_of(name) for name, _ in make_names(1_000)]
    start = time.process_time()
    for key in wanted:
        register.find(key)
    return added, (time.process_time() - start) * 1e6 / len(wanted)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@click.command()
@click.option("--largest", type=click.IntRange(1_000), default=1_000_000, show_default=True, help="Names at most.")
@click.option("--entries", type=click.IntRange(0), default=0, show_default=True, help="Entries of a list to add first.")
def main(largest: int, entries: int) -> None:
    """Measure linking at growing numbers of names."""
    if entries:
        with tempfile.TemporaryDirectory() as folder:
            added, found = time_list(entries, Path(folder))
        click.echo(f"list of {entries:,}: {added:.1f} s to add, {found:.0f} us to find one, peak {_peak():,.0f} MB\n")
    click.echo("| names | keys and blocks, s | decisions, s | us a name | us / log2 n | joined | peak MB |")
    click.echo("| --- | --- | --- | --- | --- | --- | --- |")
    for count in _SIZES:
        if count <= largest:
            filed, linked, joined = link(count)
            each = (filed + linked) * 1e6 / count
            cells = (f"{count:,}", f"{filed:.2f}", f"{linked:.2f}", f"{each:.0f}", f"{each / log2(count):.1f}")
            click.echo(f"| {' | '.join((*cells, f'{joined:,}', f'{_peak():,.0f}'))} |")


if __name__ == "__main__":
    main()
