"""The encoder at run time: report text to the outputs of all heads, window by window, with ONNX Runtime and NumPy alone.

One file, which ``training/`` makes, holds the graph, the tokenizer, the pairwise weights and what they were made of.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from casus.annotate.wordpieces import CLS, SEP, Pieces, split_pieces, windows

#: pieces in one window, and padded pieces in one call of the graph
WINDOW, _BATCH = 254, 2048
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Outputs:
    """One window: its pieces (no ``[CLS]``), its sentences as (first, last exclusive) pieces, and each head's rows (pieces, width).

    ``numbers`` are the sentences' places in the list that was given.
    """

    pieces: Pieces
    sentences: tuple[tuple[int, int], ...]
    numbers: tuple[int, ...]
    parts: Mapping[str, Floats]


class EncoderError(ValueError):
    """An encoder file that cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """``about`` holds layout, labels and origin; ``weights`` the pairwise scorers' arrays by name."""

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    about: Mapping[str, Any]
    weights: Mapping[str, Floats]

    def run(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[Outputs]:
        """Outputs of the windows in text order; ``sentences`` (start, end) count characters. Sentences without a piece are passed over."""
        pieces = split_pieces(text, sentences, self.tokenizer)
        kept = [(n, p.cut(0, WINDOW)) for n, p in enumerate(pieces) if len(p)]
        runs = [kept[first:last] for first, last in windows([len(p) for _, p in kept], WINDOW)]
        out: list[Outputs | None] = [None] * len(runs)
        for batch in _batches([sum(len(p) for _, p in run) for run in runs]):
            for i, rows in zip(batch, self._call([[p for _, p in runs[i]] for i in batch]), strict=True):
                out[i] = _outputs(runs[i], self._parts(rows))
        return [o for o in out if o is not None]

    def _call(self, batch: Sequence[Sequence[Pieces]]) -> list[Floats]:
        """The graph over windows padded to one length; each window's rows without its two marks and padding."""
        sizes = [sum(len(p) for p in parts) for parts in batch]
        ids, shapes, mask = (np.zeros((len(batch), max(sizes) + 2), dtype=np.int64) for _ in range(3))
        for row, (parts, size) in enumerate(zip(batch, sizes, strict=True)):
            ids[row, : size + 2] = np.concatenate([[CLS], *(p.ids for p in parts), [SEP]])
            shapes[row, 1 : size + 1] = np.concatenate([p.shapes for p in parts])
            mask[row, : size + 2] = 1
        (rows,) = self.session.run(None, {"ids": ids, "shapes": shapes, "mask": mask})
        return [rows[n, : size + 2] for n, size in enumerate(sizes)]

    def _parts(self, rows: Floats) -> dict[str, Floats]:
        """A window's outputs by head, without the rows of the two marks; pooled heads as one row of their mean."""
        cuts = np.cumsum(list(self.about["layout"].values()))[:-1]
        parts = dict(zip(self.about["layout"], np.split(rows, cuts, axis=1), strict=True))
        pooled = {name: parts[name].mean(0, keepdims=True) for name in ("muc_pooled", "muc_doc")}
        kept = {name: part[1:-1] for name, part in parts.items()} | pooled
        return {name: np.maximum(part, 0) if name in self.about["rectified"] else part for name, part in kept.items()}


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Windows in groups of like length, each group small enough for one call."""
    out: list[list[int]] = []
    for i in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i)):
        if not out or (lengths[out[-1][0]] + 2) * (len(out[-1]) + 1) > _BATCH:
            out.append([])
        out[-1].append(i)
    return out


def _outputs(run: Sequence[tuple[int, Pieces]], parts: Mapping[str, Floats]) -> Outputs:
    ends = np.cumsum([len(p) for _, p in run]).tolist()
    names = ("ids", "shapes", "starts", "ends")
    joined = Pieces(*(np.concatenate([getattr(p, name) for _, p in run]) for name in names))
    return Outputs(joined, tuple(zip([0, *ends[:-1]], ends, strict=True)), tuple(n for n, _ in run), parts)


def load_encoder(path: Path, threads: int = 1) -> Encoder:
    """Load an encoder file; ``EncoderError`` when it is not one."""
    try:
        with zipfile.ZipFile(path) as archive:
            about = json.loads(archive.read("about.json"))
            graph, tokens = archive.read("model.onnx"), archive.read("tokenizer.json")
            with np.load(BytesIO(archive.read("pairs.npz")), allow_pickle=False) as arrays:
                weights = {name: arrays[name].astype(np.float32) for name in arrays.files}
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as problem:
        raise EncoderError(f"{path}: is no encoder file ({problem}); install Casus again, or make one with: make train") from problem
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_str(tokens.decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Encoder(session, tokenizer, about, weights)
