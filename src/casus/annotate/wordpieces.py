"""Text to the encoder's wordpieces: chunks at white space and clitics, then WordPiece, each piece with its offsets in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

#: contractions are two words each ("do" + "n't"), which WordPiece would cut elsewhere
_CHUNK = re.compile(
    r"""(?:ca|wo|sha|do|does|did|is|are|was|were|have|has|had|would|could|should|might|must|need|ai)(?=n['’]?t\b)
    |n['’]t\b|\bcan(?=not\b)|\bgon(?=na\b)|\bwan(?=na\b)|\bgot(?=ta\b)
    |['’](?:s|re|ve|ll|d|m)\b
    |(?:(?!n['’]t\b|['’](?:s|re|ve|ll|d|m)\b)\S)+|\S+""",
    re.VERBOSE | re.IGNORECASE,
)
LOWER, TITLE, UPPER, MIXED = range(4)
CLS, SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Pieces:
    """Wordpieces of one stretch of text. ``ids``, ``shapes``, ``starts``, ``ends``: int arrays of one length; offsets count characters of the whole text."""

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)

    def cut(self, first: int, last: int) -> Pieces:
        return Pieces(self.ids[first:last], self.shapes[first:last], self.starts[first:last], self.ends[first:last])


def load_tokenizer(path: Path) -> Tokenizer:
    """The WordPiece tokenizer of ``tokenizer.json``, without truncation or padding."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def split_pieces(text: str, sentences: Sequence[tuple[int, int]], tokenizer: Tokenizer) -> list[Pieces]:
    """The pieces of each sentence (start, end)."""
    chunks = [[(m.start(), m.group()) for m in _CHUNK.finditer(text, start, end)] for start, end in sentences]
    encoded = tokenizer.encode_batch([[c for _, c in line] or [""] for line in chunks], is_pretokenized=True, add_special_tokens=False)
    return [_pieces(line, e.ids, e.offsets, e.word_ids) for line, e in zip(chunks, encoded, strict=True)]


def _pieces(
    chunks: Sequence[tuple[int, str]], ids: Iterable[int], offsets: Iterable[tuple[int, int]], words: Iterable[int | None]
) -> Pieces:
    shapes = [_shape(c) for _, c in chunks]
    rows = [
        (i, shapes[w], chunks[w][0] + s, chunks[w][0] + e)
        for i, (s, e), w in zip(ids, offsets, words, strict=True)
        if w is not None and chunks
    ]
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return Pieces(table[:, 0], table[:, 1], table[:, 2], table[:, 3])


def _shape(chunk: str) -> int:
    letters = [c for c in chunk if c.isalpha()]
    if not letters or all(c.islower() for c in letters):
        return LOWER
    if all(c.isupper() for c in letters):
        return UPPER if len(letters) > 1 else TITLE
    return TITLE if letters[0].isupper() and all(c.islower() for c in letters[1:]) else MIXED


def windows(lengths: Sequence[int], limit: int) -> Iterator[tuple[int, int]]:
    """Runs of whole sentences (first, last) of at most ``limit`` pieces together and of about one size; a longer sentence stands alone."""
    total, least = sum(lengths), max(1, -(-sum(lengths) // limit))
    target = min(limit, -(-total // least) + max(lengths, default=0) // 2)
    first = held = 0
    for i, length in enumerate(lengths):
        if held and held + length > target:
            yield first, i
            first, held = i, 0
        held += length
    if first < len(lengths):
        yield first, len(lengths)
