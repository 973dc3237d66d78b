"""Train the pair model on what teachers say: `python -m training.distil --teachers t0.pt t1.pt --out FILE` and more.

Teachers are pair networks over a larger encoder, trained by `training.train` on the same labels, and never shipped.
The small network learns their probabilities beside the labels, on labelled and unlabelled windows, the latter and every
further copy of the former with other names in them (after Hinton et al., "Distilling the Knowledge in a Neural
Network", 2015).
"""

from __future__ import annotations

import argparse
import logging
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from alliance_graph.extract import MODEL, load_pipeline
from training.articles import read_unlabelled
from training.batches import Names
from training.examples import Example, make_unlabelled
from training.network import PairNetwork, load_trained, read_config
from training.train import add_options, load_examples, load_tokenizer, make_names, make_network, predict, train


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    options = _parse()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    nlp, tokenizer = load_pipeline(MODEL), load_tokenizer(options.encoder)
    splits = load_examples(options, nlp, tokenizer)
    names = make_names(splits["train"], tokenizer)
    unlabelled = make_unlabelled(read_unlabelled(options), nlp, tokenizer)
    windows = [*splits.pop("train"), *unlabelled]
    layers = read_config(options.teacher_encoder)["num_hidden_layers"]
    teachers = [load_trained(options.teacher_encoder, layers, path).to(options.device) for path in options.teachers]
    for copy in range(options.copies):
        splits[f"train {copy}"] = teach(teachers, list(rename(windows, names)) if copy else windows)
    train(make_network(options), splits, None, options)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    add_options(parser)
    parser.add_argument("--teachers", type=Path, nargs="+", required=True, help="weights of `training.train`")
    parser.add_argument("--teacher-encoder", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--copies", type=int, default=4, help="of each window, the first with its own names")
    return parser.parse_args()


def rename(examples: Sequence[Example], names: Names) -> Iterator[Example]:
    """The windows with other names in them."""
    for example in examples:
        tokens = torch.from_numpy(example.inputs.tokens.copy())
        names.replace(tokens, torch.from_numpy(example.inputs.marks))
        yield replace(example, inputs=replace(example.inputs, tokens=tokens.numpy()))


def teach(teachers: Sequence[PairNetwork], examples: Sequence[Example]) -> list[Example]:
    """The windows with the mean of the teachers' probabilities."""
    order = {id(example): at for at, example in enumerate(examples)}
    sums: dict[int, list[np.ndarray]] = {}
    for teacher in teachers:
        for example, parts in predict(teacher, examples, hinted=True):
            parts[3] = parts[3][:, : 1 + len(example.inputs.shares)]
            at = order[id(example)]
            sums[at] = [a + b for a, b in zip(sums[at], parts, strict=True)] if at in sums else parts
    return [
        replace(example, taught=tuple((part / len(teachers)).astype(np.float16) for part in sums[at]))
        for at, example in enumerate(examples)
    ]


if __name__ == "__main__":
    main()
