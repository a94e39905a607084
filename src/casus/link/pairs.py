"""How alike two happenings of two reports are: a sum of evidence with fixed weights, each part nameable."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from casus.link.happenings import Happening, days_of, distance_km, gap_days
from casus.model import Registry

_NAME = re.compile(r"\b[A-Z][\w'’-]{2,}")
#: what is certain not to be one happening
NEVER = -100.0
#: sum of evidence from which two happenings are held to be one
ENOUGH = 4.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Each part in log-odds-like points; ``total`` is their sum."""

    place: float
    time: float
    actors: float
    toll: float
    words: float
    kind: float

    @property
    def total(self) -> float:
        return self.place + self.time + self.actors + self.toll + self.words + self.kind


class NameWeights:
    """Inverse document frequency of capitalised words over the reports: rare names shared say more."""

    def __init__(self, happenings: Sequence[Happening]) -> None:
        self._names = {h.key: _names(h) for h in happenings}
        self._seen = Counter(name for names in self._names.values() for name in names)
        self._size = max(1, len(happenings))

    def shared(self, a: Happening, b: Happening) -> float:
        """Cosine of the two weighted name sets, 0 to 1."""
        ours, theirs = self._names[a.key], self._names[b.key]
        norm = math.sqrt(self._mass(ours) * self._mass(theirs))
        return self._mass(ours & theirs) / norm if norm else 0.0

    def _mass(self, names: frozenset[str]) -> float:
        return sum(math.log(1 + self._size / self._seen[n]) ** 2 for n in names)


def _names(happening: Happening) -> frozenset[str]:
    return frozenset(word.lower() for c in happening.claims for word in _NAME.findall(c.quote.text))


def weigh(a: Happening, b: Happening, names: NameWeights, registry: Registry) -> Evidence:
    """The evidence that two happenings of the same type, of two reports, are one."""
    return Evidence(_place(a, b), _time(a, b), _actors(a, b, registry), _toll(a, b), 3.0 * names.shared(a, b), _kind(a, b))


def _place(a: Happening, b: Happening) -> float:
    ours, theirs = a.countries(), b.countries()
    if ours and theirs and not ours & theirs:
        return NEVER
    if a.towns() and b.towns():
        return 3.0 if a.towns() & b.towns() else _between_towns(a, b)
    areas = [frozenset(p.admin1 for p in h.places() if p.admin1) for h in (a, b)]
    if areas[0] and areas[1]:
        return 1.5 if areas[0] & areas[1] else -2.0
    return 0.5 if ours & theirs else 0.0


def _between_towns(a: Happening, b: Happening) -> float:
    gaps = [
        g
        for p in a.places()
        for q in b.places()
        if p.precision != "country" and q.precision != "country" and (g := distance_km(p, q)) is not None
    ]
    nearest = min(gaps, default=None)
    if nearest is None or nearest > 120:
        return -5.0
    return 1.0 if nearest <= 30 else -1.0


def _time(a: Happening, b: Happening) -> float:
    ours, theirs = a.times(), b.times()
    if ours and theirs:
        gap = min(gap_days(x, y) for x in ours for y in theirs)
        if gap > 10:
            return NEVER
        if days_of(ours) and days_of(theirs):
            return 3.0 if days_of(ours) & days_of(theirs) else (1.0 if gap <= 1 else -1.5 * gap)
        return 1.0 if gap == 0 else -float(gap)
    return _time_of_reports(a, b)


def _time_of_reports(a: Happening, b: Happening) -> float:
    """Where one side tells no day, news of one event is published within days of it; much later is a look back."""
    known = a if a.times() else b
    other = b if known is a else a
    if known.times() and other.report.published:
        start = min(t.start for t in known.times() if t.start is not None)
        gap = other.report.published - start
        return 1.5 if timedelta(0) <= gap <= timedelta(days=14) else (0.0 if gap > timedelta(0) else -3.0)
    if a.report.published and b.report.published:
        return 1.0 if abs(a.report.published - b.report.published) <= timedelta(days=7) else -1.5
    return 0.0


def _actors(a: Happening, b: Happening, registry: Registry) -> float:
    ours, theirs = a.actor_ids(), b.actor_ids()
    if ours and theirs:
        akin = any(registry.under(x, y) or registry.under(y, x) for x in ours for y in theirs)
        return 1.5 if akin else (-1.0 if a.type == "ASSAULT" else -2.5)
    return 0.5 if a.party_ids() & b.party_ids() else 0.0


def _toll(a: Happening, b: Happening) -> float:
    """Shared figures say much, one high above the other says little: tolls rise."""
    ours, theirs = ({(f.what, f.low, f.high) for c in h.claims for f in c.figures if not f.vague} for h in (a, b))
    return 1.5 if ours & theirs else 0.0


def _kind(a: Happening, b: Happening) -> float:
    """The same means (a bomb, a kidnapping), and both the first thing that their reports tell of the type."""
    modes = [frozenset(m for c in h.claims for m in c.mode) for h in (a, b)]
    return 0.5 * bool(modes[0] & modes[1]) + 0.5 * (a.rank == b.rank == 0)
