"""Texts as vectors of length one, from a vector a wordpiece: what MiniLM makes of the piece, put so that sums come near to its sentence vectors.

The table lies in the encoder's file and shares its wordpieces; no graph runs, so a text costs no more than its tokenizing. Measured against
means of the encoder's own last layer, which training has turned to other ends (docs/decisions/0014-vectors-of-pieces.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from casus.annotate.wordpieces import split_many

if TYPE_CHECKING:
    from casus.annotate.encoder import Encoder

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class WordVectors:
    """``rows`` (pieces, width) in 8 bits, times ``scale`` (pieces,); ``weight`` (pieces,): rare pieces say more; ``bias`` (width,)."""

    rows: NDArray[np.int8]
    scale: Floats
    weight: Floats
    bias: Floats


def read_word_vectors(data: bytes) -> WordVectors:
    """From the bytes of ``vectors.npz``; ``ValueError`` or ``KeyError`` when they hold something else."""
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        return WordVectors(arrays["rows"], *(arrays[name].astype(np.float32) for name in ("scale", "weight", "bias")))


def text_vectors(texts: Sequence[str], encoder: Encoder) -> Floats:
    """(texts, width), each row of length one, or zeros for a text without a piece; ``ValueError`` when the encoder's file has no vectors."""
    vectors = encoder.word_vectors
    if vectors is None:
        raise ValueError("the encoder's file has no word vectors; make it with: python -m training.export ... --data FOLDER")
    pieces = split_many([(text, [(0, len(text))]) for text in texts], encoder.tokenizer)
    return _unit(np.stack([_sum(p[0].ids, vectors) for p in pieces])) if texts else np.zeros((0, len(vectors.bias)), dtype=np.float32)


def _sum(ids: NDArray[np.int64], vectors: WordVectors) -> Floats:
    if not len(ids):
        return np.zeros(len(vectors.bias), dtype=np.float32)
    weight = vectors.weight[ids]
    told: Floats = (weight * vectors.scale[ids]) @ vectors.rows[ids].astype(np.float32)
    out: Floats = told / np.sqrt((weight**2).sum()) + vectors.bias
    return out


def _unit(rows: Floats) -> Floats:
    size = np.linalg.norm(rows, axis=1, keepdims=True)
    out: Floats = rows / np.maximum(size, np.float32(1e-12))
    return out
