"""Dependency trees out of arc scores: a maximum spanning tree with one root (Chu and Liu 1965, Edmonds 1967)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Heads = NDArray[np.intp]


def best_tree(scores: Floats) -> list[int]:
    """Each word's head, -1 for the one root, of the best tree; ``scores`` (words, words), the diagonal scores the root."""
    heads: list[int] = best_trees(scores, [(0, len(scores))]).tolist()
    return heads


def best_trees(scores: Floats, sentences: Sequence[tuple[int, int]]) -> Heads:
    """Heads of all words, -1 for roots, with one tree a sentence (first, last exclusive; no gaps); arcs between sentences do not count."""
    size = len(scores)
    if not size:
        return np.zeros(0, dtype=np.intp)
    number = np.repeat(np.arange(len(sentences)), [b - a for a, b in sentences])
    inside = np.where(number[:, None] == number[None], scores, -np.inf)
    own = np.diag(scores).copy()
    np.fill_diagonal(inside, -np.inf)
    heads, roots = inside.argmax(1), np.zeros(len(sentences), dtype=np.intp)
    margin = own - inside[np.arange(size), heads]
    for n, (a, b) in enumerate(sentences):
        roots[n] = a + int(margin[a:b].argmax()) if b > a else 0
    filled = [n for n, (a, b) in enumerate(sentences) if b > a]
    heads[roots[filled]] = roots[filled]
    # with that root nobody's best head could be better: if these heads make a tree, it is the best of all
    reached = heads
    for _ in range(max(1, size.bit_length())):
        reached = reached[reached]
    for n in sorted(set(number[reached != roots[number]].tolist())):
        a, b = sentences[n]
        found = _solved(scores[a:b, a:b])
        heads[a:b] = found + a
        roots[n] = a + int(np.flatnonzero(found == np.arange(b - a))[0])
    heads[roots[filled]] = -1
    out: Heads = heads
    return out


def _solved(scores: Floats) -> Heads:
    """Heads of the best tree of one sentence, the root its own head. A root is tried while its best heads, tree or not, beat the best tree."""
    arcs = scores.astype(np.float64)
    np.fill_diagonal(arcs, -np.inf)
    own, highest = np.diag(scores).astype(np.float64), arcs.max(1)
    bounds = own - highest + highest[np.isfinite(highest)].sum()
    best, value = np.zeros(len(scores), dtype=np.intp), -np.inf
    for root in np.argsort(-bounds, kind="stable"):
        if bounds[root] <= value:
            break
        heads = np.array(_arborescence(arcs, int(root)), dtype=np.intp)
        gain = np.where(np.arange(len(heads)) == root, own, arcs[np.arange(len(heads)), heads]).sum()
        if gain > value:
            best, value = heads, gain
    return best


def _arborescence(weights: NDArray[np.float64], root: int) -> list[int]:
    """Heads of the maximum arborescence from the root: break a cycle by folding it into one node, solve, unfold. ``weights`` (node, head)."""
    size = len(weights)
    heads: list[int] = weights.argmax(1).tolist()
    heads[root] = root
    cycle = _cycle(heads, root)
    if not cycle:
        return heads
    inside = set(cycle)
    rest = [i for i in range(size) if i not in inside]
    folded = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    held = weights[cycle]
    folded[:-1, :-1] = weights[rest][:, rest]
    entering = held[:, rest] - held[np.arange(len(cycle)), [heads[c] for c in cycle]][:, None]  # what it costs to break the cycle there
    leaving = weights[rest][:, cycle]
    folded[-1, :-1], folded[:-1, -1] = entering.max(0), leaving.max(1)
    solved = _arborescence(folded, rest.index(root))
    leave_at: list[int] = leaving.argmax(1).tolist()
    for i, node in enumerate(rest):
        if node != root:
            heads[node] = cycle[leave_at[i]] if solved[i] == len(rest) else rest[solved[i]]
    outside = solved[-1]
    heads[cycle[int(entering[:, outside].argmax())]] = rest[outside]
    return heads


def _cycle(heads: Sequence[int], root: int) -> list[int]:
    """The nodes of a cycle among the chosen heads, or none; the root heads itself and is no cycle."""
    state = [0] * len(heads)  # 0 new, 1 on this walk, 2 done
    state[root] = 2
    for start in range(len(heads)):
        walk, at = [], start
        while state[at] == 0:
            state[at] = 1
            walk.append(at)
            at = heads[at]
        if state[at] == 1:
            return walk[walk.index(at) :]
        for node in walk:
            state[node] = 2
    return []
