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
    pair = np.matmul(left, head[:, :, None])[:, :, 0]
    scores: Floats = pair + dep @ weights["rel_dep"] + head @ weights["rel_head"] + weights["rel_bias"]
    return scores


@dataclass(frozen=True, slots=True)
class Ends:
    """What each possible first and last piece of a span brings along: ``pair`` (firsts, kinds, SPAN), the rest (pieces, kinds)."""

    pair: Floats
    start: Floats
    end_vectors: Floats
    end: Floats
    firsts: Ints
    lasts: Ints


def span_ends(weights: Mapping[str, Floats], name: str, start: Floats, end: Floats, firsts: Ints, lasts: Ints) -> Ends:
    """``start``, ``end`` (pieces, SPAN); ``firsts``, ``lasts``: the pieces at which a span may begin and end."""
    start, end = start[firsts], end[lasts]
    pair = start[:, None] * weights[f"{name}_pair"].T[None]
    return Ends(pair, start @ weights[f"{name}_start"], end, end @ weights[f"{name}_end"], firsts, lasts)


def span_scores(weights: Mapping[str, Floats], name: str, ends: Ends, rows: slice, columns: slice) -> Floats:
    """(firsts, kinds, lasts) of one sentence; what is no stretch, or too long, is very negative."""
    pair = ends.pair[rows]
    count, kinds, width = pair.shape
    product = (pair.reshape(-1, width) @ ends.end_vectors[columns].T).reshape(count, kinds, -1)
    length = ends.lasts[columns][None] - ends.firsts[rows][:, None]
    by_length = weights[f"{name}_length"][np.searchsorted(LENGTHS, np.maximum(length + 1, 1))]
    scores: Floats = product + ends.start[rows][:, :, None] + ends.end[columns].T[None] + by_length.transpose(0, 2, 1)
    return np.where(((length < 0) | (length >= MAX_SPAN))[:, None], np.float32(-1e4), scores)


def link_scores(weights: Mapping[str, Floats], left: Floats, right: Floats, distance: Ints) -> Floats:
    """(lefts, rights, labels); ``distance`` (lefts, rights) in pieces from left to right."""
    side = np.searchsorted(DISTANCES, np.abs(distance)) + (distance > 0) * (len(DISTANCES) + 1)
    width, labels = weights["link_pair"].shape
    pair = ((left[:, None] * weights["link_pair"].T[None]).reshape(-1, width) @ right.T).reshape(len(left), labels, -1).transpose(0, 2, 1)
    scores: Floats = pair + (left @ weights["link_left"])[:, None] + (right @ weights["link_right"])[None] + weights["link_distance"][side]
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


def coref_scores(weights: Mapping[str, Floats], rows: Floats, columns: Floats, row_keys: Keys, column_keys: Keys, between: Ints) -> Floats:
    """(rows, columns): each row's mention with each column's earlier one, by their vectors and by what they share: words, last piece,
    first piece, one inside the other, and how many mentions lie ``between``."""
    same, tail, front, nested = weights["coref_features"][:4]
    scores: Floats = np.asarray((rows * weights["coref_pair"]) @ columns.T)
    scores += (rows @ weights["coref_left"])[:, None] + (columns @ weights["coref_right"])[None]
    scores += same * (row_keys.whole[:, None] == column_keys.whole[None])
    scores += tail * (row_keys.tail[:, None] == column_keys.tail[None])
    scores += front * (row_keys.front[:, None] == column_keys.front[None])
    scores += nested * ((row_keys.first[:, None] <= column_keys.last[None]) & (row_keys.last[:, None] >= column_keys.first[None]))
    scores += weights["coref_features"][4:][np.searchsorted(DISTANCES, np.maximum(between, 0))]
    return scores
