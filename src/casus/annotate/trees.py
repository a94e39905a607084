"""Dependency trees out of arc scores: a maximum spanning tree with one root (Chu and Liu 1965, Edmonds 1967)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def best_tree(scores: Floats) -> list[int]:
    """Each word's head, -1 for the one root, of the best tree; ``scores`` (words, words), the diagonal scores the root."""
    size = len(scores)
    if size == 0:
        return []
    greedy = np.argmax(scores, axis=1)
    roots = np.flatnonzero(greedy == np.arange(size))
    if len(roots) == 1 and _is_tree(greedy, int(roots[0])):
        return [-1 if i == h else int(h) for i, h in enumerate(greedy)]
    return max((_rooted(scores, int(r)) for r in _root_candidates(scores)), key=lambda found: found[0])[1]


def _root_candidates(scores: Floats) -> NDArray[np.intp]:
    """The words that are likeliest to be the root, by how little their tree would lose."""
    margin = np.diag(scores) - np.max(np.where(np.eye(len(scores), dtype=bool), -np.inf, scores), axis=1, initial=-np.inf)
    return np.argsort(-margin)[:3]


def _is_tree(heads: NDArray[np.intp], root: int) -> bool:
    for start in range(len(heads)):
        at, steps = start, 0
        while at != root and steps <= len(heads):
            at, steps = int(heads[at]), steps + 1
        if at != root:
            return False
    return True


def _rooted(scores: Floats, root: int) -> tuple[float, list[int]]:
    """The score and heads of the best tree with that root."""
    weights = scores.astype(np.float64).copy()
    np.fill_diagonal(weights, -np.inf)
    heads = _arborescence(weights, root)
    total = float(scores[root, root]) + sum(float(scores[i, h]) for i, h in enumerate(heads) if i != root)
    return total, [-1 if i == root else h for i, h in enumerate(heads)]


def _arborescence(weights: NDArray[np.float64], root: int) -> list[int]:
    """Heads of the maximum arborescence: break a cycle by folding it into one node, solve, unfold. ``weights`` (node, head)."""
    size = len(weights)
    heads = np.argmax(weights, axis=1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if not cycle:
        return [int(h) for h in heads]
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    rest = [i for i in range(size) if not inside[i]]
    folded = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    folded[:-1, :-1] = weights[np.ix_(rest, rest)]
    held = weights[cycle, heads[cycle]]
    entering = weights[np.ix_(cycle, rest)] - held[:, None]  # what it costs to break the cycle at each of its nodes
    folded[-1, :-1], enter_at = entering.max(0), entering.argmax(0)
    leaving = weights[np.ix_(rest, cycle)]
    folded[:-1, -1], leave_at = leaving.max(1), leaving.argmax(1)
    solved = _arborescence(folded, rest.index(root))
    for i, node in enumerate(rest):
        if node != root:
            heads[node] = cycle[leave_at[i]] if solved[i] == len(rest) else rest[solved[i]]
    outside = solved[-1]
    heads[cycle[enter_at[outside]]] = rest[outside]
    return [int(h) for h in heads]


def _cycle(heads: NDArray[np.intp], root: int) -> list[int]:
    """The nodes of a cycle among the chosen heads, or none."""
    state = [0] * len(heads)  # 0 new, 1 on this walk, 2 done
    state[root] = 2
    for start in range(len(heads)):
        walk, at = [], start
        while state[at] == 0:
            state[at] = 1
            walk.append(at)
            at = int(heads[at])
        if state[at] == 1:
            return walk[walk.index(at) :]
        for node in walk:
            state[node] = 2
    return []
