"""The pairwise scorers against the same sums written out pair by pair."""

from __future__ import annotations

import numpy as np
import pytest

from casus.annotate.pairwise import (
    DISTANCES,
    LENGTHS,
    MAX_SPAN,
    arc_scores,
    coref_scores,
    link_scores,
    mention_keys,
    relation_scores,
    span_ends,
    span_scores,
)


def numbers(*shape: int) -> np.ndarray:
    return np.random.default_rng(sum(shape)).normal(size=shape).astype(np.float32)


def test_arcs() -> None:
    weights = {"arc": numbers(4, 4), "arc_bias": numbers(4)}
    dep, head = numbers(5, 4), numbers(5, 4) + 1
    found = arc_scores(weights, dep, head)
    for i in range(5):
        for j in range(5):
            assert found[i, j] == pytest.approx(dep[i] @ weights["arc"] @ head[j] + head[j] @ weights["arc_bias"], rel=1e-4, abs=1e-5)


def test_relations() -> None:
    weights = {"rel": numbers(3, 4, 4), "rel_bias": numbers(3), "rel_dep": numbers(4, 3), "rel_head": numbers(4, 3) + 1}
    dep, head = numbers(5, 4), numbers(5, 4) + 1
    found = relation_scores(weights, dep, head)
    for w in range(5):
        for k in range(3):
            wanted = dep[w] @ weights["rel"][k] @ head[w] + dep[w] @ weights["rel_dep"][:, k] + head[w] @ weights["rel_head"][:, k]
            assert found[w, k] == pytest.approx(wanted + weights["rel_bias"][k], rel=1e-4, abs=1e-5)


def test_spans_lie_inside_and_are_not_too_long() -> None:
    weights = {"x_pair": numbers(4, 2), "x_start": numbers(4, 2), "x_end": numbers(4, 2) + 1, "x_length": numbers(len(LENGTHS) + 1, 2)}
    start, end = numbers(MAX_SPAN + 5, 4), numbers(MAX_SPAN + 5, 4) + 1
    every = np.arange(len(start))
    found = span_scores(weights, "x", span_ends(weights, "x", start, end, every, every), slice(0, len(start)), slice(0, len(end)))
    for i, j in [(0, 0), (2, 7), (3, 3 + MAX_SPAN - 1)]:
        by_length = weights["x_length"][sum(j - i + 1 > bound for bound in LENGTHS)]
        wanted = (start[i] * end[j]) @ weights["x_pair"] + start[i] @ weights["x_start"] + end[j] @ weights["x_end"] + by_length
        assert found[i, :, j] == pytest.approx(wanted, rel=1e-4, abs=1e-5)
    assert (found[5, :, 4] < -1000).all() and (found[0, :, MAX_SPAN] < -1000).all()


def test_links_know_the_side_and_the_distance() -> None:
    size = len(DISTANCES)
    weights = {
        "link_pair": numbers(4, 3),
        "link_left": numbers(4, 3),
        "link_right": numbers(4, 3) + 1,
        "link_distance": numbers(2 * size + 2, 3),
    }
    left, right = numbers(2, 4), numbers(3, 4)
    distance = np.array([[-5, 1, 70], [3, -1, 0]])
    found = link_scores(weights, left, right, distance)
    for i in range(2):
        for j in range(3):
            bucket = sum(abs(distance[i, j]) > bound for bound in DISTANCES) + (size + 1 if distance[i, j] > 0 else 0)
            wanted = (left[i] * right[j]) @ weights["link_pair"] + left[i] @ weights["link_left"] + right[j] @ weights["link_right"]
            assert found[i, j] == pytest.approx(wanted + weights["link_distance"][bucket], rel=1e-4, abs=1e-5)


def test_coreference_looks_at_words_heads_and_distance() -> None:
    ids = np.array([7, 8, 9, 7, 8, 5, 8])
    keys = mention_keys(ids, np.array([0, 3, 6]), np.array([1, 4, 6]))
    weights = {"coref_pair": numbers(4), "coref_left": numbers(4) + 1, "coref_right": numbers(4) - 1, "coref_features": numbers(12)}
    vectors, order = numbers(3, 4), np.arange(3)
    found = coref_scores(weights, vectors, vectors, keys, keys, order[:, None] - order[None])
    shared = {(1, 0): [1, 1, 1, 0], (2, 0): [0, 1, 0, 0], (2, 1): [0, 1, 0, 0]}  # "7 8" again; its last piece alone
    for (i, j), features in shared.items():
        far = sum(i - j > bound for bound in DISTANCES)
        wanted = (
            (vectors[i] * vectors[j]) @ weights["coref_pair"] + vectors[i] @ weights["coref_left"] + vectors[j] @ weights["coref_right"]
        )
        wanted += np.array(features) @ weights["coref_features"][:4] + weights["coref_features"][4 + far]
        assert found[i, j] == pytest.approx(wanted, rel=1e-4, abs=1e-5)
