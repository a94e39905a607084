"""The encoder's scorers over pairs of pieces, in NumPy: the same arithmetic as in training, checked against it by a test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LENGTHS = np.array([1, 2, 3, 4, 6, 9, 14, 22, 40])
DISTANCES = np.array([1, 2, 4, 8, 16, 32, 64])
#: a mention has at most so many pieces
MAX_SPAN = 60


def arc_scores(weights: Mapping[str, Floats], dep: Floats, head: Floats) -> Floats:
    """(words, words): how well each column's word heads each row's; the diagonal means the root."""
    scores: Floats = dep @ weights["arc"] @ head.T + (head @ weights["arc_bias"])[None]
    return scores


def relation_scores(weights: Mapping[str, Floats], dep: Floats, head: Floats) -> Floats:
    """(words, labels) for each word with its head."""
    labels, size, _ = weights["rel"].shape
    left = (dep @ weights["rel"].transpose(1, 0, 2).reshape(size, labels * size)).reshape(len(dep), labels, size)
    pair = np.einsum("wlj,wj->wl", left, head)
    scores: Floats = pair + dep @ weights["rel_dep"] + head @ weights["rel_head"] + weights["rel_bias"]
    return scores


def span_scores(weights: Mapping[str, Floats], name: str, start: Floats, end: Floats) -> Floats:
    """(pieces, pieces, kinds) over first and last pieces of one sentence; what is no stretch, or too long, is very negative."""
    size = len(start)
    pair = np.matmul((start[None] * weights[f"{name}_pair"].T[:, None, :]), end.T[None]).transpose(1, 2, 0)
    length = np.arange(size)[None] - np.arange(size)[:, None]
    by_length = weights[f"{name}_length"][np.searchsorted(LENGTHS, np.maximum(length + 1, 1))]
    scores: Floats = pair + (start @ weights[f"{name}_start"])[:, None] + (end @ weights[f"{name}_end"])[None] + by_length
    scores[(length < 0) | (length >= MAX_SPAN)] = -1e4
    return scores


def link_scores(weights: Mapping[str, Floats], left: Floats, right: Floats, distance: Ints) -> Floats:
    """(lefts, rights, labels); ``distance`` (lefts, rights) in pieces from left to right."""
    side = np.searchsorted(DISTANCES, np.abs(distance)) + (distance > 0) * (len(DISTANCES) + 1)
    pair = np.einsum("ld,rd,dk->lrk", left, right, weights["link_pair"], optimize=True)
    scores: Floats = pair + (left @ weights["link_left"])[:, None] + (right @ weights["link_right"])[None] + weights["link_distance"][side]
    return scores


def coref_scores(weights: Mapping[str, Floats], rows: Floats, columns: Floats, features: Floats) -> Floats:
    """(rows, columns): each row's mention with each column's earlier one; ``features`` (rows, columns, 4 + distance buckets)."""
    pair = (rows * weights["coref_pair"]) @ columns.T
    sides = (rows @ weights["coref_left"])[:, None] + (columns @ weights["coref_right"])[None]
    scores: Floats = pair + sides + features @ weights["coref_features"]
    return scores


@dataclass(frozen=True, slots=True)
class Keys:
    """What the features of coreference compare, one row a mention in text order: numbers of its words, last and first piece, its ends."""

    whole: Ints
    tail: Ints
    front: Ints
    first: Ints
    last: Ints

    def cut(self, first: int, last: int) -> Keys:
        return Keys(*(getattr(self, f.name)[first:last] for f in fields(self)))


def mention_keys(ids: Ints, first: Ints, last: Ints) -> Keys:
    texts = [tuple(ids[a : b + 1].tolist()) for a, b in zip(first, last, strict=True)]
    numbers = {t: n for n, t in enumerate(dict.fromkeys(texts))}
    return Keys(np.array([numbers[t] for t in texts], dtype=np.int64), ids[last], ids[first], first, last)


def coref_features(rows: Keys, columns: Keys, between: Ints) -> Floats:
    """(rows, columns, 4 + distance buckets): same words, same last piece, same first piece, one inside the other; ``between``, in mentions."""
    same = [getattr(rows, name)[:, None] == getattr(columns, name)[None] for name in ("whole", "tail", "front")]
    nested = (rows.first[:, None] <= columns.last[None]) & (rows.last[:, None] >= columns.first[None])
    far = np.eye(len(DISTANCES) + 1, dtype=np.float32)[np.searchsorted(DISTANCES, np.maximum(between, 0))]
    out: Floats = np.concatenate([np.stack([*same, nested], -1).astype(np.float32), far], -1)
    return out
