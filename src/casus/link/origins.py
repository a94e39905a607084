"""Origins: which reports of an incident go back to one source. Independence is counted in these, never in addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations, pairwise

from casus.link.vectors import stem_of
from casus.model import Report

#: an agency's text of one day is picked up for about this long
_PICKED_UP = timedelta(days=1)
_WORD = re.compile(r"\w[\w'’-]*")
#: share of the shorter text's pairs of neighbouring stems that the other has too: words changed, order and content kept
_DERIVED = 0.25
#: the same where both credit one agency as well
_DERIVED_CREDITED = 0.15
#: shorter texts share pairs by chance
_LEAST = 30


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two reports are of one origin, in words; ``kind`` is ``copy``, ``derived`` or ``agency``."""

    first: str
    second: str
    kind: str
    words: str


def find_origins(reports: Sequence[Report], copies: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Groups of report ids, each group one origin."""
    ordered = _ordered(reports)
    home = {r.report_id: r.report_id for r in ordered}
    for tie in find_ties(ordered, copies, home):
        old, new = home[tie.second], home[tie.first]
        home |= {k: new for k, v in home.items() if v == old}
    groups: dict[str, list[str]] = {}
    for report in ordered:
        groups.setdefault(home[report.report_id], []).append(report.report_id)
    return tuple(sorted(tuple(sorted(g)) for g in groups.values()))


def find_ties(reports: Sequence[Report], copies: Mapping[str, str], home: Mapping[str, str] | None = None) -> Iterator[Tie]:
    """The ties between reports; those whose reports ``home`` holds together already are passed over."""
    for a, b in combinations(_ordered(reports), 2):
        if home is not None and home[a.report_id] == home[b.report_id]:
            continue
        tie = _tie(a, b, copies)
        if tie is not None:
            yield tie


def _ordered(reports: Sequence[Report]) -> list[Report]:
    return sorted(reports, key=lambda r: (r.published or date.max, r.content_sha256, r.report_id))


def _tie(a: Report, b: Report, copies: Mapping[str, str]) -> Tie | None:
    if copies.get(a.report_id, a.report_id) == copies.get(b.report_id, b.report_id):
        return Tie(a.report_id, b.report_id, "copy", "most of the text is the same to the letter")
    agencies = sorted(_agencies(a) & _agencies(b))
    alike = kinship(a.text, b.text)
    if alike >= (_DERIVED_CREDITED if agencies else _DERIVED):
        also = f", and both credit {', '.join(agencies)}" if agencies else ""
        words = f"{alike:.0%} of the shorter one's word pairs stand in the other: reworded or translated{also}"
        return Tie(a.report_id, b.report_id, "derived", words)
    near = a.published is not None and b.published is not None and abs(a.published - b.published) <= _PICKED_UP
    if near and agencies:
        return Tie(a.report_id, b.report_id, "agency", f"both credit {', '.join(agencies)}, within a day")
    return None


def kinship(a: str, b: str) -> float:
    """Share of the shorter text's pairs of neighbouring stems, words of the closed classes left out, that the other has too."""
    ours, theirs = _pairs(a), _pairs(b)
    shorter = min(len(ours), len(theirs))
    return len(ours & theirs) / shorter if shorter >= _LEAST else 0.0


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[tuple[str, str]]:
    stems = [s for w in _WORD.findall(text.lower()) if (s := stem_of(w))]
    return frozenset(pairwise(stems))


def _agencies(report: Report) -> frozenset[str]:
    return frozenset(c.casefold() for c in report.credits)
