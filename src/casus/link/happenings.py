"""Happenings: the claims of one report that tell of one event, gathered before reports are compared."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casus.codebook.modes import are_apart
from casus.link.constraints import NO_CONSTRAINTS, Constraints, split_by
from casus.model import Claim, Place, Registry, Report, When

_FINE = ("site", "settlement")


@dataclass(frozen=True, slots=True)
class Happening:
    """``claims`` in text order; the rest is what they say together. ``rank`` is the position among the report's happenings of the type."""

    report: Report
    type: str
    claims: tuple[Claim, ...]
    rank: int

    @property
    def order(self) -> tuple[date, str, int, str]:
        """What is told first stands first: day of publication, then content and place in it; ids only where these are the same."""
        report, claim = self.report, self.claims[0]
        return (report.published or date.max, report.content_sha256, claim.quote.start, min(c.claim_id for c in self.claims))

    def places(self) -> tuple[Place, ...]:
        return tuple(c.place for c in self.claims if c.place is not None)

    def times(self) -> tuple[When, ...]:
        return tuple(c.time for c in self.claims if c.time is not None and c.time.start is not None)

    def countries(self) -> frozenset[str]:
        return frozenset(p.country for p in self.places() if p.country)

    def told_places(self) -> tuple[Place, ...]:
        """The places without the report's own desk, unless that is all there is."""
        places = self.places()
        return tuple(p for p in places if not is_desk(p)) or places

    def actor_ids(self) -> frozenset[str]:
        named = [p for c in self.claims for p in c.actors]
        named += [p for c in self.claims if c.responsibility for p in (*c.responsibility.claimed_by, *c.responsibility.blamed_on)]
        return frozenset(p.actor_id for p in named if p.actor_id)

    def party_ids(self) -> frozenset[str]:
        return frozenset(p.actor_id for c in self.claims for p in (*c.actors, *c.recipients) if p.actor_id)


def find_happenings(report: Report, claims: Sequence[Claim], registry: Registry, constraints: Constraints) -> tuple[Happening, ...]:
    """Claims of one report, in text order, gathered by type and by agreeing place, day and actor; none that people judged apart."""
    groups = _parted(_gathered(claims, registry), constraints)
    ranks: dict[str, int] = {}
    out = []
    for group in groups:
        rank = ranks[group[0].label] = ranks.get(group[0].label, -1) + 1
        out.append(Happening(report, group[0].label, tuple(group), rank))
    return tuple(out)


def _parted(groups: list[list[Claim]], constraints: Constraints) -> list[list[Claim]]:
    if not constraints.apart:
        return groups
    by_id = {c.claim_id: c for g in groups for c in g}
    return [[by_id[i] for i in ids] for ids in split_by(([c.claim_id for c in g] for g in groups), constraints)]


def _gathered(claims: Sequence[Claim], registry: Registry) -> list[list[Claim]]:
    groups: list[list[Claim]] = []
    for claim in sorted((c for c in claims if c.kind == "event"), key=lambda c: (c.quote.start, c.claim_id)):
        fitting = [g for g in groups if g[0].type == claim.type and all(agree(claim, other, registry) for other in g)]
        if fitting:
            max(fitting, key=lambda g: _closeness(claim, g)).append(claim)
        else:
            groups.append([claim])
    return groups


def _closeness(claim: Claim, group: Sequence[Claim]) -> tuple[int, int, int]:
    """The town they share, then the toll, then how near they stand: "the 20 dead" are those of the bombing that killed 20."""
    same_town = sum(_town(claim) is not None and _town(claim) == _town(other) for other in group)
    same_toll = len(_toll(claim) & frozenset().union(*map(_toll, group)))
    return (same_town, same_toll, max(other.quote.start for other in group))


def _toll(claim: Claim) -> frozenset[tuple[str, float | None, float | None]]:
    return frozenset((f.what, f.low, f.high) for f in claim.figures if f.what in ("killed", "injured"))


