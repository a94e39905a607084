"""The encoder at run time: report text to the outputs of all heads, window by window, with ONNX Runtime and NumPy alone.

One file, which ``training/`` makes, holds the graph, the tokenizer, the pairwise weights and what they were made of.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from casus.annotate.tokens import token_bounds
from casus.annotate.vectors import WordVectors, read_word_vectors
from casus.annotate.wordpieces import CLS, SEP, Pieces, cores, split_many, windows
from casus.codebook.errors import EncoderError

#: pieces in one window, pieces of an over-long sentence that are read on either side of a core, and padded pieces in one call of the graph
WINDOW, MARGIN, _BATCH = 254, 48, 2048
_VECTORS = "vectors.npz"
Floats = NDArray[np.float32]
Sentences = Sequence[tuple[int, int]]
T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Outputs:
    """One window: its pieces (no ``[CLS]``), its sentences as (first, last exclusive) pieces, and each head's rows (pieces, width).

    ``numbers`` are the sentences' places in the list that was given; an over-long sentence comes as several, of one number. ``opens``:
    does a token begin at this piece?
    """

    pieces: Pieces
    sentences: tuple[tuple[int, int], ...]
    numbers: tuple[int, ...]
    opens: NDArray[np.bool_]
    parts: Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence, or a stretch of an over-long one: what is read, of which ``first`` to ``last`` is kept."""

    number: int
    pieces: Pieces
    opens: NDArray[np.bool_]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Encoder:
    """``about`` holds layout, labels and origin; ``weights`` the pairwise scorers' arrays by name; ``word_vectors``: where the file has them."""

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    about: Mapping[str, Any]
    weights: Mapping[str, Floats]
    word_vectors: WordVectors | None = None

    def run(self, text: str, sentences: Sentences) -> list[Outputs]:
        """Outputs of the windows in text order; ``sentences`` (start, end) count characters. Sentences without a piece are passed over."""
        found = [(place, outputs) for _, place, outputs in self.stream([(text, sentences)])]
        return [outputs for _, outputs in sorted(found, key=lambda f: f[0])]

    def stream(self, texts: Sequence[tuple[str, Sentences]]) -> Iterator[tuple[int, int, Outputs]]:
        """(number of the text, number of the window in it, outputs), as they come: windows of all texts share calls, the longest first."""
        runs: list[tuple[int, int, list[_Part]]] = []
        for n, parts in enumerate(self._parts_of(texts)):
            bounds = windows([len(p.pieces) for p in parts], WINDOW)
            runs += [(n, place, parts[first:last]) for place, (first, last) in enumerate(bounds)]
        batches = _batches([sum(len(p.pieces) for p in run) for _, _, run in runs])
        calls = ([[p.pieces for p in runs[i][2]] for i in batch] for batch in batches)
        for batch, called in zip(batches, _ahead(self._call, calls), strict=True):
            for i, rows in zip(batch, called, strict=True):
                text, place, run = runs[i]
                yield text, place, self._outputs(run, rows)

    def _parts_of(self, texts: Sequence[tuple[str, Sentences]]) -> Iterator[list[_Part]]:
        for (text, sentences), pieces in zip(texts, split_many(texts, self.tokenizer), strict=True):
            starts = np.array([b for s, e in sentences for b, _ in token_bounds(text, s, e)], dtype=np.int64)
            yield [part for n, p in enumerate(pieces) if len(p) for part in _cut(n, p, _opens(p, starts))]

    def _call(self, batch: Sequence[Sequence[Pieces]]) -> list[list[Floats]]:
        """The graph over windows padded to one length; each window's rows, of each output, without padding."""
        sizes = [sum(len(p) for p in parts) for parts in batch]
        ids, shapes, mask = (np.zeros((len(batch), max(sizes) + 2), dtype=np.int64) for _ in range(3))
        for row, (parts, size) in enumerate(zip(batch, sizes, strict=True)):
            ids[row, : size + 2] = np.concatenate([[CLS], *(p.ids for p in parts), [SEP]])
            shapes[row, 1 : size + 1] = np.concatenate([p.shapes for p in parts])
            mask[row, : size + 2] = 1
        out = self.session.run(["outputs"], {"ids": ids, "shapes": shapes, "mask": mask})
        return [[rows[n, : size + 2] for rows in out] for n, size in enumerate(sizes)]

    def _outputs(self, run: Sequence[_Part], rows: Sequence[Floats]) -> Outputs:
        """A window's outputs by head, without the rows of the two marks and of what was read for its company alone."""
        read = np.cumsum([0, *(len(p.pieces) for p in run)]).tolist()
        kept = np.concatenate([np.arange(at + p.first, at + p.last) for at, p in zip(read, run, strict=False)]) + 1
        ends = np.cumsum([p.last - p.first for p in run]).tolist()
        pieces = [p.pieces.cut(p.first, p.last) for p in run]
        names = ("ids", "shapes", "starts", "ends")
        joined = Pieces(*(np.concatenate([getattr(p, name) for p in pieces]) for name in names))
        opens = np.concatenate([p.opens[p.first : p.last] for p in run])
        numbers = tuple(p.number for p in run)
        return Outputs(joined, tuple(zip([0, *ends[:-1]], ends, strict=True)), numbers, opens, self._heads(rows[0], kept))

    def _heads(self, rows: Floats, kept: NDArray[np.int64]) -> dict[str, Floats]:
        """By head; those that judge a window as one row, the mean of all its rows."""
        ends = np.cumsum(list(self.about["layout"].values())).tolist()
        spans = {name: slice(a, b) for name, a, b in zip(self.about["layout"], [0, *ends[:-1]], ends, strict=True)}
        every = slice(1, -1) if len(kept) == len(rows) - 2 else kept
        out = {name: rows[:, span].mean(0, keepdims=True) if name in _POOLED else rows[every, span] for name, span in spans.items()}
        return {name: np.maximum(part, 0) if name in self.about["rectified"] else part for name, part in out.items()}


