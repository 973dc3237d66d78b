"""Train the pair model: `python -m training.train --gold FOLDER --core FILE --out FILE`."""

from __future__ import annotations

import argparse
import logging
import math
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from alliance_graph.extract import MODEL, load_pipeline
from alliance_graph.extract.relations import SLOTS, SYMMETRIC
from alliance_graph.extract.words import read_words
from training.articles import add_sources, read_rows, read_training
from training.batches import Batch, Names, make_batch
from training.examples import Example, make_core_example, make_examples, read_core, split_core
from training.network import PairNetwork, load_encoder, read_config
from training.start import load_start

say = logging.getLogger(__name__).info

SEED = 20261122
BATCH_TOKENS = 1200
HINTS_DROPPED = 0.3
"""Share of windows that the network sees in training without what the rules drew, so that it learns to read too."""


NEGATIVES_SEEN = 0.5
"""Share of the windows without a tie that an epoch shows, others each time: they outnumber those with one."""


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    options = _parse()
    random.seed(SEED)
    torch.manual_seed(SEED)
    tokenizer = load_tokenizer(options.encoder)
    splits = load_examples(options, tokenizer)
    for name, examples in splits.items():
        say("%s: %s windows", name, len(examples))
    network = PairNetwork(read_config(options.encoder), len(options.layers))
    load_encoder(network, options.encoder, options.layers)
    if options.start:
        load_start(network, options.start)
    kept = {
        tokenizer.token_to_id(word) for word in read_words("legal_suffixes.txt") | read_words("organisation_heads.txt")
    }
    train(network, splits, Names(splits["train"], {piece for piece in kept if piece is not None}), options)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    add_sources(parser)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--layers", type=lambda text: [int(n) for n in text.split(",")], default=[0, 1, 2, 3, 4, 5])
    parser.add_argument("--start", type=Path, help="weights to go on from: of a run, or pairs.onnx")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--core-rows", type=int, default=3000)
    parser.add_argument("--averaged", type=int, default=2, help="last epochs whose weights are averaged")
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args()


def load_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer without limits; windows are cut by `encode`."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def load_examples(options: argparse.Namespace, tokenizer: Tokenizer) -> dict[str, list[Example]]:
    """Windows to train on, to choose on, and the part of CORE kept apart."""
    nlp = load_pipeline(MODEL)
    rows = read_training(options)
    dev = read_rows(options.gold / "dev")
    held_out, passages = split_core(read_core(options.corpora / "core-train.jsonl.gz"))
    core = [made for row in held_out if (made := make_core_example(row, nlp, tokenizer))]
    taught = [made for row in passages[: options.core_rows] if (made := make_core_example(row, nlp, tokenizer))]
    return {
        "train": [*make_examples(rows, nlp, tokenizer), *taught],
        "dev": list(make_examples(dev, nlp, tokenizer)),
        "core": core,
    }


