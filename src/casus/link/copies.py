"""Near copies among reports: MinHash over runs of words finds the candidates, counting the runs decides, aligning shows what changed."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from casus.model import Report

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|\n+")
_RUN = 5
#: share of the shorter report's runs that the other must have; 0.5 keeps write-throughs of one agency text apart from rewrites
_SHARE = 0.5
#: shorter reports share runs by chance
_LEAST = 12
#: two reports meet when they agree in all rows of one band: of pairs with a fifth of all runs in common 93 % meet, with a third nearly all
_BANDS, _ROWS = 64, 2
#: more reports than this in one band share a formula, not a text
_COMMON = 60
_RANDOM = np.random.default_rng(20260101)
_FACTORS = _RANDOM.integers(1, 2**63, _BANDS * _ROWS, dtype=np.uint64) | np.uint64(1)
_TERMS = _RANDOM.integers(0, 2**63, _BANDS * _ROWS, dtype=np.uint64)
Runs = npt.NDArray[np.uint64]


def find_copies(reports: Sequence[Report]) -> dict[str, str]:
    """report_id of each near copy to that of its original: the earliest of its group, an undated one last, then by content."""
    ordered = sorted(reports, key=lambda r: (r.published or date.max, r.content_sha256, r.report_id))
    runs = [runs_of(r.text) for r in ordered]
    original: dict[int, int] = {}
    for first, later in sorted(p for p in _candidates(runs) if share(runs[p[0]], runs[p[1]]) >= _SHARE):
        original.setdefault(later, original.get(first, first))
    return {ordered[later].report_id: ordered[first].report_id for later, first in original.items()}


def copies_of(reports: Sequence[Report], others: Sequence[Report]) -> list[Report]:
    """Those of ``others`` that share most of their text with one of ``reports``, or it with them."""
    wanted = [runs_of(r.text) for r in reports]
    return [o for o in others if any(share(runs_of(o.text), one) >= _SHARE for one in wanted)]


def runs_of(text: str) -> Runs:
    """Hashes of the runs of five words, each once, in rising order."""
    words = [zlib.crc32(w.encode("utf-8", "surrogatepass")) for w in _WORD.findall(text.lower())]
    if len(words) < _RUN:
        return np.zeros(0, np.uint64)
    codes = np.array(words, dtype=np.uint64)
    mixed = np.zeros(len(words) - _RUN + 1, dtype=np.uint64)
    for i in range(_RUN):
        mixed = mixed * np.uint64(0x100000001B3) ^ codes[i : len(codes) - _RUN + 1 + i]
    return np.unique(mixed * np.uint64(0x9E3779B97F4A7C15))


def share(a: Runs, b: Runs) -> float:
    """Share of the shorter one's runs that the other has too; 0 for texts too short to tell."""
    shorter = min(len(a), len(b))
    return len(np.intersect1d(a, b, assume_unique=True)) / shorter if shorter >= _LEAST else 0.0


def sketch(runs: Runs) -> Runs:
    """One number a band: equal in two texts, by a chance that grows with what they share."""
    if len(runs) < _LEAST:
        return np.zeros(0, np.uint64)
    least = np.concatenate([(runs[:, None] * f + t).min(axis=0) for f, t in zip(np.split(_FACTORS, 4), np.split(_TERMS, 4), strict=True)])
    mixed: Runs = least[0::_ROWS] * np.uint64(0x9E3779B97F4A7C15) ^ least[1::_ROWS]
    return mixed


def sketch_table(reports: Sequence[Report]) -> pa.Table:
    """``report_id`` and ``sketch`` (bytes of ``_BANDS`` numbers; none for a short text) of each report."""
    marks = [sketch(runs_of(r.text)).tobytes() for r in reports]
    return pa.table({"report_id": pa.array([r.report_id for r in reports], pa.string()), "sketch": pa.array(marks, pa.binary())})


def meeting(sketches: pa.Table, reports: Sequence[Report]) -> frozenset[str]:
    """Ids of the reports in a sketch table whose text may be a copy of one of ``reports``, or these of them."""
    marks = sketches.column("sketch").to_pylist()
    long = [i for i, m in enumerate(marks) if m]
    table = np.frombuffer(b"".join(marks[i] for i in long), np.uint64).reshape(-1, _BANDS)
    new = [s for r in reports if len(s := sketch(runs_of(r.text)))]
    hit = np.zeros(len(long), bool)
    for one in new:
        hit |= (table == one).any(axis=1)
    ids = sketches.column("report_id").to_pylist()
    return frozenset(ids[long[i]] for i in np.flatnonzero(hit).tolist())


def _candidates(runs: Sequence[Runs]) -> set[tuple[int, int]]:
    """Pairs of positions that meet in a band."""
    long = [(i, s) for i, r in enumerate(runs) if len(s := sketch(r))]
    if not long:
        return set()
    where, table = np.array([i for i, _ in long]), np.stack([s for _, s in long])
    return {pair for band in range(_BANDS) for pair in _meeting(where, table[:, band])}


def _meeting(where: npt.NDArray[np.int64], keys: Runs) -> Iterator[tuple[int, int]]:
    order = np.argsort(keys, kind="stable")
    edges = np.flatnonzero(np.diff(keys[order])) + 1
    for group in np.split(order, edges):
        if 2 <= len(group) <= _COMMON:
            members = sorted(where[group].tolist())
            yield from ((a, b) for n, a in enumerate(members) for b in members[n + 1 :])


def sentences_of(text: str) -> list[str]:
    """Sentences and lines, white space evened out."""
    return [" ".join(s.split()) for s in _SENTENCE.split(text) if s and s.strip()]


def changes(original: str, copy: str) -> list[tuple[str | None, str | None]]:
    """What a copy changed, sentence by sentence, in order: (before, after); None where one was left out or added."""
    ours, theirs = sentences_of(original), sentences_of(copy)
    out: list[tuple[str | None, str | None]] = []
    for what, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if what != "equal":
            before, after = ours[a:b], theirs[c:d]
            longest = max(len(before), len(after))
            out += [(before[i] if i < len(before) else None, after[i] if i < len(after) else None) for i in range(longest)]
    return out
