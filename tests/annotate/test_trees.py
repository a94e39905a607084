"""Best trees against a slow obvious oracle: every assignment of heads that is a tree."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from casus.annotate.trees import best_tree, best_trees


def is_tree(heads: tuple[int, ...]) -> bool:
    roots = [i for i, h in enumerate(heads) if i == h]
    if len(roots) != 1:
        return False
    for start in range(len(heads)):
        at, seen = start, set()
        while at != roots[0]:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at]
    return True


def total(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(scores[i, h] for i, h in enumerate(heads)))


def oracle(scores: np.ndarray) -> float:
    size = len(scores)
    return max(total(scores, heads) for heads in product(range(size), repeat=size) if is_tree(heads))


@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_the_tree_is_well_formed_and_the_best(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    found = best_tree(scores)
    heads = tuple(i if h < 0 else h for i, h in enumerate(found))
    assert sum(h < 0 for h in found) == 1 and is_tree(heads)
    assert abs(total(scores, heads) - oracle(scores)) < 1e-4


@given(st.lists(st.integers(1, 6), max_size=5), st.integers(0, 2**32 - 1))
def test_sentences_together_are_sentences_alone(sizes: list[int], seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(sum(sizes), sum(sizes))).astype(np.float32)
    ends = np.cumsum(sizes).tolist()
    bounds = list(zip([0, *ends[:-1]], ends, strict=True)) if sizes else []
    together = best_trees(scores, bounds).tolist()
    for a, b in bounds:
        assert [h - a if h >= 0 else -1 for h in together[a:b]] == best_tree(scores[a:b, a:b])


def test_no_words_have_no_tree() -> None:
    assert best_tree(np.zeros((0, 0), dtype=np.float32)) == []