def train(
    network: PairNetwork, splits: Mapping[str, Sequence[Example]], names: Names, options: argparse.Namespace
) -> None:
    """Fit the network; prints figures on `dev` after each epoch."""
    network.words.weight.requires_grad_(False)
    slow = [p for n, p in network.named_parameters() if n.startswith("layers") and p.requires_grad]
    fast = [p for n, p in network.named_parameters() if not n.startswith("layers") and p.requires_grad]
    groups = [{"params": slow, "lr": options.rate}, {"params": fast, "lr": 5 * options.rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    n_steps = options.epochs * sum(1 for _ in batches(_choose(splits["train"]), shuffle=True))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step / n_steps))
    states: list[dict[str, Tensor]] = []
    for epoch in range(options.epochs):
        network.train()
        start, total, count = time.time(), 0.0, 0
        for examples in batches(_choose(splits["train"]), shuffle=True):
            batch = make_batch(examples, drop_hints=HINTS_DROPPED, names=names)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = network(*batch.inputs)
            loss = compute_loss(found, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, count = total + float(loss.detach()), count + 1
        say("epoch %s: loss %.4f, %.0f s", epoch + 1, total / count, time.time() - start)
        states = [*states, {name: w.clone() for name, w in network.state_dict().items()}][-options.averaged :]
        torch.save({name: sum(state[name] for state in states) / len(states) for name in states[0]}, options.out)
        for name, hinted in (("dev", True), ("dev", False), ("core", False)):
            say("  %s %s %s", name, "with rules" if hinted else "alone", report(network, splits[name], hinted))


def _choose(examples: Sequence[Example]) -> list[Example]:
    """What one epoch shows."""
    return [e for e in examples if (e.slots > 0).any() or random.random() < NEGATIVES_SEEN]


def _rate(done: float) -> float:
    return min(1.0, done / 0.1, max(0.0, (1 - done) / 0.9))


def batches(examples: Sequence[Example], *, shuffle: bool) -> Iterator[list[Example]]:
    """Windows of like length together, so that little is padded."""
    order = sorted(
        range(len(examples)), key=lambda i: _size(examples[i]) * (random.uniform(0.9, 1.1) if shuffle else 1)
    )
    groups: list[list[int]] = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * _size(examples[i]) > BATCH_TOKENS:
            groups.append([])
        groups[-1].append(i)
    if shuffle:
        random.shuffle(groups)
    for group in groups:
        yield [examples[i] for i in group]


def _size(example: Example) -> int:
    return len(example.inputs.tokens) + 4 * len(example.keys)


def compute_loss(found: tuple[Tensor, Tensor, Tensor, Tensor], batch: Batch) -> Tensor:
    """Mean over the labelled cells of slots, and over the labelled pairs of status, form and share."""
    slots, status, forms, shares = (part.float() for part in found)
    known = batch.slots >= 0
    loss = functional.binary_cross_entropy_with_logits(
        slots[known], batch.slots[known], reduction="sum", pos_weight=torch.tensor(1.5)
    )
    loss = loss / batch.n_pairs * 2
    for logits, labels, weight in ((status, batch.status, 0.15), (forms, batch.form, 0.1)):
        if bool((labels >= 0).any()):
            loss = loss + weight * functional.cross_entropy(logits[labels >= 0], labels[labels >= 0])
    told = batch.shares.sum(-1) > 0
    if bool(told.any()):
        masked = shares.masked_fill(~batch.has_share, -1e4)[told]
        right = torch.logsumexp(masked.masked_fill(batch.shares[told] == 0, -1e4), -1)
        loss = loss + 0.15 * (torch.logsumexp(masked, -1) - right).mean()
    return loss


def predict(
    network: PairNetwork, examples: Sequence[Example], hinted: bool
) -> Iterator[tuple[Example, list[np.ndarray]]]:
    """For each window its probabilities of slots, status, form and share."""
    network.eval()
    with torch.no_grad():
        for group in batches(examples, shuffle=False):
            batch = make_batch(group, drop_hints=0.0 if hinted else 1.0)
            slots, status, forms, shares = network(*batch.inputs)
            shares = shares.masked_fill(~batch.has_share, -1e4)
            parts = [torch.sigmoid(slots), *(torch.softmax(part, -1) for part in (status, forms, shares))]
            for row, example in enumerate(group):
                n = len(example.keys)
                yield example, [part[row, :n].numpy() for part in parts]


def report(network: PairNetwork, examples: Sequence[Example], hinted: bool) -> str:
    """Figures over articles and pairs: F1 at the best threshold, and recall at a precision of 0.85."""
    scores: dict[tuple[str, ...], float] = {}
    gold: set[tuple[str, ...]] = set()
    right = of = shares_right = shares_of = 0
    for example, (slots, status, _, shares) in predict(network, examples, hinted):
        for row, (first, second) in enumerate(example.keys):
            if first == second:
                continue
            for slot, (kind, is_forward) in enumerate(SLOTS):
                pair = (first, second) if is_forward else (second, first)
                cell = (example.article, kind, *(sorted(pair) if kind in SYMMETRIC else pair))
                if example.slots[row, slot] != 0:
                    gold.add(cell)
                scores[cell] = max(scores.get(cell, 0.0), float(slots[row, slot]))
            for kind_index in np.nonzero(example.status[row] >= 0)[0]:
                of += 1
                right += int(status[row, kind_index].argmax() == example.status[row, kind_index])
            if example.shares[row].any():
                shares_of += 1
                shares_right += int(example.shares[row, shares[row].argmax()] > 0)
    ranked = sorted(((score, cell in gold) for cell, score in scores.items()), reverse=True)
    best, sure, hits = (0.0, 0.0, 0.0, 0.0), (0.0, 0.0), 0
    for n, (score, is_right) in enumerate(ranked, 1):
        hits += is_right
        p, r = hits / n, hits / max(1, len(gold))
        f1 = 2 * p * r / (p + r) if hits else 0.0
        best = max(best, (f1, p, r, score))
        if p >= 0.85 and n > 10:
            sure = (r, score)
    status_share = right / of if of else math.nan
    return (
        f"F1 {best[0]:.3f} (P {best[1]:.3f} R {best[2]:.3f} at {best[3]:.2f}), "
        f"R at P 0.85 {sure[0]:.3f} at {sure[1]:.2f}, {len(gold)} gold, "
        f"status {status_share:.3f}, percent {shares_right}/{shares_of}"
    )


if __name__ == "__main__":
    main()