def agree(a: Claim, b: Claim, registry: Registry) -> bool:
    """Nothing in the two claims says that they are of different happenings."""
    if a.negated != b.negated or _settled(a) != _settled(b) or are_apart(a.type or "", a.mode, b.mode):
        return False
    return places_agree(a.place, b.place) and times_agree(a.time, b.time) and _actors_agree(a, b, registry)


def _settled(claim: Claim) -> bool:
    """Did it take place, as told? A planned, foiled or imagined act is another thing than one that happened."""
    return claim.modality in ("asserted", "alleged", "claimed", "denied")


def _town(claim: Claim) -> str | None:
    return claim.place.name if claim.place and claim.place.precision in _FINE else None


def places_agree(a: Place | None, b: Place | None) -> bool:
    """No country, first-level area or town differs; towns within 25 km may be two names for one place, and a desk is none."""
    if a is None or b is None:
        return True
    if a.country and b.country and a.country != b.country:
        return False
    if is_desk(a) or is_desk(b):
        return True
    if a.precision in _FINE and b.precision in _FINE and a.name and b.name and a.name != b.name:
        gap = distance_km(a, b)
        return gap is not None and gap <= 25
    if a.admin1 and b.admin1 and a.admin1 != b.admin1:
        gap = distance_km(a, b)
        return gap is not None and gap <= 25
    return True


def is_desk(place: Place) -> bool:
    """A town in capitals, as datelines write it: where the report was written, which need not be where it happened."""
    return place.precision in _FINE and len(place.span.text) > 3 and place.span.text.isupper()


def times_agree(a: When | None, b: When | None) -> bool:
    """The intervals meet or lie within a day of one another; partial dates must not contradict."""
    if a is None or b is None:
        return True
    if a.start is None or b.start is None:
        return a.partial is None or b.partial is None or a.partial == b.partial or a.partial[:4] == b.partial[:4] != "--"
    return gap_days(a, b) <= 1


def gap_days(a: When, b: When) -> int:
    """Days between two intervals; 0 where they overlap. Open ends reach as far as their other end."""
    a_start, a_end = _bounds(a)
    b_start, b_end = _bounds(b)
    return max((b_start - a_end) // timedelta(days=1), (a_start - b_end) // timedelta(days=1), 0)


def _bounds(when: When) -> tuple[date, date]:
    start = when.start or when.end
    assert start is not None
    return start, when.end or start


def _actors_agree(a: Claim, b: Claim, registry: Registry) -> bool:
    ours, theirs = _ids(a), _ids(b)
    if not ours or not theirs or a.responsibility is not None or b.responsibility is not None:
        return True  # who claims it and who is blamed is told of one and the same attack
    return _akin(ours, theirs, registry)


def _akin(ours: frozenset[str], theirs: frozenset[str], registry: Registry) -> bool:
    return any(registry.under(x, y) or registry.under(y, x) for x in ours for y in theirs)


def _ids(claim: Claim) -> frozenset[str]:
    return frozenset(p.actor_id for p in claim.actors if p.actor_id)


def distance_km(a: Place, b: Place) -> float | None:
    """Great-circle distance; None where coordinates are missing."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat1, lat2 = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, h)))


def days_of(times: Iterable[When]) -> frozenset[date]:
    """The days told as days."""
    return frozenset(t.start for t in times if t.start is not None and t.precision == "day")


def told_span(happening: Happening) -> tuple[int, int] | None:
    """First and last of the days told as days, as ordinals; None when none is told so."""
    days = days_of(happening.times())
    return (min(days).toordinal(), max(days).toordinal()) if days else None


def all_happenings(
    reports: Sequence[Report], claims: Sequence[Claim], registry: Registry, constraints: Constraints = NO_CONSTRAINTS
) -> tuple[Happening, ...]:
    """The happenings of all reports, what is told first first."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report_id].append(claim)
    found = [h for r in reports for h in find_happenings(r, by_report[r.report_id], registry, constraints)]
    return tuple(sorted(found, key=lambda h: h.order))
