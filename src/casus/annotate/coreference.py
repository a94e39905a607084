"""Within-report coreference: each mention joins the best mention before it, if the learned score, with words and heads, speaks for that."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from casus.annotate.pairwise import Keys, coref_scores

Floats = NDArray[np.float32]
#: mentions further back than this are not looked at, so that a long report costs no more than its length
_REACH, _ROWS = 400, 200


def find_clusters(weights: Mapping[str, Floats], vectors: Floats, keys: Keys) -> list[int]:
    """The cluster of each mention of a report, in text order: the number of its first mention. ``vectors`` (mentions, COREF)."""
    clusters: list[int] = []
    for low in range(0, len(vectors), _ROWS):
        high, back = min(low + _ROWS, len(vectors)), max(0, low - _REACH)
        between = np.arange(low, high)[:, None] - np.arange(back, high)[None]
        scores = coref_scores(weights, vectors[low:high], vectors[back:high], keys.cut(low, high), keys.cut(back, high), between)
        scores[between <= 0] = -np.inf
        best = scores.argmax(1)
        joined = scores[np.arange(high - low), best] > 0
        for row, (to, is_joined) in enumerate(zip(best.tolist(), joined.tolist(), strict=True)):
            clusters.append(clusters[back + to] if is_joined else low + row)
    return clusters
