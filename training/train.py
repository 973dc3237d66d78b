"""Train the pair model: `python -m training.train --gold FOLDER --core FILE --out FILE`."""

from __future__ import annotations

import argparse
import logging
import math
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from spacy.language import Language
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from torch.utils.data import DataLoader

from alliance_graph.extract import MODEL, load_pipeline
from alliance_graph.extract.relations import KINDS_OF_PAIRS, SLOTS, SYMMETRIC
from alliance_graph.extract.words import read_words
from training.articles import add_sources, read_core, read_rows, read_training, split_core
from training.batches import Batch, Names, make_batch
from training.examples import Example, make_core_example, make_examples
from training.network import PairNetwork, average, load_encoder, read_config
from training.start import load_start

say = logging.getLogger(__name__).info

SEED = 20261122
LAYERS = (0, 1, 1, 2, 2, 3, 4, 5)
"""Layers of the encoder that the network which runs starts from, two of the lower ones twice."""
BATCH_TOKENS = 1200
TAUGHT = 2.0
_NOT_THERE = -1e4
_LIKELY = 0.3
"""Probability by teachers from which a window counts as one with a tie."""
_KINDS_OF_SLOTS = torch.tensor([[float(kind == name) for name in KINDS_OF_PAIRS] for kind, _ in SLOTS])
_ALLIANCE = KINDS_OF_PAIRS.index("alliance")
HINTS_DROPPED = 0.3
"""Share of windows that the network sees in training without what the rules drew, so that it learns to read too."""


NEGATIVES_SEEN = 0.5
"""Share of the windows without a tie that an epoch shows, others each time: they outnumber those with one."""


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    options = _parse()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    nlp, tokenizer = load_pipeline(MODEL), load_tokenizer(options.encoder)
    splits = load_examples(options, nlp, tokenizer)
    for name, examples in splits.items():
        say("%s: %s windows", name, len(examples))
    train(make_network(options), splits, make_names(splits["train"], tokenizer), options)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    add_options(parser)
    return parser.parse_args()


def add_options(parser: argparse.ArgumentParser) -> None:
    """Options of every training."""
    add_sources(parser)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--layers", type=lambda text: tuple(map(int, text.split(","))), default=LAYERS)
    parser.add_argument("--start", type=Path, help="weights to go on from: of a run, or pairs.onnx")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--core-rows", type=int, default=3000)
    parser.add_argument("--averaged", type=int, default=2, help="last epochs whose weights are averaged")
    parser.add_argument("--batch", type=int, default=BATCH_TOKENS, help="word pieces and markers of a batch")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--device", default="cpu", help="where PyTorch computes: cpu or cuda")
    parser.add_argument("--workers", type=int, default=0, help="processes that make batches")
    parser.add_argument("--out", type=Path, required=True)


def load_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer without limits; windows are cut by `encode`."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def make_names(examples: Sequence[Example], tokenizer: Tokenizer) -> Names:
    """The names of the windows, legal forms and words such as "bank" kept."""
    words = read_words("legal_suffixes.txt") | read_words("organisation_heads.txt")
    return Names(examples, {piece for word in words if (piece := tokenizer.token_to_id(word)) is not None})


def make_network(options: argparse.Namespace) -> PairNetwork:
    """The network over its encoder, or with the weights to go on from."""
    network = PairNetwork(read_config(options.encoder), len(options.layers))
    load_encoder(network, options.encoder, options.layers)
    if options.start:
        load_start(network, options.start, options.layers)
    return network


def load_examples(options: argparse.Namespace, nlp: Language, tokenizer: Tokenizer) -> dict[str, list[Example]]:
    """Windows to train on, to choose on, and the part of CORE kept apart."""
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
    network: PairNetwork, splits: Mapping[str, Sequence[Example]], names: Names | None, options: argparse.Namespace
) -> None:
    """Fit the network; prints figures on `dev` after each epoch.

    Splits whose names begin with "train" are shown in turn, one an epoch.
    """
    taught = [examples for name, examples in splits.items() if name.startswith("train")]
    network.to(options.device).words.weight.requires_grad_(False)
    slow = [p for n, p in network.named_parameters() if n.startswith("layers") and p.requires_grad]
    fast = [p for n, p in network.named_parameters() if not n.startswith("layers") and p.requires_grad]
    groups = [{"params": slow, "lr": options.rate}, {"params": fast, "lr": 5 * options.rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    n_steps = options.epochs * sum(1 for _ in batches(_choose(taught[0]), options.batch, shuffle=True))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step / n_steps))
    make = partial(make_batch, drop_hints=HINTS_DROPPED, names=names)
    states: list[dict[str, Tensor]] = []
    for epoch in range(options.epochs):
        network.train()
        start, total, count = time.time(), 0.0, 0
        chosen = list(batches(_choose(taught[epoch % len(taught)]), options.batch, shuffle=True))
        for batch in DataLoader(chosen, batch_size=None, collate_fn=make, num_workers=options.workers):
            batch = batch.to(options.device)
            with torch.autocast(options.device, dtype=torch.bfloat16):
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
        torch.save({name: weight.cpu() for name, weight in average(states).items()}, options.out)
        for name, hinted in (("dev", True), ("dev", False), ("core", False)):
            say("  %s %s %s", name, "with rules" if hinted else "alone", report(network, splits[name], hinted))


