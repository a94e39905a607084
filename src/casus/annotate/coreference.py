"""Within-report coreference: each mention joins the best mention before it, if the learned score, with words and heads, speaks for that."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from casus.annotate.decode import Labelled
from casus.annotate.encoder import Encoder, Outputs
from casus.annotate.pairwise import coref_features, coref_scores, mention_keys

#: mentions further back than this are not looked at, so that a long report costs no more than its length
_REACH, _ROWS = 400, 200


def find_clusters(windows: Sequence[Outputs], mentions: Sequence[Sequence[Labelled]], encoder: Encoder) -> list[list[int]]:
    """The cluster of each mention of each window; numbers count the report's mentions in text order."""
    sizes = [len(w.pieces) for w in windows]
    offsets = np.concatenate([[0], np.cumsum(sizes)])
    rows = [(m.first + offsets[n], m.last + offsets[n]) for n, group in enumerate(mentions) for m in group]
    if not rows:
        return [[] for _ in mentions]
    first, last = np.array(rows, dtype=np.int64).T
    keys = mention_keys(np.concatenate([w.pieces.ids for w in windows]), first, last)
    starts, ends = (np.concatenate([w.parts[f"coref_{side}"] for w in windows]) for side in ("start", "end"))
    vectors = starts[first] + ends[last]
    clusters: list[int] = []
    for low in range(0, len(rows), _ROWS):
        high, back = min(low + _ROWS, len(rows)), max(0, low - _REACH)
        between = np.arange(low, high)[:, None] - np.arange(back, high)[None]
        scores = coref_scores(
            encoder.weights, vectors[low:high], vectors[back:high], coref_features(keys.cut(low, high), keys.cut(back, high), between)
        )
        scores[between <= 0] = -np.inf
        for row, best in enumerate(scores.argmax(1)):
            clusters.append(clusters[back + int(best)] if scores[row, best] > 0 else low + row)
    bounds = np.cumsum([0, *(len(group) for group in mentions)]).tolist()
    return [clusters[a:b] for a, b in pairwise(bounds)]