def _ahead(work: Callable[[T], U], items: Iterable[T]) -> Iterator[U]:
    """The results in order; while one is made use of, the next is being worked on."""
    with ThreadPoolExecutor(1) as pool:
        waiting: Future[U] | None = None
        for item in items:
            begun = pool.submit(work, item)
            if waiting is not None:
                yield waiting.result()
            waiting = begun
        if waiting is not None:
            yield waiting.result()


_POOLED = ("muc_pooled", "muc_doc")


def _opens(pieces: Pieces, starts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Does a token begin where the piece does? The first piece of a sentence always opens one. ``starts``: sorted, of the text's tokens."""
    at = np.minimum(np.searchsorted(starts, pieces.starts), max(0, len(starts) - 1))
    out: NDArray[np.bool_] = starts[at] == pieces.starts if len(starts) else np.zeros(len(pieces), dtype=bool)
    out[0] = True
    return out


def _cut(number: int, pieces: Pieces, opens: NDArray[np.bool_]) -> list[_Part]:
    return [
        _Part(number, pieces.cut(low, high), opens[low:high], first - low, last - low)
        for low, high, first, last in cores(opens, WINDOW, MARGIN)
    ]


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Windows in groups of like length, each group small enough for one call."""
    out: list[list[int]] = []
    for i in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i)):
        if not out or (lengths[out[-1][0]] + 2) * (len(out[-1]) + 1) > _BATCH:
            out.append([])
        out[-1].append(i)
    return out


def load_encoder(path: Path, threads: int = 1) -> Encoder:
    """Load an encoder file; ``EncoderError`` when it is not one."""
    try:
        with zipfile.ZipFile(path) as archive:
            about = json.loads(archive.read("about.json"))
            graph, tokens = archive.read("model.onnx"), archive.read("tokenizer.json")
            with np.load(BytesIO(archive.read("pairs.npz")), allow_pickle=False) as arrays:
                weights = {name: arrays[name].astype(np.float32) for name in arrays.files}
            vectors = read_word_vectors(archive.read(_VECTORS)) if _VECTORS in archive.namelist() else None
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as problem:
        raise EncoderError(f"{path}: is no encoder file ({problem}); install Casus again, or make one with: make train") from problem
    options = onnxruntime.SessionOptions()
    # threads that wait busily would take the cores from decoding
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_str(tokens.decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Encoder(session, tokenizer, about, weights, vectors)
