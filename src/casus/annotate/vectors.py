"""Sentences as vectors of length one, from the encoder's last layer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from casus.annotate.encoder import Encoder, Outputs, Sentences
from casus.codebook.errors import EncoderError

Floats = NDArray[np.float32]


def sentence_vectors(texts: Sequence[tuple[str, Sentences]], encoder: Encoder) -> list[Floats]:
    """For each text (sentences, hidden): the mean over a sentence's pieces, of length one; zeros for one without a piece.

    A sentence is seen in its window, so its vector takes colour from those beside it; give each as a text of its own where the vector
    must hang on it alone. ``EncoderError`` for a file that gives out no hidden layer.
    """
    sums: list[Floats | None] = [None] * len(texts)
    for text, _, outputs in encoder.stream(texts):
        if outputs.hidden is None:
            raise EncoderError("the encoder file gives out no hidden layer; export it anew with: python -m training.export")
        held = sums[text]
        if held is None:
            held = sums[text] = np.zeros((len(texts[text][1]), outputs.hidden.shape[1]), dtype=np.float32)
        _add(held, outputs, outputs.hidden)
    empty = np.zeros((0, 0), dtype=np.float32)
    return [_unit(s) if s is not None else empty for s in sums]


def _add(held: Floats, outputs: Outputs, hidden: Floats) -> None:
    for (first, last), number in zip(outputs.sentences, outputs.numbers, strict=True):
        held[number] += hidden[first:last].sum(0)


def _unit(rows: Floats) -> Floats:
    size = np.linalg.norm(rows, axis=1, keepdims=True)
    out: Floats = rows / np.maximum(size, np.float32(1e-12))
    return out
