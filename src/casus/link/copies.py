"""Near copies among reports: shared runs of words, however the page around them looks."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from casus.model import Report

_WORD = re.compile(r"\w+")
_RUN = 5
#: share of the shorter report's runs that the other must have; 0.5 keeps write-throughs of one agency text apart from rewrites
_SHARE = 0.5
#: shorter reports share runs by chance
_LEAST = 12
#: a run that stands in more reports than this is a formula, not a trace of copying
_COMMON = 60


def find_copies(reports: Sequence[Report]) -> dict[str, str]:
    """report_id of each near copy to that of its original: the earliest of its group, an undated one last, then by id."""
    runs = {r.report_id: _runs(r.text) for r in reports}
    shared: Counter[tuple[str, str]] = Counter()
    for holders in _holders(runs).values():
        if 2 <= len(holders) <= _COMMON:
            shared.update((a, b) for i, a in enumerate(holders) for b in holders[i + 1 :])
    order = {r.report_id: (r.published or date.max, r.report_id) for r in reports}
    pairs = [(a, b) for (a, b), n in shared.items() if _is_copy(len(runs[a]), len(runs[b]), n)]
    original: dict[str, str] = {}
    for first, later in sorted((sorted(pair, key=lambda r: order[r]) for pair in pairs), key=lambda p: (order[p[0]], order[p[1]])):
        original.setdefault(later, original.get(first, first))
    return original


def _is_copy(a: int, b: int, shared: int) -> bool:
    shorter = min(a, b)
    return shorter >= _LEAST and shared >= _SHARE * shorter


def _runs(text: str) -> frozenset[bytes]:
    words = _WORD.findall(text.lower())
    return frozenset(hashlib.blake2b(" ".join(words[i : i + _RUN]).encode(), digest_size=8).digest() for i in range(len(words) - _RUN + 1))


def _holders(runs: dict[str, frozenset[bytes]]) -> dict[bytes, list[str]]:
    out: dict[bytes, list[str]] = defaultdict(list)
    for report_id in sorted(runs):
        for run in runs[report_id]:
            out[run].append(report_id)
    return out
