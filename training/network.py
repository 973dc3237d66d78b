"""The network: a BERT encoder that reads a window once, with four markers for every pair in its upper layers.

Markers start as the states of what they mark; they see the text and their own pair, and the text does not see them, so
that one pass scores all pairs (after the levitated markers of Ye et al., "Packed Levitated Marker", ACL 2022).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from alliance_graph.extract.pair_inputs import N_HINTS, N_MARKS, N_TRAITS, TYPES
from alliance_graph.extract.relations import ALLIANCE_FORMS, KINDS_OF_PAIRS, SLOTS, STATUSES

_MARKERS = 4
_MOST_UPPER = 3
"""Layers of a network that runs which read the markers; they cost the most. In a teacher half of all do."""
_CLOSED = -10000.0
_WORDS, _MOST_PLACES = 30522, 512
_FARTHEST = 128
"""Word pieces beyond which MPNet tells distances no more apart."""
_RARE = -4.0
"""Logit of a slot before anything is learned; what a rule drew starts at even chances."""
N_DOMAINS = 2
"""News as we annotate it, and CORE, whose kinds are drawn a little otherwise."""


class Layer(nn.Module):
    """A transformer layer after BERT."""

    def __init__(self, size: int, heads: int, inner: int, eps: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(size, size) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(size, eps=eps), nn.LayerNorm(size, eps=eps)
        self.inner, self.outer = nn.Linear(size, inner), nn.Linear(inner, size)
        self.dropout = nn.Dropout(0.1)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        rows, length, size = states.shape

        def split(linear: nn.Linear) -> Tensor:
            return linear(states).view(rows, length, self.heads, -1).transpose(1, 2)

        scores = split(self.query) @ split(self.key).transpose(2, 3) * (size // self.heads) ** -0.5
        mixed = (torch.softmax(scores + bias, dim=-1) @ split(self.value)).transpose(1, 2).reshape(rows, length, size)
        return self.finish(states, mixed)

    def finish(self, states: Tensor, mixed: Tensor) -> Tensor:
        """The states after the layer; `mixed` is what each saw of the others."""
        states = self.norm1(states + self.dropout(self.out(mixed)))
        return self.norm2(states + self.dropout(self.outer(functional.gelu(self.inner(states)))))


class PairNetwork(nn.Module):
    """Scores of every pair of a batch of windows."""

    def __init__(self, config: dict[str, int], layers: int) -> None:
        super().__init__()
        size = config["hidden_size"]
        self.buckets = config.get("relative_attention_num_buckets", 0)
        self.n_below = layers - (layers // 2 if self.buckets else min(layers // 2, _MOST_UPPER))
        self.words = nn.Embedding(_WORDS, size)
        self.places = nn.Embedding(_MOST_PLACES, size)
        self.segment = nn.Parameter(torch.zeros(size))
        eps = config["layer_norm_eps"]
        self.norm = nn.LayerNorm(size, eps=eps)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(
            Layer(size, config["num_attention_heads"], config["intermediate_size"], eps) for _ in range(layers)
        )
        if self.buckets:
            self.relative = nn.Embedding(self.buckets, config["num_attention_heads"])
        self.marks = nn.Embedding(N_MARKS, size)
        self.markers = nn.Embedding(_MARKERS, size)
        self.types = nn.Embedding(2 * len(TYPES), size)
        self.pull = nn.Parameter(torch.ones(()))
        self.marker_norm = nn.LayerNorm(size)
        nn.init.zeros_(self.marks.weight)
        nn.init.normal_(self.markers.weight, std=0.05)
        nn.init.zeros_(self.types.weight)
        inner = 512
        self.join = nn.Sequential(nn.Linear(7 * size + N_HINTS, inner), nn.GELU(), nn.Dropout(0.2))
        self.kinds = nn.Linear(inner, len(SLOTS))
        nn.init.constant_(self.kinds.bias, _RARE)
        self.hinted = nn.Linear(N_HINTS, len(SLOTS), bias=False)
        self.status_hinted = nn.Linear(N_HINTS, len(STATUSES), bias=False)
        with torch.no_grad():
            self.hinted.weight.zero_().fill_diagonal_(-_RARE)
            self.status_hinted.weight.zero_()
            for at in range(len(SLOTS), N_HINTS, len(STATUSES)):
                self.status_hinted.weight[:, at : at + len(STATUSES)].fill_diagonal_(1.0)
        self.domains = nn.Embedding(N_DOMAINS, len(SLOTS))
        nn.init.zeros_(self.domains.weight)
        self.status = nn.Linear(inner, (1 + len(KINDS_OF_PAIRS)) * len(STATUSES))
        self.forms = nn.Linear(inner, len(ALLIANCE_FORMS))
        self.share_pair, self.share_text = nn.Linear(inner, 128), nn.Linear(size + N_TRAITS, 128)
        self.share_out = nn.Linear(128, 1)
        self.no_share = nn.Linear(inner, 1)

    def forward(
        self,
        tokens: Tensor,  # B x T
        length: Tensor,  # B
        marks: Tensor,  # B x T
        positions: Tensor,  # B x P x 4
        types: Tensor,  # B x P x 2
        paths: Tensor,  # B x P x T
        hints: Tensor,  # B x P x N_HINTS
        shares: Tensor,  # B x K
        traits: Tensor,  # B x P x K x N_TRAITS
        domain: Tensor,  # B
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Logits of slots (B x P x slots), status (B x P x kinds x 5), form (B x P x forms), share (B x P x 1+K)."""
        n_tokens = tokens.shape[1]
        states = self.embed(tokens, marks)
        bias = self._bias(length, paths)
        if self.buckets:
            bias = bias + self._relative(torch.arange(n_tokens, device=tokens.device), positions)
        for layer in self.layers[: self.n_below]:
            states = layer(states, bias[:, :, :n_tokens, :n_tokens])
        states = torch.cat([states, self.start_markers(states, positions, types)], 1)
        for layer in self.layers[self.n_below :]:
            states = layer(states, bias)
        text, markers = states[:, :n_tokens], states[:, n_tokens:]
        named = _pick(text, positions[:, :, ::2].flatten(1))
        tie = paths @ text / paths.sum(-1, keepdim=True).clamp(min=1)
        return self.conclude(markers, named, tie, _pick(text, shares), hints, traits, domain)

    def embed(self, tokens: Tensor, marks: Tensor) -> Tensor:
        """What the first layer sees: B x T x size."""
        at = torch.arange(tokens.shape[1], device=tokens.device)
        text = self.words(tokens) + self.places(at)[None] + self.segment + self.marks(marks)
        return self.dropout(self.norm(text))

    def start_markers(self, states: Tensor, positions: Tensor, types: Tensor) -> Tensor:
        """The markers as they start: B x 4P x size."""
        kind = self.types(types).repeat_interleave(2, dim=2)
        markers = (self.markers.weight[None, None] + kind).flatten(1, 2)
        return self.marker_norm(_pick(states, positions.flatten(1)) + markers)

    def conclude(
        self,
        markers: Tensor,  # B x 4P x size
        named: Tensor,  # B x 2P x size, the first word piece of each place
        tie: Tensor,  # B x P x size
        told: Tensor,  # B x K x size, of the percentages
        hints: Tensor,
        traits: Tensor,
        domain: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The logits from what the last layer gives."""
        rows, n_pairs = hints.shape[:2]
        joined = self.join(torch.cat([part.reshape(rows, n_pairs, -1) for part in (markers, named)] + [tie, hints], -1))
        kinds = self.kinds(joined) + self.hinted(hints) + self.domains(domain)[:, None]
        status = self.status(joined).view(rows, n_pairs, 1 + len(KINDS_OF_PAIRS), len(STATUSES))
        status = status[:, :, :1] + status[:, :, 1:] + self.status_hinted(hints)[:, :, None]
        return kinds, status, self.forms(joined), self._share(joined, told, traits)

    def _share(self, joined: Tensor, told: Tensor, traits: Tensor) -> Tensor:
        rows, n_pairs, n_shares = traits.shape[:3]
        at = torch.cat([told[:, None].expand(-1, n_pairs, -1, -1), traits], -1)
        scores = self.share_out(torch.tanh(self.share_pair(joined)[:, :, None] + self.share_text(at)))
        return torch.cat([self.no_share(joined), scores.reshape(rows, n_pairs, n_shares)], -1)

    def _bias(self, length: Tensor, paths: Tensor) -> Tensor:
        """0 where a token may look, more from a marker to its path, and a large negative number elsewhere.

        B x 1 x (T + 4P) x (T + 4P)
        """
        rows, n_pairs, n_tokens = paths.shape
        at = torch.arange(n_tokens, device=length.device)
        closed = (at[None] >= length[:, None]).to(paths.dtype) * _CLOSED
        to_markers = torch.full((rows, n_tokens, n_pairs * _MARKERS), _CLOSED, dtype=paths.dtype, device=paths.device)
        of_text = torch.cat([torch.zeros_like(closed)[:, None].expand(-1, n_tokens, -1), to_markers], 2)
        closed = functional.pad(closed, (0, n_pairs * _MARKERS))
        return (torch.cat([of_text, self.marker_bias(paths)], 1) + closed[:, None])[:, None]

    def marker_bias(self, paths: Tensor) -> Tensor:
        """The same of the markers alone, were there no padding: B x 4P x (T + 4P)."""
        rows, n_pairs = paths.shape[:2]
        group = torch.arange(n_pairs, device=paths.device).repeat_interleave(_MARKERS)
        own = (group[:, None] != group[None]).to(paths.dtype) * _CLOSED
        to_path = (paths * self.pull).repeat_interleave(_MARKERS, dim=1)
        return torch.cat([to_path, own[None].expand(rows, -1, -1)], 2)

    def _relative(self, at: Tensor, positions: Tensor) -> Tensor:
        """What MPNet adds for the distance of two places; a marker stands where that stands which it marks.

        B x heads x (T + 4P) x (T + 4P); buckets after Raffel et al., "Exploring the Limits of Transfer Learning", 2020.
        """
        places = torch.cat([at[None].expand(len(positions), -1), positions.flatten(1)], 1)
        apart = places[:, None] - places[:, :, None]  # of what is looked at, from where
        half = self.buckets // 2
        exact = half // 2
        far = exact + (apart.abs().clamp(min=1) / exact).log() / math.log(_FARTHEST / exact) * (half - exact)
        bucket = torch.where(apart.abs() < exact, apart.abs(), far.long().clamp(max=half - 1))
        found: Tensor = self.relative(bucket + (apart > 0).long() * half)
        return found.permute(0, 3, 1, 2)


def _pick(states: Tensor, at: Tensor) -> Tensor:
    """The states at these places: B x T x size and B x N to B x N x size."""
    return torch.gather(states, 1, at[:, :, None].expand(-1, -1, states.shape[-1]))


def load_encoder(network: PairNetwork, folder: Path, kept: Sequence[int]) -> None:
    """Fill the network with the weights of the layers `kept` of the BERT or MPNet in the folder.

    MPNet has BERT's word pieces under other numbers; the network takes them in under BERT's.
    """
    found = load_file(folder / "model.safetensors")
    found = {name.removeprefix("bert."): tensor for name, tensor in found.items()}
    state = network.state_dict()
    words, places = (found[f"embeddings.{name}_embeddings.weight"] for name in ("word", "position"))
    parts = _PARTS
    if network.buckets:
        words, places, parts = words[_number_as_bert(folder)], places[_MPNET_PLACES:], _MPNET_PARTS
        state["relative.weight"] = found["encoder.relative_attention_bias.weight"]
    else:
        state["segment"] = found["embeddings.token_type_embeddings.weight"][0]
    state["words.weight"], state["places.weight"] = words, places
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = found[f"embeddings.LayerNorm.{part}"]
        for mine, theirs in enumerate(kept):
            for name, path in parts.items():
                state[f"layers.{mine}.{name}.{part}"] = found[f"encoder.layer.{theirs}.{path}.{part}"]
    network.load_state_dict(state)


_PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "norm2": "output.LayerNorm",
}
_MPNET_PARTS = _PARTS | {
    "query": "attention.attn.q",
    "key": "attention.attn.k",
    "value": "attention.attn.v",
    "out": "attention.attn.o",
    "norm1": "attention.LayerNorm",
}
_MPNET_PLACES = 2
"""MPNet counts places from its padding on."""
_MPNET_WORDS = ("<s>", "<pad>", "</s>", "<unk>")
"""Words of MPNet that stand before those of BERT; it reads the first and the third for BERT's [CLS] and [SEP]."""


def _number_as_bert(folder: Path) -> list[int]:
    """MPNet's number of each of BERT's word pieces."""
    words = (folder / "vocab.txt").read_text("utf-8").split("\n")[len(_MPNET_WORDS) :]
    instead = {"[CLS]": 0, "[SEP]": 2}
    n_words = words.index("<mask>")
    return [instead.get(word, len(_MPNET_WORDS) + number) for number, word in enumerate(words[:n_words])]


def average(states: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of each weight over several states of one network."""
    return {name: sum(state[name] for state in states) / len(states) for name in states[0]}


def load_trained(encoder: Path, layers: int, *weights: Path) -> PairNetwork:
    """A network over that encoder with the weights of a run, or the mean of those of several."""
    network = PairNetwork(read_config(encoder), layers)
    network.load_state_dict(average([torch.load(path) for path in weights]))
    return network


def read_config(folder: Path) -> dict[str, int]:
    """The sizes of the encoder in the folder."""
    config: dict[str, int] = json.loads((folder / "config.json").read_text("utf-8"))
    return config
