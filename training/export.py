"""Write trained weights as an int8 ONNX file with its card: `python -m training.export --weights m.pt --out FOLDER`."""

from __future__ import annotations

import argparse
import hashlib
import json
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from alliance_graph.extract import MODEL, load_pipeline
from alliance_graph.extract.pair_inputs import N_HINTS, N_TRAITS
from alliance_graph.extract.pair_model import PairModel, describe_outputs
from training.articles import read_corpora, read_rows
from training.calibrate import calibrate
from training.examples import make_examples
from training.network import PairNetwork, load_trained
from training.running import RunningNetwork
from training.train import LAYERS, load_tokenizer

_AXES = {
    "tokens": "t",
    "marks": "t",
    "positions": "p",
    "types": "p",
    "paths": "pt",
    "hints": "p",
    "shares": "k",
    "traits": "pk",
    "asked": "a",
    "domain": "",
}
"""What goes in, in the order of `RunningNetwork.forward`, with its axes of varying length."""
_KEPT_WHOLE = ("/kinds/", "/status/", "/forms/", "/share_", "/no_share/", "hinted/")
"""Parts of the network that stay in 32 bits: small, and the last to speak."""


def export(network: PairNetwork, path: Path) -> None:
    """Write the network to an ONNX file with weights of 8 bits."""
    t, p, k = 12, 3, 2
    inputs = (
        torch.ones(t, dtype=torch.int64),
        torch.zeros(t, dtype=torch.int64),
        torch.ones(p, 4, dtype=torch.int64),
        torch.zeros(p, 2, dtype=torch.int64),
        torch.zeros(p, t),
        torch.zeros(p, N_HINTS),
        torch.ones(k, dtype=torch.int64),
        torch.zeros(p, k, N_TRAITS),
        torch.arange(5),
        torch.zeros(1, dtype=torch.int64),
    )
    whole = path.with_suffix(".float.onnx")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            RunningNetwork(network).eval(),
            inputs,
            str(whole),
            input_names=list(_AXES),
            output_names=["slots", "status", "forms", "share"],
            dynamic_axes={name: dict(enumerate(axes)) for name, axes in _AXES.items()},
            opset_version=17,
            custom_opsets={"com.microsoft": 1},
            dynamo=False,
        )
    names = [node.name for node in onnx.load(whole).graph.node]
    left = [name for name in names if any(part in name for part in _KEPT_WHOLE)]
    quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=left)
    whole.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument(
        "--weights", type=Path, nargs="+", required=True, help="of one run, or of several, to be averaged"
    )
    parser.add_argument("--layers", type=int, default=len(LAYERS))
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold/dev"), help="articles to calibrate on")
    parser.add_argument("--own", type=Path, default=Path("data/gold"), help="more of them")
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"), help="texts of those held out")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    export(load_trained(options.encoder, options.layers, *options.weights), options.out / "pairs.onnx")
    load_tokenizer(options.encoder).save(str(options.out / "tokenizer.json"))
    write_card(options.out, {"logit": 1.0, "drawn": 0.0, "intercept": 0.0})
    rows = [row for at in (options.gold, options.own) for row in read_rows(at)]
    rows += read_corpora(options.own / "held_out", options.corpora)
    model = PairModel(options.out)
    write_card(options.out, calibrate(model, list(make_examples(rows, load_pipeline(MODEL), model.tokenizer))))


def write_card(folder: Path, calibration: dict[str, float]) -> None:
    """Write what `PairModel` checks and needs beside the weights."""
    names = ("pairs.onnx", "tokenizer.json", "gate.json")
    card = {
        "sha256": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names},
        "calibration": {name: round(weight, 4) for name, weight in calibration.items()},
        "outputs": describe_outputs(),
    }
    (folder / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
