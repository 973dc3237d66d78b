"""Fit the status head anew on the finished network: `python -m training.refit --weights m.pt --out m2.pt`.

The share of status in the loss of a whole training is small, so its head ends short of what the states below it tell.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from alliance_graph.extract import MODEL, load_pipeline
from alliance_graph.extract.relations import KINDS_OF_PAIRS, STATUSES
from training.articles import add_sources, read_rows, read_training
from training.batches import make_batch
from training.examples import Example, make_examples
from training.network import PairNetwork, load_trained
from training.train import BATCH_TOKENS, LAYERS, batches, load_tokenizer

PULL = 0.001
"""What it costs to leave the weights that the head had, for each square of the difference."""


class States(NamedTuple):
    """What the head sees of N labelled ties."""

    joined: Tensor  # N x inner
    hints: Tensor  # N x N_HINTS
    kinds: Tensor  # N
    labels: Tensor  # N


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    add_sources(parser)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=len(LAYERS))
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    nlp, tokenizer = load_pipeline(MODEL), load_tokenizer(options.encoder)
    network = load_trained(options.encoder, options.layers, options.weights)
    taught, dev = read_training(options), read_rows(options.gold / "dev")
    refit(network, *(collect(network, list(make_examples(rows, nlp, tokenizer))) for rows in (taught, dev)))
    torch.save(network.state_dict(), options.out)


def collect(network: PairNetwork, examples: Sequence[Example]) -> States:
    """The states of all ties that have a status, from the network as it is."""
    caught: list[Tensor] = []
    hook = network.join.register_forward_hook(lambda _module, _inputs, joined: caught.append(joined))
    parts = []
    with torch.no_grad():
        for group in batches([e for e in examples if (e.slots > 0).any()], BATCH_TOKENS, shuffle=False):
            batch = make_batch(group, drop_hints=0.0)
            network.eval()(*batch.inputs)
            rows, pairs, kinds = (batch.status >= 0).nonzero(as_tuple=True)
            labels = batch.status[rows, pairs, kinds]
            parts.append(States(caught.pop()[rows, pairs], batch.inputs[6][rows, pairs], kinds, labels))
    hook.remove()
    return States(*(torch.cat(columns) for columns in zip(*parts, strict=True)))


def refit(network: PairNetwork, taught: States, dev: States) -> None:
    """Fit the head by L-BFGS to the labels, with a pull to where it was."""
    weights = [network.status.weight, network.status.bias, network.status_hinted.weight]
    before = [weight.detach().clone() for weight in weights]
    optimizer = torch.optim.LBFGS(weights, max_iter=120, line_search_fn="strong_wolfe")

    def measure() -> Tensor:
        optimizer.zero_grad()
        loss = functional.cross_entropy(_score(network, taught), taught.labels)
        loss = loss + PULL * sum(((now - then) ** 2).sum() for now, then in zip(weights, before, strict=True))
        loss.backward()
        return loss

    for name in ("before", "after"):
        shares = [(_score(network, states).argmax(-1) == states.labels).float().mean() for states in (taught, dev)]
        logging.getLogger(__name__).info("%s: status right %.3f taught, %.3f dev", name, *shares)
        if name == "before":
            optimizer.step(measure)


def _score(network: PairNetwork, states: States) -> Tensor:
    all_kinds = network.status(states.joined).view(-1, 1 + len(KINDS_OF_PAIRS), len(STATUSES))
    own = all_kinds[torch.arange(len(states.kinds)), 1 + states.kinds]
    scores: Tensor = all_kinds[:, 0] + own + network.status_hinted(states.hints)
    return scores


if __name__ == "__main__":
    main()