def _choose(examples: Sequence[Example]) -> list[Example]:
    """What one epoch shows."""
    return [e for e in examples if _has_tie(e) or random.random() < NEGATIVES_SEEN]


def _has_tie(example: Example) -> bool:
    return bool((example.slots > 0).any()) or bool(example.taught and (example.taught[0] > _LIKELY).any())


def _rate(done: float) -> float:
    return min(1.0, done / 0.1, max(0.0, (1 - done) / 0.9))


def batches(examples: Sequence[Example], size: int, *, shuffle: bool) -> Iterator[list[Example]]:
    """Windows of like length together, so that little is padded; no batch is larger than the size."""
    order = sorted(
        range(len(examples)), key=lambda i: _size(examples[i]) * (random.uniform(0.9, 1.1) if shuffle else 1)
    )
    groups: list[list[int]] = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * _size(examples[i]) > size:
            groups.append([])
        groups[-1].append(i)
    if shuffle:
        random.shuffle(groups)
    for group in groups:
        yield [examples[i] for i in group]


def _size(example: Example) -> int:
    return len(example.inputs.tokens) + 4 * len(example.keys)


def compute_loss(found: tuple[Tensor, ...], batch: Batch) -> Tensor:
    """Mean over the labelled cells of slots, and over the labelled pairs of status, form and share.

    Where teachers spoke, their probabilities count `TAUGHT` times as much as the labels (after Hinton et al. 2015).
    """
    slots, status, forms, shares = (part.float() for part in found)
    shares = shares.masked_fill(~batch.has_share, _NOT_THERE)
    known = batch.slots >= 0
    loss = functional.binary_cross_entropy_with_logits(
        slots[known], batch.slots[known], reduction="sum", pos_weight=torch.tensor(1.5, device=slots.device)
    )
    loss = loss / batch.n_pairs * 2
    for logits, labels, weight in ((status, batch.status, 0.15), (forms, batch.form, 0.1)):
        if bool((labels >= 0).any()):
            loss = loss + weight * functional.cross_entropy(logits[labels >= 0], labels[labels >= 0])
    told = batch.shares.sum(-1) > 0
    if bool(told.any()):
        masked = shares[told]
        right = torch.logsumexp(masked.masked_fill(batch.shares[told] == 0, _NOT_THERE), -1)
        loss = loss + 0.15 * (torch.logsumexp(masked, -1) - right).mean()
    return loss + TAUGHT * _compare(slots, status, forms, shares, batch) if batch.taught else loss


def _compare(slots: Tensor, status: Tensor, forms: Tensor, shares: Tensor, batch: Batch) -> Tensor:
    """How far the network is from its teachers; of status, form and share as much as they believe in the tie."""
    taught = batch.taught
    real = taught[1][:, :, 0].sum(-1) > 0
    loss = (
        functional.binary_cross_entropy_with_logits(slots[real], taught[0][real], reduction="sum") / batch.n_pairs * 2
    )
    belief = taught[0] @ _KINDS_OF_SLOTS.to(slots.device)  # B x P x kinds
    any_kind = belief.amax(-1)
    parts = ((status, taught[1], belief, 0.15), (forms, taught[2], belief[:, :, _ALLIANCE], 0.1))
    for logits, aim, weights, weight in (*parts, (shares, taught[3], any_kind, 0.15)):
        apart = -(aim * torch.log_softmax(logits, -1)).sum(-1)
        loss = loss + weight * (apart * weights).sum() / weights.sum().clamp(min=1.0)
    return loss


def predict(
    network: PairNetwork, examples: Sequence[Example], hinted: bool
) -> Iterator[tuple[Example, list[np.ndarray]]]:
    """For each window its probabilities of slots, status, form and share."""
    network.eval()
    with torch.no_grad():
        for group in batches(examples, BATCH_TOKENS, shuffle=False):
            batch = make_batch(group, drop_hints=0.0 if hinted else 1.0).to(network.segment.device)
            slots, status, forms, shares = network(*batch.inputs)
            shares = shares.masked_fill(~batch.has_share, _NOT_THERE)
            parts = [torch.sigmoid(slots), *(torch.softmax(part, -1) for part in (status, forms, shares))]
            for row, example in enumerate(group):
                n = len(example.keys)
                yield example, [part[row, :n].float().cpu().numpy() for part in parts]


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
