"""Text to the encoder's wordpieces: chunks at white space and clitics, then WordPiece, each piece with its offsets in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
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


_NOTHING = Pieces(*(np.zeros(0, dtype=np.int64) for _ in range(4)))


def load_tokenizer(path: Path) -> Tokenizer:
    """The WordPiece tokenizer of ``tokenizer.json``, without truncation or padding."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def split_pieces(text: str, sentences: Sequence[tuple[int, int]], tokenizer: Tokenizer) -> list[Pieces]:
    """The pieces of each sentence (start, end)."""
    return split_many([(text, sentences)], tokenizer)[0]


def split_many(texts: Sequence[tuple[str, Sequence[tuple[int, int]]]], tokenizer: Tokenizer) -> list[list[Pieces]]:
    """The pieces of each sentence of each text; one call of the tokenizer for all."""
    chunks = [[[(m.start(), m.group()) for m in _CHUNK.finditer(text, s, e)] for s, e in sentences] for text, sentences in texts]
    flat = [[c for line in lines for _, c in line] or [""] for lines in chunks]
    encoded = tokenizer.encode_batch(flat, is_pretokenized=True, add_special_tokens=False)
    return [_pieces(lines, e.ids, e.offsets, e.word_ids) for lines, e in zip(chunks, encoded, strict=True)]


def _pieces(
    lines: Sequence[Sequence[tuple[int, str]]], ids: Sequence[int], offsets: Sequence[tuple[int, int]], words: Sequence[int | None]
) -> list[Pieces]:
    counts = np.cumsum([0, *(len(line) for line in lines)])
    if not counts[-1]:
        return [_NOTHING for _ in lines]
    at = np.array([start for line in lines for start, _ in line], dtype=np.int64)
    shapes = np.array([_shape(c) for line in lines for _, c in line], dtype=np.int64)
    chunk = np.array(words, dtype=np.int64)
    places = np.array(offsets, dtype=np.int64).reshape(-1, 2) + at[chunk][:, None]
    joined = Pieces(np.array(ids, dtype=np.int64), shapes[chunk], places[:, 0], places[:, 1])
    bounds = np.searchsorted(chunk, counts).tolist()
    return [joined.cut(a, b) for a, b in pairwise(bounds)]


@lru_cache(maxsize=65536)
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


def cores(opens: NDArray[np.bool_], limit: int, margin: int) -> list[tuple[int, int, int, int]]:
    """An over-long sentence as stretches (first, last, core first, core last): each core is read with ``margin`` pieces of its sentence
    around it, so that nothing is cut; cores end where a word begins, if one does in their last third. ``opens``: does a word begin here?"""
    size, out, at = len(opens), [], 0
    if size <= limit:
        return [(0, size, 0, size)]
    while at < size:
        before = min(margin, at)
        stop = at + limit - before - margin
        if size - at <= limit - before:
            stop = size
        else:
            words = np.flatnonzero(opens[at + (stop - at) * 2 // 3 : stop + 1])
            stop = at + (stop - at) * 2 // 3 + int(words[-1]) if len(words) else stop
        out.append((at - before, min(size, stop + margin), at, stop))
        at = stop
    return out
