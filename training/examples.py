"""Training examples: windows of wordpieces with whatever layers their source annotates, ready for the heads' losses."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from tokenizers import Tokenizer

from casus.annotate.wordpieces import CLS, SEP, Pieces, split_pieces, windows

LIMIT = 254


@dataclass(slots=True)
class Example:
    """One window. Positions count wordpieces with ``[CLS]`` at 0. An absent layer is None: it gives no loss.

    ``words``: (position, upos, head as index into ``words`` or -1 for root, deprel, lemma script, sentence) of each word.
    ``spans``: sentences as (first, last) positions and, for ``own`` or ``gum``, (first, last inclusive, type) mentions.
    """

    name: str
    ids: np.ndarray
    shapes: np.ndarray
    sentences: list[tuple[int, int]]
    words: list[tuple[int, int, int, int, int, int]] | None = None
    word_starts: list[int] | None = None
    own_spans: list[tuple[int, int, int]] | None = None
    gum_spans: list[tuple[int, int, int]] | None = None
    triggers: list[tuple[int, int, int, int, int, int]] | None = None  # first, last, type, modality, negated, trend (-1: none)
    cues: list[tuple[int, int, int]] | None = None
    links: list[tuple[int, int, int, int]] | None = None  # left position, right first, right last, label
    clusters: list[list[tuple[int, int]]] | None = None
    muc_roles: np.ndarray | None = None  # (pieces, roles) of 0 O, 1 B, 2 I
    muc_types: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)  # position of a filler, types of its templates
    muc_doc: tuple[int, ...] | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces of some sentences, with the sentences' positions in the window and what turns characters into positions."""

    pieces: Pieces
    sentences: list[tuple[int, int]]

    def position(self, at: int) -> int | None:
        """The position of the piece that covers a character."""
        i = int(np.searchsorted(self.pieces.starts, at, side="right")) - 1
        return i + 1 if i >= 0 and self.pieces.ends[i] > at else None

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last position of a stretch of characters that lies inside the window."""
        first, last = self.position(start), self.position(end - 1)
        return (first, last) if first is not None and last is not None and first <= last else None

    def example(self, name: str) -> Example:
        ids = np.concatenate([[CLS], self.pieces.ids, [SEP]])
        return Example(name, ids, np.concatenate([[0], self.pieces.shapes, [0]]), self.sentences)


def cut_windows(text: str, sentences: Sequence[tuple[int, int]], tokenizer: Tokenizer, limit: int = LIMIT) -> list[Window]:
    """Windows of whole sentences of at most ``limit`` pieces; a longer sentence is cut short."""
    parts = [p for p in (p.cut(0, limit) for p in split_pieces(text, sentences, tokenizer)) if len(p)]
    return [_window(parts[first:last]) for first, last in windows([len(p) for p in parts], limit)]


def _window(parts: Sequence[Pieces]) -> Window:
    bounds, at = [], 1
    for part in parts:
        bounds.append((at, at + len(part)))
        at += len(part)
    joined = Pieces(*(np.concatenate([getattr(p, name) for p in parts]) for name in ("ids", "shapes", "starts", "ends")))
    return Window(joined, bounds)


def is_dev(name: str, share: float) -> bool:
    """Whether an item belongs to the held-out part: by a hash of its name, so that no later item moves an earlier one."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF < share
