"""Texts as vectors: of length one, the same in any company, and a file without them is named."""

from __future__ import annotations

import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from casus.annotate.vectors import WordVectors, read_word_vectors, text_vectors

sys.path.insert(0, str(Path(__file__).parent))
from random_encoder import random_encoder

DRAW = np.random.default_rng(3)
KNOWN = random_encoder().tokenizer.get_vocab_size()
VECTORS = WordVectors(
    DRAW.integers(-127, 128, size=(KNOWN, 6)).astype(np.int8),
    DRAW.uniform(0.01, 0.02, size=KNOWN).astype(np.float32),
    DRAW.uniform(0.1, 1, size=KNOWN).astype(np.float32),
    DRAW.normal(size=6).astype(np.float32),
)
ENCODER = replace(random_encoder(), word_vectors=VECTORS)


def test_vectors_are_of_length_one_and_the_same_in_any_company() -> None:
    texts = ["The police said.", "\x00", "Rebels killed 12. " + "police " * 600]
    together = text_vectors(texts, ENCODER)
    assert np.linalg.norm(together, axis=1) == pytest.approx([1, 0, 1], abs=1e-5)
    assert np.array_equal(together, np.vstack([text_vectors([text], ENCODER) for text in texts]))
    assert text_vectors([], ENCODER).shape == (0, 6)


def test_the_order_of_words_says_nothing() -> None:
    a, b = text_vectors(["rebels killed police", "police killed rebels"], ENCODER)
    assert a == pytest.approx(b, abs=1e-6)


def test_a_saved_table_comes_back() -> None:
    out = BytesIO()
    np.savez_compressed(out, rows=VECTORS.rows, scale=VECTORS.scale, weight=VECTORS.weight, bias=VECTORS.bias)
    assert np.array_equal(
        text_vectors(["the police"], ENCODER),
        text_vectors(["the police"], replace(ENCODER, word_vectors=read_word_vectors(out.getvalue()))),
    )


def test_a_file_without_vectors_is_told_so() -> None:
    with pytest.raises(ValueError, match=r"no word vectors; make it with: python -m training\.export"):
        text_vectors(["the police"], random_encoder())
